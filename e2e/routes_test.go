package e2e_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestHeaders looks for the headers that every answer has to have.
func TestHeaders(t *testing.T) {
	p := serve(t, data(t))
	for _, path := range []string{"/", "/graphql", "/graphql?query={__typename}", "/healthz", "/readyz", "/playground/index.html", "/playground/operations.json", "/nosuch"} {
		r := p.ask("GET", path, nil, nil)
		if r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", path, r.header)
		}
		if r.header.Get("Server") != "" || r.header.Get("X-Powered-By") != "" || r.header.Get("Set-Cookie") != "" {
			t.Errorf("%s tells too much: %v", path, r.header)
		}
		page := strings.HasPrefix(r.header.Get("Content-Type"), "text/html")
		if csp := r.header.Get("Content-Security-Policy"); page && (!strings.Contains(csp, "default-src 'self'") || !strings.Contains(csp, "frame-ancestors 'none'")) {
			t.Errorf("%s: Content-Security-Policy %q", path, csp)
		}
	}
}

// TestNoLeaks tries paths that lead out of what is served, and those that other programs have.
func TestNoLeaks(t *testing.T) {
	p := serve(t, data(t))
	for _, path := range []string{
		"/playground/", "/playground", "/assets/", "/assets", "/data/", "/partnernetz.bson", "/data/partnernetz.bson", "/server.go", "/go.mod",
		"/.git/config", "/.env", "/debug/pprof/", "/debug/vars", "/metrics", "/playground/%2e%2e/playground.go", "/playground/..%2fplayground.go",
		"/playground/../../../../etc/passwd", "/playground/..%2f..%2f..%2fetc%2fpasswd", "/assets/..%2findex.html", "/assets/%5c..%5cindex.html",
		"/playground//etc/passwd", "/playground/index.html%00.js", "/playground/.", "/playground/..", "/assets/%2e", "/%2e%2e/etc/passwd", "/graphql/", "/graphql/x",
	} {
		r := p.raw(t, "GET "+path+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		if r.err != nil || r.status < 300 || r.status >= 500 || strings.Contains(string(r.body), "root:") || strings.Contains(string(r.body), "href=\"..") {
			t.Errorf("%s: %v", path, r)
		}
		if to := r.header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//")) {
			t.Errorf("%s leads to %s", path, to)
		}
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO"} {
		for _, path := range []string{"/", "/graphql", "/playground/index.html"} {
			if r := p.raw(t, method+" "+path+" HTTP/1.1\r\nHost: x\r\nX-Secret: abc\r\nConnection: close\r\n\r\n"); r.err == nil && (r.status < 400 || strings.Contains(string(r.body), "abc")) {
				t.Errorf("%s %s: %v", method, path, r)
			}
		}
	}
}

// TestCrossOrigin asks as a browser does on behalf of a page of another site.
func TestCrossOrigin(t *testing.T) {
	dir := data(t)
	preflight := map[string]string{"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type", "Origin": ""}
	for _, c := range []struct{ setting, origin, allowed string }{
		{"", "https://a.example", "*"},
		{"*", "null", "*"},
		{"https://a.example, https://b.example", "https://b.example", "https://b.example"},
		{"https://a.example", "https://evil.example", ""},
		{"https://a.example", "https://a.example.evil.example", ""},
		{"https://a.example", "http://a.example", ""},
		{"https://a.example", "null", ""},
	} {
		t.Run(c.setting+" "+strings.ReplaceAll(c.origin, "/", "|"), func(t *testing.T) {
			p := serve(t, dir, "CORS_ORIGINS="+c.setting)
			preflight["Origin"] = c.origin
			asked := p.ask("OPTIONS", "/graphql", preflight, nil)
			got := p.ask("POST", "/graphql", map[string]string{"Origin": c.origin, "Content-Type": "application/json"}, strings.NewReader(`{"query":"{__typename}"}`))
			again := p.ask("POST", "/graphql", map[string]string{"Origin": "https://other.example", "Content-Type": "application/json"}, strings.NewReader(`{"query":"{__typename}"}`))
			for _, r := range []reply{asked, got} {
				if found := r.header.Get("Access-Control-Allow-Origin"); found != c.allowed || r.header.Get("Access-Control-Allow-Credentials") != "" {
					t.Errorf("allowed is %q, want %q: %v %v", found, c.allowed, r, r.header)
				}
			}
			if found := again.header.Get("Access-Control-Allow-Origin"); found != "" && found != "*" { // the cache must not remember the origin
				t.Errorf("another origin is allowed as %q", found)
			}
			if asked.status != http.StatusNoContent || c.allowed != "" && (asked.header.Get("Access-Control-Allow-Methods") != "POST" || asked.header.Get("Access-Control-Max-Age") == "") {
				t.Errorf("preflight: %v %v", asked, asked.header)
			}
			if vary := strings.Join(got.header.Values("Vary"), ","); c.allowed != "*" && !strings.Contains(vary, "Origin") {
				t.Errorf("Vary is %q", vary)
			}
		})
	}
	// A form of another site needs no preflight, so what a form can send must not work.
	p := serve(t, t.TempDir(), "SEED=none")
	for form, status := range map[string]int{"application/x-www-form-urlencoded": 415, "text/plain": 415, "multipart/form-data; boundary=x": 401, "": 415} {
		if r := p.ask("POST", "/graphql", map[string]string{"Content-Type": form}, io.MultiReader(strings.NewReader(`{"query":"{__typename}"}`))); r.status != status {
			t.Errorf("%q: %v", form, r)
		}
	}
}
