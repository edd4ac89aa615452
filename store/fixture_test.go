package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

var (
	ctx    = context.Background()
	public = content.PublicView()
	drafts = content.Everything()
)

func day(n int) time.Time { return time.Date(2024, 1, n, 12, 0, 0, 0, time.UTC) }

func asOf(at time.Time) content.View {
	v := content.PublicView()
	v.AsOf = at
	return v
}

func ptr[T any](v T) *T { return &v }

func date(s string) *content.Date { return ptr(content.Date(s)) }

func german(s string) content.Text { return content.Text{content.DE: s} }

// mustSave saves new entries, or such as were read before, and gives those without an id the one of their key.
func mustSave[T content.Entry](t testing.TB, c *store.Collection[T], at time.Time, entries ...T) []T {
	t.Helper()
	for _, e := range entries {
		if e.Head().ID == "" {
			e.Head().ID = content.KeyID(c.Kind(), e.Key())
		}
	}
	saved, err := c.Save(ctx, store.Stamp{At: at, Author: "test"}, entries...)
	testkit.Must(t, err)
	return saved
}

func mustPublish[T content.Entry](t testing.TB, c *store.Collection[T], at time.Time, entries ...T) {
	t.Helper()
	var ps []store.Publication
	for _, e := range entries {
		ps = append(ps, store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}, At: at})
	}
	testkit.Must(t, c.Publish(ctx, ps...))
}

// mustAdd saves entries and makes them public.
func mustAdd[T content.Entry](t testing.TB, c *store.Collection[T], at time.Time, entries ...T) {
	t.Helper()
	mustPublish(t, c, at, mustSave(t, c, at, entries...)...)
}

// keys returns the keys of a list in its order.
func keys[T content.Entry](t testing.TB, c *store.Collection[T], q list.Query, err error) []string {
	t.Helper()
	testkit.Must(t, err)
	list, err := c.List(ctx, q)
	testkit.Must(t, err)
	names := []string{}
	for _, e := range list.Nodes {
		names = append(names, e.Key())
	}
	total, err := list.TotalCount(ctx)
	testkit.Must(t, err)
	if total != len(names) {
		t.Errorf("totalCount is %d of %d entries", total, len(names))
	}
	return names
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

func partnerID(slug string) string { return content.KeyID(content.Partners, slug) }

func agreementID(slug string) string { return content.KeyID(content.Agreements, slug) }

const (
	operator = `{"$ne": null}`
	dollar   = "$gt"
)

// fixture is a small network with a case of everything: what is public, what is not yet, not any more, or not like this.
func fixture(t *testing.T) (*store.Store, *store.Database) {
	t.Helper()
	s, db := testkit.Store(t, "none")
	mustAdd(t, s.Partners, day(1),
		&network.Partner{Meta: content.Meta{Demo: true}, Slug: "aerzte", Names: content.Text{content.DE: "Ärzte der Welt", content.EN: "Doctors"}, Sector: "ASSOCIATION", MemberSince: date("2020-01-01"), Website: ptr("https://a.example")},
		&network.Partner{Slug: "wuppertal", Names: german("Stadt Wuppertal"), Sector: "MUNICIPALITY"},
		&network.Partner{Slug: "staedte", Names: german("Städtekooperation Integration"), Sector: "STATE_ASSOCIATION", MemberSince: date("2012-05-01"), Website: ptr("https://S.example")})
	mustAdd(t, s.Partners, day(2),
		&network.Partner{Slug: "operator", Names: german(operator), Sector: "COMPANY", MemberSince: date("2020-01-01"), Website: ptr(dollar)},
		&network.Partner{Slug: "arzt", Names: content.Text{content.DE: "arzt 10", content.EN: "Zebra"}, Sector: "COMPANY"})
	mustSave(t, s.Partners, day(2), &network.Partner{Slug: "entwurf", Names: german("Nur Entwurf"), Sector: "COMPANY"})
	old := mustSave(t, s.Partners, day(3), &network.Partner{Slug: "weg", Names: german("Weg"), Sector: "COMPANY"})
	mustPublish(t, s.Partners, day(3), old...)
	testkit.Must(t, s.Partners.Unpublish(ctx, day(5), old[0].ID))
	first := mustSave(t, s.Partners, day(3), &network.Partner{Slug: "neu", Names: german("Alt"), Sector: "ASSOCIATION"})
	mustPublish(t, s.Partners, day(3), first...)
	second := *first[0]
	second.Names = german("Zweite")
	mustPublish(t, s.Partners, day(6), mustSave(t, s.Partners, day(6), &second)...)
	third := *mustByKey(t, s.Partners, drafts, "neu")
	third.Names, third.Sector = german("Dritte"), "CIVIL_SOCIETY"
	mustSave(t, s.Partners, day(8), &third)

	mustAdd(t, s.Agreements, day(2),
		&network.Agreement{Slug: "a1", PartnerID: partnerID("aerzte"), Titles: german("Erste Öffnung"), Status: "ACTIVE", SignedOn: date("2023-12-01"), ValidFrom: date("2024-01-01"), ValidUntil: date("2024-12-31")},
		&network.Agreement{Slug: "a2", PartnerID: partnerID("aerzte"), Titles: german("Alte Vereinbarung"), Status: "ENDED", ValidFrom: date("2020-01-01"), ValidUntil: date("2023-12-31")},
		&network.Agreement{Slug: "a3", PartnerID: partnerID("wuppertal"), Titles: german("Dritte"), Status: "ACTIVE"},
		&network.Agreement{Slug: "a5", PartnerID: partnerID("entwurf"), Titles: german("Eines Entwurfs"), Status: "PAUSED"})
	mustSave(t, s.Agreements, day(2), &network.Agreement{Slug: "a4", PartnerID: partnerID("staedte"), Titles: german("Entwurf"), Status: "NEGOTIATING"})
	mustAdd(t, s.Measures, day(2),
		&network.Measure{Slug: "m1", PartnerID: partnerID("aerzte"), AgreementID: agreementID("a1"), Titles: german("Öffnungsprozess"), Area: "TRAINING", Status: "RUNNING", StartsOn: date("2024-02-01")},
		&network.Measure{Slug: "m2", PartnerID: partnerID("aerzte"), AgreementID: agreementID("a1"), Titles: german("Maßnahme 2"), Area: "OTHER", Status: "PLANNED", StartsOn: date("2024-03-01"), EndsOn: date("2024-04-01")},
		&network.Measure{Slug: "m3", PartnerID: partnerID("aerzte"), AgreementID: agreementID("a2"), Titles: german("Maßnahme 10"), Area: "TRAINING", Status: "COMPLETED"})
	mustSave(t, s.Measures, day(2), &network.Measure{Slug: "m4", PartnerID: partnerID("wuppertal"), AgreementID: agreementID("a3"), Titles: german("Entwurf"), Area: "TRAINING", Status: "RUNNING"})
	mustAdd(t, s.Events, day(2),
		&network.Event{Slug: "e1", Kind: "PUBLIC_EVENT", Titles: german("Tagung"), StartsAt: day(10), EndsAt: ptr(day(11)), HostIDs: []string{partnerID("aerzte"), partnerID("wuppertal")}, Place: &network.StoredPlace{City: ptr("Köln")}},
		&network.Event{Slug: "e2", Kind: "NETWORK_MEETING", Titles: german("Treffen"), StartsAt: day(9), HostIDs: []string{}, Place: &network.StoredPlace{Online: true}},
		&network.Event{Slug: "e3", Kind: "NETWORK_MEETING", Titles: german("Abend"), StartsAt: day(10), HostIDs: []string{partnerID("entwurf"), partnerID("staedte")}})
	mustAdd(t, s.Pages, day(2), &network.Page{Path: "/", Titles: content.Text{content.DE: "Start", content.EN: "Home"}}, &network.Page{Path: "/a", Titles: german("Anfang")})
	mustAdd(t, s.ImplementationYears, day(2), &network.ImplementationYear{Label: "2022"}, &network.ImplementationYear{Label: "2024", StartsOn: date("2024-05-31"), EndsOn: date("2025-05-30")}, &network.ImplementationYear{Label: "2023", StartsOn: date("2023-05-31")})
	return s, db
}

func mustByKey[T content.Entry](t testing.TB, c *store.Collection[T], v content.View, key string) T {
	t.Helper()
	e, err := c.ByKey(ctx, v, key)
	testkit.Must(t, err)
	return e
}
