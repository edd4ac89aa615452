package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
)

// logged opens a store whose log has so many records.
func logged(t *testing.T, n int) *Store {
	t.Helper()
	s, err := New(ctx, memory(t))
	must(t, err)
	t.Cleanup(s.Close)
	for i := range n {
		must(t, s.Record(ctx, audit.Event{Actor: fmt.Sprint("person ", i), Action: audit.Updated, Subject: []string{fmt.Sprint("par_", i)}}))
	}
	return s
}

func wantWhole(t *testing.T, s *Store, n int) {
	t.Helper()
	if head, err := s.VerifyAudit(ctx, ""); err != nil || head.Number != n {
		t.Errorf("%d records, %v; want %d", head.Number, err, n)
	}
}

// Whatever is done to the documents of the log, by whatever way, is found, and where.
func TestTampered(t *testing.T) {
	const n = 4
	set := func(fields ...any) bson.D {
		var d bson.D
		for i := 0; i < len(fields); i += 2 {
			d = append(d, bson.E{Key: fields[i].(string), Value: fields[i+1]})
		}
		return bson.D{{Key: "$set", Value: d}}
	}
	changed := func(fields ...any) func(*Store) error {
		return func(s *Store) error {
			_, err := s.records.documents.UpdateOne(ctx, field("_id", "$eq", 2), set(fields...))
			return err
		}
	}
	personal := func(fields ...any) func(*Store) error {
		return func(s *Store) error {
			_, err := s.personal.documents.UpdateOne(ctx, field("_id", "$eq", 2), set(fields...))
			return err
		}
	}
	forgotten := func(s *Store) error {
		_, err := s.personal.documents.DeleteOne(ctx, field("_id", "$eq", 2))
		return err
	}
	removed := func(numbers ...int) func(*Store) error {
		return func(s *Store) error {
			_, err := s.records.documents.DeleteMany(ctx, field("_id", "$in", numbers))
			return err
		}
	}
	added := func(id any) func(*Store) error {
		return func(s *Store) error {
			_, err := s.records.documents.InsertOne(ctx, bson.D{{Key: "_id", Value: id}, {Key: "action", Value: "FORGED"}})
			return err
		}
	}
	head := func(fields ...any) func(*Store) error {
		return func(s *Store) error {
			_, err := s.db.settings().UpdateOne(ctx, turnIs(), set(fields...))
			return err
		}
	}
	both := func(a, b func(*Store) error) func(*Store) error {
		return func(s *Store) error { return errors.Join(a(s), b(s)) }
	}
	for name, test := range map[string]struct {
		tamper func(*Store) error
		want   string
	}{
		"time":                    {changed("at", time.Unix(0, 0)), "record 2: it was changed"},
		"who":                     {changed("who", "x"), "record 2: it was changed"},
		"former hash":             {changed("former", "x"), "record 2: it was changed"},
		"actor's id":              {personal("who.id", "acc_2"), "record 2: it was changed"},
		"actor":                   {personal("who.name", "somebody else"), "record 2: it was changed"},
		"address":                 {personal("who.address", "192.0.2.9"), "record 2: it was changed"},
		"salt":                    {personal("who.salt", "x"), "record 2: it was changed"},
		"detail":                  {personal("said", bson.D{{Key: "text", Value: "x"}}), "record 2: it was changed"},
		"forgotten":               {forgotten, "record 2: who did it, or its detail, was taken away, and the log has no record of an erasure"},
		"action":                  {changed("action", "OTHER"), "record 2: it was changed"},
		"subjects":                {changed("subjects", bson.A{}), "record 2: it was changed"},
		"said":                    {changed("said", "x"), "record 2: it was changed"},
		"previous":                {changed("previous", "x"), "record 2: it was changed"},
		"hash":                    {changed("hash", "x"), "record 2: it was changed"},
		"another type":            {changed("action", 1), "reading audit"},
		"first removed":           {removed(1), "record 1: it is missing"},
		"one removed":             {removed(2), "record 2: it is missing"},
		"two removed":             {removed(2, 3), "record 2: it is missing"},
		"last removed":            {removed(4), "record 4: the end was cut off"},
		"all removed":             {removed(1, 2, 3, 4), "record 1: the end was cut off"},
		"cut off with head":       {both(removed(3, 4), head("number", 2)), "record 2: it is not the one that the head"},
		"head put back":           {head("number", 2), "record 3: the head of the log says that the log ends with record 2"},
		"head's hash":             {head("hash", "x"), "record 4: it is not the one that the head"},
		"added behind":            {added(5), "record 5: it was changed"},
		"added behind with a gap": {added(7), "record 5: it is missing"},
		"added in front":          {added(0), "record 0: it is out of order"},
		"added far in front":      {added(-7), "record -7: it is out of order"},
		"added without a number":  {added("x"), "reading audit"},
	} {
		t.Run(name, func(t *testing.T) {
			s := logged(t, n)
			wantWhole(t, s, n)
			must(t, test.tamper(s))
			if _, err := s.VerifyAudit(ctx, ""); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// A log that lost its head gets no new one, neither by a restart nor by going on.
func TestHeadLost(t *testing.T) {
	s := logged(t, 3)
	_, err := s.db.settings().DeleteOne(ctx, turnIs())
	must(t, err)
	again, err := New(ctx, s.db)
	must(t, err)
	defer again.Close()
	for _, err := range []error{again.Record(ctx, audit.Event{Action: audit.Updated}), func() error { _, err := again.VerifyAudit(ctx, ""); return err }()} {
		if err == nil || !strings.Contains(err.Error(), "lost its head") {
			t.Errorf("got %v", err)
		}
	}
}

// A restart goes on where the log ended, and a log longer than what is read at once is checked whole.
func TestLongLog(t *testing.T) {
	s := logged(t, 0)
	must(t, s.Transaction(ctx, func(ctx context.Context) error {
		for range verifyAtOnce + 5 {
			if err := s.Record(ctx, audit.Event{Action: audit.Updated}); err != nil {
				return err
			}
		}
		return nil
	}))
	again, err := New(ctx, s.db)
	must(t, err)
	defer again.Close()
	must(t, again.Record(ctx, audit.Event{Action: audit.Updated}))
	wantWhole(t, again, verifyAtOnce+6)
	_, err = s.records.documents.DeleteMany(ctx, field("_id", "$eq", verifyAtOnce+1))
	must(t, err)
	if _, err := s.VerifyAudit(ctx, ""); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("record %d: it is missing", verifyAtOnce+1)) {
		t.Errorf("got %v", err)
	}
}
