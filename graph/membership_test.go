package graph_test

import (
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// How many partners there are is true at any date: one that has left counts until its last day, and stays readable.
func TestPartnersAtAnyDate(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	today := content.View{}.Today()
	joined, left := content.DayOf(today), content.DayOf(today.AddDate(0, 0, -1))
	partner := func(slug string) string { return content.KeyID(content.Partners, slug) }
	change := func(slug string, fn func(p *network.Partner)) {
		t.Helper()
		p, err := s.Partners.ByKey(t.Context(), content.Everything(), slug)
		testkit.Must(t, err)
		p = content.Clone(p)
		fn(p)
		saved, err := s.Partners.Save(t.Context(), store.Stamp{At: time.Now()}, p)
		testkit.Must(t, err)
		testkit.Must(t, s.Partners.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: p.ID, Revision: saved[0].Revision}, At: time.Now()}))
	}
	change("stadt-wuppertal", func(p *network.Partner) { p.MemberUntil, p.MergedIntoID = &left, partner("stadt-solingen") })
	change("stadt-juelich", func(p *network.Partner) { p.MemberSince, p.MemberUntil = &left, &joined })
	change("stadt-duisburg", func(p *network.Partner) { p.MemberSince = &joined })
	change("staedtekooperation-integration-interkommunal", func(p *network.Partner) {
		p.MemberIDs = []string{partner("stadt-wuppertal"), partner("keine"), partner("stadt-solingen")}
	})
	a := as(t, s, office).Query(t, `query($today: Date!, $yesterday: Date!) {
		partners {totalCount}
		today: partners(filter: {memberOn: $today}) {totalCount}
		yesterday: partners(filter: {memberOn: $yesterday}) {totalCount}
		before: partners(filter: {memberOn: "2024-02-29"}) {totalCount}
		left: partners(filter: {memberUntil: {lt: $today}}) {nodes {slug mergedInto {slug}}}
		statistics {partnerCount partnersBySector {sector count}}
		partner(slug: "stadt-solingen") {predecessors {slug} memberOf {members {slug}} members {slug}}
	}`, map[string]any{"today": joined, "yesterday": left})
	for path, want := range map[string]any{
		"partners.totalCount": 39.0, "today.totalCount": 38.0, "yesterday.totalCount": 38.0, "before.totalCount": 37.0,
		"statistics.partnerCount": 38.0, "statistics.partnersBySector.1.count": 12.0,
		"left.nodes.0.slug": "stadt-wuppertal", "left.nodes.1": nil, "left.nodes.0.mergedInto.slug": "stadt-solingen",
		"partner.predecessors.0.slug": "stadt-wuppertal", "partner.members.0": nil,
		"partner.memberOf.0.members.1.slug": "stadt-solingen", "partner.memberOf.0.members.2": nil,
	} {
		if got := valueAt(a, path); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
