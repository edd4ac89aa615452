package store_test

import (
	"context"
	"errors"
	"testing"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// What is kept under a number must have been read when all changes up to that number were there. What the public cannot read
// must not make it forget what was kept for it.
func TestGeneration(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	number := func(v content.View) uint64 { n, _ := s.Generation(v); return n }
	failed := errors.New("refused")
	save := func(ctx context.Context, key string) error {
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, company(key))
		return err
	}
	publish := func(ctx context.Context, key string) error {
		return s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: partnerID(key), Revision: 1}, At: day(1)})
	}
	account := testkit.Account(t, s, "EDITOR", "")
	for _, step := range []struct {
		name           string
		public, drafts bool // whether these numbers move
		do             func() error
	}{
		{"a draft", false, true, func() error { return save(ctx, "a") }},
		{"another", false, true, func() error { return save(ctx, "b") }},
		{"a draft of a key that is taken", false, false, func() error {
			p := company("a")
			p.ID = content.NewID(content.Partners)
			_, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, p)
			if err == nil {
				t.Error("a key was given twice")
			}
			return nil
		}},
		{"a revision that is not there", false, false, func() error {
			wantCode(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: partnerID("a"), Revision: 9}}), content.NotFound)
			return nil
		}},
		{"a publication that is taken back", false, false, func() error {
			err := s.Transaction(ctx, func(ctx context.Context) error {
				testkit.Must(t, publish(ctx, "a"))
				return failed
			})
			if err != failed {
				return err
			}
			return nil
		}},
		{"a publication", true, true, func() error {
			before := number(public)
			return s.Transaction(ctx, func(ctx context.Context) error {
				err := publish(ctx, "a")
				if number(public) != before {
					t.Error("the number changed before the commit")
				}
				return err
			})
		}},
		{"the same once more", false, false, func() error { return publish(ctx, "a") }},
		{"reading", false, false, func() error { _, err := s.Partners.All(ctx, public); return err }},
		{"a session", false, false, func() error { testkit.Session(t, s, account.ID); return nil }},
		{"a record", false, false, func() error { return s.Record(ctx, audit.Event{Action: "TESTED"}) }},
		{"a lease", false, false, func() error {
			_, err := s.Alone(ctx, "test", func(context.Context) error { return nil })
			return err
		}},
		{"a schedule", false, false, func() error {
			n := &network.Schedule{ID: "s1", EntryID: partnerID("a"), State: network.ScheduleWaiting}
			if err := s.AddSchedule(ctx, n); err != nil {
				return err
			}
			_, err := s.MoveSchedule(ctx, n, n.Ended(network.ScheduleCancelled, nil))
			return err
		}},
		{"taking back", true, true, func() error { return s.Partners.Unpublish(ctx, day(2), partnerID("a")) }},
		{"taking back what is not there", false, false, func() error { return s.Partners.Unpublish(ctx, day(2), partnerID("a"), partnerID("b")) }},
		{"erasing what was public once, as is still seen as of then", true, true, func() error { return s.Partners.Erase(ctx, partnerID("a")) }},
		{"erasing what never was", false, true, func() error { return s.Partners.Erase(ctx, partnerID("b")) }},
	} {
		beforePublic, beforeDrafts := number(public), number(drafts)
		testkit.Must(t, step.do())
		heard := s.Remote() // who follows others hears of his own changes once more, at some moment
		if moved := number(public) != beforePublic; moved != step.public && !(moved && heard) {
			t.Errorf("%s: the number of the public moved: %v", step.name, moved)
		}
		if moved := number(drafts) != beforeDrafts; moved != step.drafts && !(moved && heard) {
			t.Errorf("%s: the number of drafts moved: %v", step.name, moved)
		}
		if number(asOf(day(1))) != number(public) && !heard {
			t.Errorf("%s: what was public has another number than what is", step.name)
		}
		if _, ok := s.Generation(public); !ok {
			t.Errorf("%s: changes are not seen", step.name)
		}
	}
}
