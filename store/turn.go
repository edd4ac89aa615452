package store

import (
	"context"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/audit"
	"partnernetz/content"
)

// turn is the one document that all transactions write to that change content or the log, each as the last thing that it
// does. So they become final one after the other: MongoDB lets all but one of several begin anew, the embedded engine lets
// them wait.
type turn struct {
	audit.Head `bson:",inline"` // how the log ends
	Sequence   int64            `bson:"sequence"` // of the last change
	Schema     int              `bson:"schema"`   // the version of the stored content that whoever writes has to know
}

func turnIs() bson.D { return docID("turn") }

var errHeadLost = errors.New("the audit log has lost its head, without which it may have been cut off; bring the database back from a backup")

// turn reads whose turn it is. One that was taken away is not replaced, or that would go unnoticed.
func (s *Store) turn(ctx context.Context) (t turn, err error) {
	err = s.db.settings().FindOne(ctx, turnIs()).Decode(&t)
	if err == mongo.ErrNoDocuments {
		err = errHeadLost
	}
	return t, err
}

// take ends a transaction: it adds to the log what is to be recorded, and to the feed what was changed. A program that is too
// old writes nothing. It is told apart here for certain: what it has written since a newer one said so is in conflict with
// that, and undone.
func (s *Store) take(ctx context.Context, w *work) error {
	now, err := s.turn(ctx)
	idle := len(w.events) == 0 && len(w.changes) == 0
	if err == errHeadLost && idle {
		return nil
	}
	if err == nil {
		err = s.supersededBy(now)
	}
	if err != nil || idle {
		return err
	}
	next, records := now, make([]audit.Record, len(w.events))
	for i, e := range w.events {
		records[i] = next.Next(e)
		next.Head = records[i].Head()
	}
	for i := range w.changes {
		next.Sequence++
		w.changes[i].Sequence = next.Sequence
	}
	moved, err := s.db.settings().UpdateOne(ctx, is(now), bson.D{{Key: "$set", Value: next}})
	if err == nil && moved.MatchedCount == 0 { // only where there are no transactions
		err = errors.New("somebody else was faster")
	}
	if err == nil {
		err = s.append(ctx, records)
	}
	if err == nil {
		err = s.announce(ctx, now.Sequence, w.changes)
	}
	return err
}

// is finds the turn as it was read.
func is(t turn) bson.D {
	return append(turnIs(), bson.E{Key: "number", Value: t.Number}, bson.E{Key: "sequence", Value: t.Sequence}, bson.E{Key: "schema", Value: t.Schema})
}

// supersededBy returns an error of code SUPERSEDED if a newer program has said that this one is not to write any more.
func (s *Store) supersededBy(t turn) error {
	if t.Schema <= s.schema {
		return nil
	}
	return content.Errorf(content.Superseded, "a newer program has brought the database to version %d, or is about to, and this one knows versions up to %d; "+
		"it writes nothing any more: start the newer program in its place", t.Schema, s.schema)
}

// Ready reports whether the database answers. If it does, but this program is too old to write to it, the error has code
// SUPERSEDED.
func (s *Store) Ready(ctx context.Context) error {
	now, err := s.turn(ctx)
	if err == errHeadLost { // of which everything that is to be written tells
		return nil
	}
	if err != nil {
		return err
	}
	return s.supersededBy(now)
}

// claim keeps programs that do not know the version of this one from writing. What they have under way becomes final before
// that, or not at all.
func (s *Store) claim(ctx context.Context) error {
	return s.Transaction(ctx, func(ctx context.Context) error {
		_, err := s.turn(ctx)
		if err == errHeadLost {
			err = s.firstTurn(ctx)
		}
		if err == nil {
			_, err = s.db.settings().UpdateOne(ctx, append(turnIs(), field("schema", "$lt", s.schema)...), bson.D{{Key: "$set", Value: bson.D{{Key: "schema", Value: s.schema}}}})
		}
		return err
	})
}

// firstTurn is taken by the log of version 4 and before, whose head stood by itself, or by a new log. Programs of those
// versions do not look at the turn; without the head they cannot write either.
func (s *Store) firstTurn(ctx context.Context) error {
	var first turn
	err := s.db.collection("audit_head").FindOneAndDelete(ctx, docID("head")).Decode(&first.Head)
	if err == mongo.ErrNoDocuments {
		if err = s.records.documents.FindOne(ctx, bson.D{}).Err(); err == nil {
			return errHeadLost
		}
	}
	if err != nil && err != mongo.ErrNoDocuments {
		return fmt.Errorf("reading the end of the audit log: %w", err)
	}
	if _, err := s.db.settings().InsertOne(ctx, turnIs()); err != nil {
		return err
	}
	_, err = s.db.settings().UpdateOne(ctx, turnIs(), bson.D{{Key: "$set", Value: first}})
	return err
}

// Supersede does what a newer program begins with. It is for tests.
func (d *Database) Supersede(ctx context.Context) error {
	_, err := d.settings().UpdateOne(ctx, turnIs(), bson.D{{Key: "$inc", Value: bson.D{{Key: "schema", Value: 1}}}})
	return err
}
