package graph_test

import (
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

const chunk = 100 // entries that are written at once

// draft saves entries without publishing them.
func draft[T content.Entry](t *testing.T, c *store.Collection[T], entries ...T) []T {
	t.Helper()
	saved, err := c.Save(t.Context(), store.Stamp{At: time.Now().UTC(), Author: "test"}, entries...)
	testkit.Must(t, err)
	return saved
}

// save saves entries and publishes them.
func save[T content.Entry](t *testing.T, c *store.Collection[T], entries ...T) (all []T) {
	t.Helper()
	for len(entries) > 0 {
		n := min(chunk, len(entries))
		saved := draft(t, c, entries[:n]...)
		var publications []store.Publication
		for _, e := range saved {
			publications = append(publications, store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}, At: time.Now()})
		}
		testkit.Must(t, c.Publish(t.Context(), publications...))
		all, entries = append(all, saved...), entries[n:]
	}
	return all
}

// publish changes what is public under a key.
func publish[T content.Entry](t *testing.T, c *store.Collection[T], key string, change func(T)) {
	t.Helper()
	e, err := c.ByKey(t.Context(), content.Everything(), key)
	testkit.Must(t, err)
	change(e)
	save(t, c, e)
}
