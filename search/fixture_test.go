package search_test

import (
	"context"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

// draft saves entries without publishing them.
func draft[T content.Entry](t testing.TB, c *store.Collection[T], entries ...T) []T {
	t.Helper()
	for _, e := range entries {
		if e.Head().ID == "" {
			e.Head().ID = content.KeyID(c.Kind(), e.Key())
		}
	}
	saved, err := c.Save(context.Background(), store.Stamp{At: time.Now(), Author: "test"}, entries...)
	testkit.Must(t, err)
	return saved
}

// saveAll saves entries and publishes them.
func saveAll[T content.Entry](t testing.TB, c *store.Collection[T], entries ...T) []T {
	t.Helper()
	saved := draft(t, c, entries...)
	var publications []store.Publication
	for _, e := range saved {
		publications = append(publications, store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}, At: time.Now()})
	}
	testkit.Must(t, c.Publish(context.Background(), publications...))
	return saved
}

// publish changes an entry, and publishes the change.
func publish[T content.Entry](t testing.TB, c *store.Collection[T], e T, change func(T)) T {
	t.Helper()
	e = content.Clone(e)
	change(e)
	return saveAll(t, c, e)[0]
}
