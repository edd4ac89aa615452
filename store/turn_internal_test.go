package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/network"
)

// later is a program that knows one more version than this one, whose step does what run does.
func later(t *testing.T, db *Database, run func(context.Context, *Store) error) error {
	t.Helper()
	steps := migrations()
	s := bare(t, db)
	return s.migrate(ctx, append(steps, migration{steps[len(steps)-1].version + 1, "a later form", run}))
}

func wantSuperseded(t *testing.T, when string, err error) {
	t.Helper()
	known, ok := errors.AsType[*content.Error](err)
	if !ok || known.Code != content.Superseded || !strings.Contains(known.Message, "start the newer program") {
		t.Errorf("%s: %v, which is not SUPERSEDED", when, err)
	}
}

// From the moment on that a newer program begins to change the database, one that does not know the new version writes
// nothing: not by what it has under way either. It goes on reading, and it is never started again.
func TestSuperseded(t *testing.T) {
	db := memory(t)
	s, err := New(ctx, db)
	must(t, err)
	t.Cleanup(s.Close)
	saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, partner("a", "A"))
	must(t, err)
	must(t, s.Partners.Publish(ctx, Publication{Ref{saved[0].ID, 1}, time.Now()}))
	must(t, s.Ready(ctx))
	refused := func(when string) {
		t.Helper()
		_, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, saved[0])
		wantSuperseded(t, when+", saving", err)
		wantSuperseded(t, when+", unpublishing", s.Partners.Unpublish(ctx, time.Now(), saved[0].ID))
		wantSuperseded(t, when+", erasing", s.Partners.Erase(ctx, saved[0].ID))
		wantSuperseded(t, when+", recording", s.Record(ctx, audit.Event{Action: "TESTED"}))
		wantSuperseded(t, when+", writing what is no content", s.Transaction(ctx, func(ctx context.Context) error {
			return s.AddSchedule(ctx, &network.Schedule{ID: "s", EntryID: saved[0].ID})
		}))
		if ran, err := s.Alone(ctx, "schedules", func(context.Context) error { return errors.New("ran") }); ran || err != nil {
			t.Errorf("%s: it did something by itself: %v", when, err)
		}
		wantSuperseded(t, when+", asking whether it is ready", s.Ready(ctx))
		if found, err := s.Partners.All(ctx, content.PublicView()); len(found) != 1 || err != nil {
			t.Errorf("%s: it reads %d, %v", when, len(found), err)
		}
	}
	cut := errors.New("cut off")
	if err := later(t, db, func(context.Context, *Store) error { refused("while it is changed"); return cut }); !errors.Is(err, cut) {
		t.Errorf("got %v", err)
	}
	refused("after that was cut off")
	_, err = New(ctx, db)
	wantSuperseded(t, "starting again", err)
	must(t, later(t, db, nothingMore))
	refused("after that is done")
	_, err = New(ctx, db)
	wantSuperseded(t, "starting again", err)
	if open, err := s.Schedules(ctx, &network.ScheduleFilter{States: []network.ScheduleState{""}}); len(open) > 0 || err != nil {
		t.Errorf("%d schedules were kept, %v", len(open), err)
	}
	wantWhole(t, s, 0)
}

// The head of a log that stood by itself goes over into the turn, and programs that look for it there find none.
func TestFirstTurn(t *testing.T) {
	s := logged(t, 3)
	head, err := s.auditHead(ctx)
	must(t, err)
	old := func(t *testing.T) *Database { // as version 4 left it
		must(t, s.db.settings().FindOneAndDelete(ctx, turnIs()).Err())
		change(t, s.db, bson.D{{Key: "version", Value: 4}})
		return s.db
	}
	db := old(t)
	if _, err := New(ctx, db); !errors.Is(err, errHeadLost) {
		t.Errorf("a log without a head is begun anew: %v", err)
	}
	_, err = db.collection("audit_head").InsertOne(ctx, append(docID("head"), bson.E{Key: "number", Value: head.Number}, bson.E{Key: "hash", Value: head.Hash}))
	must(t, err)
	s, err = New(ctx, db)
	must(t, err)
	wantWhole(t, s, 3)
	must(t, s.Record(ctx, audit.Event{Action: "TESTED"}))
	wantWhole(t, s, 4)
	if n, err := db.collection("audit_head").CountDocuments(ctx, bson.D{}); n > 0 || err != nil {
		t.Errorf("older programs find a head: %v", err)
	}
}
