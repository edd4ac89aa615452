package store_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// Whoever walks a list page by page meets each entry that is there throughout exactly once and in order, both ways,
// while others come and go around it.
func TestWalkWhileOthersComeAndGo(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	there, err := s.Partners.All(ctx, public)
	testkit.Must(t, err)
	stays := map[string]bool{}
	for _, p := range there {
		stays[p.Slug] = true
	}
	stop, started := make(chan struct{}), make(chan struct{})
	var others sync.WaitGroup
	defer others.Wait()
	defer close(stop)
	others.Go(func() {
		defer close(started)
		for i := 0; i < 4; i++ { // some are there from the first page on
			comeAndGo(t, s, i, false)
		}
	})
	<-started
	others.Go(func() {
		for i := 4; ; i++ {
			select {
			case <-stop:
				return
			default:
				comeAndGo(t, s, i, i%2 == 0)
			}
		}
	})
	orders := [][]*network.PartnerOrder{nil, {{Field: "NAME", Direction: list.Descending}}, {{Field: "SECTOR"}}, {{Field: "MEMBER_SINCE", Direction: list.Descending}}, {{Field: "UPDATED_AT"}}}
	for _, order := range orders {
		forward, backward := walk(t, s, order, false, stays), walk(t, s, order, true, stays)
		slices.Reverse(backward)
		if len(forward) != 39 || !slices.Equal(forward, backward) {
			t.Errorf("%d entries forward, %d backward:\n%q\n%q", len(forward), len(backward), forward, backward)
		}
	}
}

// comeAndGo makes a partner public somewhere in the list, and perhaps takes an earlier one out again.
func comeAndGo(t *testing.T, s *store.Store, i int, andGo bool) {
	names := []string{"Aachen", "Bezirk", "Kreis", "Müller", "Stadt", "Zebra"}
	p := company(fmt.Sprint("anderer-", i))
	p.Names = german(fmt.Sprint(names[i%len(names)], " ", i))
	p.Sector = network.Sectors()[i%len(network.Sectors())]
	mustAdd(t, s.Partners, day(1+i%28), p)
	if andGo {
		testkit.Must(t, s.Partners.Unpublish(ctx, day(2), partnerID(fmt.Sprint("anderer-", i-2))))
	}
}

// walk goes through the whole list by sevens and returns the slugs that it met among those given.
func walk(t *testing.T, s *store.Store, order []*network.PartnerOrder, backward bool, among map[string]bool) (met []string) {
	t.Helper()
	seven := 7
	w := list.Window{First: &seven}
	if backward {
		w = list.Window{Last: &seven}
	}
	for range 1000 {
		q, err := network.QueryPartners(public, nil, order, w)
		testkit.Must(t, err)
		page, err := s.Partners.List(ctx, q)
		testkit.Must(t, err)
		nodes := slices.Clone(page.Nodes)
		more := page.PageInfo().HasNextPage
		if backward {
			slices.Reverse(nodes)
			more, w.Before = page.PageInfo().HasPreviousPage, page.PageInfo().StartCursor()
		} else {
			w.After = page.PageInfo().EndCursor()
		}
		for _, p := range nodes {
			if among[p.Slug] {
				met = append(met, p.Slug)
			}
		}
		if again, err := more(ctx); err != nil || !again {
			testkit.Must(t, err)
			return met
		}
	}
	t.Fatal("the list has no end")
	return nil
}
