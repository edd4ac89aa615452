package graph_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"partnernetz/testkit"
)

// Each argument of the view is that of the operation, or else that of the address, by POST and by GET, fresh and kept.
func TestViewInTheAddress(t *testing.T) {
	endpoint, _, db := open(t, "*")
	const asked = ` { pages(filter: {path: {in: ["/", "/partner"]}}) { totalCount nodes { path title servedLocale } } partners { totalCount } }`
	for _, test := range []struct{ address, view, same string }{
		{"", "", ""},
		{"locale=EN", "", "locale: EN"},
		{"locale=DE_SIMPLE&fallback=true", "", "locale: DE_SIMPLE"},
		{"locale=EN&fallback=false", "", "locale: EN, fallback: false"},
		{"asOf=2020-01-01T00:00:00Z", "", `asOf: "2020-01-01T00:00:00Z"`},
		{"asOf=2020-01-01T01:00:00%2B01:00", "", `asOf: "2020-01-01T00:00:00Z"`},
		{"stage=PUBLISHED&other=x", "", ""},
		{"locale=EN", "locale: DE_SIMPLE", "locale: DE_SIMPLE"},
		{"locale=EN", "locale: DE", ""},
		{"locale=EN&fallback=false", "locale: DE_SIMPLE", "locale: DE_SIMPLE, fallback: false"},
		{"locale=EN&fallback=false", "fallback: true", "locale: EN"},
		{"locale=EN", "locale: null", "locale: EN"},
		{"asOf=2020-01-01T00:00:00Z&locale=EN", `asOf: "2100-01-01T00:00:00Z"`, `locale: EN, asOf: "2100-01-01T00:00:00Z"`},
		{"stage=DRAFT", "stage: PUBLISHED", ""},
		{"stage=DRAFT", "", "stage: DRAFT"},
		{"stage=ARCHIVED&locale=EN", "", "stage: ARCHIVED, locale: EN"},
		{"stage=DRAFT&asOf=2020-01-01T00:00:00Z", "", `stage: DRAFT, asOf: "2020-01-01T00:00:00Z"`},
	} {
		through := func(view string) string {
			if view == "" {
				return "query" + asked
			}
			return "query @view(" + view + ")" + asked
		}
		for _, media := range []string{"application/json", "application/graphql-response+json"} {
			want := do(t, db, "POST", endpoint, fmt.Sprintf(`{"query":%q}`, through(test.same)), "Accept", media)
			body := fmt.Sprintf(`{"query":%q}`, through(test.view))
			for range 2 {
				post := do(t, db, "POST", endpoint+"?"+test.address, body, "Accept", media)
				got := do(t, db, "GET", endpoint+"?query="+url.QueryEscape(through(test.view))+"&"+test.address, "", "Accept", media)
				if post.body != want.body || got.body != want.body || post.StatusCode != want.StatusCode || got.StatusCode != want.StatusCode {
					t.Errorf("%s with %q: %d %s\n%d %s, want %d %s", test.address, test.view, post.StatusCode, post.body, got.StatusCode, got.body, want.StatusCode, want.body)
				}
			}
		}
	}
}

// An address that names no view is refused with a code, before anything is read of the operation.
func TestWrongAddresses(t *testing.T) {
	endpoint, _, db := open(t, "*")
	for address, code := range map[string]string{
		"locale=FR": "BAD_INPUT", "locale=en": "BAD_INPUT", "locale=": "BAD_INPUT", "stage=SECRET": "BAD_INPUT", "fallback=1": "BAD_INPUT",
		"asOf=gestern": "BAD_INPUT", "asOf=2020-01-01T00:00:00+01:00": "BAD_INPUT", "asOf=2020-01-01": "BAD_INPUT",
		"locale=DE&locale=EN": "MALFORMED_REQUEST", "stage=PUBLISHED&stage=PUBLISHED": "MALFORMED_REQUEST", "locale=%": "MALFORMED_REQUEST",
	} {
		for _, media := range []string{"application/json", "application/graphql-response+json"} {
			for _, a := range []reply{
				do(t, db, "POST", endpoint+"?"+address, `{"query":"{partners{totalCount}}"}`, "Accept", media),
				do(t, db, "POST", endpoint+"?"+address, `{"query":"query @view(locale: DE) {partners{totalCount}}"}`, "Accept", media),
				do(t, db, "POST", endpoint+"?"+address, "--x", "Accept", media, "Content-Type", "multipart/form-data; boundary=x"),
				do(t, db, "GET", endpoint+get("{partners{totalCount}}")+"&"+address, "", "Accept", media),
			} {
				var said testkit.Answer
				testkit.Must(t, json.Unmarshal([]byte(a.body), &said))
				if a.StatusCode != http.StatusBadRequest || said.Code() != code || said.Data != nil || a.commands > 0 {
					t.Errorf("%s: %d %s after %d commands, want 400 with %s", address, a.StatusCode, a.body, a.commands, code)
				}
			}
		}
	}
}

// The address tells answers apart wherever they are kept: here, by hash, and by who asks with an ETag.
func TestAddressesAreKeptApart(t *testing.T) {
	endpoint, _, db := open(t, "*")
	const query = `{page(path: "/partner") {title}}`
	sum := sha256.Sum256([]byte(query))
	extensions := fmt.Sprintf(`{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hex.EncodeToString(sum[:]))
	do(t, db, "POST", endpoint, fmt.Sprintf(`{"query":%q,"extensions":%s}`, query, extensions))
	tags := map[string]string{}
	for range 2 {
		for locale, title := range map[string]string{"DE": "Die Partner", "EN": "The partners"} {
			want := fmt.Sprintf(`{"data":{"page":{"title":%q}}}`, title)
			for _, a := range []reply{
				do(t, db, "POST", endpoint+"?locale="+locale, fmt.Sprintf(`{"extensions":%s}`, extensions)),
				do(t, db, "GET", endpoint+"?locale="+locale+"&extensions="+url.QueryEscape(extensions), ""),
				do(t, db, "GET", endpoint+get(query)+"&locale="+locale, ""),
			} {
				if a.body != want {
					t.Errorf("at %s: %d %s, want %s", locale, a.StatusCode, a.body, want)
				}
				tags[locale] = a.Header.Get("ETag")
			}
		}
		for locale, other := range map[string]string{"DE": "EN", "EN": "DE"} {
			for tag, status := range map[string]int{tags[locale]: 304, tags[other]: 200} {
				if a := do(t, db, "GET", endpoint+get(query)+"&locale="+locale, "", "If-None-Match", tag); a.StatusCode != status {
					t.Errorf("at %s with the tag %s: %d, want %d", locale, tag, a.StatusCode, status)
				}
			}
		}
	}
}

// A change at an address writes the language of the address, and nothing else about it is another.
func TestChangesGoByTheAddress(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	server := as(t, s, office)
	page := pageByPath(t, server, "/partner")
	write := func(address, view string, revision int, title string) *testkit.Answer {
		return server.At(address).Query(t, `mutation($id: ID!, $revision: Int!, $input: UpdatePageInput!) `+view+` {
			updatePage(id: $id, expectedRevision: $revision, input: $input) { page { title stage } errors { code message } } }`,
			vars{"id": page.ID, "revision": revision, "input": vars{"title": title}})
	}
	for _, step := range []struct{ address, view, title, want string }{
		{"locale=EN&stage=PUBLISHED&fallback=false", "", "One", "Die Partner/One"},
		{"locale=EN", "@view(locale: DE)", "Zwei", "Zwei/One"},
		{"", "", "Drei", "Drei/One"},
	} {
		a := write(step.address, step.view, page.Revision, step.title)
		if valueAt(a, "updatePage.page.title") != step.title || valueAt(a, "updatePage.page.stage") != "DRAFT" {
			t.Errorf("%s: %s", step.address, a.Raw)
		}
		page = pageByPath(t, server, "/partner")
		if got := page.Titles["de"] + "/" + page.Titles["en"]; got != step.want {
			t.Errorf("after a change at %s the titles are %s, want %s", step.address, got, step.want)
		}
	}
	asOf := url.QueryEscape(time.Now().Format(time.RFC3339))
	here, there := write("asOf="+asOf, "", page.Revision, "Vier"), write("", `@view(asOf: "2020-01-01T00:00:00Z")`, page.Revision, "Vier")
	if here.Code() != "BAD_INPUT" || !bytes.Equal(here.Raw, there.Raw) {
		t.Errorf("at a moment: %s, want %s", here.Raw, there.Raw)
	}
	if a := write("locale=EN", "", page.Revision-1, "Vier"); valueAt(a, "updatePage.errors.0.code") != "CONFLICT" ||
		valueAt(a, "updatePage.errors.0.message") == valueAt(write("", "", page.Revision-1, "Vier"), "updatePage.errors.0.message") {
		t.Errorf("what is wrong is not said in English: %s", a.Raw)
	}
}
