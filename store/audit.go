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

// The log is two collections: the records, and one document that tells how it ends.
const (
	auditRecords = "audit"
	auditHead    = "audit_head"
)

// Record adds an event to the log. Inside of a transaction it is there if and only if what the transaction wrote is; as
// all recording waits in line there, make it the last thing that the transaction does. Without a time it is now, without
// an actor or an address that of the caller in the context.
func (s *Store) Record(ctx context.Context, e audit.Event) error {
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
	moved, err := s.db.collection(auditHead).UpdateOne(ctx, append(headIs(), field("number", "$eq", head.Number)...),
		bson.D{{Key: "$set", Value: next.Head()}})
	if err != nil {
		return err
	}
	if moved.MatchedCount == 0 { // only where there are no transactions
		return errors.New("somebody else was faster")
	}
	_, err = s.db.collection(auditRecords).InsertOne(ctx, next)
	return err
}

func headIs() bson.D { return docID("head") }

// auditHead reads where the log ends.
func (s *Store) auditHead(ctx context.Context) (head audit.Head, err error) {
	err = s.db.collection(auditHead).FindOne(ctx, headIs()).Decode(&head)
	if err == mongo.ErrNoDocuments {
		err = errors.New("the audit log has lost its head, without which it may have been cut off; bring the database back from a backup")
	}
	return head, err
}

// setUpAudit gives a new log its head. One whose head was taken away gets none, or that would go unnoticed.
func (s *Store) setUpAudit(ctx context.Context) error {
	records, heads := s.db.collection(auditRecords), s.db.collection(auditHead)
	err := heads.FindOne(ctx, headIs()).Err()
	if err == mongo.ErrNoDocuments {
		if err = records.FindOne(ctx, bson.D{}).Err(); err == mongo.ErrNoDocuments {
			_, err = heads.InsertOne(ctx, append(headIs(), bson.E{Key: "number", Value: 0}, bson.E{Key: "hash", Value: ""}))
		}
	}
	if err != nil && !isDuplicate(err) {
		return err
	}
	if s.db.embedded { // which reads every record anyway
		return nil
	}
	var indexes []mongo.IndexModel
	for _, path := range []string{"actorId", "action", "subjects", "at"} {
		indexes = append(indexes, ascending(path, "_id"))
	}
	indexes, err = missing(ctx, records, indexes)
	if err == nil && len(indexes) > 0 {
		_, err = records.Indexes().CreateMany(ctx, indexes)
	}
	return err
}
