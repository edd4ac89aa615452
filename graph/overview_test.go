package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// NetworkOverview takes as many commands for 390 partners as for 39, and few.
func TestOverviewTakesFewCommands(t *testing.T) {
	const most = 5
	server := testkit.Start(t, "network")
	partners, err := server.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	overview := ""
	for _, o := range operations(t) {
		if o.Name == "NetworkOverview" {
			overview = o.Query
		}
	}
	count := func() (commands int64, entries int) {
		before := server.DB.Commands()
		a := server.Query(t, overview, map[string]any{"area": nil})
		if len(a.Errors) > 0 {
			t.Fatalf("%.500s", a.Raw)
		}
		return server.DB.Commands() - before, strings.Count(string(a.Raw), `"title":`)
	}
	grow(t, server.Store, partners)
	few, fewEntries := count()
	for n := range 9 {
		var more []*network.Partner
		for _, p := range partners {
			twin := *p
			twin.Meta = content.Meta{ID: content.NewID(content.Partners)}
			twin.Slug = fmt.Sprintf("%s-%d", p.Slug, n)
			more = append(more, &twin)
		}
		grow(t, server.Store, save(t, server.Store.Partners, more...))
	}
	many, manyEntries := count()
	if few != many || many > most {
		t.Errorf("%d commands for %d partners and %d for %d, %d is the most", few, len(partners), many, 10*len(partners), most)
	}
	if fewEntries != 2*39 || manyEntries != 2*100 {
		t.Errorf("the answers have %d and %d agreements and measures", fewEntries, manyEntries)
	}
}

// grow gives every partner an agreement with a measure.
func grow(t *testing.T, s *store.Store, partners []*network.Partner) {
	t.Helper()
	var agreements []*network.Agreement
	var measures []*network.Measure
	for _, p := range partners {
		a := &network.Agreement{Slug: p.Slug, PartnerID: p.ID, Status: "ACTIVE", Titles: content.Text{content.DE: "Vereinbarung"}}
		a.ID = content.NewID(content.Agreements)
		m := &network.Measure{Slug: p.Slug, PartnerID: p.ID, AgreementID: a.ID, Area: "OTHER", Status: "RUNNING", Titles: content.Text{content.DE: "Maßnahme"}}
		m.ID = content.NewID(content.Measures)
		agreements, measures = append(agreements, a), append(measures, m)
	}
	save(t, s.Agreements, agreements...)
	save(t, s.Measures, measures...)
}
