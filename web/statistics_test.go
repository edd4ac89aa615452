package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/testkit"
	"partnernetz/web"
)

// The statistics stand in a table, in the view of the address, for whoever may see it.
func TestStatistics(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	handler := web.NewHandler(s, testkit.Options(t, s, "*"))
	ask := func(method, address, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, address, nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	first := ask(http.MethodGet, "/statistics.csv?asOf=2026-10-01T00:00:00Z&query={x}", "")
	for _, want := range []string{"\ufefffigure;by;value;count;source;asOf;indicator;unit\n", "\npartnerCount;;;39;ENTRIES;2026-10-01;;\n", "\nbodyCount;;;39;ENTRIES;2026-10-01;;\n",
		"\npartnersBySector;sector;MUNICIPALITY;13;", "\npartnersByYear;year;2026;39;", "\nagreementsByStatus;status;NEGOTIATING;6;", "\nmeasuresByArea;area;OTHER;"} {
		if !strings.Contains(first.Body.String(), want) {
			t.Errorf("%q is not in %s", want, first.Body)
		}
	}
	if first.Code != http.StatusOK || first.Header().Get("Content-Type") != "text/csv; charset=utf-8" || first.Header().Get("Cache-Control") != "public, no-cache" {
		t.Errorf("%d %v", first.Code, first.Header())
	}
	if again := ask(http.MethodGet, "/statistics.csv?asOf=2026-10-01T00:00:00Z", first.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again: %d %.200s", again.Code, again.Body)
	}
	if w := ask(http.MethodHead, "/statistics.csv", ""); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("its header: %d", w.Code)
	}
	for address, want := range map[string]string{"/statistics.csv?stage=DRAFT": "UNAUTHENTICATED", "/statistics.csv?asOf=x": "BAD_INPUT"} {
		if w := ask(http.MethodGet, address, ""); !strings.Contains(w.Body.String(), want) || w.Header().Get("Content-Type") == "text/csv; charset=utf-8" {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
	if w := ask(http.MethodPost, "/statistics.csv", ""); w.Code < 400 {
		t.Errorf("sent there: %d", w.Code)
	}
}
