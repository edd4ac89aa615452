package network_test

import (
	"fmt"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

func years(counts []*network.YearCount) (s string) {
	for _, c := range counts {
		s += fmt.Sprintf("%d:%d ", c.Year, c.Count)
	}
	return s
}

func day(s string) *content.Date {
	d := content.Date(s)
	return &d
}

func TestTrends(t *testing.T) {
	always, joined, left := partner(), partner(), partner()
	joined.MemberSince, left.MemberSince, left.MemberUntil = day("2022-12-31"), day("2021-05-01"), day("2022-12-30")
	all := []*network.Partner{always, joined, left}
	if got := years(network.PartnersByYear(all, "2023-05-30")); got != "2021:2 2022:2 2023:2 " {
		t.Errorf("partners: %s", got)
	}
	if got := years(network.PartnersByYear(all, "2022-12-30")); got != "2021:2 2022:2 " {
		t.Errorf("partners on the last day: %s", got)
	}
	if got := years(network.PartnersByYear(all[:1], "2023-05-30")); got != "2023:1 " {
		t.Errorf("without a day: %s", got)
	}
	left.MemberSince = day("0001-01-01")
	if got := network.PartnersByYear(all, "2023-05-30"); len(got) != 100 || got[0].Year != 1924 || got[0].Count != 2 {
		t.Errorf("too long: %d from %+v", len(got), got[0])
	}
	short, paused := agreement(), agreement()
	short.ValidFrom, short.ValidUntil = day("2021-12-31"), day("2022-01-01")
	paused.ValidFrom, paused.ValidUntil, paused.Status, paused.StoredTransitions = day("2021-12-31"), nil, "PAUSED", came("PAUSED 2022-01-01")
	if got := years(network.AgreementsByYear([]*network.Agreement{short, paused}, "2023-05-30")); got != "2021:2 2022:1 2023:0 " {
		t.Errorf("agreements: %s", got)
	}
}

// A cooperation counts its members once, whether or not they are partners by themselves; what is not there is not counted.
func TestBodies(t *testing.T) {
	a, b, c, gone, both := partner(), partner(), partner(), partner(), partner()
	a.ID, b.ID, c.ID, gone.ID, both.ID = "a", "b", "c", "gone", "both"
	gone.MemberUntil = day("2022-12-31")
	both.MemberIDs = []string{"a", "b", "gone", "hidden"}
	all := []*network.Partner{a, b, c, gone, both}
	for on, want := range map[content.Date]int{"2022-12-31": 4, "2023-01-01": 4} { // gone is a body as a member of the cooperation
		if got := network.Bodies(all, on); got != want {
			t.Errorf("on %s: %d bodies, want %d", on, got, want)
		}
	}
	both.MemberIDs = []string{"hidden"}
	if got := network.Bodies(all, "2023-01-01"); got != 4 {
		t.Errorf("with members that are not there: %d", got)
	}
	both.MemberIDs = []string{"a", "b"}
	if got := network.Bodies(all, "2023-01-01"); got != 3 {
		t.Errorf("with members that are partners: %d", got)
	}
}
