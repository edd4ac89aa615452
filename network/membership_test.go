package network_test

import (
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func TestMembership(t *testing.T) {
	other := content.NewID(content.Partners)
	for name, tt := range map[string]struct {
		change func(*network.Partner)
		want   string
	}{
		"left":                 {func(p *network.Partner) { p.MemberSince, p.MemberUntil = &early, &late }, ""},
		"left at once":         {func(p *network.Partner) { p.MemberSince, p.MemberUntil = &early, &early }, ""},
		"left before it came":  {func(p *network.Partner) { p.MemberSince, p.MemberUntil = &late, &early }, "memberUntil BAD_INPUT"},
		"merged":               {func(p *network.Partner) { p.MemberUntil, p.MergedIntoID = &late, other }, ""},
		"merged on no day":     {func(p *network.Partner) { p.MergedIntoID = other }, "memberUntil REQUIRED"},
		"merged into itself":   {func(p *network.Partner) { p.MemberUntil, p.MergedIntoID = &late, p.ID }, "mergedInto CIRCULAR"},
		"a member of itself":   {func(p *network.Partner) { p.MemberIDs = []string{other, p.ID} }, "members.1 CIRCULAR"},
		"the same member once": {func(p *network.Partner) { p.MemberIDs = []string{other} }, ""},
		"and twice":            {func(p *network.Partner) { p.MemberIDs = []string{other, other} }, "members.1 BAD_INPUT"},
	} {
		p := partner()
		p.ID = content.NewID(content.Partners)
		tt.change(p)
		var got []string
		for _, problem := range p.Validate() {
			got = append(got, problem.Path+" "+string(problem.Code))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

func TestWhoBelongsTogether(t *testing.T) {
	a, b, c := partner(), partner(), partner()
	a.ID, b.ID, c.ID = "a", "b", "c"
	c.MemberIDs, a.MergedIntoID = []string{"a", "b"}, "b"
	all := []*network.Partner{a, b, c}
	if got := b.Cooperations(all); !slices.Equal(got, []*network.Partner{c}) {
		t.Errorf("b is a member of %v", got)
	}
	if got := b.Merged(all); !slices.Equal(got, []*network.Partner{a}) {
		t.Errorf("b was %v", got)
	}
	if got := c.Merged(all); got == nil || len(got) > 0 {
		t.Errorf("c was %v", got)
	}
}

// Who is to report on a year follows from the days on which agreements are in force, and from nothing else.
func TestWhoReportsOnAYear(t *testing.T) {
	day := func(s string) *content.Date { return new(content.Date(s)) }
	y := &network.ImplementationYear{Label: "2024", StartsOn: day("2024-05-31"), EndsOn: day("2025-05-30")}
	of := func(partner string, s network.AgreementStatus, came ...network.StoredTransition) *network.Agreement {
		return &network.Agreement{PartnerID: partner, Status: s, ValidFrom: day("2020-01-01"), ValidUntil: day("2029-12-31"), StoredTransitions: came}
	}
	n := &network.Round{Agreements: []*network.Agreement{
		of("active", "ACTIVE"), of("negotiating", "NEGOTIATING"),
		of("ended before", "ENDED", network.StoredTransition{Status: "ENDED", On: "2023-01-01"}),
		of("ended within", "ENDED", network.StoredTransition{Status: "ENDED", On: "2024-12-01"}),
	}}
	if _, inForce := n.InForce(y); len(inForce) != 2 || !inForce["active"] || !inForce["ended within"] {
		t.Errorf("in force are %v", inForce)
	}
}
