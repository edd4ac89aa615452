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

// parts writes down what the blocks of a page show in a view.
func parts(t testing.TB, s *store.Store, v content.View, path string) string {
	t.Helper()
	var got []string
	for _, b := range mustByKey(t, s.Pages, v, path).Blocks() {
		got = append(got, part(t, s, b))
	}
	return strings.Join(got, " | ")
}

func part(t testing.TB, s *store.Store, b network.Block) (got string) {
	t.Helper()
	var err error
	l := dataloader.New(s)
	switch b := b.(type) {
	case *network.TextBlock:
		var text *richtext.Rendered
		text, err = l.Text(ctx, b.Text)
		got = text.Text()
	case *network.PartnerListBlock:
		var partners []*network.Partner
		partners, err = l.BlockPartners(ctx, b)
		for _, p := range partners {
			got += p.Slug + " "
		}
	case *network.EventListBlock:
		var events []*network.Event
		events, err = l.BlockEvents(ctx, b)
		for _, e := range events {
			got += e.Slug + " "
		}
	case *network.FigureBlock:
		got, err = l.Figure(ctx, b.Page(), b.Written())
		got = b.Label + " " + got
	case *network.CallToActionBlock:
		var href *string
		if href, err = l.Href(ctx, b); href != nil {
			got = *href
		}
		got = b.Label + " " + got
	case *network.AccordionBlock:
		for _, item := range b.Items {
			got += item.Heading + " "
		}
	}
	testkit.Must(t, err)
	return strings.TrimSpace(got)
}

// Each block shows what the view has, in its language; one without words in it is left out.
func TestBlocksInViews(t *testing.T) {
	s, db := fixture(t)
	change(t, s.Partners, day(9), partnerID("arzt"), false, func(p *network.Partner) { p.Sector = "ASSOCIATION" })
	both := content.Text{content.DE: "Ja", content.EN: "Yes"}
	mustAdd(t, s.Pages, day(4), &network.Page{Path: "/alles", Titles: both, Parts: []network.StoredBlock{
		{Type: network.BlockText, Texts: german("Nur deutsch")},
		{Type: network.BlockPartners},
		{Type: network.BlockPartners, Sectors: []network.Sector{"COMPANY", "ASSOCIATION"}, Labels: both},
		{Type: network.BlockEvents, Kinds: []network.EventKind{"NETWORK_MEETING"}},
		{Type: network.BlockFigure, Labels: both, Value: "{{partnerCount}}"},
		{Type: network.BlockCall, Labels: both, TargetID: partnerID("weg")},
		{Type: network.BlockAccordion, Items: []network.StoredItem{{Headings: both, Texts: both}, {Headings: german("Wie?"), Texts: both}, {Headings: both, Texts: german("So")}}},
	}})
	english := public
	english.Locale = content.EN
	strict := english
	strict.Fallback = false
	for _, tt := range []struct {
		name string
		view content.View
		want string
	}{
		{"public", public, "Nur deutsch | operator aerzte arzt neu wuppertal staedte | operator aerzte arzt neu | e2 e3 | Ja 6 | Ja | Ja Wie? Ja"},
		{"in English", english, "Nur deutsch | operator aerzte wuppertal staedte arzt neu | operator aerzte arzt neu | e2 e3 | Yes 6 | Yes | Yes Wie? Yes"},
		{"in English only", strict, "operator aerzte wuppertal staedte arzt neu | operator aerzte arzt neu |  | Yes 6 | Yes | Yes"},
		{"as drafts", drafts, "Nur deutsch | operator aerzte arzt neu entwurf wuppertal staedte weg | operator aerzte arzt entwurf weg | e2 e3 | Ja 8 | Ja /partner/weg | Ja Wie? Ja"},
		{"on the fourth day", asOf(day(4)), "Nur deutsch | operator aerzte neu arzt wuppertal staedte weg | operator aerzte neu arzt weg | e2 e3 | Ja 7 | Ja /partner/weg | Ja Wie? Ja"},
	} {
		before := db.Commands()
		got := parts(t, s, tt.view, "/alles")
		if n := db.Commands() - before; n > 8 {
			t.Errorf("%s: %d commands", tt.name, n)
		}
		if sortedWords(got) != sortedWords(tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// sortedWords sorts the words of each part, as names in several languages have an order that others test.
func sortedWords(s string) string {
	all := strings.Split(s, "|")
	for i := range all {
		all[i] = strings.Join(sorted(strings.Fields(all[i])), " ")
	}
	return strings.Join(all, "|")
}

// A call leads to where an entry of any type stands.
func TestCalls(t *testing.T) {
	s, _ := fixture(t)
	mustAdd(t, s.Initiatives, day(1), &network.Initiative{Slug: "initiative", Names: german("I")})
	mustAdd(t, s.Menus, day(1), &network.Menu{Slug: "main"})
	for key, want := range map[string]string{
		"partners/aerzte": "/partner/aerzte", "agreements/a1": "/vereinbarungen/a1", "measures/m1": "/massnahmen/m1", "pages//a": "/a",
		"events/e1": "/veranstaltungen/e1", "implementation_years/2024": "/umsetzungsjahre/2024", "initiatives/initiative": "/", "menus/main": "", "measures/gone": "",
	} {
		kind, name, _ := strings.Cut(key, "/")
		slug, _ := content.Slug(key)
		path := "/zu-" + slug
		mustAdd(t, s.Pages, day(4), &network.Page{Path: path, Titles: german("T"), Parts: []network.StoredBlock{
			{Type: network.BlockCall, Labels: german("Los"), TargetID: content.KeyID(content.Kind(kind), name)},
			{Type: network.BlockText, Texts: german(fmt.Sprintf("[a](entry:%s)", content.KeyID(content.Kind(kind), name)))}}})
		if got := parts(t, s, public, path); got != strings.TrimSpace("Los "+want)+" | a" {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
		text, err := dataloader.New(s).Text(ctx, mustByKey(t, s.Pages, public, path).Blocks()[1].(*network.TextBlock).Text)
		testkit.Must(t, err)
		links := text.Links()
		if (links[0].Path != nil) != (want != "") || want != "" && *links[0].Path != want {
			t.Errorf("%s: the link is %+v", key, links[0])
		}
	}
}

// What is to come is what is not over when the day begins in Berlin, where it may be tomorrow already.
func TestUpcomingEvents(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	at := func(s string) time.Time { v, err := time.Parse(time.RFC3339, s); testkit.Must(t, err); return v }
	mustAdd(t, s.Events, day(1),
		&network.Event{Slug: "ganztags", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: at("2024-01-10T00:00:00+01:00"), AllDay: true},
		&network.Event{Slug: "abends", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: at("2024-01-10T20:00:00+01:00"), EndsAt: ptr(at("2024-01-11T00:30:00+01:00"))},
		&network.Event{Slug: "tage", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: at("2024-01-09T10:00:00+01:00"), EndsAt: ptr(at("2024-01-12T10:00:00+01:00"))},
		&network.Event{Slug: "sommer", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: at("2024-07-01T00:00:00+02:00"), AllDay: true})
	mustAdd(t, s.Pages, day(1), &network.Page{Path: "/", Titles: german("Start"), Parts: []network.StoredBlock{{Type: network.BlockEvents, Upcoming: true}}})
	for when, want := range map[string]string{
		"2024-01-09T12:00:00+01:00": "tage ganztags abends sommer",
		"2024-01-10T23:59:59+01:00": "tage ganztags abends sommer",
		"2024-01-11T00:00:00+01:00": "tage abends sommer",
		"2024-01-12T00:30:00+01:00": "tage sommer", // still the eleventh in London
		"2024-01-13T00:00:00+01:00": "sommer",
		"2024-07-01T23:59:00+02:00": "sommer",
		"2024-07-02T00:00:00+02:00": "",
	} {
		if got := parts(t, s, asOf(at(when)), "/"); got != want {
			t.Errorf("at %s: %s, want %s", when, got, want)
		}
	}
	if got := parts(t, s, public, "/"); got != "" {
		t.Errorf("now %s is to come", got)
	}
}
