package store

import (
	"context"
	"fmt"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
)

// Record adds an event to the log. Inside of a transaction it is there if and only if what the transaction wrote is, and can
// be read once that has ended. Without a time it is now, without an actor or an address that of the caller in the context.
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

// append adds records that follow on the end of the log, and apart from them what may name a person. How the log ends is told by
// the [turn].
func (s *Store) append(ctx context.Context, records []audit.Record) error {
	for _, r := range records {
		if err := s.records.Add(ctx, &r); err != nil {
			return fmt.Errorf("recording %s: %w", r.Action, err)
		}
		if err := s.personal.Add(ctx, &r.Personal); err != nil {
			return fmt.Errorf("recording who %s: %w", r.Action, err)
		}
	}
	return nil
}

// auditHead reads where the log ends.
func (s *Store) auditHead(ctx context.Context) (audit.Head, error) {
	now, err := s.turn(ctx)
	return now.Head, err
}
