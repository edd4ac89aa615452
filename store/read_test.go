package store_test

import (
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// TestRead is all that only reads, on one fixture, so that it is quick over a socket too.
func TestRead(t *testing.T) {
	s, db := fixture(t)
	t.Run("Views", func(t *testing.T) { readViews(t, s) })
	t.Run("Languages", func(t *testing.T) { readLanguages(t, s) })
	t.Run("Nodes", func(t *testing.T) { readNodes(t, s) })
	t.Run("Statistics", func(t *testing.T) { readStatistics(t, s, db) })
	t.Run("Filters", func(t *testing.T) { readFilters(t, s) })
	t.Run("Links", func(t *testing.T) { readLinkFilters(t, s) })
	t.Run("Orders", func(t *testing.T) { readOrders(t, s) })
	t.Run("Pages", func(t *testing.T) { readPages(t, s) })
	t.Run("PagesByParent", func(t *testing.T) { readPagesByParent(t, s, db) })
	t.Run("Commands", func(t *testing.T) { readCommands(t, s, db) })
}

// Each view has exactly one revision of each of its entries.
func readViews(t *testing.T, s *store.Store) {
	tests := []struct {
		name string
		view content.View
		want map[string]string // name by slug
	}{
		{"published", public, map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration", "operator": operator, "arzt": "arzt 10", "neu": "Zweite"}},
		{"draft", drafts, map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration", "operator": operator, "arzt": "arzt 10", "neu": "Dritte", "entwurf": "Nur Entwurf", "weg": "Weg"}},
		{"before all", asOf(day(1).Add(-1)), map[string]string{}},
		{"from the moment on", asOf(day(1)), map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration"}},
		{"between", asOf(day(4)), map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration", "operator": operator, "arzt": "arzt 10", "neu": "Alt", "weg": "Weg"}},
		{"at the moment of the end", asOf(day(5)), map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration", "operator": operator, "arzt": "arzt 10", "neu": "Alt"}},
		{"at the moment of a change", asOf(day(6)), map[string]string{"aerzte": "Ärzte der Welt", "wuppertal": "Stadt Wuppertal", "staedte": "Städtekooperation Integration", "operator": operator, "arzt": "arzt 10", "neu": "Zweite"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, err := s.Partners.All(ctx, tt.view)
			testkit.Must(t, err)
			if len(all) != len(tt.want) {
				t.Errorf("there are %d entries, want %d", len(all), len(tt.want))
			}
			for _, p := range all {
				if p.Name() != tt.want[p.Slug] || p.View() != tt.view {
					t.Errorf("%s is %q, want %q, through %+v", p.Slug, p.Name(), tt.want[p.Slug], p.View())
				}
			}
			for _, slug := range []string{"neu", "entwurf", "weg"} {
				one, byKey := mustByKey(t, s.Partners, tt.view, slug), tt.want[slug]
				byID, err := s.Partners.ByID(ctx, tt.view, partnerID(slug))
				testkit.Must(t, err)
				if (one == nil) != (byKey == "") || (byID == nil) != (byKey == "") {
					t.Errorf("%s by key is %v and by id %v, want %q", slug, one, byID, byKey)
				}
				if one != nil && (one.Name() != byKey || byID.Name() != byKey) {
					t.Errorf("%s by key is %q and by id %q, want %q", slug, one.Name(), byID.Name(), byKey)
				}
			}
		})
	}
	if p := mustByKey(t, s.Partners, drafts, "neu"); p.PublishedAt != nil || p.Revision != 3 {
		t.Errorf("the draft has revision %d, public since %v", p.Revision, p.PublishedAt)
	}
	if p := mustByKey(t, s.Partners, public, "neu"); !p.PublishedAt.Equal(day(6)) || !p.UpdatedAt.Equal(day(6)) || p.Revision != 2 {
		t.Errorf("the public one has revision %d, public since %v, saved %v", p.Revision, p.PublishedAt, p.UpdatedAt)
	}
}

// Without fallback, an entry that lacks the language is in no list or link, unless it is called by a proper name, which holds in
// every language; with it, texts fall back one by one.
func readLanguages(t *testing.T, s *store.Store) {
	english := content.View{Stage: content.Published, Locale: content.EN}
	fallback := content.View{Stage: content.Published, Locale: content.EN, Fallback: true}
	listed := func(v content.View, f *network.PartnerFilter) []string {
		q, err := network.QueryPartners(v, f, nil, list.Window{})
		return keys(t, s.Partners, q, err)
	}
	if got := listed(english, nil); !slices.Equal(got, []string{"operator", "aerzte", "wuppertal", "staedte", "arzt", "neu"}) {
		t.Errorf("in English only: %q", got)
	}
	if got := listed(fallback, nil); !slices.Equal(got, []string{"operator", "aerzte", "wuppertal", "staedte", "arzt", "neu"}) {
		t.Errorf("in English with fallback: %q", got)
	}
	if p := mustByKey(t, s.Partners, english, "wuppertal"); p == nil || p.Name() != "Stadt Wuppertal" || p.ServedLocale() != content.DE {
		t.Errorf("a partner without an English name is seen as %v", p)
	}
	// Filters go by what is shown.
	name := func(f list.StringFilter) *network.PartnerFilter { return &network.PartnerFilter{Name: &f} }
	for _, tt := range []struct {
		view   content.View
		filter *network.PartnerFilter
		want   []string
	}{
		{fallback, name(list.StringFilter{Contains: ptr("aerzte")}), []string{}}, // shown as Doctors
		{fallback, name(list.StringFilter{Contains: ptr("doctor")}), []string{"aerzte"}},
		{fallback, name(list.StringFilter{Contains: ptr("wuppertal")}), []string{"wuppertal"}},
		{fallback, name(list.StringFilter{Eq: ptr("Stadt Wuppertal")}), []string{"wuppertal"}},
		{english, name(list.StringFilter{Eq: ptr("Stadt Wuppertal")}), []string{"wuppertal"}},
		{fallback, name(list.StringFilter{Gte: ptr("Stadt")}), []string{"wuppertal", "staedte", "arzt", "neu"}},
	} {
		if got := listed(tt.view, tt.filter); !slices.Equal(got, tt.want) {
			t.Errorf("%+v: got %q, want %q", *tt.filter.Name, got, tt.want)
		}
	}
	v := english
	v.AsOf = day(4)
	all, err := s.Partners.All(ctx, v)
	testkit.Must(t, err)
	if len(all) != 7 {
		t.Errorf("as of a day, in English only: %d entries", len(all))
	}
	q, err := network.QueryMeasures(english, &network.MeasureFilter{Partner: &network.PartnerFilter{}}, nil, list.Window{})
	if got := keys(t, s.Measures, q, err); len(got) != 0 {
		t.Errorf("measures without English, found through a partner with it: %q", got)
	}
}

func readNodes(t *testing.T, s *store.Store) {
	ids := []string{agreementID("a1"), partnerID("entwurf"), partnerID("aerzte"), content.NewID(content.Pages), agreementID("a1")}
	nodes, err := s.Nodes(ctx, public, ids)
	testkit.Must(t, err)
	var got []string
	for _, n := range nodes {
		if n == nil {
			got = append(got, "-")
		} else {
			got = append(got, n.(content.Entry).Key())
		}
	}
	if want := []string{"a1", "-", "aerzte", "-", "a1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := s.Nodes(ctx, public, []string{partnerID("aerzte"), `{"$ne":null}`}); code(err) != content.BadInput {
		t.Errorf("a malformed id: %v", err)
	}
	if _, err := s.Nodes(ctx, public, slices.Repeat(ids[:1], list.MaxPage+1)); code(err) != content.BadInput {
		t.Errorf("too many ids: %v", err)
	}
}

// Counts are those of the view, and each kind is read once however many counts are asked for.
func readStatistics(t *testing.T, s *store.Store, db *store.Database) {
	l, of, before := dataloader.New(s), &network.Statistics{View: public}, db.Commands()
	tally := func(k content.Kind) content.Tally {
		t.Helper()
		counted, err := l.Tally(ctx, of, of.View, k)
		testkit.Must(t, err)
		return counted
	}
	partners, measures := tally(content.Partners).Total(), tally(content.Measures).Total()
	sectors, areas := network.PartnersBySector(tally(content.Partners)), network.MeasuresByArea(tally(content.Measures))
	if n := db.Commands() - before; n != 2 {
		t.Errorf("counting two kinds took %d commands", n)
	}
	if partners != 6 || measures != 3 || len(sectors) != len(network.Sectors()) || sectors[0].Count != 0 || sectors[5].Count != 2 || areas[2].Count != 2 {
		t.Errorf("%d partners, %d measures, sectors %+v, areas %+v", partners, measures, sectors, areas)
	}
	if all, err := l.Tally(ctx, &network.Statistics{View: drafts}, drafts, content.Partners); all.Total() != 8 || err != nil {
		t.Errorf("%d drafts, %v", all.Total(), err)
	}
}
