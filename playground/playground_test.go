package playground

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// fakeBuild stands in for dist/, so that both pages are tested whether or not npm ran.
var fakeBuild = fstest.MapFS{
	"dist/index.html":         {Data: []byte("<title>GraphiQL</title>")},
	"dist/assets/index-1.js":  {Data: []byte("run()")},
	"dist/assets/index-1.css": {Data: []byte("body {}")},
}

var noBuild = fstest.MapFS{"dist/.gitkeep": {}}

func request(h http.Handler, method, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w
}

func TestPages(t *testing.T) {
	for _, tt := range []struct {
		name string
		dist fs.FS
		want string
	}{
		{"full", fakeBuild, "<title>GraphiQL</title>"},
		{"plain", noBuild, "Einfache Abfrageseite"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := request(handler(tt.dist), "GET", "/")
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("GET / = %d %q, want 200 with %q", w.Code, w.Body, tt.want)
			}
			if got := w.Header().Get("Cache-Control"); got != "no-cache" {
				t.Errorf("Cache-Control = %q: a page must not outlive the assets that it names", got)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	const immutable = "public, max-age=31536000, immutable"
	h := handler(fakeBuild)
	for _, tt := range []struct {
		method, target string
		code           int
		contentType    string
		cacheControl   string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "no-cache"},
		{"HEAD", "/", 200, "text/html; charset=utf-8", "no-cache"},
		{"GET", "/assets/index-1.js", 200, "text/javascript; charset=utf-8", immutable},
		{"HEAD", "/assets/index-1.css", 200, "text/css; charset=utf-8", immutable},
		{"GET", "/playground/operations.json", 200, "application/json", "no-cache"},
		{"GET", "/playground/plain.js", 200, "text/javascript; charset=utf-8", "no-cache"},
		{"GET", "/playground/icon.svg", 200, "image/svg+xml", "no-cache"},
		{"GET", "/playground/index.html", 200, "text/html; charset=utf-8", "no-cache"},
		{"GET", "/playground/account.js", 200, "text/javascript; charset=utf-8", "no-cache"},
		{"GET", "/setup", 200, "text/html; charset=utf-8", "no-cache"},
		{"GET", "/setup?for=reset", 200, "text/html; charset=utf-8", "no-cache"},
		{"POST", "/setup", 405, "", ""},
		{"GET", "/setup/", 404, "", ""},
		{"GET", "/index.html", 404, "", ""},
		{"GET", "/assets/", 404, "", ""},
		{"GET", "/assets/missing.js", 404, "", ""},
		{"GET", "/assets/..%2Findex.html", 404, "", ""},
		{"GET", "/playground/", 404, "", ""},
		{"GET", "/playground/..%2Fplayground.go", 404, "", ""},
		{"GET", "/graphql", 404, "", ""},
		{"POST", "/", 405, "", ""},
		{"DELETE", "/assets/index-1.js", 405, "", ""},
		{"PUT", "/playground/operations.json", 405, "", ""},
	} {
		t.Run(tt.method+" "+tt.target, func(t *testing.T) {
			w := request(h, tt.method, tt.target)
			if w.Code != tt.code {
				t.Fatalf("status = %d, want %d", w.Code, tt.code)
			}
			if got := w.Header().Get("Content-Type"); tt.code == 200 && got != tt.contentType {
				t.Errorf("Content-Type = %q, want %q", got, tt.contentType)
			}
			if got := w.Header().Get("Cache-Control"); got != tt.cacheControl {
				t.Errorf("Cache-Control = %q, want %q", got, tt.cacheControl)
			}
			if got := w.Header().Get("Allow"); tt.code == 405 && got != "GET, HEAD" {
				t.Errorf("Allow = %q, want GET, HEAD", got)
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": policy,
				"X-Content-Type-Options":  "nosniff",
				"Referrer-Policy":         "no-referrer",
			} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s = %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestOperations(t *testing.T) {
	list, err := Operations()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 || list[0].Name != "PartnerList" {
		t.Fatalf("the first of %d operations is not PartnerList", len(list))
	}
	byName := func(a, b Operation) int { return strings.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(list[1:], byName) {
		t.Error("the operations after PartnerList are not sorted by name")
	}
	for _, o := range list {
		// The tabs of GraphiQL are named after the operation, the examples of the plain page after the file.
		if !strings.Contains(o.Query, "query "+o.Name) && !strings.Contains(o.Query, "mutation "+o.Name) {
			t.Errorf("%s.graphql does not hold an operation of that name", o.Name)
		}
		if !json.Valid(o.Variables) {
			t.Errorf("the variables of %s are not valid JSON: %s", o.Name, o.Variables)
		}
	}

	var served []Operation
	w := request(Handler(), "GET", "/playground/operations.json")
	if err := json.Unmarshal(w.Body.Bytes(), &served); err != nil {
		t.Fatal(err)
	}
	if len(served) != len(list) {
		t.Errorf("served %d operations, want %d", len(served), len(list))
	}
}

// The page must run without any other host: a query page that loads from elsewhere breaks offline and tells a third
// party who reads what.
func TestPlainNamesNoOtherHost(t *testing.T) {
	address := regexp.MustCompile(`(https?:)?//[\w.-]+\.\w+`)
	for _, name := range files(t, plain) {
		content, err := fs.ReadFile(plain, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range address.FindAllString(string(content), -1) {
			if found != "http://www.w3.org" { // an XML namespace, which nobody fetches
				t.Errorf("%s names %s", name, found)
			}
		}
	}
}

// The scripts of GraphiQL name other hosts in help texts, so only what loads by itself is looked at here. What they
// fetch at run time is the business of the browser test in e2e.
func TestBuildLoadsFromNoOtherHost(t *testing.T) {
	if !Built() {
		t.Skip("the full page is not built")
	}
	loads := map[string]*regexp.Regexp{
		".html": regexp.MustCompile(`(?i)(src|href)\s*=\s*["']?\s*(\w+:)?//[^"'\s>]+`),
		".css":  regexp.MustCompile(`(?i)(url\(\s*["']?|@import\s*["'])\s*(\w+:)?//[^"')\s]+`),
		".js":   regexp.MustCompile(`(?i)\b(import|fetch|importScripts|Worker|EventSource|WebSocket)\(\s*["'\x60](\w+:)?//[^"'\x60\s]+`),
	}
	inline := regexp.MustCompile(`(?is)<script\b[^>]*>\s*[^\s<]|\son\w+\s*=`)
	for _, name := range files(t, dist) {
		content, err := fs.ReadFile(dist, name)
		if err != nil {
			t.Fatal(err)
		}
		if pattern := loads[path.Ext(name)]; pattern != nil {
			for _, found := range pattern.FindAll(content, -1) {
				t.Errorf("%s loads %s", name, found)
			}
		}
		if path.Ext(name) == ".html" && inline.Match(content) {
			t.Errorf("%s holds an inline script, which the content security policy forbids", name)
		}
	}
}

func files(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
