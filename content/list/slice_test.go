package list_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Slice must cut the page that going through the entries one by one finds.
func TestSliceAgainstModel(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	orders := [][]*network.AgreementOrder{nil, by("TITLE"), by("-TITLE"), by("STATUS"), by("-SIGNED_ON", "TITLE"), by("SIGNED_ON", "-STATUS")}
	for i := range 1500 {
		order := orders[random.IntN(len(orders))]
		everyone := randomAgreements(random, order)
		w := list.Window{}
		n := 1 + random.IntN(6)
		if random.IntN(2) == 0 {
			w.First = &n
		} else {
			w.Last = &n
		}
		plain := mustQuery(t, content.PublicView(), order, list.Window{})
		// Cursors of entries that are there, and of some that have gone.
		from, to := 0, len(everyone)
		entries := slices.Clone(everyone)
		if len(everyone) > 0 && random.IntN(2) == 0 {
			from = random.IntN(len(everyone))
			w.After = ptr(plain.Cursor(everyone[from]))
			from++
		}
		if from < len(everyone) && random.IntN(2) == 0 {
			to = from + random.IntN(len(everyone)-from)
			w.Before = ptr(plain.Cursor(everyone[to]))
		}
		inside := slices.Clone(everyone[from:to])
		if len(entries) > 0 && random.IntN(3) == 0 {
			gone := entries[random.IntN(len(entries))]
			isGone := func(a *network.Agreement) bool { return a == gone }
			at := slices.Index(entries, gone)
			entries, inside = slices.DeleteFunc(entries, isGone), slices.DeleteFunc(inside, isGone)
			if at < from {
				from--
			}
		}
		start, end := from, from+len(inside)
		if w.Last != nil {
			start = max(start, end-n)
		} else {
			end = min(end, start+n)
		}
		checkPage(t, fmt.Sprintf("case %d", i), list.Slice(new(mustQuery(t, content.PublicView(), order, w)), entries), entries, start, end)
	}
}

func checkPage(t *testing.T, name string, page *list.Connection[*network.Agreement], all []*network.Agreement, start, end int) {
	t.Helper()
	ctx := context.Background()
	next, _ := page.PageInfo().HasNextPage(ctx)
	previous, _ := page.PageInfo().HasPreviousPage(ctx)
	total, _ := page.TotalCount(ctx)
	if !slices.Equal(page.Nodes, all[start:end]) || next != (end < len(all)) || previous != (start > 0) || total != len(all) {
		t.Fatalf("%s: %d entries, next %v, previous %v, total %d; want %d to %d of %d", name, len(page.Nodes), next, previous, total, start, end, len(all))
	}
	info, edges := page.PageInfo(), page.Edges()
	if len(edges) == 0 {
		if info.StartCursor() != nil || info.EndCursor() != nil {
			t.Fatalf("%s: cursors of an empty page", name)
		}
		return
	}
	if *info.StartCursor() != edges[0].Cursor() || *info.EndCursor() != edges[len(edges)-1].Cursor() {
		t.Fatalf("%s: the page does not begin and end with the cursors of its edges", name)
	}
}

// randomAgreements is sorted, and has many entries that only the id tells apart.
func randomAgreements(r *rand.Rand, order []*network.AgreementOrder) []*network.Agreement {
	all := make([]*network.Agreement, r.IntN(12))
	for i := range all {
		a := &network.Agreement{Meta: content.Meta{ID: fmt.Sprintf("agr_%06d", r.IntN(1e6))}, Status: network.AgreementStatuses()[r.IntN(2)]}
		a.Titles = content.Text{content.DE: []string{"Ärzte", "Arzt", "arzt", "Öffnung"}[r.IntN(4)]}
		if r.IntN(2) == 0 {
			a.SignedOn = ptr(content.Date(fmt.Sprintf("2024-01-%02d", 1+r.IntN(3))))
		}
		all[i] = a
	}
	q, _ := network.QueryAgreements(content.PublicView(), nil, order, list.Window{})
	slices.SortFunc(all, func(a, b *network.Agreement) int { return comparePositions(q, a, b) })
	return all
}

// comparePositions is the order said again, plainly.
func comparePositions(q list.Query, a, b *network.Agreement) int {
	pa, pb := list.Position(a, q.Terms), list.Position(b, q.Terms)
	for i, t := range q.Terms {
		if t.Descending {
			pa[i], pb[i] = pb[i], pa[i]
		}
	}
	return slices.Compare(pa, pb)
}

// What is missing comes last in both directions.
func TestOrderTermsPutNullsLast(t *testing.T) {
	dated, undated := &network.Agreement{SignedOn: ptr(content.Date("2024-01-01"))}, &network.Agreement{}
	for _, order := range [][]*network.AgreementOrder{by("SIGNED_ON"), by("-SIGNED_ON")} {
		q := mustQuery(t, content.PublicView(), order, list.Window{})
		if comparePositions(q, dated, undated) >= 0 {
			t.Errorf("%s: what is missing does not come last", order[0].Direction)
		}
	}
}
