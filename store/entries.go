package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Entries is a [Collection] to whoever need not know the type of what is in it.
type Entries interface {
	Kind() content.Kind
	// New returns an empty entry.
	New() content.Entry
	// Some returns those of the ids that the view has, by id.
	Some(ctx context.Context, v content.View, ids []string) (map[string]content.Entry, error)
	// Every returns all that the view has.
	Every(ctx context.Context, v content.View) ([]content.Entry, error)
	// States tells which revisions the view has, by id.
	States(ctx context.Context, v content.View) (map[string]State, error)
	// AllNewest returns the newest revisions of all entries, also of what was put away.
	AllNewest(ctx context.Context) ([]content.Entry, error)
	// Newest returns the newest revisions of the ids, also of what was put away.
	Newest(ctx context.Context, ids []string) (map[string]content.Entry, error)
	// Keyed returns the newest revision of the entry that has the key, also if it was put away; nil if none has.
	Keyed(ctx context.Context, key string) (content.Entry, error)
	// Named returns the entry that the view has under the key; nil if it has none.
	Named(ctx context.Context, v content.View, key string) (content.Entry, error)
	// Drafts returns the newest revisions of the ids, put away or not, that there are for a reader.
	Drafts(ctx context.Context, s content.Scope, ids []string) (map[string]content.Entry, error)
	// Histories lists the revisions of each of several drafts, newest first, by id.
	Histories(ctx context.Context, v content.View, drafts map[string]content.Entry, w list.Window) (map[string]*list.RevisionConnection, error)
	// Tally counts what the view has in any language and a condition holds for, and by the values of some fields.
	Tally(ctx context.Context, v content.View, cond list.Condition, fields ...string) (content.Tally, error)
	// Linking returns what the view has that links to any of the ids.
	Linking(ctx context.Context, v content.View, ids []string) ([]content.Entry, error)
	// Revision returns a revision; nil if there is none of this number for the reader.
	Revision(ctx context.Context, v content.View, ref Ref) (*content.Revision, error)
	// SaveAll, Keep, Publish, Unpublish and Erase are those of Collection.
	SaveAll(ctx context.Context, s Stamp, entries []content.Entry) ([]content.Entry, error)
	Keep(ctx context.Context, s Stamp, e content.Entry) error
	Publish(ctx context.Context, publications ...Publication) error
	Unpublish(ctx context.Context, at time.Time, ids ...string) error
	Erase(ctx context.Context, ids ...string) error

	open(*Store)
	setUp(context.Context) error
	reindex(context.Context) error
	noteUnpublished(context.Context) error
	collections() []lungo.ICollection
	empty(context.Context) (bool, error)
	pin(ctx context.Context, release string, which bson.D) error
	unpin(ctx context.Context, release string) error
	pinned(ctx context.Context, releases []string) ([]Pin, error)
	released(ctx context.Context) (map[string]State, error)
	values(context.Context, content.View, list.Select) (bson.A, error)
	standing(ctx context.Context, v content.View, keys []string) (now []content.Entry, before map[string]content.Entry, err error)
	redirects(context.Context) ([]*content.Redirect, error)
	referred(context.Context, content.View) ([]string, error)
	translations(context.Context, content.View) ([]*language.Translation, error)
	work(context.Context, content.View, list.Condition) ([]*network.WorkItem, error)
}

// Of returns the entries of a kind.
func (s *Store) Of(k content.Kind) Entries { return s.byKind[k] }

// All returns the entries of all kinds, those that others link to first.
func (s *Store) All() []Entries {
	var all []Entries
	for _, k := range content.Kinds() {
		all = append(all, s.byKind[k])
	}
	return all
}

// New returns an empty entry.
func (c *Collection[T]) New() content.Entry { return c.zero() }

// Some returns those of the ids that the view has.
func (c *Collection[T]) Some(ctx context.Context, v content.View, ids []string) (map[string]content.Entry, error) {
	found, err := c.ByIDs(ctx, v, ids)
	return untypedByID(found), err
}

// Every returns all that the view has.
func (c *Collection[T]) Every(ctx context.Context, v content.View) ([]content.Entry, error) {
	found, err := c.All(ctx, v)
	return untyped(found), err
}

// AllNewest returns the newest revisions of all entries.
func (c *Collection[T]) AllNewest(ctx context.Context) ([]content.Entry, error) {
	found, err := c.newest(ctx, bson.D{})
	return slices.Collect(maps.Values(untypedByID(found))), err
}

// Newest returns the newest revisions.
func (c *Collection[T]) Newest(ctx context.Context, ids []string) (map[string]content.Entry, error) {
	found, err := c.newest(ctx, field("id", "$in", ids))
	return untypedByID(found), err
}

// Keyed returns the entry that has a key.
func (c *Collection[T]) Keyed(ctx context.Context, key string) (content.Entry, error) {
	found, err := c.newest(ctx, field(c.traits.KeyField, "$eq", key))
	for _, e := range found {
		return e, err
	}
	return nil, err
}

// Named is ByKey, but finds nothing by a key that an entry had before.
func (c *Collection[T]) Named(ctx context.Context, v content.View, key string) (content.Entry, error) {
	found, err := c.one(ctx, v, field(c.traits.KeyField, "$eq", key))
	return maybe(found), err
}

// Linking returns what links to entries.
func (c *Collection[T]) Linking(ctx context.Context, v content.View, ids []string) ([]content.Entry, error) {
	found, err := c.find(ctx, v, field("references", "$in", ids))
	return untyped(found), err
}

// SaveAll is Save.
func (c *Collection[T]) SaveAll(ctx context.Context, s Stamp, entries []content.Entry) ([]content.Entry, error) {
	typed := make([]T, len(entries))
	for i, e := range entries {
		typed[i] = e.(T)
	}
	saved, err := c.Save(ctx, s, typed...)
	return untyped(saved), err
}

func untyped[T content.Entry](typed []T) []content.Entry {
	entries := make([]content.Entry, len(typed))
	for i, e := range typed {
		entries[i] = e
	}
	return entries
}

func untypedByID[T content.Entry](typed map[string]T) map[string]content.Entry {
	entries := make(map[string]content.Entry, len(typed))
	for id, e := range typed {
		entries[id] = e
	}
	return entries
}
