package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// A transaction that fails midway leaves nothing, in no collection of no type.
func TestTransactionLeavesNothing(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	failed := errors.New("midway")
	err := s.Transaction(ctx, func(ctx context.Context) error {
		saved, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, company("a"), company("b"))
		testkit.Must(t, err)
		testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: saved[0].ID, Revision: 1}, At: day(1)}))
		if p, err := s.Partners.ByKey(ctx, public, "a"); p == nil || err != nil {
			t.Errorf("inside, what was written is not there: %v", err)
		}
		_, err = s.Pages.Save(ctx, store.Stamp{At: day(1)}, &network.Page{Meta: content.Meta{ID: content.NewID(content.Pages)}, Path: "/"})
		testkit.Must(t, err)
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	for _, v := range []content.View{public, drafts, asOf(day(2))} {
		all, err := s.Partners.All(ctx, v)
		testkit.Must(t, err)
		if len(all) > 0 {
			t.Errorf("%s has %d entries", v.Stage, len(all))
		}
	}
	if empty, err := s.Empty(ctx); !empty || err != nil {
		t.Errorf("empty %v, %v", empty, err)
	}
	wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: partnerID("a"), Revision: 1}}), content.NotFound)
}

// However saves and publications follow each other, at every moment at most one revision of an entry is public, it is the
// one that a plain list of periods says, and no revision ever changes.
func TestHistoryAgainstModel(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for round := range 6 {
		s, _ := testkit.Store(t, "none")
		type period struct {
			from, to time.Time
			revision int
		}
		var periods []period
		p, newest := company("a"), 0
		end := func(i int, at time.Time) time.Time {
			periods[i].to = latest(at, periods[i].from.Add(time.Millisecond))
			return periods[i].to
		}
		for range 14 {
			at, last := day(1+random.IntN(20)), len(periods)-1
			open := last >= 0 && periods[last].to.IsZero()
			switch n := random.IntN(5); {
			case n == 0 || newest == 0:
				p = named(p, fmt.Sprint("r", newest+1))
				p.Revision = newest
				p = mustSave(t, s.Partners, at, p)[0]
				newest++
			case n == 1:
				testkit.Must(t, s.Partners.Unpublish(ctx, at, p.ID))
				if open {
					end(last, at)
				}
			default:
				r := 1 + random.IntN(newest)
				testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: p.ID, Revision: r}, At: at}))
				switch {
				case open && periods[last].revision == r:
					continue
				case open:
					at = end(last, at)
				case last >= 0:
					at = latest(at, periods[last].to)
				}
				periods = append(periods, period{from: at, revision: r})
			}
		}
		moments := []time.Time{day(0), day(30)}
		for _, q := range periods {
			moments = append(moments, q.from, q.from.Add(-time.Millisecond), q.to)
		}
		for _, at := range slices.Compact(moments) {
			if at.IsZero() {
				continue
			}
			want := ""
			for _, q := range periods {
				if !at.Before(q.from) && (q.to.IsZero() || at.Before(q.to)) {
					want = fmt.Sprint("r", q.revision)
				}
			}
			wantPublic(t, s, at, want)
			if at.Equal(day(30)) {
				all, err := s.Partners.All(ctx, public)
				testkit.Must(t, err)
				if (want == "") != (len(all) == 0) || want != "" && all[0].Name() != want {
					t.Errorf("round %d: now %d are public, want %q", round, len(all), want)
				}
			}
		}
	}
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
