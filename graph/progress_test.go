package graph_test

import (
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

const progressTable = `query($years: [String!], $filter: MeasureFilter) @view(stage: DRAFT) { measureProgress(years: $years, filter: $filter, first: 100) {
  totalCount years { label } counts { year { label } status count } pageInfo { hasNextPage }
  nodes { measure { slug partner { slug name } } cells { year { label } progress { status reason report { slug } evidence { title } } } } } }`

// The table of measures by years says what the reports say, and counts it; it takes as many commands for 390 partners as for 39.
func TestMeasureProgress(t *testing.T) {
	const most = 8
	server, office, begun := openedYear(t)
	first, last := content.Date("2030-05-31"), content.Date("2031-05-30")
	save(t, server.Store.ImplementationYears, &network.ImplementationYear{Meta: content.Meta{ID: content.NewID(content.ImplementationYears)}, Label: "2030", StartsOn: &first, EndsOn: &last})
	measure := measureOf(t, server, begun.Begun[0].Partner.ID)
	made := change[reported](t, office, updateReport, vars{"id": begun.Begun[0].ID, "input": vars{"entries": many{vars{"measure": measure, "expectedRevision": 1, "status": "DROPPED", "reason": "Kein Geld"}}}})
	if len(made.Errors) > 0 {
		t.Fatal(made.Errors)
	}
	cost := func(variables vars) (int64, *testkit.Answer) {
		before := server.DB.Commands()
		a := office.Query(t, progressTable, variables)
		if len(a.Errors) > 0 {
			t.Fatalf("%.500s", a.Raw)
		}
		return server.DB.Commands() - before, a
	}
	few, a := cost(vars{"years": many{"2031", "2030", "1999"}})
	for path, want := range map[string]any{"totalCount": 39.0, "years.0.label": "2030", "years.1.label": "2031", "years.2": nil, "nodes.0.cells.0.progress": nil, "nodes.0.cells.1.year.label": "2031"} {
		if got := valueAt(a, "measureProgress."+path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	for _, want := range []string{`{"year":{"label":"2030"},"status":null,"count":39}`, `{"year":{"label":"2031"},"status":"DROPPED","count":1}`, `{"year":{"label":"2031"},"status":null,"count":0}`,
		`"progress":{"status":"DROPPED","reason":"Kein Geld"`} {
		if strings.Count(string(a.Raw), want) != 1 {
			t.Errorf("%s is not in %.3000s", want, a.Raw)
		}
	}
	some := office.Query(t, progressTable, vars{"filter": vars{"partner": vars{"slug": vars{"eq": begun.Begun[0].Partner.Slug}}}})
	if valueAt(some, "measureProgress.totalCount") != 1.0 || !strings.Contains(string(some.Raw), `"status":"DROPPED","count":1}`) || !strings.Contains(string(some.Raw), `"status":null,"count":1}`) {
		t.Errorf("of one partner: %s", some.Raw)
	}
	public := server.Query(t, `{ measureProgress { totalCount years { label } nodes { cells { progress { status } } } } }`, nil)
	if valueAt(public, "measureProgress.totalCount") != 39.0 || strings.Contains(string(public.Raw), "status") {
		t.Errorf("the public sees %.500s", public.Raw)
	}
	tenfold(t, server)
	change[begunReports](t, office, openYear, vars{"due": "2032-07-31"})
	many, a := cost(vars{"years": many{"2031", "2030"}})
	if many != few || many > most || valueAt(a, "measureProgress.totalCount") != 390.0 || valueAt(a, "measureProgress.pageInfo.hasNextPage") != true {
		t.Errorf("%d commands for 390 partners and %d for 39, %d is the most: %.300s", many, few, most, a.Raw)
	}
	t.Logf("the table takes %d commands", few)
	own := server.As(t, auth.Partner, begun.Begun[1].Partner.ID)
	if a := own.Query(t, progressTable, nil); strings.Contains(string(a.Raw), "Kein Geld") || strings.Contains(string(a.Raw), `"status":"DROPPED","count":1}`) {
		t.Errorf("another partner sees %.500s", a.Raw)
	}
}
