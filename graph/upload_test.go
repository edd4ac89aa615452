package graph_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// form is a multipart request with an operation that has a file as its variable f.
func form(query string) string { return formWith(query, vars{}) }

// formWith is form with other variables besides.
func formWith(query string, variables vars) string {
	variables["f"] = nil
	operations, _ := json.Marshal(vars{"query": query, "variables": variables})
	return "--x\r\nContent-Disposition: form-data; name=operations\r\n\r\n" + string(operations) +
		"\r\n--x\r\nContent-Disposition: form-data; name=map\r\n\r\n" + `{"0":["variables.f"]}` +
		"\r\n--x\r\nContent-Disposition: form-data; name=0; filename=a.txt\r\n\r\nHallo\r\n--x--\r\n"
}

// Who may not send files is refused while all of them are still to come. Among those is any website that has a browser send
// a form with an editor's cookie: browsers do that without asking first.
func TestMayUpload(t *testing.T) {
	s := testkit.Start(t, "none")
	proof := func(c auth.Caller) string { return proofOf(t.Context(), s.Store, c) }
	reader := office
	reader.Limit = []auth.Permission{auth.ReadDrafts}
	cookie := "partnernetz_session=" + proof(office)
	whole := form(`query($f: String) { partners(filter: {name: {contains: $f}}) { totalCount } }`)
	for _, c := range []struct {
		what, header string
		status       int
		code         string
	}{
		{"the public", "", 401, "UNAUTHENTICATED"},
		{"the public with the header", "GraphQL-Require-Preflight: 1\r\n", 401, "UNAUTHENTICATED"},
		{"a token that is no good", "Authorization: Bearer pnt_x\r\n", 401, "UNAUTHENTICATED"},
		{"a token that may only read", "Authorization: Bearer " + proof(reader) + "\r\n", 403, "FORBIDDEN"},
		{"an editor's browser, from any website", "Cookie: " + cookie + "\r\nOrigin: https://example.org\r\n", 403, "CSRF"},
		{"a cookie that is no good", "Cookie: partnernetz_session=pns_x\r\n", 401, "UNAUTHENTICATED"},
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
		testkit.Must(t, err)
		testkit.Must(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
		_, err = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\n%sContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n", c.header, 100<<20)
		testkit.Must(t, err)
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		testkit.Must(t, err)
		body, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != c.status || !strings.Contains(string(body), `"code":"`+c.code+`"`) {
			t.Errorf("%s: %d %s, want %d %s", c.what, resp.StatusCode, body, c.status, c.code)
		}
		_ = conn.Close()
	}
	for what, header := range map[string]http.Header{
		"an admin":            {"Authorization": {"Bearer " + proof(admin)}},
		"an editor's browser": {"Cookie": {cookie}, "Graphql-Require-Preflight": {"1"}},
		"a partner":           {"Authorization": {"Bearer " + proof(own("par_x"))}},
	} {
		// They get as far as their operation, which finds that a file is no text.
		if status, body := upload(t, s.URL, whole, header); status != http.StatusOK || !strings.Contains(body, "$f is a file, but a String is text in quotes") {
			t.Errorf("%s: %d %s", what, status, body)
		}
	}
}

// upload sends a form.
func upload(t *testing.T, url, form string, header http.Header) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/graphql", strings.NewReader(form))
	testkit.Must(t, err)
	r.Header = header.Clone()
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	resp, err := http.DefaultClient.Do(r)
	testkit.Must(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	testkit.Must(t, err)
	return resp.StatusCode, string(body)
}

// A file where something else belongs, or something else where a file belongs, is the caller's mistake and never a fault.
func TestFilesAndOtherValues(t *testing.T) {
	s := testkit.Start(t, "none")
	header := http.Header{"Authorization": {"Bearer " + proofOf(t.Context(), s.Store, office)}}
	for _, query := range []string{
		`query($f: String) { partners(filter: {name: {contains: $f}}) { totalCount } }`,
		`query($f: [ID!]!) { nodes(ids: $f) { id } }`,
		`query($f: Int) { partners(first: $f) { totalCount } }`,
		`query($f: Boolean!) { partners @include(if: $f) { totalCount } }`,
		`query($f: Sector) { partners(filter: {sector: {eq: $f}}) { totalCount } }`,
		`query($f: Locale) @view(locale: $f) { partners { totalCount } }`,
		`query($f: DateTime) @view(asOf: $f) { partners { totalCount } }`,
		`query($f: Date) { measures(filter: {startsOn: {eq: $f}}) { totalCount } }`,
		`query($f: PartnerFilter) { partners(filter: $f) { totalCount } }`,
		`query($f: [PartnerOrder!]) { partners(orderBy: $f) { totalCount } }`,
		`mutation($f: UploadMediaInput!) { uploadMedia(file: "Hallo", input: $f) { errors { code } } }`,
		`mutation($f: String!) { uploadMedia(file: "Hallo", input: {alt: $f}) { errors { code } } }`,
	} {
		_, body := upload(t, s.URL, form(query), header)
		if !strings.Contains(body, `"code":"BAD_INPUT"`) && !strings.Contains(body, `"code":"GRAPHQL_VALIDATION_FAILED"`) {
			t.Errorf("%s: %s", query, body)
		}
	}
	editor := as(t, s.Store, office)
	const file = `mutation($f: Upload!) { uploadMedia(file: $f, input: {decorative: true}) { errors { code } } }`
	for _, v := range []any{"Hallo", 3, true, vars{"filename": "a.txt"}, many{"Hallo"}} {
		if a := editor.Query(t, file, vars{"f": v}); a.Code() != "BAD_INPUT" {
			t.Errorf("%v as a file: %s", v, a.Raw)
		}
	}
	if a := editor.Query(t, strings.Replace(strings.Replace(file, "($f: Upload!)", "", 1), "$f", `"Hallo"`, 1), nil); a.Code() != "BAD_INPUT" {
		t.Errorf("a text as a file: %s", a.Raw)
	}
}
