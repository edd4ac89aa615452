package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
)

var ctx = context.Background()

// bare is a store whose database is not prepared.
func bare(t *testing.T, db *Database) *Store {
	t.Helper()
	s := &Store{db: db, tables: newTables(db), byKind: map[content.Kind]Entries{}}
	s.collect()
	return s
}

func memory(t *testing.T) *Database {
	t.Helper()
	db, err := Embedded("")
	must(t, err)
	t.Cleanup(func() { _ = db.Close(ctx) })
	return db
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func stored(t *testing.T, db *Database) (now settings) {
	t.Helper()
	must(t, db.collection("settings").FindOne(ctx, docID("schema")).Decode(&now))
	return now
}

func change(t *testing.T, db *Database, fields bson.D) {
	t.Helper()
	_, err := db.collection("settings").UpdateOne(ctx, docID("schema"), bson.D{{Key: "$set", Value: fields}})
	must(t, err)
}

func step(version int, run func() error) migration {
	return migration{version, "a step", func(context.Context, *Store) error { return run() }}
}

// Of several instances that start at once, one does each step once, in order, and the others wait for it.
func TestMigrateOnce(t *testing.T) {
	db := memory(t)
	var first, second, busy atomic.Int64
	steps := []migration{
		step(1, func() error { first.Add(1); busy.Add(1); time.Sleep(20 * time.Millisecond); busy.Add(-1); return nil }),
		step(2, func() error {
			if busy.Load() != 0 || first.Load() != 1 {
				t.Error("the second step did not wait for the first")
			}
			second.Add(1)
			return nil
		}),
	}
	var instances sync.WaitGroup
	for range 6 {
		s := bare(t, db)
		instances.Go(func() {
			if err := s.migrate(ctx, steps); err != nil {
				t.Error(err)
			}
			if second.Load() != 1 {
				t.Error("an instance went on before the last step was done")
			}
		})
	}
	instances.Wait()
	if now := stored(t, db); first.Load() != 1 || second.Load() != 1 || now.Version != 2 || now.Until.After(time.Now()) {
		t.Errorf("the steps ran %d and %d times; stored is %+v", first.Load(), second.Load(), now)
	}
	must(t, bare(t, db).migrate(ctx, append(steps, step(3, func() error { return nil })))) // a later program
	if now := stored(t, db); first.Load() != 1 || now.Version != 3 {
		t.Errorf("a later program ran the first step %d times, version %d", first.Load(), now.Version)
	}
}

// Several stores that open one database at once all work.
func TestNewConcurrently(t *testing.T) {
	db := memory(t)
	var instances sync.WaitGroup
	for range 5 {
		instances.Go(func() {
			s, err := New(ctx, db)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.Partners.All(ctx, content.PublicView()); err != nil {
				t.Error(err)
			}
		})
	}
	instances.Wait()
	steps := migrations()
	if now := stored(t, db); now.Version != steps[len(steps)-1].version {
		t.Errorf("version %d", now.Version)
	}
}

func TestMigrateLease(t *testing.T) {
	prepared := func(t *testing.T, fields bson.D) *Database {
		db := memory(t)
		must(t, bare(t, db).migrate(ctx, []migration{step(1, func() error { return nil })}))
		change(t, db, fields)
		return db
	}
	two := []migration{step(1, func() error { return errors.New("again") }), step(2, func() error { return nil })}
	t.Run("OKDeadHolder", func(t *testing.T) { // its lease ends, and somebody else takes over
		db := prepared(t, bson.D{{Key: "holder", Value: "dead"}, {Key: "until", Value: time.Now().Add(100 * time.Millisecond)}})
		must(t, bare(t, db).migrate(ctx, two))
		if now := stored(t, db); now.Version != 2 {
			t.Errorf("stored is %+v", now)
		}
	})
	t.Run("OKHolderIsWaitedFor", func(t *testing.T) {
		db := prepared(t, bson.D{{Key: "holder", Value: "alive"}, {Key: "until", Value: time.Now().Add(time.Hour)}})
		short, cancel := context.WithTimeout(ctx, 120*time.Millisecond)
		defer cancel()
		if err := bare(t, db).migrate(short, two); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if now := stored(t, db); now.Version != 1 || now.Holder != "alive" {
			t.Errorf("stored is %+v", now)
		}
	})
	t.Run("ErrLost", func(t *testing.T) { // whoever was taken over records nothing
		db := prepared(t, free)
		err := bare(t, db).migrate(ctx, []migration{step(2, func() error {
			change(t, db, bson.D{{Key: "holder", Value: "another"}})
			return nil
		})})
		if err == nil || !strings.Contains(err.Error(), "another instance") {
			t.Errorf("got %v", err)
		}
		if now := stored(t, db); now.Version != 1 || now.Holder != "another" || !now.Until.After(time.Now()) {
			t.Errorf("stored is %+v", now)
		}
	})
	t.Run("ErrNewerVersion", func(t *testing.T) {
		db := prepared(t, bson.D{{Key: "version", Value: 70}})
		err := bare(t, db).migrate(ctx, two)
		if err == nil || !strings.Contains(err.Error(), "version 70") || !strings.Contains(err.Error(), "newer program") {
			t.Errorf("got %v", err)
		}
		if _, err := New(ctx, db); err == nil {
			t.Error("a store was opened on it")
		}
	})
	t.Run("ErrFails", func(t *testing.T) { // is reported, keeps what was done, and can be run again at once
		db, fails := prepared(t, free), errors.New("the disk is full")
		steps := []migration{step(2, func() error { return nil }), step(3, func() error { return fails })}
		if err := bare(t, db).migrate(ctx, steps); !errors.Is(err, fails) || !strings.Contains(err.Error(), "migration 3 (a step)") {
			t.Errorf("got %v", err)
		}
		if now := stored(t, db); now.Version != 2 {
			t.Errorf("stored is %+v", now)
		}
		fails = nil
		soon, cancel := context.WithTimeout(ctx, leaseTime/2) // and not when the lease of the failed attempt ends
		defer cancel()
		must(t, bare(t, db).migrate(soon, steps))
		if now := stored(t, db); now.Version != 3 {
			t.Errorf("stored is %+v", now)
		}
	})
}

var free = bson.D{{Key: "holder", Value: ""}}

// What entries are found and sorted by is stored with them, so it is computed anew when it becomes something else: by the step
// of this version, for what is written down here.
func TestWhatIsStoredIsComputed(t *testing.T) {
	const step, version = "compute what entries are found and sorted by", 8
	computed := map[content.Kind]string{
		content.MediaFiles:          "BYTE_SIZE FILENAME UPDATED_AT",
		content.Partners:            "MEMBER_SINCE NAME SECTOR UPDATED_AT name",
		content.Agreements:          "SIGNED_ON STATUS TITLE UPDATED_AT VALID_FROM VALID_UNTIL title",
		content.Measures:            "AREA ENDS_ON STARTS_ON STATUS TITLE UPDATED_AT title",
		content.Pages:               "PATH TITLE UPDATED_AT title",
		content.Events:              "STARTS_AT TITLE UPDATED_AT title",
		content.GoodPractices:       "AREA TITLE UPDATED_AT title",
		content.ImplementationYears: "LABEL STARTS_ON UPDATED_AT",
		content.Reports:             "PARTNER_NAME UPDATED_AT YEAR",
		content.Initiatives:         "",
		content.Menus:               "",
		content.Releases:            "LABEL TITLE UPDATED_AT title",
	}
	last := 0
	for _, m := range migrations() {
		if m.version <= last {
			t.Errorf("step %d (%s) stands behind step %d: the last one has the highest version", m.version, m.name, last)
		}
		if last = m.version; m.name == step && m.version != version {
			t.Errorf("what is stored is computed by step %d, not %d: write that down here, and what is computed", m.version, version)
		}
	}
	for _, c := range bare(t, memory(t)).All() {
		e := c.New()
		names := slices.Concat(slices.Collect(maps.Keys(e.Sortable())), slices.Collect(maps.Keys(e.Searchable())))
		slices.Sort(names)
		now := strings.Join(names, " ")
		if stored, known := computed[c.Kind()]; !known {
			t.Errorf("write down here what %s are found and sorted by: %q", c.Kind(), now)
		} else if stored != now {
			t.Errorf("%s are found and sorted by %q, but what is stored is %q: move the step %q to the end of migrations with the next version, and write both down here", c.Kind(), now, stored, step)
		}
	}
}
