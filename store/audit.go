package store

import (
	"context"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/audit"
	"partnernetz/auth"
)

// auditRecords is the collection of the log. How it ends is told by the [turn].
const auditRecords = "audit"

// Record adds an event to the log. Inside of a transaction it is there if and only if what the transaction wrote is, and can
// be read once that has ended. Without a time it is now, without an actor or an address that of the caller in the context.
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
	err := s.Transaction(ctx, func(ctx context.Context) error {
		w := workOf(ctx)
		w.events = append(w.events, e)
		return nil
	})
	if err != nil {
		return fmt.Errorf("recording %s: %w", e.Action, err)
	}
	return nil
}

// append adds records that follow on the end of the log.
func (s *Store) append(ctx context.Context, records []audit.Record) error {
	for _, r := range records {
		if _, err := s.db.collection(auditRecords).InsertOne(ctx, r); err != nil {
			return fmt.Errorf("recording %s: %w", r.Event.Action, err)
		}
	}
	return nil
}

// auditHead reads where the log ends.
func (s *Store) auditHead(ctx context.Context) (audit.Head, error) {
	now, err := s.turn(ctx)
	return now.Head, err
}

// setUpAudit creates the indexes of the log.
func (s *Store) setUpAudit(ctx context.Context) error {
	if s.db.embedded { // which reads every record anyway
		return nil
	}
	var indexes []mongo.IndexModel
	for _, path := range []string{"actorId", "action", "subjects", "at"} {
		indexes = append(indexes, ascending(path, "_id"))
	}
	return createIndexes(ctx, s.db.collection(auditRecords), indexes)
}
