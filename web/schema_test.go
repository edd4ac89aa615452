package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/graph"
	"partnernetz/testkit"
	"partnernetz/web"
)

// The schema is served as one document, which who has it need not fetch again.
func TestSchema(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	handler := web.NewHandler(s, testkit.Options(t, s, "*"))
	ask := func(method, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "/schema.graphql", nil)
		r.Header.Set("If-None-Match", tag)
		r.Header.Set("Origin", "https://a.example")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	first := ask(http.MethodGet, "")
	if first.Code != http.StatusOK || first.Body.String() != graph.SDL() || !strings.HasPrefix(first.Header().Get("Content-Type"), "text/plain") ||
		first.Header().Get("Cache-Control") != "public, no-cache" || first.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%d %v %.200s", first.Code, first.Header(), first.Body)
	}
	if again := ask(http.MethodGet, first.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again: %d %.200s", again.Code, again.Body)
	}
	if w := ask(http.MethodHead, ""); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("its header: %d", w.Code)
	}
	if w := ask(http.MethodPost, ""); w.Code < 400 {
		t.Errorf("sent there: %d", w.Code)
	}
}
