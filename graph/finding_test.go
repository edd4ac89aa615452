package graph_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// theirDraft gives a partner a draft with something to find in it: a dead link, words that say nothing, and no English.
func theirDraft(t *testing.T, s *store.Store) *network.Partner {
	t.Helper()
	p, err := s.Partners.ByKey(t.Context(), content.PublicView(), "kreis-soest")
	testkit.Must(t, err)
	p.Names = content.Text{content.DE: p.Names[content.DE], content.EN: "District of Soest"}
	p.Descriptions = content.Text{content.DE: "[hier](/mitmachen) und [da drüben](/nirgends)"}
	saved, err := s.Partners.Save(t.Context(), store.Stamp{At: time.Now(), Author: "test"}, p)
	testkit.Must(t, err)
	return saved[0]
}

// Who edits an entry is shown what is found in it, in the language of the view; nobody else is.
func TestFindingsOfAnEntry(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	p := theirDraft(t, s)
	const ask = `{partner(slug: "kreis-soest") {revision findings(first: 10) {totalCount nodes {entry {id} rule severity message path locale}}}}`
	asked := func(by *testkit.Server, view, filter string) *testkit.Answer {
		return by.Query(t, "query Q @view("+view+") "+strings.Replace(ask, "first: 10", "first: 10"+filter, 1), nil)
	}
	for _, caller := range []*testkit.Server{as(t, s, office), as(t, s, own(p.ID))} {
		a := asked(caller, "stage: DRAFT, locale: EN", "")
		want := `{"data":{"partner":{"revision":2,"findings":{"totalCount":3,"nodes":[` +
			`{"entry":{"id":"` + p.ID + `"},"rule":"DEAD_LINK","severity":"ERROR","message":"nothing public stands at /nirgends; correct the address, delete the link, or publish its target as well","path":["description"],"locale":"DE"},` +
			`{"entry":{"id":"` + p.ID + `"},"rule":"LINK_TEXT","severity":"WARNING","message":"the link \"hier\" does not say where it leads; name it, such as \"The partners\"","path":["description"],"locale":"DE"},` +
			`{"entry":{"id":"` + p.ID + `"},"rule":"MISSING_LANGUAGE","severity":"WARNING","message":"the entry is there in English, but this text is not, and stands there in German; translate it","path":["description"],"locale":"EN"}]}}}}`
		if got := strings.TrimSpace(string(a.Raw)); got != want {
			t.Errorf("answered\n%s, want\n%s", got, want)
		}
		for filter, n := range map[string]float64{", filter: {severity: ERROR}": 1, ", filter: {rules: [LINK_TEXT, DEAD_LINK]}": 2, ", filter: {locales: [EN]}": 1, ", filter: {rules: []}": 0} {
			if a := asked(caller, "stage: DRAFT", filter); valueAt(a, "partner.findings.totalCount") != n {
				t.Errorf("with %s %s, want %v", filter, a.Raw, n)
			}
		}
		if a := asked(caller, "stage: DRAFT", ""); !strings.Contains(string(a.Raw), "Unter /nirgends ist nichts öffentlich.") {
			t.Errorf("in German %s", a.Raw)
		}
		if a := asked(caller, "stage: PUBLISHED", ""); valueAt(a, "partner.findings.totalCount") != 0.0 {
			t.Errorf("of what is public %s", a.Raw)
		}
	}
	other, err := s.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	for name, caller := range map[string]*testkit.Server{"the public": as(t, s, office).With("Authorization", ""), "another partner": as(t, s, own(other.ID))} {
		if a := asked(caller, "stage: PUBLISHED", ""); !strings.Contains(string(a.Raw), `"findings":null`) {
			t.Errorf("%s is answered %s", name, a.Raw)
		}
	}
}

// The office lists what is found everywhere, page by page; others do not.
func TestFindingsOfAll(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	p := theirDraft(t, s)
	const ask = "query Q($after: String) @view(stage: DRAFT) {findings(first: 2, after: $after) {totalCount nodes {entry {id} rule} pageInfo {endCursor hasNextPage}}}"
	by := as(t, s, office)
	first := by.Query(t, ask, nil)
	rest := by.Query(t, ask, map[string]any{"after": valueAt(first, "findings.pageInfo.endCursor")})
	for at, want := range map[string]any{"findings.nodes.0.rule": "DEAD_LINK", "findings.nodes.1.rule": "LINK_TEXT", "findings.totalCount": 3.0, "findings.pageInfo.hasNextPage": true, "findings.nodes.0.entry.id": p.ID} {
		if got := valueAt(first, at); got != want {
			t.Errorf("%s is %v, want %v: %s", at, got, want, first.Raw)
		}
	}
	if valueAt(rest, "findings.nodes.0.rule") != "MISSING_LANGUAGE" || valueAt(rest, "findings.pageInfo.hasNextPage") != false {
		t.Errorf("the second page is %s", rest.Raw)
	}
	if a := by.Query(t, "{findings {totalCount}}", nil); valueAt(a, "findings.totalCount") != 0.0 {
		t.Errorf("of what is public %s", a.Raw)
	}
	for name, code := range map[string]string{"the public": "UNAUTHENTICATED", "their own people": "FORBIDDEN"} {
		who := map[string]*testkit.Server{"the public": as(t, s, office).With("Authorization", ""), "their own people": as(t, s, own(p.ID))}[name]
		if a := who.Query(t, "{findings {totalCount}}", nil); a.Code() != code {
			t.Errorf("%s: %s", name, a.Raw)
		}
	}
	if a := by.Query(t, "{findings(first: 100) {nodes {entry {usedIn(first: 100) {nodes {usedIn(first: 100) {nodes {id}}}}}}}}", nil); a.Code() != "QUERY_TOO_EXPENSIVE" {
		t.Errorf("what costs much is answered %.300s", a.Raw)
	}
}

// The examples in the documentation are answered to the office.
func TestDocumentedFindings(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	variables := map[string]any{"id": theirDraft(t, s).ID, "revision": 2}
	page, err := os.ReadFile("../docs/checks.md")
	testkit.Must(t, err)
	examples := strings.Split(string(page), "```graphql\n")[1:]
	for _, e := range examples {
		query, _, _ := strings.Cut(e, "```")
		if a := as(t, s, office).Query(t, query, variables); len(a.Errors) > 0 || !strings.Contains(string(a.Raw), "/nirgends") {
			t.Errorf("%s is answered %s", query, a.Raw)
		}
	}
	if len(examples) < 2 {
		t.Errorf("only %d examples", len(examples))
	}
}

// What publish and schedule refuse for a finding says which, where, and how to publish it all the same.
func TestPublishDespiteFindings(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	p := theirDraft(t, s)
	by := as(t, s, office)
	const (
		publish  = "mutation($id: ID!, $despite: [FindingRule!]) @view(locale: EN) {publish(entries: [{id: $id, revision: 2}], despite: $despite) {entries {id} findings {rule path} errors {code path message}}}"
		schedule = `mutation($id: ID!, $despite: [FindingRule!]) @view(locale: EN) {schedule(id: $id, revision: 2, publishAt: "2100-01-01T00:00:00Z", despite: $despite) {schedule {state} findings {rule} errors {code path}}}`
		message  = "nothing public stands at /nirgends; correct the address, delete the link, or publish its target as well; to publish it as it is: despite: [DEAD_LINK]"
		all      = `"findings":[{"rule":"DEAD_LINK","path":["description"]},{"rule":"LINK_TEXT","path":["description"]},{"rule":"MISSING_LANGUAGE","path":["description"]}]`
	)
	want := func(query string, despite []string, want string) {
		t.Helper()
		if a := by.Query(t, query, map[string]any{"id": p.ID, "despite": despite}); !strings.Contains(string(a.Raw), want) {
			t.Errorf("despite %v: %s, want %s", despite, a.Raw, want)
		}
	}
	want(publish, nil, `{"publish":{"entries":[],`+all+`,"errors":[{"code":"FINDING","path":["entries","0","description"],"message":"`+message+`"}]}}`)
	want(publish, []string{"EMPTY_LINK"}, `"code":"FINDING"`)
	want(schedule, nil, `{"schedule":null,"findings":[{"rule":"DEAD_LINK"},{"rule":"LINK_TEXT"},{"rule":"MISSING_LANGUAGE"}],"errors":[{"code":"FINDING","path":["revision","description"]}]}`)
	want(schedule, []string{"DEAD_LINK"}, `{"schedule":{"state":"WAITING"},"findings":[{"rule":"DEAD_LINK"}`)
	want(publish, []string{"DEAD_LINK"}, `{"publish":{"entries":[{"id":"`+p.ID+`"}],`+all+`,"errors":[]}}`)
	a := by.Query(t, `mutation($id: ID!) {unpublish(ids: [$id], links: LEAVE) {findings {rule} errors {code}}}`, map[string]any{"id": p.ID})
	if !strings.Contains(string(a.Raw), `{"findings":[],"errors":[]}`) {
		t.Errorf("unpublish: %s", a.Raw)
	}
}
