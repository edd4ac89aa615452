package search_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/search"
	"partnernetz/store"
	"partnernetz/testkit"
)

var ctx = context.Background()

func german(s string) content.Text { return content.Text{content.DE: s} }

func partner(slug, name string) *network.Partner {
	return &network.Partner{Slug: slug, Names: german(name), Sector: "COMPANY"}
}

func practice(slug, title string, of *network.Partner) *network.GoodPractice {
	return &network.GoodPractice{Slug: slug, Titles: german(title), Area: "OTHER", PartnerID: of.ID}
}

func drafts(scope content.Scope) content.View {
	return content.View{Stage: content.Draft, Locale: content.DE, Fallback: true, Scope: scope}
}

// A search finds what a view has: only those who may edit drafts find them, and entries that were put away are only found in
// their view.
func TestViews(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	a, b := saveAll(t, s.Partners, partner("a", "Alpha"))[0], saveAll(t, s.Partners, partner("b", "Beta"))[0]
	of := func(p *network.Partner) content.Scope {
		return content.Scope{Audience: content.ForNetwork, Drafts: true, Partner: p.ID}
	}
	office := content.Scope{Audience: content.ForOffice, Drafts: true}
	mine := draft(t, s.GoodPractices, practice("entwurf-a", "Geheimnis von Alpha", a))[0]
	draft(t, s.GoodPractices, practice("entwurf-b", "Geheimnis von Beta", b))
	saveAll(t, s.GoodPractices, practice("offen", "Kein Geheimnis", a))
	away := draft(t, s.GoodPractices, practice("weg", "Altes Geheimnis", a))[0]
	away.Archived = true
	draft(t, s.GoodPractices, away)
	archived := drafts(of(a))
	archived.Stage = content.Archived
	for _, tt := range []struct {
		name string
		view content.View
		want string
	}{
		{"the public", public, "offen"},
		{"a partner looking at what is public", content.View{Stage: content.Published, Locale: content.DE, Scope: of(a)}, "offen"},
		{"the public, if it could look at drafts", drafts(content.Scope{}), ""},
		{"one partner", drafts(of(a)), "offen entwurf-a"},
		{"another", drafts(of(b)), "entwurf-b"},
		{"the office", drafts(office), "offen entwurf-a entwurf-b"},
		{"with a preview link", drafts(content.Scope{Drafts: true, Entry: mine.ID}), "offen entwurf-a"}, // its draft, and what is public of all other entries
		{"what was put away", archived, "weg"},
		{"before there was any", content.View{Stage: content.Published, Locale: content.DE, AsOf: time.Now().Add(-time.Hour)}, ""},
		{"a moment ago", content.View{Stage: content.Published, Locale: content.DE, AsOf: time.Now().Add(time.Millisecond)}, "offen"},
	} {
		got, want := found(t, s, tt.view, "Geheimnis"), strings.Fields(tt.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, want)
		}
		words := "geheimnis"
		q, err := network.QueryGoodPractices(tt.view, &network.GoodPracticeFilter{Search: &words}, nil, list.Window{})
		testkit.Must(t, err)
		list, err := s.GoodPractices.List(ctx, q)
		testkit.Must(t, err)
		if n, err := list.TotalCount(ctx); n != len(want) || err != nil {
			t.Errorf("%s: a list counts %d, %v", tt.name, n, err)
		}
	}
}

// Content that a reader may not see does not change what he finds, to the last digit of a score.
func TestNothingOfDraftsShows(t *testing.T) {
	ask := func(s *store.Store, v content.View) (all []string) {
		for _, text := range []string{"Öffnung", "Geheimnis", "Gehemnis", "Alpha Geheimnis", "Kein Öffnung"} {
			for _, h := range hits(t, s, v, text) {
				all = append(all, fmt.Sprintln(text, h.Score, h.Entry.Key(), h.Snippet))
			}
		}
		return all
	}
	s, _ := testkit.Store(t, "none")
	a, b := saveAll(t, s.Partners, partner("a", "Alpha"))[0], saveAll(t, s.Partners, partner("b", "Beta"))[0]
	open := saveAll(t, s.GoodPractices, practice("eins", "Öffnung für Alpha", a), practice("zwei", "Geheime Öffnung", a))
	theirs := drafts(content.Scope{Audience: content.ForNetwork, Drafts: true, Partner: b.ID})
	before, mine := ask(s, public), ask(s, theirs)
	draft(t, s.GoodPractices, practice("drei", "Geheimnis der Öffnung", a), practice("vier", "Geheimnis Gehemnis", a))
	open[0].Titles = german("Geheimnis statt Öffnung")
	draft(t, s.GoodPractices, open[0])
	if after := ask(s, public); !slices.Equal(before, after) || len(before) == 0 {
		t.Errorf("the public found %q, and then %q", before, after)
	}
	if after := ask(s, theirs); !slices.Equal(mine, after) {
		t.Errorf("another partner found %q, and then %q", mine, after)
	}
}

// The effect of a change is found at once, and the results are the same as with a new index.
func TestFollowsChanges(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	p := saveAll(t, s.Partners, partner("p", "Gänseblümchen"))[0]
	want := func(what string, wants map[string]int) {
		t.Helper()
		for text, n := range wants {
			if got := len(hits(t, s, public, text)); got != n {
				t.Errorf("%s: %s finds %d, want %d", what, text, got, n)
			}
		}
	}
	want("published", map[string]int{"Gänseblümchen": 1, "Löwenzahn": 0})
	p.Names = german("Löwenzahn")
	p = draft(t, s.Partners, p)[0]
	want("saved", map[string]int{"Gänseblümchen": 1, "Löwenzahn": 0})
	testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: p.ID, Revision: p.Revision}, At: time.Now()}))
	want("renamed", map[string]int{"Gänseblümchen": 0, "Löwenzahn": 1})
	testkit.Must(t, s.Partners.Unpublish(ctx, time.Now(), p.ID))
	want("taken back", map[string]int{"Gänseblümchen": 0, "Löwenzahn": 0})
	testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: p.ID, Revision: 1}, At: time.Now()}))
	want("the first again", map[string]int{"Gänseblümchen": 1, "Löwenzahn": 0})
	testkit.Must(t, s.Partners.Erase(ctx, p.ID))
	saveAll(t, s.Partners, partner("p", "Kornblume")) // with the same id, and revision 1 again
	want("erased and made anew", map[string]int{"Gänseblümchen": 0, "Kornblume": 1})
}

// An instance finds what another one publishes.
func TestInstances(t *testing.T) {
	s, db := testkit.Store(t, "none")
	other, err := store.New(ctx, db)
	testkit.Must(t, err)
	t.Cleanup(other.Close)
	for i, word := range []string{"Ahorn", "Birke", "Eiche"} {
		if got := hits(t, other, public, word); len(got) != 0 {
			t.Errorf("%s is found before it is there", word)
		}
		saveAll(t, s.Partners, partner(fmt.Sprint("p", i), word))
		if got := hits(t, s, public, word); len(got) != 1 {
			t.Errorf("%s is not found where it was published", word)
		}
		for wait := time.Now().Add(2 * time.Second); len(hits(t, other, public, word)) != 1; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(wait) {
				t.Fatalf("%s is not found elsewhere", word)
			}
		}
	}
}

// Texts are searched as the view shows them: in its language, or else in German.
func TestLanguages(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	both := partner("both", "")
	both.Names = content.Text{content.DE: "Stadtwerke", content.EN: "Municipal utilities", content.DESimple: "Stadt-Werke"}
	both.Descriptions = german("Sie betreiben Straßenbahnen.")
	saveAll(t, s.Partners, both, partner("german", "Wasserwerke"))
	view := func(l content.Locale, fallback bool) content.View {
		return content.View{Stage: content.Published, Locale: l, Fallback: fallback}
	}
	for _, tt := range []struct {
		view content.View
		text string
		want int
	}{
		{view(content.DE, true), "Stadtwerk", 1},
		{view(content.DE, true), "utility", 0},
		{view(content.DE, false), "Wasserwerk", 1},
		{view(content.EN, true), "utility", 1},
		{view(content.EN, true), "utilities the of", 1},
		{view(content.EN, true), "Stadtwerke", 0},
		{view(content.EN, true), "Straßenbahn", 1},
		{view(content.EN, true), "Wasserwerk", 1},
		{view(content.EN, false), "utility", 1},
		{view(content.EN, false), "Straßenbahn", 0},
		{view(content.EN, false), "Wasserwerk", 1}, // a name, which holds in every language
		{view(content.DESimple, true), "Stadtwerke", 1},
		{view(content.DESimple, true), "Werke", 2},
		{view(content.DESimple, false), "Werke", 2},
	} {
		if got := len(hits(t, s, tt.view, tt.text)); got != tt.want {
			t.Errorf("%s, fallback %t: %s finds %d", tt.view.Locale, tt.view.Fallback, tt.text, got)
		}
	}
}

// Filters, orders and searches can be combined in lists.
func TestFilters(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	search.Of(s)
	count := func(f *network.MeasureFilter) int {
		q, err := network.QueryMeasures(public, f, nil, list.Window{})
		testkit.Must(t, err)
		list, err := s.Measures.List(ctx, q)
		testkit.Must(t, err)
		n, err := list.TotalCount(ctx)
		testkit.Must(t, err)
		return n
	}
	text, planned, wuppertal := "Führungskräfte", network.MeasureStatus("PLANNED"), "wuppertal"
	all := count(&network.MeasureFilter{Search: &text})
	some := count(&network.MeasureFilter{Search: &text, Status: &network.MeasureStatusFilter{Eq: &planned}})
	others := count(&network.MeasureFilter{Search: &text, Not: &network.MeasureFilter{Status: &network.MeasureStatusFilter{Eq: &planned}}})
	theirs := count(&network.MeasureFilter{Search: &text, Partner: &network.PartnerFilter{Search: &wuppertal}})
	if all == 0 || some == 0 || others == 0 || some+others != all || theirs == 0 || theirs >= all {
		t.Errorf("all %d, planned %d, others %d, of Wuppertal %d", all, some, others, theirs)
	}
	if got := len(hits(t, s, public, text, "MEASURE")); got != all {
		t.Errorf("a search finds %d, a filter %d", got, all)
	}
	bad := "?"
	q, err := network.QueryPartners(public, &network.PartnerFilter{Search: &bad}, nil, list.Window{})
	testkit.Must(t, err)
	if _, err = s.Partners.List(ctx, q); err == nil || !strings.Contains(err.Error(), "no word") {
		t.Errorf("a filter by no word: %v", err)
	}
	none, err := search.Of(s).Search(ctx, public, text, []content.SearchType{}, list.Window{})
	if err != nil || len(none.Nodes) != 0 {
		t.Errorf("an empty list of types: %v, %v", none, err)
	}
}

// Pages in either direction show every hit once, in the order of one long page.
func TestPages(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	n, all := 7, hits(t, s, public, "Vielfalt")
	keys := func(hits []*network.SearchHit) (keys []string) {
		for _, h := range hits {
			keys = append(keys, h.Entry.Key())
		}
		return keys
	}
	var forward, backward []string
	for w := (list.Window{First: &n}); ; {
		c, err := search.Of(s).Search(ctx, public, "Vielfalt", nil, w)
		testkit.Must(t, err)
		forward = append(forward, keys(c.Nodes)...)
		if more, _ := c.PageInfo().HasNextPage(ctx); !more {
			break
		}
		w.After = c.PageInfo().EndCursor()
	}
	for w := (list.Window{Last: &n}); ; {
		c, err := search.Of(s).Search(ctx, public, "Vielfalt", nil, w)
		testkit.Must(t, err)
		backward = append(keys(c.Nodes), backward...)
		if more, _ := c.PageInfo().HasPreviousPage(ctx); !more {
			break
		}
		w.Before = c.PageInfo().StartCursor()
	}
	if want := keys(all); len(want) < 20 || !reflect.DeepEqual(forward[:len(want)], want) || !reflect.DeepEqual(backward, forward) {
		t.Errorf("%d hits; forward %d, backward %d", len(want), len(forward), len(backward))
	}
}
