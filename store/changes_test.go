package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// said are changes in short.
func said(changes []store.Change) (all []string) {
	for _, c := range changes {
		all = append(all, fmt.Sprint(c.Kind, " ", c.ID, " ", c.Stage, " ", c.What))
	}
	return all
}

// Whatever is done to entries is in the feed, once, in its order, and what was not done is not.
func TestChanges(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	id, read := partnerID("a"), int64(0)
	want := func(when string, want ...string) {
		t.Helper()
		changes, err := s.Changes(ctx, read, 100)
		testkit.Must(t, err)
		for i, w := range want {
			want[i] = "partners " + id + " " + w
		}
		if got := said(changes); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
		for _, c := range changes {
			if read++; c.Sequence != read || c.At.IsZero() {
				t.Errorf("%s: %+v, want number %d", when, c, read)
			}
		}
		if last, err := s.LastChange(ctx); last != read || err != nil {
			t.Errorf("%s: the last one is %d, %v; want %d", when, last, err, read)
		}
	}
	save := func(p *network.Partner, action content.RevisionAction) *network.Partner {
		t.Helper()
		saved, err := s.Partners.Save(ctx, store.Stamp{At: day(1), Action: action}, p)
		testkit.Must(t, err)
		return saved[0]
	}
	want("nothing yet")
	p := save(company("a"), "")
	want("a draft", "DRAFT SAVED")
	publication := store.Publication{Ref: store.Ref{ID: id, Revision: 1}, At: day(1)}
	testkit.Must(t, s.Partners.Publish(ctx, publication))
	want("a publication", "PUBLISHED PUBLISHED")
	testkit.Must(t, s.Partners.Publish(ctx, publication))
	want("the same again")
	p.Slug = "b"
	p = save(p, "")
	want("another slug", "DRAFT MOVED")
	testkit.Must(t, s.Partners.Unpublish(ctx, day(2), id, partnerID("nobody")))
	want("taking back", "PUBLISHED UNPUBLISHED")
	testkit.Must(t, s.Partners.Unpublish(ctx, day(2), id))
	want("that again")
	p.Archived = true
	p = save(p, content.PutAway)
	want("putting away", "DRAFT ARCHIVED")
	p.Archived = false
	p = save(p, content.Restored)
	want("restoring", "DRAFT RESTORED")
	stale := content.Clone(p)
	stale.Revision = 1
	_, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, stale)
	wantCode(t, err, content.Conflict)
	failed := errors.New("midway")
	err = s.Transaction(ctx, func(ctx context.Context) error {
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, p)
		testkit.Must(t, err)
		return failed
	})
	if err != failed {
		t.Error(err)
	}
	want("what was refused, or undone")
	err = s.Transaction(ctx, func(ctx context.Context) error {
		saved, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, p)
		testkit.Must(t, err)
		return s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: id, Revision: saved[0].Revision}, At: day(3)})
	})
	testkit.Must(t, err)
	want("both at once", "DRAFT SAVED", "PUBLISHED PUBLISHED")
	testkit.Must(t, s.Partners.Erase(ctx, id, partnerID("nobody")))
	want("erasing what was public", "PUBLISHED ERASED")
	save(company("a"), "")
	testkit.Must(t, s.Partners.Erase(ctx, id))
	want("erasing a draft", "DRAFT SAVED", "DRAFT ERASED")
}

// A reader gets every change, in parts of any size, while many are made at once; and one who asks for what never was is told so.
func TestChangesInOrder(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	const writers, saves = 8, 40
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			p := company(fmt.Sprint("w", w))
			for range saves {
				saved, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, p)
				if err != nil {
					t.Error(err)
					return
				}
				p = saved[0]
			}
		})
	}
	counts, read := map[string]int{}, int64(0)
	for limit := 1; read < writers*saves && !t.Failed(); limit = limit%150 + 37 {
		changes, err := s.Changes(ctx, read, limit)
		testkit.Must(t, err)
		if len(changes) > limit {
			t.Fatalf("%d changes, want %d at most", len(changes), limit)
		}
		for _, c := range changes {
			if read++; c.Sequence != read {
				t.Fatalf("%d comes after %d", c.Sequence, read-1)
			}
			counts[c.ID]++
		}
	}
	all.Wait()
	for id, n := range counts {
		if n != saves {
			t.Errorf("%s has %d changes", id, n)
		}
	}
	for _, never := range []int64{read + 1, read + 1000, -1, -1000} {
		if _, err := s.Changes(ctx, never, 10); codeOf(err) != content.FellBehind {
			t.Errorf("after %d: %v", never, err)
		}
	}
}

// What comes in from files is announced like what is edited.
func TestChangesOfSeed(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	saved, published := map[string]bool{}, map[string]bool{}
	for read := int64(0); ; {
		changes, err := s.Changes(ctx, read, 70)
		testkit.Must(t, err)
		if len(changes) == 0 {
			break
		}
		for _, c := range changes {
			read = c.Sequence
			saved[c.ID] = saved[c.ID] || c.What == store.Saved && c.Stage == content.Draft
			published[c.ID] = published[c.ID] || c.What == store.Publicised && c.Stage == content.Published
		}
	}
	for _, c := range s.All() {
		all, err := c.Every(ctx, public)
		testkit.Must(t, err)
		for _, e := range all {
			if id := e.Head().ID; !saved[id] || !published[id] {
				t.Errorf("%s was saved %v, published %v", id, saved[id], published[id])
			}
		}
	}
	if len(published) < 39 {
		t.Errorf("%d entries were published", len(published))
	}
}

func codeOf(err error) content.Code {
	if known, ok := errors.AsType[*content.Error](err); ok {
		return known.Code
	}
	return ""
}
