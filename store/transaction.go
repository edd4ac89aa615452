package store

import (
	"context"
	"time"

	"github.com/256dpi/lungo"

	"partnernetz/audit"
	"partnernetz/content"
)

// work is what a transaction has done so far, and ends with saying.
type work struct {
	events  []audit.Event // to be recorded
	changes []Change      // to be announced
}

type workKey struct{}

// workOf returns that of the transaction of the context; nil outside of one.
func workOf(ctx context.Context) *work {
	w, _ := ctx.Value(workKey{}).(*work)
	return w
}

func inTransaction(ctx context.Context) bool { return workOf(ctx) != nil }

// note says what the transaction of the context has done to an entry.
func note(ctx context.Context, k content.Kind, id string, stage content.Stage, what What) {
	w := workOf(ctx)
	w.changes = append(w.changes, Change{Kind: k, ID: id, Stage: stage, What: what, At: time.Now().UTC().Truncate(time.Millisecond)})
}

// Transaction runs fn so that everything it writes is there afterwards, or nothing. Inside of another it is part of that. The
// database may call fn again when somebody else was faster, so fn must not change anything else. To a program that is too old
// to write, the error has code SUPERSEDED.
func (s *Store) Transaction(ctx context.Context, fn func(context.Context) error) error {
	if inTransaction(ctx) {
		return fn(ctx)
	}
	var changes, last []Change
	err := s.db.transaction(ctx, func(ctx context.Context) error {
		w := &work{}
		ctx = context.WithValue(ctx, workKey{}, w)
		err := fn(ctx)
		if err == nil {
			err = s.take(ctx, w)
		}
		if err == nil { // from here on it may be committed, even if it is said to have failed
			changes, last = append(changes, w.changes...), w.changes
		}
		return err
	})
	s.db.generations.add(changes) // after the commit: who reads the new number reads what was written
	if err == nil && s.Remote() {
		s.db.generations.expect(last)
	}
	return err
}

// transaction runs fn as the database does.
func (d *Database) transaction(ctx context.Context, fn func(context.Context) error) error {
	if !d.transactions {
		return fn(ctx)
	}
	return d.db.Client().UseSession(ctx, func(s lungo.ISessionContext) error {
		_, err := s.WithTransaction(s, func(s lungo.ISessionContext) (any, error) { return nil, withOwned(s, fn) })
		return err
	})
}
