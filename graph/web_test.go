package graph_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"testing"

	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

// The audits of graphql-http, the reference for GraphQL over HTTP. `npm ci` in transport/audit makes them available.
func TestAudits(t *testing.T) {
	const audits = "transport/audit"
	_, err := exec.LookPath("node")
	if _, missing := os.Stat(audits + "/node_modules/graphql-http"); err != nil || missing != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no Node or `npm ci` was not run in " + audits)
		}
		t.Skip("there is no Node or `npm ci` was not run in " + audits + ", so nobody audited the server")
	}
	server := testkit.Start(t, "network")
	out, err := exec.CommandContext(t.Context(), "node", audits+"/audit.mjs", server.URL+"/graphql").CombinedOutput()
	t.Logf("%s", out)
	testkit.Must(t, err)
}

// reply is what came back to one request.
type reply struct {
	*http.Response
	body     string
	commands int64 // that it took
}

// open is a server of its own with these origins.
func open(t *testing.T, origins ...string) (string, *store.Store, *store.Database) {
	t.Helper()
	s, db := testkit.Store(t, "network")
	server := httptest.NewServer(web.NewHandler(s, testkit.Options(t, s, origins...)))
	t.Cleanup(server.Close)
	return server.URL + "/graphql", s, db
}

// do sends a request; header has names and values in turn.
func do(t *testing.T, db *store.Database, method, url, body string, header ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewBufferString(body))
	testkit.Must(t, err)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	before := db.Commands()
	resp, err := http.DefaultClient.Do(r)
	testkit.Must(t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	testkit.Must(t, err)
	return reply{resp, string(raw), db.Commands() - before}
}

func get(query string) string { return "?query=" + url.QueryEscape(query) }

// Pages of allowed origins may read answers, fresh or kept, whoever asked first; others may not. A preflight is answered
// without any work.
func TestOrigins(t *testing.T) {
	const one, two, stranger = "https://one.example", "https://two.example", "https://stranger.example"
	endpoint, _, db := open(t, one, two)
	for _, test := range []struct{ origin, allowed string }{{one, one}, {two, two}, {stranger, ""}, {one, one}} {
		a := do(t, db, http.MethodOptions, endpoint, "", "Origin", test.origin,
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
		if got := a.Header.Get("Access-Control-Allow-Origin"); got != test.allowed || a.commands != 0 || a.body != "" {
			t.Errorf("preflight from %s: allowed %q, %d commands, body %q", test.origin, got, a.commands, a.body)
		}
		if got := a.Header.Get("Access-Control-Allow-Headers"); (got != "") != (test.allowed != "") {
			t.Errorf("preflight from %s allows the headers %q", test.origin, got)
		}
		for _, ask := range []func() reply{
			func() reply {
				return do(t, db, "POST", endpoint, `{"query":"{partners{totalCount}}"}`, "Origin", test.origin)
			},
			func() reply {
				return do(t, db, "GET", endpoint+get("{partners{totalCount}}"), "", "Origin", test.origin)
			},
		} {
			a := ask()
			if got := a.Header.Get("Access-Control-Allow-Origin"); got != test.allowed {
				t.Errorf("%s from %s: the answer is for %q, want %q", a.Request.Method, test.origin, got, test.allowed)
			}
			if a.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies are asked for")
			}
		}
	}
	if a := do(t, db, "POST", endpoint, `{"query":"{partners{totalCount}}"}`); a.StatusCode != 200 || a.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("without an origin: %d, %v", a.StatusCode, a.Header)
	}
}
