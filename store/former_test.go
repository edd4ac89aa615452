package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

func redirects(t testing.TB, s *store.Store) string {
	t.Helper()
	all, err := s.Redirects(ctx)
	testkit.Must(t, err)
	var got []string
	for _, r := range all {
		got = append(got, r.From+" → "+r.To)
	}
	return strings.Join(got, ", ")
}

// found writes down where a page is that is asked for at paths.
func found(t testing.TB, s *store.Store, v content.View, paths ...string) string {
	t.Helper()
	var got []string
	for _, path := range paths {
		if p := mustByKey(t, s.Pages, v, path); p != nil {
			got = append(got, p.Path)
		} else {
			got = append(got, "-")
		}
	}
	return strings.Join(got, " ")
}

// An address that was public leads to where its last page is, until another page has it; what was only a draft leads nowhere.
func TestRedirects(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustPageBelow(t, s, "", "/a", "/x")
	move := func(n int, page, to string, public bool) func() {
		return func() { change(t, s.Pages, day(n), pageID(page), public, func(p *network.Page) { p.Path = to }) }
	}
	steps := []struct {
		name      string
		do        func()
		found     string // at /a, /b, /c and /x
		redirects string
	}{
		{"at first", func() {}, "/a - - /x", ""},
		{"moved as a draft", move(2, "/a", "/geheim", false), "/a - - /x", ""},
		{"moved", move(3, "/a", "/b", true), "/b /b - /x", "/a → /b"},
		{"moved twice", move(4, "/a", "/c", true), "/c /c /c /x", "/a → /c, /b → /c"},
		{"an old path is taken", move(5, "/x", "/a", true), "/a /c /c /a", "/b → /c, /x → /a"},
		{"and given up", move(6, "/x", "/x", true), "/x /c /c /x", "/a → /x, /b → /c"},
		{"not public", func() { testkit.Must(t, s.Pages.Unpublish(ctx, day(7), pageID("/x"))) }, "- /c /c -", "/b → /c"},
		{"public again", func() {
			mustPublish(t, s.Pages, day(8), mustByKey(t, s.Pages, drafts, "/x"))
		}, "/x /c /c /x", "/a → /x, /b → /c"},
		{"back", move(9, "/a", "/b", true), "/x /b /b /x", "/a → /x, /c → /b"},
		{"the holder is erased", func() { testkit.Must(t, s.Pages.Erase(ctx, pageID("/x"))) }, "/b /b /b -", "/a → /b, /c → /b"},
	}
	for _, step := range steps {
		step.do()
		if got := found(t, s, public, "/a", "/b", "/c", "/x"); got != step.found {
			t.Errorf("%s: found %s, want %s", step.name, got, step.found)
		}
		if got := redirects(t, s); got != step.redirects {
			t.Errorf("%s: redirects %s, want %s", step.name, got, step.redirects)
		}
		if got := found(t, s, public, "/geheim"); got != "-" {
			t.Errorf("%s: the path of a draft leads to %s", step.name, got)
		}
	}
	if got := found(t, s, asOf(day(3)), "/a", "/b", "/c"); got != "- /b -" {
		t.Errorf("on the third day: %s", got)
	}
	if got := found(t, s, drafts, "/a", "/geheim", "/b"); got != "- - /b" {
		t.Errorf("among drafts: %s", got)
	}
	english := public
	english.Locale, english.Fallback = content.EN, false
	if got := found(t, s, english, "/a"); got != "-" {
		t.Errorf("in English without fallback: %s", got)
	}
}

// The old slugs of other entries lead to them too.
func TestFormerSlugs(t *testing.T) {
	s, _ := fixture(t)
	change(t, s.Partners, day(10), partnerID("wuppertal"), true, func(p *network.Partner) { p.Slug = "stadt-wuppertal" })
	change(t, s.Measures, day(10), content.KeyID(content.Measures, "m1"), true, func(m *network.Measure) { m.Slug = "oeffnung" })
	change(t, s.Events, day(10), content.KeyID(content.Events, "e1"), true, func(e *network.Event) { e.Slug = "tagung" })
	change(t, s.Events, day(11), content.KeyID(content.Events, "e2"), false, func(e *network.Event) { e.Slug = "geheim" })
	p, m, e := mustByKey(t, s.Partners, public, "wuppertal"), mustByKey(t, s.Measures, public, "m1"), mustByKey(t, s.Events, public, "e1")
	if p == nil || m == nil || e == nil || p.Slug != "stadt-wuppertal" || m.Slug != "oeffnung" || e.Slug != "tagung" {
		t.Errorf("found %+v, %+v, %+v", p, m, e)
	}
	if e := mustByKey(t, s.Events, public, "geheim"); e != nil {
		t.Errorf("the slug of a draft finds %+v", e)
	}
}

// What a partner was called is told for the time up to the moment of the view, with the last day in Berlin.
func TestFormerNames(t *testing.T) {
	s, db := testkit.Store(t, "none")
	midnight := time.Date(2024, 6, 30, 22, 0, 0, 0, time.UTC) // the first of July begins in Berlin
	mustAdd(t, s.Partners, day(1), &network.Partner{Slug: "a", Names: content.Text{content.DE: "A", content.EN: "A in English"}, Sector: "COMPANY"},
		&network.Partner{Slug: "b", Names: german("B"), Sector: "COMPANY"})
	rename := func(at time.Time, public bool, slug, name string) {
		change(t, s.Partners, at, partnerID("a"), public, func(p *network.Partner) { p.Slug, p.Names = slug, german(name) })
	}
	names := func(v content.View) string {
		all, err := s.Partners.All(ctx, v)
		testkit.Must(t, err)
		l, before, got := dataloader.New(s), db.Commands(), ""
		for _, p := range all {
			former, err := l.PartnerFormerNames.Load(ctx, p)
			testkit.Must(t, err)
			for _, f := range former {
				got += fmt.Sprintf("%s %s %s|", f.Slug, f.Name, f.ValidUntil)
			}
		}
		if n := db.Commands() - before; n != 1 {
			t.Errorf("%d commands", n)
		}
		return got
	}
	rename(day(2), false, "geheim", "Geheim")
	rename(day(3), true, "a", "A2")
	rename(midnight, true, "a3", "A3")
	rename(midnight.AddDate(0, 1, 0), true, "a3", "A2")
	rename(midnight.AddDate(0, 2, 0), true, "a3", "A3")
	rename(midnight.AddDate(0, 3, 0), false, "geheim", "Geheim")
	english := public
	english.Locale = content.EN
	for _, tt := range []struct {
		name string
		view content.View
		want string
	}{
		{"now", public, "a3 A2 2024-08-30|a A2 2024-06-30|a A 2024-01-03|"},
		{"as a draft", drafts, "a3 A2 2024-08-30|a A2 2024-06-30|a A 2024-01-03|"},
		{"in English", english, "a3 A2 2024-08-30|a A2 2024-06-30|a A in English 2024-01-03|"},
		{"at first", asOf(day(2)), ""},
		{"in July", asOf(midnight), "a A2 2024-06-30|a A 2024-01-03|"},
		{"before", asOf(midnight.Add(-time.Millisecond)), "a A 2024-01-03|"},
	} {
		if got := names(tt.view); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The addresses of partners and others are among them.
func TestRedirectsOfPartners(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustAdd(t, s.Partners, day(1), company("a"), company("b"))
	change(t, s.Partners, day(2), partnerID("a"), true, func(p *network.Partner) { p.Slug = "neu" })
	if got, want := redirects(t, s), "/partner/a → /partner/neu"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
