package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/audit"
)

const sealAtOnce = 500 // records

// unsealed finds the records behind a number that have their former form.
func unsealed(number int) bson.D {
	return append(field("_id", "$gt", number), field("who", "$exists", false)...)
}

// sealAudit brings the log into the form that can forget people. The records keep their numbers and their former hashes, right
// or not, and what may name a person moves out of them. Then the first record of the present form says whether the log was
// right, and has the hash that it ended with. Nobody writes to the log meanwhile.
func sealAudit(ctx context.Context, s *Store) error {
	err := s.parts(ctx, "sealing the audit log", func(ctx context.Context, mark string) (string, error) {
		last := math.MinInt
		if mark != "" {
			last, _ = strconv.Atoi(mark)
		}
		return s.sealBehind(ctx, last, sealAtOnce)
	})
	if err != nil {
		return fmt.Errorf("sealing the audit log: %w", err)
	}
	if err := s.endFormer(ctx); err != nil {
		return fmt.Errorf("sealing the audit log: %w", err)
	}
	return nil
}

// sealBehind seals some records, and returns the number of the last one; nothing if there are none.
func (s *Store) sealBehind(ctx context.Context, number, atOnce int) (mark string, _ error) {
	var formers []audit.Former
	cursor, err := s.records.documents.Find(ctx, unsealed(number), options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}).SetLimit(int64(atOnce)).SetBatchSize(batchSize))
	if err == nil {
		err = cursor.All(ctx, &formers)
	}
	if err != nil || len(formers) == 0 {
		return "", err
	}
	before, err := s.records.find(ctx, field("_id", "$lt", formers[0].Number), sorting{by: "_id", descending: true}, 1)
	if err != nil {
		return "", err
	}
	var head audit.Head
	if len(before) > 0 {
		head = before[0].Head()
	}
	var sealed, personal []any
	for _, f := range formers {
		r := head.Seal(f)
		sealed, personal, head = append(sealed, r), append(personal, r.Personal), r.Head()
	}
	// All of them at once: the embedded engine takes as long for one as for many.
	if err := s.records.remove(ctx, and(unsealed(number), field("_id", "$lte", head.Number))); err != nil {
		return "", err
	}
	if _, err := s.records.documents.InsertMany(ctx, sealed); err != nil {
		return "", err
	}
	if _, err := s.personal.documents.InsertMany(ctx, personal); err != nil {
		return "", err
	}
	return strconv.Itoa(head.Number), nil
}

// endFormer has the log go on in its present form, unless it does already, or never had another.
func (s *Store) endFormer(ctx context.Context) error {
	last, err := s.records.find(ctx, bson.D{}, sorting{by: "_id", descending: true}, 1)
	if err != nil || len(last) == 0 || last[0].Former == "" {
		return err
	}
	now, err := s.turn(ctx)
	if err != nil {
		return err
	}
	former := now.Head
	event := audit.Event{Actor: audit.System, Action: audit.LogSealed, Subject: []string{former.Hash}, Detail: fmt.Sprintf("records 1 to %d", former.Number)}
	if err := s.checkFormer(ctx, former); err != nil {
		broken, ok := errors.AsType[*audit.Break](err)
		if !ok {
			return err
		}
		event.Action, event.Detail = audit.LogBroken, broken.Error()
	}
	return s.Transaction(ctx, func(ctx context.Context) error {
		// Behind everything that there was, so that an end that was cut off is missing from now on.
		head := audit.Head{Number: max(former.Number, last[0].Number), Hash: last[0].Hash}
		if _, err := s.db.settings().UpdateOne(ctx, is(now), bson.D{{Key: "$set", Value: head}}); err != nil {
			return err
		}
		return s.Record(ctx, event)
	})
}

// checkFormer checks sealed records as they were before, up to the head of that time.
func (s *Store) checkFormer(ctx context.Context, former audit.Head) error {
	var c audit.Chain
	for r, err := range s.allAudit(ctx, audit.Head{Number: math.MaxInt}) {
		if err == nil {
			err = c.Add(r)
		}
		if err != nil {
			return err
		}
	}
	return c.EndFormer(former)
}
