package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/audit"
	"partnernetz/auth"
)

// auditHead is the one document that tells how the log ends; see [tables] for the log itself.
const auditHead = "audit_head"

// Record adds an event to the log. Inside of a transaction it is there if and only if what the transaction wrote is; as
// all recording waits in line there, make it the last thing that the transaction does. Without a time it is now, without
// an actor or an address that of the caller in the context.
func (s *Store) Record(ctx context.Context, e audit.Event) error {
	if !e.Action.Known() {
		return fmt.Errorf("recording %q: there is no such action; add it to audit.Actions and to the schema", e.Action)
	}
	if e.At.IsZero() {
		e.At = time.Now()
	}
	caller := auth.From(ctx)
	if e.ActorID == "" && e.Actor == "" {
		e.ActorID, e.Actor = caller.AccountID, caller.Name
	}
	if e.Address == "" {
		e.Address = caller.Address
	}
	err := s.db.transaction(ctx, func(ctx context.Context) error { return s.append(ctx, e) }) // it changes no content
	if err != nil {
		return fmt.Errorf("recording %s: %w", e.Action, err)
	}
	return nil
}

// append adds a record behind the head and moves the head, which only one of several at a time can do: MongoDB lets the
// others begin anew, the embedded engine lets them wait.
func (s *Store) append(ctx context.Context, e audit.Event) error {
	head, err := s.auditHead(ctx)
	if err != nil {
		return err
	}
	next := head.Next(e)
	if err := s.moveHead(ctx, head, next.Head()); err != nil {
		return err
	}
	return s.keepRecord(ctx, next)
}

// keepRecord keeps a record, and apart from it what may name a person.
func (s *Store) keepRecord(ctx context.Context, r audit.Record) error {
	if err := s.records.Add(ctx, &r); err != nil {
		return err
	}
	return s.personal.Add(ctx, &r.Personal)
}

var errHeadLost = errors.New("the audit log has lost its head, without which it may have been cut off; bring the database back from a backup")

func headIs() bson.D { return docID("head") }

// moveHead puts the end of the log elsewhere, if it still is where it was read.
func (s *Store) moveHead(ctx context.Context, from, to audit.Head) error {
	moved, err := s.db.collection(auditHead).UpdateOne(ctx, append(headIs(), field("number", "$eq", from.Number)...), bson.D{{Key: "$set", Value: to}})
	if err == nil && moved.MatchedCount == 0 { // only where there are no transactions
		err = errors.New("somebody else was faster")
	}
	return err
}

// auditHead reads where the log ends.
func (s *Store) auditHead(ctx context.Context) (head audit.Head, err error) {
	err = s.db.collection(auditHead).FindOne(ctx, headIs()).Decode(&head)
	if err == mongo.ErrNoDocuments {
		err = errHeadLost
	}
	return head, err
}

// setUpAudit gives a new log its head. One whose head was taken away gets none, or that would go unnoticed.
func (s *Store) setUpAudit(ctx context.Context) error {
	heads := s.db.collection(auditHead)
	err := heads.FindOne(ctx, headIs()).Err()
	if err == mongo.ErrNoDocuments {
		if err = s.records.documents.FindOne(ctx, bson.D{}).Err(); err == mongo.ErrNoDocuments {
			_, err = heads.InsertOne(ctx, append(headIs(), bson.E{Key: "number", Value: 0}, bson.E{Key: "hash", Value: ""}))
		}
	}
	if err != nil && !isDuplicate(err) {
		return err
	}
	return nil
}
