package store

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/content/list"
)

// formerLog is a database with a log as the program wrote it before there were commitments.
func formerLog(t *testing.T) *Database {
	t.Helper()
	lines, err := os.ReadFile("testdata/formerlog.jsonl")
	must(t, err)
	db := memory(t)
	for line := range bytes.Lines(lines) {
		var doc bson.D
		must(t, bson.UnmarshalExtJSON(line, true, &doc))
		name := "audit"
		if doc[0].Value == "head" {
			name = "audit_head"
		}
		_, err := db.collection(name).InsertOne(ctx, doc)
		must(t, err)
	}
	_, err = db.settings().InsertOne(ctx, bson.D{{Key: "_id", Value: "schema"}, {Key: "version", Value: 4}, {Key: "holder", Value: ""}, {Key: "until", Value: time.Time{}}})
	must(t, err)
	return db
}

func opened(t *testing.T, db *Database) *Store {
	t.Helper()
	s, err := New(ctx, db)
	must(t, err)
	t.Cleanup(s.Close)
	return s
}

// Hashes of records 3 and 8 of the former log, as somebody may have noted them.
const (
	notedEarly = "5465fdafd3d85d5f27d4c663ae055568559e63997b6823c090c2f0e95d2fd052"
	notedHead  = "46c4b436ceebb281384139e70c69ed0c00dd46afb97a0d20a79e97ecf04b594d"
)

func wantVerified(t *testing.T, s *Store, n int) {
	t.Helper()
	for _, noted := range []string{"", notedEarly, notedHead} {
		if head, err := s.VerifyAudit(ctx, noted); err != nil || head.Number != n {
			t.Errorf("%s: %d records, %v; want %d", noted, head.Number, err, n)
		}
	}
}

// A former log is sealed once: it is right, says what it said, still has what was noted, and no name stands in it any more.
func TestSealAudit(t *testing.T) {
	db := formerLog(t)
	s := opened(t, db)
	wantVerified(t, s, 9)
	list, err := s.Audit(ctx, nil, list.Window{})
	must(t, err)
	var said strings.Builder
	for _, r := range list.Nodes {
		fmt.Fprintln(&said, r.Number, r.Action, text(r.Actor().AccountID), text(r.Actor().Name), text(r.Address()), text(r.Detail()), r.Subjects())
	}
	want := `9 LOG_SEALED  system  records 1 to 8 [46c4b436ceebb281384139e70c69ed0c00dd46afb97a0d20a79e97ecf04b594d]
8 IMPORTED  command line  1 new, 0 changed, 3 unchanged []
7 UNPUBLISHED acc_zoe Zoë Müller 2001:db8::1 Grund: ada@example.org fragen [par_2]
6 UPDATED acc_ada Ada Lovelace 198.51.100.9  [par_1]
5 PUBLISHED acc_zoe Zoë Müller 2001:db8::1 mit Ada Lovelace besprochen [par_1 par_2]
4 TOKEN_CREATED acc_ada Ada Lovelace 192.0.2.7 Adas Rechner [tok_1 acc_ada]
3 SIGNED_IN acc_ada Ada Lovelace 192.0.2.7  [acc_ada]
2 ACCOUNT_CREATED    ADMIN_EMAIL [acc_ada]
1 SEEDED  system  network: 42 new []
`
	if said.String() != want {
		t.Errorf("it says\n%swant\n%s", &said, want)
	}
	for _, doc := range raw(t, db, "audit") {
		for _, name := range []string{"Ada", "Zoë", "acc_zoe", "192.0.2.7", "2001:db8"} {
			if strings.Contains(doc, name) {
				t.Errorf("there is %s in %s", name, doc)
			}
		}
	}
	must(t, sealAudit(ctx, s)) // as after a crash just before that it was done is recorded
	wantVerified(t, opened(t, db), 9)
	must(t, s.Record(ctx, audit.Event{Action: audit.Updated}))
	wantVerified(t, s, 10)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// raw returns the documents of a collection as they are kept.
func raw(t *testing.T, db *Database, name string) (docs []string) {
	t.Helper()
	cursor, err := db.collection(name).Find(ctx, bson.D{})
	must(t, err)
	var all []bson.D
	must(t, cursor.All(ctx, &all))
	for _, d := range all {
		line, err := bson.MarshalExtJSON(d, false, false)
		must(t, err)
		docs = append(docs, string(line))
	}
	return docs
}

// Sealing that was cut off goes on, wherever that was.
func TestSealAuditGoesOn(t *testing.T) {
	for parts := range 5 {
		db := formerLog(t)
		s := &Store{db: db, tables: newTables(db)}
		last := math.MinInt
		for range parts {
			must(t, s.Transaction(ctx, func(ctx context.Context) error {
				mark, err := s.sealBehind(ctx, last, 2)
				_, _ = fmt.Sscan(mark, &last)
				return err
			}))
		}
		if sealed := len(raw(t, db, "audit_personal")); sealed != 2*parts {
			t.Errorf("%d parts: %d are sealed", parts, sealed)
		}
		wantVerified(t, opened(t, db), 9)
	}
}

// A log that was broken is not sealed as if it were right: its first new record says so, and so does verifying it.
func TestSealBrokenAudit(t *testing.T) {
	update := func(name string, where bson.D, key string, value any) func(*Database) error {
		return func(db *Database) error {
			_, err := db.collection(name).UpdateOne(ctx, where, bson.D{{Key: "$set", Value: bson.D{{Key: key, Value: value}}}})
			return err
		}
	}
	remove := func(numbers ...int) func(*Database) error {
		return func(db *Database) error {
			_, err := db.collection("audit").DeleteMany(ctx, field("_id", "$in", numbers))
			return err
		}
	}
	three := field("_id", "$eq", 3)
	for name, test := range map[string]struct {
		tamper func(*Database) error
		number int
	}{
		"actor":      {update("audit", three, "actor", "Eve"), 3},
		"action":     {update("audit", three, "action", "SIGNED_OUT"), 3},
		"no hash":    {update("audit", three, "hash", ""), 3},
		"removed":    {remove(3), 3},
		"all but":    {remove(1, 2, 3, 4, 5, 6, 7), 1},
		"cut off":    {remove(7, 8), 7},
		"head moved": {update("audit_head", docID("head"), "number", 7), 8},
		"head":       {update("audit_head", docID("head"), "hash", "x"), 8},
	} {
		t.Run(name, func(t *testing.T) {
			db := formerLog(t)
			must(t, test.tamper(db))
			s := opened(t, db)
			must(t, s.Record(ctx, audit.Event{Action: audit.Updated})) // it goes on all the same
			newest, err := s.Audit(ctx, nil, list.Window{First: new(2)})
			must(t, err)
			r := newest.Nodes[1]
			if want := fmt.Sprintf("broken at record %d:", test.number); r.Action != audit.LogBroken || !strings.Contains(*r.Detail(), want) {
				t.Errorf("record %d is %s, %q; want %q", r.Number, r.Action, *r.Detail(), want)
			}
			if _, err := s.VerifyAudit(ctx, ""); err == nil {
				t.Error("it is right")
			}
		})
	}
}

// Without its head a log does not go on.
func TestSealAuditWithoutHead(t *testing.T) {
	db := formerLog(t)
	_, err := db.collection("audit_head").DeleteMany(ctx, bson.D{})
	must(t, err)
	if _, err := New(ctx, db); err == nil || !strings.Contains(err.Error(), "lost its head") {
		t.Errorf("got %v", err)
	}
}
