package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// By each field of each type in both directions: what is missing last, ties by id.
func readOrders(t *testing.T, s *store.Store) {
	checkOrders(t, s.Partners, func(by []*network.PartnerOrder) (list.Query, error) {
		return network.QueryPartners(drafts, nil, by, list.Window{})
	})
	checkOrders(t, s.Agreements, func(by []*network.AgreementOrder) (list.Query, error) {
		return network.QueryAgreements(drafts, nil, by, list.Window{})
	})
	checkOrders(t, s.Measures, func(by []*network.MeasureOrder) (list.Query, error) {
		return network.QueryMeasures(drafts, nil, by, list.Window{})
	})
	checkOrders(t, s.Events, func(by []*network.EventOrder) (list.Query, error) {
		return network.QueryEvents(drafts, nil, by, list.Window{})
	})
	checkOrders(t, s.Pages, func(by []*network.PageOrder) (list.Query, error) {
		return network.QueryPages(drafts, nil, by, list.Window{})
	})
	checkOrders(t, s.ImplementationYears, func(by []*network.ImplementationYearOrder) (list.Query, error) {
		return network.QueryImplementationYears(drafts, nil, by, list.Window{})
	})
}

func checkOrders[T content.Entry, F ~string](t *testing.T, c *store.Collection[T], query func([]*list.Order[F]) (list.Query, error)) {
	t.Helper()
	all, err := c.All(ctx, drafts)
	testkit.Must(t, err)
	for field := range all[0].Sortable() {
		for _, direction := range []list.OrderDirection{list.Ascending, list.Descending} {
			slices.SortFunc(all, func(a, b T) int {
				return cmp.Or(compareValues(a.Sortable()[field], b.Sortable()[field], direction == list.Descending), cmp.Compare(a.Head().ID, b.Head().ID))
			})
			var want []string
			for _, e := range all {
				want = append(want, e.Key())
			}
			q, err := query([]*list.Order[F]{{Field: F(field), Direction: direction}})
			if got := keys(t, c, q, err); !slices.Equal(got, want) {
				t.Errorf("%s by %s %s: got %q, want %q", c.Kind(), field, direction, got, want)
			}
		}
	}
}

// compareValues is the order said again, from the values.
func compareValues(a, b any, descending bool) int {
	sign := 1
	if descending {
		sign = -1
	}
	switch a := a.(type) {
	case content.Text:
		return sign * collate.New(language.German, collate.Numeric, collate.IgnoreCase).CompareString(a[content.DE], b.(content.Text)[content.DE])
	case *content.Date:
		if b := b.(*content.Date); a != nil && b != nil {
			return sign * cmp.Compare(*a, *b)
		} else if a == nil && b == nil {
			return 0
		} else if a == nil {
			return 1
		}
		return -1
	case *int:
		if b := b.(*int); a != nil && b != nil {
			return sign * cmp.Compare(*a, *b)
		} else if a == nil && b == nil {
			return 0
		} else if a == nil {
			return 1
		}
		return -1
	case time.Time:
		return sign * a.Compare(b.(time.Time))
	case int:
		return sign * cmp.Compare(a, b.(int))
	}
	return sign * cmp.Compare(a.(string), b.(string))
}

// A page must be what is cut from the whole list, and know exactly whether there is more before and behind.
func readPages(t *testing.T, s *store.Store) {
	random := rand.New(rand.NewPCG(5, 6))
	orders := [][]*network.PartnerOrder{
		nil, {{Field: "SECTOR", Direction: list.Descending}}, {{Field: "MEMBER_SINCE", Direction: list.Descending}, {Field: "NAME"}}, {{Field: "UPDATED_AT"}},
	}
	for i := range 60 {
		order := orders[i%len(orders)]
		filter := []*network.PartnerFilter{nil, {Website: &text{IsNull: ptr(true)}}}[i/4%2]
		whole := mustList(t, s, filter, order, list.Window{First: ptr(100)})
		n := len(whole.Nodes)
		w := list.Window{First: ptr(1 + random.IntN(4))}
		if random.IntN(2) == 0 {
			w = list.Window{Last: w.First}
		}
		from := random.IntN(n)
		if random.IntN(2) == 0 {
			w.After = ptr(whole.Cursor(whole.Nodes[from]))
		}
		if random.IntN(2) == 0 {
			w.Before = ptr(whole.Cursor(whole.Nodes[from+random.IntN(n-from)]))
		}
		q, err := network.QueryPartners(drafts, filter, order, w)
		testkit.Must(t, err)
		got, want := describe(t, mustList(t, s, filter, order, w)), describe(t, list.Slice(&q, whole.Nodes))
		if w.After != nil && w.Before != nil && got != want && len(list.Slice(&q, whole.Nodes).Nodes) == 0 {
			continue // nothing lies between: what is before and behind nothing is no question
		}
		if got != want {
			t.Errorf("case %d, %+v: got %s, want %s", i, q, got, want)
		}
	}
}

func mustList(t *testing.T, s *store.Store, f *network.PartnerFilter, by []*network.PartnerOrder, w list.Window) *network.PartnerConnection {
	t.Helper()
	q, err := network.QueryPartners(drafts, f, by, w)
	testkit.Must(t, err)
	list, err := s.Partners.List(ctx, q)
	testkit.Must(t, err)
	return list
}

func describe[T content.Entry](t *testing.T, list *list.Connection[T]) string {
	t.Helper()
	next, err := list.PageInfo().HasNextPage(ctx)
	testkit.Must(t, err)
	previous, err := list.PageInfo().HasPreviousPage(ctx)
	testkit.Must(t, err)
	total, err := list.TotalCount(ctx)
	testkit.Must(t, err)
	var names []string
	for _, e := range list.Edges() {
		names = append(names, e.Node.Key())
	}
	return fmt.Sprintf("%q, next %v, previous %v, of %d", names, next, previous, total)
}

// Lists of several parents are one command, and each is what a list of its own would be.
func readPagesByParent(t *testing.T, s *store.Store, db *store.Database) {
	parents := []string{partnerID("aerzte"), partnerID("wuppertal"), partnerID("staedte"), partnerID("arzt")}
	for _, view := range []content.View{public, drafts, asOf(day(1))} {
		for _, w := range []list.Window{{}, {First: ptr(1)}, {Last: ptr(1)}, {Last: ptr(2)}} {
			q, err := network.QueryMeasures(view, &mf{Area: &network.MeasureAreaFilter{Eq: ptr(network.MeasureArea("TRAINING"))}}, nil, w)
			testkit.Must(t, err)
			before := db.Commands()
			lists, err := s.Measures.ListBy(ctx, "partner", parents, q, func(m *network.Measure) string { return m.PartnerID })
			testkit.Must(t, err)
			if n := db.Commands() - before; n != 1 {
				t.Errorf("%d commands", n)
			}
			for _, p := range parents {
				q, err := network.QueryMeasures(view, &mf{Partner: &pf{ID: &text{Eq: &p}}, Area: &network.MeasureAreaFilter{Eq: ptr(network.MeasureArea("TRAINING"))}}, nil, w)
				testkit.Must(t, err)
				alone, err := s.Measures.List(ctx, q)
				testkit.Must(t, err)
				if got, want := describe(t, lists[p]), describe(t, alone); got != want {
					t.Errorf("%s: got %s, want %s", view.Stage, got, want)
				}
			}
		}
	}
}

// The number of commands depends on what is asked, never on how much there is.
func readCommands(t *testing.T, s *store.Store, db *store.Database) {
	tests := []struct {
		name string
		f    *mf
		want int64
	}{
		{"plain", nil, 1},
		{"operators", &mf{Title: &text{Gt: ptr("a")}, StartsOn: &dates{IsNull: ptr(false)}}, 1},
		{"part of a text", &mf{Title: &text{Contains: ptr("a")}}, 2},
		{"a link", &mf{Partner: &pf{Demo: &yes{Eq: ptr(true)}}}, 2},
		{"two links", &mf{Agreement: &af{Partner: &pf{Demo: &yes{Eq: ptr(true)}}}}, 3},
	}
	for _, tt := range tests {
		before := db.Commands()
		q, err := network.QueryMeasures(public, tt.f, nil, list.Window{})
		testkit.Must(t, err)
		list, err := s.Measures.List(ctx, q)
		testkit.Must(t, err)
		_, err = list.PageInfo().HasNextPage(ctx)
		testkit.Must(t, err)
		if n := db.Commands() - before; n != tt.want {
			t.Errorf("%s: %d commands, want %d", tt.name, n, tt.want)
		}
	}
}
