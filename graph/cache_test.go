package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

const (
	jsonType    = "application/json; charset=utf-8"
	graphqlType = "application/graphql-response+json; charset=utf-8"
)

// An answer from the cache is the same as one that was worked out, header by header, and costs no command.
func TestKeptAnswersAreTheSame(t *testing.T) {
	endpoint, _, db := open(t, "*")
	for _, test := range []struct{ name, method, url, body, accept, media string }{
		{"post", "POST", endpoint, `{"query":"{partners{totalCount}}"}`, "", jsonType},
		{"post for graphql", "POST", endpoint, `{"query":"{partners{totalCount}}"}`, "application/graphql-response+json", graphqlType},
		{"get", "GET", endpoint + get("{partners{totalCount}}"), "", "", jsonType},
		{"get for graphql", "GET", endpoint + get("{partners{totalCount}}"), "", "application/graphql-response+json", graphqlType},
	} {
		t.Run(test.name, func(t *testing.T) {
			var seen []string
			for range 2 {
				a := do(t, db, test.method, test.url, test.body, "Accept", test.accept, "Origin", "https://a.example")
				if a.StatusCode != 200 || a.Header.Get("Content-Type") != test.media {
					t.Errorf("status %d of type %q", a.StatusCode, a.Header.Get("Content-Type"))
				}
				if (a.commands == 0) != (len(seen) == 1) {
					t.Errorf("request %d took %d commands", len(seen)+1, a.commands)
				}
				a.Header.Del("Date")
				seen = append(seen, fmt.Sprint(a.StatusCode, a.Header, a.body))
			}
			if seen[0] != seen[1] {
				t.Errorf("worked out:\n%s\nkept:\n%s", seen[0], seen[1])
			}
		})
	}
}

// Whatever makes a difference to the answer tells requests apart.
func TestKeptAnswersAreNotMixedUp(t *testing.T) {
	endpoint, _, db := open(t, "*")
	const query = `query One($s: Sector) { partners(filter: {sector: {eq: $s}}) { totalCount } } query Two { pages { totalCount } }`
	body := func(name, sector string) string {
		return fmt.Sprintf(`{"query":%q,"operationName":%q,"variables":{"s":%q}}`, query, name, sector)
	}
	for range 2 {
		for _, test := range []struct{ body, want string }{
			{body("One", "COMPANY"), `{"data":{"partners":{"totalCount":1}}}`},
			{body("One", "ASSOCIATION"), `{"data":{"partners":{"totalCount":4}}}`},
			{body("Two", "COMPANY"), `{"data":{"pages":{"totalCount":9}}}`},
		} {
			if a := do(t, db, "POST", endpoint, test.body); a.body != test.want {
				t.Errorf("%s was answered %s", test.body, a.body)
			}
		}
		if a := do(t, db, "POST", endpoint, body("One", "COMPANY"), "Content-Type", "text/plain"); a.StatusCode != 415 {
			t.Errorf("another type of body was answered %d %s", a.StatusCode, a.body)
		}
		if a := do(t, db, "POST", endpoint, body("One", "COMPANY"), "Accept", "text/html"); a.StatusCode != 406 {
			t.Errorf("another type of answer was answered %d %s", a.StatusCode, a.body)
		}
		if a := do(t, db, http.MethodPut, endpoint, body("One", "COMPANY")); a.StatusCode != 405 {
			t.Errorf("another method was answered %d %s", a.StatusCode, a.body)
		}
	}
}

// Who says who he is is never answered from the cache, and leaves nothing in it. Neither do errors.
func TestWhatIsNotKept(t *testing.T) {
	endpoint, s, db := open(t, "*")
	session := testkit.Session(t, s, testkit.Account(t, s, auth.Admin, "").ID)
	for _, test := range []struct{ name, body, header, value string }{
		{"a session", `{"query":"{partners{totalCount}}"}`, "Authorization", "Bearer " + session},
		{"a session that there is not", `{"query":"{partners{totalCount}}"}`, "Cookie", "a=b; partnernetz_session=x"},
		{"half an error", `{"query":"{partners{totalCount} agreement(id: \"42\") {slug}}"}`, "Accept", "*/*"},
		{"the first without a word", `{"query":"{partners{totalCount}}"}`, "Accept", "*/*"},
	} {
		for i := range 2 {
			if a := do(t, db, "POST", endpoint, test.body, test.header, test.value); i == 0 && a.commands == 0 {
				t.Errorf("%s was answered from the cache", test.name)
			} else if i == 1 && a.commands == 0 && test.name != "the first without a word" {
				t.Errorf("%s was kept", test.name)
			}
		}
	}
	for _, query := range []string{`{agreement(id: \"42\") {slug}}`, `{nobody}`, `{`, `query @view(stage: DRAFT) {partners {totalCount}}`} {
		for range 2 {
			a := do(t, db, "POST", endpoint, `{"query":"`+query+`"}`)
			if a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("ETag") != "" {
				t.Errorf("the error of %s may be kept: %v", query, a.Header)
			}
		}
	}
}

// Who has an answer already is told so, whether the server has kept it or not.
func TestETag(t *testing.T) {
	endpoint, s, db := open(t, "*")
	url := endpoint + get(`{page(path: "/") {title}}`)
	tag := do(t, db, "GET", url, "").Header.Get("ETag")
	if tag == "" {
		t.Fatal("there is no ETag")
	}
	check := func(when string, known string, want int) {
		t.Helper()
		a := do(t, db, "GET", url, "", "If-None-Match", known)
		if a.StatusCode != want || (want == 304) != (a.body == "") || a.Header.Get("ETag") == "" || a.Header.Get("Cache-Control") == "" {
			t.Errorf("%s, to If-None-Match %s: %d %q %v", when, known, a.StatusCode, a.body, a.Header)
		}
	}
	for _, when := range []string{"kept", "after an unrelated change"} {
		check(when, tag, 304)
		check(when, "W/"+tag, 304)
		check(when, `"other", `+tag, 304)
		check(when, "*", 304)
		check(when, `"other"`, 200)
		publish(t, s.Events, "partnerveranstaltung-2024-06-07", func(e *network.Event) { e.AllDay = !e.AllDay })
	}
	publish(t, s.Pages, "/", func(p *network.Page) { p.Titles = content.Text{content.DE: "Anders"} })
	check("after a change", tag, 200)
	if a := do(t, db, "POST", endpoint, `{"query":"{partners{totalCount}}"}`, "If-None-Match", "*"); a.StatusCode != 200 {
		t.Errorf("a POST was answered %d", a.StatusCode)
	}
}

// What is published is in the very next answer, and what is unrelated stays right.
func TestPublicationShowsAtOnce(t *testing.T) {
	endpoint, s, db := open(t, "*")
	const page, partners = `{"query":"{page(path: \"/\") {title}}"}`, `{"query":"{partners{totalCount}}"}`
	for i := range 3 {
		title := fmt.Sprintf("Willkommen %d", i)
		publish(t, s.Pages, "/", func(p *network.Page) { p.Titles = content.Text{content.DE: title} })
		for range 2 {
			if a := do(t, db, "POST", endpoint, page); !strings.Contains(a.body, title) {
				t.Errorf("after publishing %q: %s", title, a.body)
			}
			if a := do(t, db, "POST", endpoint, partners); a.body != `{"data":{"partners":{"totalCount":39}}}` {
				t.Errorf("after publishing a page: %s", a.body)
			}
		}
	}
}

// A text that was sent once can be asked for by its hash.
func TestPersistedOperations(t *testing.T) {
	endpoint, _, db := open(t, "*")
	const query = `{pages{totalCount}}`
	sum := sha256.Sum256([]byte(query))
	hash := hex.EncodeToString(sum[:])
	body := func(query, hash string) string {
		return fmt.Sprintf(`{%s"extensions":{"persistedQuery":{"version":1,"sha256Hash":%q}}}`, query, hash)
	}
	full := fmt.Sprintf(`"query":%q,`, query)
	const found, unknown = `{"data":{"pages":{"totalCount":9}}}`, "PERSISTED_QUERY_NOT_FOUND"
	byHash := endpoint + `?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22` + hash + `%22%7D%7D`
	for _, step := range []struct{ name, method, url, body, want string }{
		{"not known yet", "POST", endpoint, body("", hash), unknown},
		{"not known yet, by GET", "GET", byHash, "", unknown},
		{"the hash of another text", "POST", endpoint, body(full, strings.Repeat("0", 64)), `"code":`},
		{"still not known", "POST", endpoint, body("", hash), unknown},
		{"registered", "POST", endpoint, body(full, hash), found},
		{"by hash", "POST", endpoint, body("", hash), found},
		{"by hash, by GET", "GET", byHash, "", found},
		{"by hash again", "GET", byHash, "", found},
		{"another hash", "POST", endpoint, body("", strings.Repeat("0", 64)), unknown},
		{"another version", "POST", endpoint, strings.Replace(body("", hash), `"version":1`, `"version":2`, 1), `"code":`},
	} {
		a := do(t, db, step.method, step.url, step.body)
		if !strings.Contains(a.body, step.want) || strings.Contains(a.body, `"data":{`) != (step.want == found) {
			t.Errorf("%s: %d %s", step.name, a.StatusCode, a.body)
		}
	}
}
