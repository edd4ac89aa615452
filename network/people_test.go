package network_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit/subtract"
)

// peopleCase is a network with a report of each partner on two measures, each with a value about people.
type peopleCase struct {
	network.PeopleSource
	values []int
}

func peopleOf(r *rand.Rand, partners int) *peopleCase {
	c := &peopleCase{}
	for i := range partners {
		p := &network.Partner{Meta: content.Meta{ID: fmt.Sprint("par_", i)}, Sector: network.Sectors()[r.IntN(3)]}
		report := &network.Report{Meta: content.Meta{ID: fmt.Sprint("rep_", i)}, PartnerID: p.ID}
		for n := range 2 {
			m := &network.Measure{Meta: content.Meta{ID: fmt.Sprint("mea_", i, n)}, PartnerID: p.ID, Area: network.MeasureAreas()[r.IntN(3)]}
			c.Measures = append(c.Measures, m)
			report.StoredEntries = append(report.StoredEntries, network.StoredProgress{MeasureID: m.ID, Indicators: []network.StoredIndicator{
				{Key: "menschen", Labels: german("Menschen"), Value: float64(r.IntN(12)), AboutPeople: true}, {Key: "tage", Labels: german("Tage"), Value: 3}}})
		}
		c.Partners, c.Reports = append(c.Partners, p), append(c.Reports, report)
	}
	return c
}

// corrected is the same network with another value here and there, and one report more.
func (c *peopleCase) corrected(r *rand.Rand) *peopleCase {
	next := &peopleCase{PeopleSource: network.PeopleSource{Partners: c.Partners, Measures: c.Measures}}
	for i, report := range c.Reports {
		changed := *report
		changed.StoredEntries = nil
		for _, e := range report.StoredEntries {
			e.Indicators = append([]network.StoredIndicator{}, e.Indicators...)
			if r.IntN(5) == 0 {
				e.Indicators[0].Value = float64(r.IntN(12))
			}
			if r.IntN(4) == 0 { // somebody calls them otherwise
				e.Indicators[0].Units = german("Personen")
			}
			changed.StoredEntries = append(changed.StoredEntries, e)
		}
		if i > 0 || r.IntN(2) == 0 {
			next.Reports = append(next.Reports, &changed)
		}
	}
	return next
}

// told collects what is told of releases: the values in their reports that are not small, and their figures.
type told struct {
	values []int
	places map[string]int // of a value by its measure and amount
	shown  [][]int
	held   int
}

func (k *told) place(measure string, people int) int {
	key := fmt.Sprint(measure, " ", people)
	if _, there := k.places[key]; !there {
		k.places[key] = len(k.values)
		k.values = append(k.values, people)
	}
	return k.places[key]
}

func (k *told) take(t *testing.T, c *peopleCase, figures []network.StoredPeople) {
	t.Helper()
	by := map[string][]int{} // by unit, and then sector, area or nothing
	for _, r := range c.Reports {
		for _, e := range r.StoredEntries {
			people := int(e.Indicators[0].Value)
			at, unit := k.place(e.MeasureID, people), e.Indicators[0].Units[content.DE]+" "
			if by[unit] = append(by[unit], at); people >= 5 {
				k.shown = append(k.shown, []int{at})
			}
			for _, p := range c.Partners {
				if p.ID == r.PartnerID {
					by[unit+string(p.Sector)] = append(by[unit+string(p.Sector)], at)
				}
			}
			for _, m := range c.Measures {
				if m.ID == e.MeasureID {
					by[unit+string(m.Area)] = append(by[unit+string(m.Area)], at)
				}
			}
		}
	}
	if len(figures) == 0 || len(figures) > 2 || figures[0].Key != "menschen" {
		t.Fatalf("counted is %+v", figures)
	}
	figure := func(of []int, n *int) {
		sum := 0
		for _, at := range of {
			sum += k.values[at]
		}
		switch {
		case n == nil:
			k.held++
		case *n != sum:
			t.Errorf("%d are counted, and %d told of", sum, *n)
		default:
			k.shown = append(k.shown, of)
		}
	}
	for _, f := range figures {
		unit := f.Units[content.DE] + " "
		figure(by[unit], f.Total)
		for _, b := range append(f.Sectors, f.Areas...) {
			figure(by[unit+b.Of], b.Count)
		}
	}
}

// Of three releases on one year, one a correction of the other, nobody can work out how few people there were somewhere, whatever is added
// up and subtracted: values in the reports, sums by sector and area, and totals.
func TestPeopleOfReleases(t *testing.T) {
	held, shown := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		c, k := peopleOf(r, 3+r.IntN(5)), &told{places: map[string]int{}}
		var former []network.FormerPeople
		for n := range 3 {
			figures := network.CountPeople(c.PeopleSource, 5, former...)
			k.take(t, c, figures)
			at := time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC)
			former = append(former, network.FormerPeople{PeopleSource: c.PeopleSource, Release: &network.Release{State: network.ReleasePublic, FrozenAt: &at, People: figures, PeopleThreshold: 5}})
			c = c.corrected(r)
		}
		if some := subtract.GivenAway(k.values, k.shown, 5); some != nil {
			t.Errorf("%d: of %v, %v shown gives away %v", seed, k.values, k.shown, some)
		}
		held, shown = held+k.held, shown+len(k.shown)
	}
	if held < 20 || shown < 100 {
		t.Errorf("%d are held back and %d shown", held, shown)
	}
}

// Without small values everything is told of, exactly.
func TestPeopleAreCounted(t *testing.T) {
	c := peopleOf(rand.New(rand.NewPCG(1, 1)), 4)
	sum := 0
	for i, r := range c.Reports {
		for n := range r.StoredEntries {
			r.StoredEntries[n].Indicators[0].Value = float64(10*i + n + 5)
			sum += 10*i + n + 5
		}
	}
	k := &told{places: map[string]int{}}
	figures := network.CountPeople(c.PeopleSource, 5)
	if k.take(t, c, figures); k.held > 0 || *figures[0].Total != sum {
		t.Errorf("%d are held back, and the total is %v of %d", k.held, *figures[0].Total, sum)
	}
}

// A value that was shown when the threshold was lower is no secret any more, and does not keep others from being shown.
func TestHigherThreshold(t *testing.T) {
	c := peopleOf(rand.New(rand.NewPCG(1, 1)), 2)
	for i, r := range c.Reports {
		for n := range r.StoredEntries {
			r.StoredEntries[n].Indicators[0].Value = float64(4 + 20*i + 30*n)
		}
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before := network.FormerPeople{PeopleSource: c.PeopleSource, Release: &network.Release{State: network.ReleasePublic, FrozenAt: &at, PeopleThreshold: 3}}
	before.Release.People = network.CountPeople(c.PeopleSource, 3)
	if now := network.CountPeople(c.PeopleSource, 5, before); now[0].Total == nil || *now[0].Total != 4+34+24+54 {
		t.Errorf("the total is %v", now[0].Total)
	}
	if alone := network.CountPeople(c.PeopleSource, 5); alone[0].Total != nil {
		t.Errorf("the total gives the 4 away: %v", *alone[0].Total)
	}
}
