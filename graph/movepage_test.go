package graph_test

import (
	"strings"
	"testing"

	"partnernetz/testkit"
)

// A page moves with those below it, and all become public at their new addresses by one call; the old ones redirect.
func TestMovePage(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	by := as(t, s, office)
	a := by.Query(t, `mutation {createPage(input: {path: "/partner/liste", title: "Liste"}) {page {id} errors {message}}}`, nil)
	below, _ := valueAt(a, "createPage.page.id").(string)
	if a = by.Query(t, `mutation($id: ID!) {publish(entries: [{id: $id, revision: 1}]) {errors {message}}}`, map[string]any{"id": below}); len(a.Errors) > 0 {
		t.Fatalf("%s", a.Raw)
	}
	a = by.Query(t, `{page(path: "/partner") {id}}`, nil)
	id := valueAt(a, "page.id")
	const move = `mutation($id: ID!, $n: Int!, $to: String!) {movePage(id: $id, expectedRevision: $n, path: $to, note: "neu") {pages {id path revision} errors {code path}}}`
	a = by.Query(t, move, map[string]any{"id": id, "n": 1, "to": "/mitmachen"})
	if !strings.Contains(string(a.Raw), `{"pages":[],"errors":[{"code":"KEY_IN_USE","path":["path"]}]}`) {
		t.Errorf("a path in use: %s", a.Raw)
	}
	a = by.Query(t, move, map[string]any{"id": id, "n": 1, "to": "/mitglieder"})
	if valueAt(a, "movePage.pages.0.path") != "/mitglieder" || valueAt(a, "movePage.pages.1.path") != "/mitglieder/liste" || valueAt(a, "movePage.pages.1.id") != below || valueAt(a, "movePage.pages.1.revision") != 2.0 {
		t.Fatalf("moved: %s", a.Raw)
	}
	if a = by.Query(t, `{page(path: "/partner/liste") {path}}`, nil); valueAt(a, "page.path") != "/partner/liste" {
		t.Errorf("before it is published: %s", a.Raw)
	}
	a = by.Query(t, `mutation($a: ID!, $b: ID!) {publish(entries: [{id: $a, revision: 2}, {id: $b, revision: 2}]) {errors {message}}}`, map[string]any{"a": id, "b": below})
	if len(a.Errors) > 0 || valueAt(a, "publish.errors.0") != nil {
		t.Fatalf("published: %s", a.Raw)
	}
	a = by.Query(t, `{page(path: "/partner/liste") {path} redirects {from to}}`, nil)
	if want := `{"page":{"path":"/mitglieder/liste"},"redirects":[{"from":"/partner","to":"/mitglieder"},{"from":"/partner/liste","to":"/mitglieder/liste"}]}`; !strings.Contains(string(a.Raw), want) {
		t.Errorf("the old addresses: %s", a.Raw)
	}
}
