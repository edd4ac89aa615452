package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/testkit"
	"partnernetz/web"
)

// /readyz says that a newer program has taken over, and what to do; readers are still served.
func TestReadySuperseded(t *testing.T) {
	s, db := testkit.Store(t, "network")
	handler := web.NewHandler(s, testkit.Options(t, s, "*"))
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	if w := ask("/readyz"); w.Code != http.StatusOK || w.Body.String() != "ready\n" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	testkit.Must(t, db.Supersede(t.Context()))
	if w := ask("/readyz"); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "start the newer program in its place") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask("/graphql?query={partners{totalCount}}"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"totalCount":39`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
