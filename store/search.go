package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
)

// Searcher finds entries by words.
type Searcher interface {
	// Matching returns the ids of what the view has of a kind and the text finds.
	Matching(ctx context.Context, v content.View, k content.Kind, text string) ([]string, error)
}

type searcher struct {
	once sync.Once
	is   Searcher
}

// Searcher returns what filters search by. It is made when first asked for, and then serves everyone who reads the store.
func (s *Store) Searcher(make func() Searcher) Searcher {
	s.search.once.Do(func() { s.search.is = make() })
	return s.search.is
}

func (s *Store) matching(ctx context.Context, v content.View, k content.Kind, text string) ([]string, error) {
	if s.search.is == nil {
		return nil, errors.New("searching: nobody has said what searches this store")
	}
	return s.search.is.Matching(ctx, v, k, text)
}

// State tells a revision of an entry from all others that there ever were or will be, also of one that was erased.
type State struct {
	Revision  int
	UpdatedAt time.Time
}

// StateOf returns the state of a revision.
func StateOf(e content.Entry) State {
	return State{e.Head().Revision, e.Head().UpdatedAt.UTC()}
}

// States tells which revisions the view has, by id.
func (c *Collection[T]) States(ctx context.Context, v content.View) (map[string]State, error) {
	return c.states(ctx, v, bson.D{})
}

func (c *Collection[T]) states(ctx context.Context, v content.View, where bson.D) (map[string]State, error) {
	found, err := c.look(ctx, v, where, []string{"id", "revision", "updatedAt"})
	if err != nil {
		return nil, fmt.Errorf("comparing: %w", err)
	}
	states := make(map[string]State, len(found))
	for _, doc := range found {
		states[textAt(doc, "id")] = State{numberAt(doc, "revision"), timeAt(doc, "updatedAt")}
	}
	return states, nil
}

type unaskedKey struct{}

// Unasked returns a context for reads that are nobody's: they are neither counted nor taken from a budget.
func Unasked(ctx context.Context) context.Context {
	return context.WithValue(context.WithValue(ctx, budgetKey{}, nil), unaskedKey{}, true)
}

func isUnasked(ctx context.Context) bool { return ctx.Value(unaskedKey{}) != nil }

// Spend takes so many reads from the budget, for work that costs as much.
func Spend(ctx context.Context, reads int) error {
	for range reads {
		if err := spend(ctx); err != nil {
			return err
		}
	}
	return nil
}
