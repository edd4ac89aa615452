package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
	"partnernetz/web"
)

// The measures by years stand in a table, all pages of them, in the view of the address.
func TestMeasureProgressTable(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	handler := web.NewHandler(s, testkit.Options(t, s, "*"))
	ask := func(query url.Values) (*httptest.ResponseRecorder, []string) {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/measure-progress.csv?"+query.Encode(), nil))
		return w, strings.Split(strings.TrimSpace(strings.TrimPrefix(w.Body.String(), "\ufeff")), "\n")
	}
	all, lines := ask(nil)
	if all.Code != http.StatusOK || all.Header().Get("Content-Type") != "text/csv; charset=utf-8" || len(all.Header().Values("Vary")) > 3 {
		t.Fatalf("%d %v", all.Code, all.Header())
	}
	measures, err := s.Measures.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	if len(lines) != len(measures)+1 || len(measures) <= 100 || !strings.HasPrefix(lines[0], "partner;measure;slug;area;2022;2022 reason;2023;") {
		t.Errorf("%d measures have %d lines, the first: %s", len(measures), len(lines)-1, lines[0])
	}
	if !strings.Contains(all.Body.String(), ";COMPLETED;") || !strings.Contains(all.Body.String(), ";RUNNING;") {
		t.Errorf("nothing is said of them: %.500s", all.Body)
	}
	if _, lines := ask(url.Values{"year": {"2024", "2023"}, "filter": {`{"area":{"eq":"TRAINING"}}`}, "first": {"1"}, "query": {"x"}}); lines[0] != "partner;measure;slug;area;2023;2023 reason;2024;2024 reason" || len(lines) < 3 ||
		strings.Count(strings.Join(lines, "\n"), ";TRAINING;") != len(lines)-1 {
		t.Errorf("of training: %q", lines)
	}
	for want, query := range map[string]url.Values{"UNAUTHENTICATED": {"stage": {"DRAFT"}}, "BAD_INPUT": {"asOf": {"x"}}, `"errors"`: {"filter": {"{"}}, "area": {"filter": {`{"area":3}`}}} {
		if w, _ := ask(query); !strings.Contains(w.Body.String(), want) || w.Header().Get("Content-Type") == "text/csv; charset=utf-8" {
			t.Errorf("%v: %d %s", query, w.Code, w.Body)
		}
	}
}
