package store_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// translated writes down translations, such as "/a en STALE 1>2", with the revisions of the source and of the German.
func translated(t *testing.T, s *store.Store, v content.View, f *language.TranslationFilter) (all []string) {
	t.Helper()
	list, err := s.Translations(ctx, v, f, list.Window{First: ptr(100)})
	testkit.Must(t, err)
	for _, tr := range list.Nodes {
		source := "-"
		if tr.SourceRevision != nil {
			source = fmt.Sprint(*tr.SourceRevision)
		}
		if !tr.GermanChangedAt.Equal(day(tr.GermanRevision)) && tr.Entry.Key() != "b" {
			t.Errorf("%s changed at %v", tr.Entry.Key(), tr.GermanChangedAt)
		}
		var statuses []string
		for _, status := range tr.Statuses {
			statuses = append(statuses, string(status))
		}
		all = append(all, fmt.Sprintf("%s %s %s %s>%d", tr.Entry.Key(), tr.Locale, strings.Join(statuses, "+"), source, tr.GermanRevision))
	}
	return all
}

func TestTranslations(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	all := content.Text{content.DE: "A", content.EN: "A", content.DESimple: "A"}
	page := &network.Page{Path: "/a", Titles: all}
	mustAdd(t, s.Pages, day(1), page)
	page = mustByKey(t, s.Pages, drafts, "/a")
	page.Titles = content.Text{content.DE: "A2", content.EN: "A", content.DESimple: "A"}
	mustSave(t, s.Pages, day(2), page)
	page = mustByKey(t, s.Pages, drafts, "/a")
	page.Path = "/aa" // no text
	mustSave(t, s.Pages, day(3), page)
	mustSave(t, s.Partners, day(1), &network.Partner{Slug: "a", Names: all, Sector: "COMPANY"}, &network.Partner{Slug: "b", Names: content.Text{content.DE: "B"}, Sector: "COMPANY", People: []network.StoredContact{{Name: "N", Roles: content.Text{content.DE: "R", content.EN: "R"}}}})
	mustSave(t, s.ImplementationYears, day(1), &network.ImplementationYear{Label: "2024"})
	a, b := content.KeyID(content.Partners, "a"), content.KeyID(content.Partners, "b")
	first, second := []string{"a de-simple UNCHECKED 1>1"}, []string{"b en MISSING 1>1", "b de-simple MISSING ->1"}
	if a > b { // those of one moment are in the order of their ids
		first, second = second, first
	}
	pages := []string{"/aa en STALE 1>2", "/aa de-simple STALE+UNCHECKED 1>2"}
	whole := strings.Join(append(append(pages, first...), second...), ", ")
	people := drafts
	people.Scope = content.Scope{Audience: content.ForNetwork, Partner: a, Drafts: true}
	for name, tt := range map[string]struct {
		v    content.View
		f    *language.TranslationFilter
		want string
	}{
		"all":               {drafts, nil, whole},
		"whatever the view": {content.View{Stage: content.Published, Locale: content.EN, AsOf: day(1), Scope: drafts.Scope}, &language.TranslationFilter{}, whole},
		"by language":       {drafts, &language.TranslationFilter{Locales: []content.Locale{content.EN}, Kinds: []content.Kind{content.Pages, content.Pages}}, pages[0]},
		"by status":         {drafts, &language.TranslationFilter{Statuses: []language.TranslationStatus{language.TranslationUnchecked}, Kinds: []content.Kind{content.Pages}}, pages[1]},
		"nothing":           {drafts, &language.TranslationFilter{Locales: []content.Locale{}}, ""},
		"German":            {drafts, &language.TranslationFilter{Locales: []content.Locale{content.DE}}, ""},
		"a partner's own":   {people, nil, "a de-simple UNCHECKED 1>1"},
		"nobody's":          {content.PublicView(), nil, ""},
	} {
		if got := strings.Join(translated(t, s, tt.v, tt.f), ", "); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}

	var seen []string
	var after *string
	for {
		list, err := s.Translations(ctx, drafts, nil, list.Window{First: ptr(2), After: after})
		testkit.Must(t, err)
		for _, tr := range list.Nodes {
			seen = append(seen, tr.EntryID+string(tr.Locale))
		}
		if more, err := list.HasNext(ctx); err != nil || !more {
			break
		}
		after = list.PageInfo().EndCursor()
	}
	if len(seen) != 5 {
		t.Errorf("by two there are %v", seen)
	}
}
