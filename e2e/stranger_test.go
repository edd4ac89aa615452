package e2e_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"testing"
)

const newPage = `mutation($p: String!) { createPage(input: {path: $p, title: "Neu"}) { page { id revision } errors { code message path } } }`

// made is the payload of a mutation of pages.
type made struct {
	Page   *struct{ ID string }
	Errors []problem
}

// TestTwiceAtOnce sends the same change two times at once, as somebody does who clicks twice. It is made once.
func TestTwiceAtOnce(t *testing.T) {
	p := serve(t, t.TempDir(), append(withAdmin, "SEED=none")...)
	admin := p.admin(t)
	twice := func(query string, variables map[string]any) (ids []string, problems []string) {
		t.Helper()
		got := make(chan made)
		for range 2 {
			go func() {
				m, err := ask[made](admin, query, variables)
				if err != nil {
					t.Error(err)
				}
				got <- m
			}()
		}
		for range 2 {
			m := <-got
			problems = append(problems, codes(m.Errors)...)
			if m.Page != nil {
				ids = append(ids, m.Page.ID)
			}
		}
		return ids, problems
	}
	for i := range 10 {
		path := fmt.Sprint("/seite-", i)
		ids, problems := twice(newPage, map[string]any{"p": path})
		if len(ids) != 1 || !slices.Equal(problems, []string{"KEY_IN_USE input.path"}) {
			t.Fatalf("making it: %v %v", ids, problems)
		}
		s := &sheet{id: ids[0], path: path}
		for name, c := range map[string]struct {
			query string
			want  []string
		}{
			"title":   {`mutation($id: ID!) { updatePage(id: $id, expectedRevision: 1, input: {title: "Neuer"}) { page { id } errors { code path } } }`, []string{"CONFLICT expectedRevision"}},
			"publish": {`mutation($id: ID!) { publish(entries: [{id: $id, revision: 1}]) { errors { code path } } }`, nil}, // it is public, whoever was first
		} {
			if _, problems := twice(c.query, map[string]any{"id": s.id}); !slices.Equal(problems, c.want) {
				t.Errorf("%s: %v, want %v", name, problems, c.want)
			}
		}
		if newest, err := s.newest(admin); err != nil || newest != 2 {
			t.Errorf("there are %d revisions: %v", newest, err)
		}
		if shown, err := s.shown(p.as("")); err != nil || shown != 1 {
			t.Errorf("revision %d is public: %v", shown, err)
		}
	}
}

// TestForgedMutations sends changes the ways that other websites could make a browser do it, and some that are none.
func TestForgedMutations(t *testing.T) {
	p := serve(t, t.TempDir(), append(withAdmin, "SEED=none")...)
	admin := p.admin(t)
	change := `mutation { createPage(input: {path: "/fremd", title: "Fremd"}) { page { id } errors { code } } }`
	asBody := string(body(map[string]any{"query": change}))
	asForm := "--x\r\nContent-Disposition: form-data; name=operations\r\n\r\n" + asBody + "\r\n--x\r\nContent-Disposition: form-data; name=map\r\n\r\n{}\r\n--x--\r\n"
	cookie, bearer := "partnernetz_session="+admin.token, "Bearer "+admin.token
	for _, c := range []struct {
		what, method, path string
		header             map[string]string
		body               string
		status             int
		code               string
	}{
		{"by GET", "GET", "/graphql?query=" + url.QueryEscape(change), map[string]string{"Authorization": bearer}, "", 405, "METHOD_NOT_ALLOWED"},
		{"by GET with a cookie", "GET", "/graphql?query=" + url.QueryEscape(change), map[string]string{"Cookie": cookie, "GraphQL-Require-Preflight": "1"}, "", 405, "METHOD_NOT_ALLOWED"},
		{"with a cookie and no header", "POST", "/graphql", map[string]string{"Cookie": cookie, "Content-Type": "application/json"}, asBody, 403, "CSRF"},
		{"as a form does", "POST", "/graphql", map[string]string{"Cookie": cookie, "Content-Type": "text/plain"}, asBody, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"as a form with files does", "POST", "/graphql", map[string]string{"Cookie": cookie, "Content-Type": "multipart/form-data; boundary=x"}, asForm, 403, "CSRF"},
		{"as a form with files by the public", "POST", "/graphql", map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, asForm, 401, "UNAUTHENTICATED"},
		{"by the public", "POST", "/graphql", map[string]string{"Content-Type": "application/json"}, asBody, 200, "UNAUTHENTICATED"},
		{"with a cookie that is no good", "POST", "/graphql", map[string]string{"Cookie": "partnernetz_session=pns_x", "GraphQL-Require-Preflight": "1", "Content-Type": "application/json"}, asBody, 200, "UNAUTHENTICATED"},
		{"as basic authentication", "POST", "/graphql", map[string]string{"Authorization": "Basic " + admin.token, "Content-Type": "application/json"}, asBody, 200, "UNAUTHENTICATED"},
		{"with an empty token and a cookie", "POST", "/graphql", map[string]string{"Authorization": "Bearer ", "Cookie": cookie, "GraphQL-Require-Preflight": "1", "Content-Type": "application/json"}, asBody, 401, "UNAUTHENTICATED"},
	} {
		if r := p.ask(c.method, c.path, c.header, strings.NewReader(c.body)); r.status != c.status || r.code() != c.code {
			t.Errorf("%s: %v, want %d %s", c.what, r, c.status, c.code)
		}
	}
	head := "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: " + bearer + "\r\n"
	for _, cut := range []int{1, len(asBody) / 2, len(asBody) - 1} {
		conn := p.dial(t)
		fmt.Fprintf(conn, "%sContent-Length: %d\r\n\r\n%s", head, len(asBody), asBody[:cut])
		conn.Close()
	}
	if pages := mustAsk[struct{ TotalCount int }](t, admin, `query Q @view(stage: DRAFT) { pages { totalCount } }`, nil); pages.TotalCount != 0 {
		t.Errorf("%d pages were made", pages.TotalCount)
	}
}

// TestHangingUp sends changes and hangs up before the answer. Each is made wholly or not at all.
func TestHangingUp(t *testing.T) {
	dir := t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	d := newDesk(t, p)
	admin, s := d.staff[0], d.sheets[0]
	for i := range 100 {
		known, err := s.newest(admin)
		if err != nil {
			t.Fatal(err)
		}
		mark := fmt.Sprint("m", i)
		s.sent[mark] = known + 1
		b := body(map[string]any{"query": `mutation($id: ID!, $known: Int!, $mark: String!) { updatePage(id: $id, expectedRevision: $known, input: {lead: $mark}) { page { id } } }`,
			"variables": map[string]any{"id": s.id, "known": known, "mark": mark}})
		conn := p.dial(t)
		fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s", admin.token, len(b), b)
		conn.Close()
	}
	d.work(t, p, 1, true)
	d.check(t, p, true)
	p.stop(t, syscall.SIGTERM)
	verified(t, dir)
}
