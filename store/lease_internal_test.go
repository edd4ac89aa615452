package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"
)

// Of several only one runs, one after the other does, and one that died keeps nobody waiting for longer than its lease.
func TestAlone(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	t.Cleanup(s.Close)
	run := func(fn func(context.Context) error) bool {
		t.Helper()
		ran, err := s.Alone(ctx, "work", fn)
		must(t, err)
		return ran
	}
	nothing := func(context.Context) error { return nil }
	if !run(func(context.Context) error {
		if run(nothing) {
			t.Error("two ran at once")
		}
		return nil
	}) {
		t.Error("nobody ran")
	}
	if !run(nothing) {
		t.Error("it was not given back")
	}
	failed := errors.New("failed")
	if ran, err := s.Alone(ctx, "work", func(context.Context) error { return failed }); !ran || !errors.Is(err, failed) {
		t.Errorf("%v, %v", ran, err)
	}
	if !run(nothing) {
		t.Error("it was not given back by one who failed")
	}
	dead := func(until time.Time) {
		t.Helper()
		set := bson.D{{Key: "$set", Value: bson.D{{Key: "holder", Value: "dead"}, {Key: "until", Value: until}}}}
		_, err := s.db.settings().UpdateOne(ctx, docID("work"), set)
		must(t, err)
	}
	dead(time.Now().Add(time.Minute))
	if run(nothing) {
		t.Error("it was taken from a holder")
	}
	dead(time.Now().Add(-time.Millisecond))
	if !run(nothing) {
		t.Error("it was not taken from a dead holder")
	}
	if !run(func(context.Context) error { dead(time.Now().Add(time.Minute)); return nil }) || run(nothing) {
		t.Error("one who had lost it gave away that of another")
	}
}
