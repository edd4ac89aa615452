package store_test

import (
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/testkit"
)

// menuShown writes down the labels and paths of items, those below in brackets.
func menuShown(items []*network.MenuItem) string {
	var got []string
	for _, i := range items {
		s := i.Label + " " + i.Path
		if i.External {
			s += "!"
		}
		if len(i.Children) > 0 {
			s += " [" + menuShown(i.Children) + "]"
		}
		got = append(got, s)
	}
	return strings.Join(got, ", ")
}

// A menu shows what its view has of its pages, in the view's language. What is below a page that is not there is not there either.
func TestMenuInViews(t *testing.T) {
	s, db := testkit.Store(t, "none")
	mustPageBelow(t, s, "", "/a", "/b", "/c")
	change(t, s.Pages, day(2), pageID("/a"), true, func(p *network.Page) { p.Titles = content.Text{content.DE: "A deutsch", content.EN: "A in English"} })
	item := func(path string, labels content.Text, below ...network.StoredMenuItem) network.StoredMenuItem {
		return network.StoredMenuItem{PageID: pageID(path), Labels: labels, Below: below}
	}
	mustAdd(t, s.Menus, day(2), &network.Menu{Slug: "main", Entries: []network.StoredMenuItem{
		item("/a", nil, item("/b", german("Unten")), network.StoredMenuItem{URL: "https://a.de", Labels: german("Außen")}),
		item("/b", nil, item("/c", nil)),
		item("/a", content.Text{content.DE: "Noch einmal", content.EN: "Again"}),
	}})
	change(t, s.Pages, day(3), pageID("/a"), false, func(p *network.Page) { p.Path, p.Titles = "/neu", german("Neu") })
	testkit.Must(t, s.Pages.Unpublish(ctx, day(4), pageID("/b")))
	english := public
	english.Locale = content.EN
	strict := english
	strict.Fallback = false
	for _, tt := range []struct {
		name string
		view content.View
		want string
	}{
		{"public", public, "A deutsch /a [Außen https://a.de!], Noch einmal /a"},
		{"in English", english, "A in English /a [Außen https://a.de!], Again /a"},
		{"in English only", strict, "A in English /a, Again /a"},
		{"as a draft", drafts, "Neu /neu [Unten /b, Außen https://a.de!], /b /b [/c /c], Noch einmal /neu"},
		{"on the third day", asOf(day(3)), "A deutsch /a [Unten /b, Außen https://a.de!], /b /b [/c /c], Noch einmal /a"},
	} {
		before := db.Commands()
		items, err := dataloader.New(s).MenuItems(ctx, mustByKey(t, s.Menus, tt.view, "main"))
		if got := menuShown(items); got != tt.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", tt.name, got, err, tt.want)
		}
		if n := db.Commands() - before; n != 2 {
			t.Errorf("%s: %d commands", tt.name, n)
		}
	}
}

// An address of the website itself leads to another page of it, though it is none of an entry's.
func TestMenuWithAddresses(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	var items []network.StoredMenuItem
	for _, url := range []string{"/partner/kreis-soest", "/", "//a.de/b", "https://a.de/", "mailto:a@a.de"} {
		items = append(items, network.StoredMenuItem{URL: url, Labels: german("Dort")})
	}
	mustAdd(t, s.Menus, day(2), &network.Menu{Slug: "main", Entries: items})
	shown, err := dataloader.New(s).MenuItems(ctx, mustByKey(t, s.Menus, public, "main"))
	want := "Dort /partner/kreis-soest, Dort /, Dort //a.de/b!, Dort https://a.de/!, Dort mailto:a@a.de!"
	if got := menuShown(shown); got != want || err != nil {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
}
