package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

func pageID(path string) string { return content.KeyID(content.Pages, path) }

// mustPage makes a page public with one text.
func mustPage(t testing.TB, s *store.Store, at time.Time, path, text string) {
	t.Helper()
	p := &network.Page{Path: path, Titles: german("Seite " + path), Parts: []network.StoredBlock{{Type: network.BlockText, Texts: german(text)}}}
	mustAdd(t, s.Pages, at, p)
}

// change saves what changes of an entry, and makes it public if it shall be.
func change[T content.Entry](t testing.TB, c *store.Collection[T], at time.Time, id string, public bool, fn func(T)) {
	t.Helper()
	e, err := c.ByID(ctx, drafts, id)
	testkit.Must(t, err)
	fn(e)
	saved := mustSave(t, c, at, e)
	if public {
		mustPublish(t, c, at, saved...)
	}
}

// textOf returns the first text of what a view has at a path.
func textOf(t testing.TB, s *store.Store, v content.View, path string) *richtext.Rendered {
	t.Helper()
	text, err := dataloader.New(s).Text(ctx, mustByKey(t, s.Pages, v, path).Blocks()[0].(*network.TextBlock).Text)
	testkit.Must(t, err)
	return text
}

// shownLinks writes down where the links of a page's text lead in a view, and checks that the HTML says the same.
func shownLinks(t testing.TB, s *store.Store, v content.View, path string) string {
	t.Helper()
	r := textOf(t, s, v, path)
	h := r.HTML()
	var got []string
	for _, l := range r.Links() {
		to := "nowhere"
		if l.Path != nil {
			to = *l.Path
			if !strings.Contains(h, `href="`+to+`"`) {
				t.Errorf("%s is not in %s", to, h)
			}
		}
		if (l.Target == nil) != (l.Path == nil) {
			t.Errorf("the target is %v, the path %s", l.Target, to)
		}
		got = append(got, l.Title+" → "+to)
	}
	if n := strings.Count(h, "<a "); n != strings.Count(strings.Join(got, "\n"), "→ /") {
		t.Errorf("%d links in %s, want %v", n, h, got)
	}
	return strings.Join(got, ", ")
}

// A link by id leads to where its target stands in the view of the reader, by the name that it has there.
func TestLinksFollowTheirTargets(t *testing.T) {
	s, _ := fixture(t)
	mustPage(t, s, day(2), "/ziel", "Text")
	mustPage(t, s, day(2), "/verweis", fmt.Sprintf("[eins](entry:%s#h-x) [zwei](entry:%s) [drei][1] [Entwurf](entry:%s)\n\n[1]: entry:%s",
		pageID("/ziel"), partnerID("aerzte"), partnerID("entwurf"), content.KeyID(content.Events, "e1")))
	rest := ", Ärzte der Welt → /partner/aerzte, Tagung → /veranstaltungen/e1"
	change(t, s.Pages, day(4), pageID("/ziel"), true, func(p *network.Page) { p.Path, p.Titles = "/neu", content.Text{content.DE: "Neu", content.EN: "New"} })
	change(t, s.Pages, day(6), pageID("/ziel"), false, func(p *network.Page) { p.Path, p.Titles = "/geheim", german("Geheim") })
	english := public
	english.Locale = content.EN
	strict := english
	strict.Fallback = false
	for _, tt := range []struct {
		name string
		view content.View
		want string
	}{
		{"before the move", asOf(day(3)), "Seite /ziel → /ziel#h-x" + rest + ", Entwurf → nowhere"},
		{"after it", public, "Neu → /neu#h-x" + rest + ", Entwurf → nowhere"},
		{"in English", english, "New → /neu#h-x, Doctors → /partner/aerzte, Tagung → /veranstaltungen/e1, Entwurf → nowhere"},
		{"as a draft", drafts, "Geheim → /geheim#h-x" + rest + ", Nur Entwurf → /partner/entwurf"},
	} {
		if got := shownLinks(t, s, tt.view, "/verweis"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if p := mustByKey(t, s.Pages, strict, "/verweis"); p != nil {
		t.Error("a page without English is there without fallback")
	}
	testkit.Must(t, s.Pages.Unpublish(ctx, day(7), pageID("/ziel")))
	if got, want := shownLinks(t, s, public, "/verweis"), "eins → nowhere"+rest+", Entwurf → nowhere"; got != want {
		t.Errorf("without its target: %s, want %s", got, want)
	}
	if got, want := shownLinks(t, s, asOf(day(5)), "/verweis"), "Neu → /neu#h-x"+rest+", Entwurf → nowhere"; got != want {
		t.Errorf("before that: %s, want %s", got, want)
	}
}

// However many entries a page links to, and however many pages are read, the commands are the same.
func TestLinksCostTheSame(t *testing.T) {
	s, db := testkit.Store(t, "none")
	var partners []*network.Partner
	text := ""
	for i := range 200 {
		slug := fmt.Sprintf("p%d", i)
		partners = append(partners, &network.Partner{Slug: slug, Names: german(slug), Sector: "COMPANY", Descriptions: german(strings.Repeat("lang ", 200))})
		text += fmt.Sprintf("- [%s](entry:%s)\n", slug, partnerID(slug))
	}
	mustAdd(t, s.Partners, day(1), partners...)
	lines := strings.SplitAfter(text, "\n")
	mustPage(t, s, day(1), "/zwei", strings.Join(lines[:2], ""))
	mustPage(t, s, day(1), "/alle", text)
	for i := range 5 {
		mustPage(t, s, day(1), fmt.Sprintf("/teil-%d", i), strings.Join(lines[i*40:i*40+40], ""))
	}
	cost := func(read func() []*network.Page) (commands int64, links int) {
		loaders, before := dataloader.New(s), db.Commands()
		for _, p := range read() {
			for _, b := range p.Blocks() {
				text, err := loaders.Text(ctx, b.(*network.TextBlock).Text)
				testkit.Must(t, err)
				found := text.Links()
				for _, l := range found {
					if l.Target == nil || l.Path == nil {
						t.Errorf("%s leads nowhere", l.Title)
					}
				}
				links += len(found)
			}
		}
		return db.Commands() - before, links
	}
	byPath := func(path string) func() []*network.Page {
		return func() []*network.Page { return []*network.Page{mustByKey(t, s.Pages, public, path)} }
	}
	list := func() []*network.Page {
		all, err := s.Pages.All(ctx, public)
		testkit.Must(t, err)
		return all
	}
	for _, tt := range []struct {
		name  string
		read  func() []*network.Page
		links int
	}{{"2 links", byPath("/zwei"), 2}, {"200 links", byPath("/alle"), 200}, {"a list of pages", list, 402}} {
		if commands, links := cost(tt.read); commands != 2 || links != tt.links {
			t.Errorf("%s: %d commands and %d links, want 2 and %d", tt.name, commands, links, tt.links)
		}
	}
}

// Figures are filled in with what the view has, wherever they stand; a name that there is not stays as it is.
func TestFigures(t *testing.T) {
	s, db := fixture(t)
	mustPage(t, s, day(2), "/zahlen", "{{partnerCount}}, {{ agreementCount }}, {{measureCount}} {{unknown}} `{{partnerCount}}` [{{partnerCount}} Partner](/p{{partnerCount}})\n\n# {{partnerCount}}")
	for name, tt := range map[string]struct {
		view content.View
		want string
	}{
		"public": {public, "6, 4, 3 {{unknown}} 6 6 Partner\n6"},
		"drafts": {drafts, "8, 5, 4 {{unknown}} 8 8 Partner\n8"},
		"as of":  {asOf(day(2).Add(time.Hour)), "5, 4, 3 {{unknown}} 5 5 Partner\n5"},
	} {
		before := db.Commands()
		r := textOf(t, s, tt.view, "/zahlen")
		if text := r.Text(); text != tt.want {
			t.Errorf("%s: %q, want %q", name, text, tt.want)
		}
		links := r.Links()
		n := strings.SplitN(tt.want, ",", 2)[0]
		if len(links) != 1 || *links[0].Path != "/p"+n || links[0].Title != n+" Partner" {
			t.Errorf("%s: the link is %+v", name, links[0])
		}
		if got := db.Commands() - before; got > 15 {
			t.Errorf("%s: %d commands", name, got)
		}
	}
}
