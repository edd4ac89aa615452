package store_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

func code(err error) content.Code {
	var e *content.Error
	if errors.As(err, &e) {
		return e.Code
	}
	var p content.Problems
	if errors.As(err, &p) {
		return p[0].Code
	}
	return ""
}

func wantCode(t *testing.T, err error, want content.Code) {
	t.Helper()
	if code(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func company(slug string) *network.Partner {
	return &network.Partner{Meta: content.Meta{ID: partnerID(slug)}, Slug: slug, Names: german(slug), Sector: "COMPANY"}
}

func named(p *network.Partner, name string) *network.Partner {
	c := *p
	c.Names = german(name)
	return &c
}

func TestSave(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	t.Run("OK", func(t *testing.T) {
		mine := company("a")
		saved := mustSave(t, s.Partners, day(1).Add(123_456), mine)[0]
		if saved.Revision != 1 || mine.Revision != 0 {
			t.Errorf("saved revision %d, and changed the caller's to %d", saved.Revision, mine.Revision)
		}
		again := mustSave(t, s.Partners, day(2), named(saved, "A"))[0]
		stored := mustByKey(t, s.Partners, drafts, "a")
		if again.Revision != 2 || stored.Revision != 2 || stored.Name() != "A" || stored.PublishedAt != nil || !stored.UpdatedAt.Equal(day(2)) {
			t.Errorf("got %+v, stored %+v", again, stored)
		}
	})
	t.Run("OKReturnsWhatIsStored", func(t *testing.T) {
		saved := mustSave(t, s.Partners, day(1).Add(123_456_789), company("exact"))[0]
		if stored := mustByKey(t, s.Partners, drafts, "exact"); !stored.UpdatedAt.Equal(saved.UpdatedAt) {
			t.Errorf("saved at %v, stored as %v", saved.UpdatedAt, stored.UpdatedAt)
		}
	})
	t.Run("ErrConflict", func(t *testing.T) {
		stale := mustByKey(t, s.Partners, drafts, "a")
		stale.Revision = 1
		for name, e := range map[string]*network.Partner{"stale": stale, "new again": company("a"), "never was": {Meta: content.Meta{ID: partnerID("x"), Revision: 3}, Slug: "x"}} {
			if _, err := s.Partners.Save(ctx, store.Stamp{At: day(3)}, e); code(err) != content.Conflict {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	t.Run("ErrKeyInUse", func(t *testing.T) {
		other := company("b")
		other.Slug = "a"
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(3)}, other)
		wantCode(t, err, content.KeyInUse)
		saved := mustSave(t, s.Partners, day(3), company("b"))[0]
		saved.Slug = "a"
		_, err = s.Partners.Save(ctx, store.Stamp{At: day(3)}, saved)
		wantCode(t, err, content.KeyInUse)
	})
	t.Run("ErrAllOrNothing", func(t *testing.T) {
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(3)}, company("c"), company("a"))
		wantCode(t, err, content.Conflict)
		if p := mustByKey(t, s.Partners, drafts, "c"); p != nil {
			t.Error("one of two was saved")
		}
	})
	t.Run("OKOnceOfMany", func(t *testing.T) { // an answer is a promise: acknowledged changes are there
		base := mustSave(t, s.Partners, day(1), company("race"))[0]
		var won atomic.Int64
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				switch _, err := s.Partners.Save(ctx, store.Stamp{At: day(2)}, base); {
				case err == nil:
					won.Add(1)
				case code(err) != content.Conflict:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if p := mustByKey(t, s.Partners, drafts, "race"); won.Load() != 1 || p.Revision != 2 {
			t.Errorf("%d changes on one base won; the newest revision is %d", won.Load(), p.Revision)
		}
	})
}

func TestPublish(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	first := mustSave(t, s.Partners, day(1), named(company("a"), "eins"))[0]
	t.Run("OK", func(t *testing.T) {
		if mustByKey(t, s.Partners, public, "a") != nil {
			t.Error("a saved revision is public before it is published")
		}
		mustPublish(t, s.Partners, day(2), first)
		live, draft := mustByKey(t, s.Partners, public, "a"), mustByKey(t, s.Partners, drafts, "a")
		if live.Name() != "eins" || !live.PublishedAt.Equal(day(2)) || draft.PublishedAt == nil || !draft.PublishedAt.Equal(day(2)) {
			t.Errorf("live %+v, draft %+v", live, draft)
		}
	})
	second := mustSave(t, s.Partners, day(3), named(first, "zwei"))[0]
	t.Run("OKDraftStaysHidden", func(t *testing.T) {
		live, draft := mustByKey(t, s.Partners, public, "a"), mustByKey(t, s.Partners, drafts, "a")
		if live.Name() != "eins" || draft.Name() != "zwei" || draft.PublishedAt != nil {
			t.Errorf("live %q, draft %q public since %v", live.Name(), draft.Name(), draft.PublishedAt)
		}
	})
	mustPublish(t, s.Partners, day(4), second)
	t.Run("OKAgainChangesNothing", func(t *testing.T) {
		mustPublish(t, s.Partners, day(9), second)
		if p := mustByKey(t, s.Partners, public, "a"); !p.PublishedAt.Equal(day(4)) {
			t.Errorf("publishing what is public moved its moment to %v", p.PublishedAt)
		}
	})
	mustPublish(t, s.Partners, day(6), first) // an old revision comes back
	testkit.Must(t, s.Partners.Unpublish(ctx, day(7), first.ID))
	testkit.Must(t, s.Partners.Unpublish(ctx, day(8), first.ID, partnerID("unknown"))) // not public: nothing happens
	mustPublish(t, s.Partners, day(10), first)
	t.Run("OKEveryPeriod", func(t *testing.T) {
		for at, want := range map[int]string{1: "", 2: "eins", 3: "eins", 4: "zwei", 5: "zwei", 6: "eins", 7: "", 8: "", 9: "", 10: "eins", 11: "eins"} {
			wantPublic(t, s, day(at), want)
		}
		live, draft := mustByKey(t, s.Partners, public, "a"), mustByKey(t, s.Partners, drafts, "a")
		if live.Name() != "eins" || live.Revision != 1 || draft.Name() != "zwei" || draft.PublishedAt != nil {
			t.Errorf("live %q, draft %q since %v", live.Name(), draft.Name(), draft.PublishedAt)
		}
		if p, _ := s.Partners.ByKey(ctx, asOf(day(3)), "a"); !p.PublishedAt.Equal(day(2)) {
			t.Errorf("the first period began at %v", p.PublishedAt)
		}
		if p, _ := s.Partners.ByKey(ctx, asOf(day(6)), "a"); !p.PublishedAt.Equal(day(6)) {
			t.Errorf("the second period began at %v", p.PublishedAt)
		}
	})
	t.Run("OKMomentsAscend", func(t *testing.T) {
		mustPublish(t, s.Partners, day(1), second) // asks for the past
		p := mustByKey(t, s.Partners, public, "a")
		if !p.PublishedAt.After(day(10)) {
			t.Errorf("public since %v, ahead of the one before", p.PublishedAt)
		}
		wantPublic(t, s, day(10), "eins")
		testkit.Must(t, s.Partners.Unpublish(ctx, day(1), p.ID)) // too
		wantPublic(t, s, *p.PublishedAt, "zwei")
		mustPublish(t, s.Partners, day(5), first) // and behind an end
		wantPublic(t, s, day(5), "zwei")
		wantPublic(t, s, *p.PublishedAt, "zwei")
		wantPublic(t, s, day(12), "eins")
	})
	t.Run("ErrNotFound", func(t *testing.T) {
		wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: first.ID, Revision: 99}, At: day(20)}), content.NotFound)
		wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: first.ID, Revision: 2}, At: day(20)}, store.Publication{Ref: store.Ref{ID: partnerID("x"), Revision: 1}, At: day(20)}), content.NotFound)
		wantPublic(t, s, day(21), "eins") // the one that is there was not published either
	})
	t.Run("ErrKeyInUse", func(t *testing.T) {
		freed := *mustByKey(t, s.Partners, drafts, "a")
		freed.Slug = "a-neu"
		mustSave(t, s.Partners, day(20), &freed) // the slug is free among drafts, but not in public
		other := company("b")
		other.Slug = "a"
		saved := mustSave(t, s.Partners, day(20), other)[0]
		wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: saved.ID, Revision: 1}, At: day(20)}), content.KeyInUse)
	})
	t.Run("OKNothing", func(t *testing.T) {
		testkit.Must(t, errors.Join(s.Partners.Publish(ctx), s.Partners.Unpublish(ctx, day(20)), s.Partners.Erase(ctx)))
		mustSave(t, s.Partners, day(20))
	})
}

func wantPublic(t *testing.T, s *store.Store, at time.Time, name string) {
	t.Helper()
	all, err := s.Partners.All(ctx, asOf(at))
	testkit.Must(t, err)
	var names []string
	for _, p := range all {
		names = append(names, p.Name())
	}
	if got := strings.Join(names, " and "); got != name {
		t.Errorf("as of %v: %q was public, want %q", at, got, name)
	}
}

func TestErase(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustAdd(t, s.Partners, day(1), company("a"), company("b"))
	testkit.Must(t, s.Partners.Erase(ctx, partnerID("a"), partnerID("unknown")))
	for _, v := range []content.View{public, drafts, asOf(day(2))} {
		all, err := s.Partners.All(ctx, v)
		testkit.Must(t, err)
		if len(all) != 1 || all[0].Slug != "b" {
			t.Errorf("%s has %d entries", v.Stage, len(all))
		}
	}
	wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: partnerID("a"), Revision: 1}}), content.NotFound)
	mustAdd(t, s.Partners, day(3), company("a")) // as if it had never been
	testkit.Must(t, s.Partners.Erase(ctx, partnerID("a"), partnerID("b")))
	if empty, err := s.Empty(ctx); !empty || err != nil {
		t.Errorf("empty %v, %v", empty, err)
	}
}
