package store

import (
	"context"
	"fmt"
	"reflect"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// batchSize is how many documents a command brings in at once. With the driver's default of 101 the number of commands
// would grow with the result; some servers make room for as many as they are asked for.
const batchSize = 10_000

// Collection keeps the entries of one type. It is three collections of one shape in the database:
//
//	partners          one document per public entry, all that the public ever reads
//	partners_draft    one document per entry, the newest saved revision
//	partners_history  every revision ever saved, with the time that it was public
type Collection[T content.Entry] struct {
	store                *Store
	kind                 content.Kind
	live, draft, history lungo.ICollection
	traits               content.Traits
}

// What the names of two of the three collections end in.
const (
	draftEnd   = "_draft"
	historyEnd = "_history"
)

func (c *Collection[T]) open(s *Store) {
	var none T
	c.store, c.kind, c.traits = s, none.EntryKind(), none.EntryKind().Traits()
	name := string(c.kind)
	c.live, c.draft, c.history = s.db.collection(name), s.db.collection(name+draftEnd), s.db.collection(name+historyEnd)
	s.byKind[c.kind] = c
}

// collections are the three, what is public first.
func (c *Collection[T]) collections() []lungo.ICollection {
	return []lungo.ICollection{c.live, c.draft, c.history}
}

// in is where every read begins: it turns a view into the collection to read and the filter that lets through no more
// than one revision of each entry, and none that the view does not have for its reader.
func (c *Collection[T]) in(v content.View) (lungo.ICollection, bson.D) {
	filter := bson.D{}
	if !v.Fallback {
		filter = append(filter, bson.E{Key: "locales", Value: v.Locale})
	}
	switch {
	case v.Stage == content.Draft:
		return c.draft, append(filter, append(c.editable(v.Scope), field("archived", "$ne", true)...)...)
	case v.Stage == content.Archived:
		return c.draft, append(filter, append(c.editable(v.Scope), field("archived", "$eq", true)...)...)
	case v.Release != "" && c.kind == content.Releases: // which has itself, in whatever state
		return c.draft, append(filter, bson.E{Key: "_id", Value: v.Release}, bson.E{Key: "archived", Value: bson.D{{Key: "$ne", Value: true}}})
	case v.Release != "":
		return c.history, append(filter, bson.E{Key: pins, Value: v.Release})
	case !v.AsOf.IsZero():
		return c.history, append(filter,
			bson.E{Key: "from", Value: bson.D{{Key: "$lte", Value: v.AsOf}}},
			bson.E{Key: "to", Value: bson.D{{Key: "$gt", Value: v.AsOf}}})
	default:
		return c.live, filter
	}
}

// editable lets through the entries whose drafts a reader sees.
func (c *Collection[T]) editable(s content.Scope) bson.D {
	switch {
	case !s.Drafts:
	case s.Has(content.ForOffice):
		return bson.D{}
	case s.Entry != "":
		return bson.D{{Key: "$and", Value: bson.A{field("id", "$in", s.Shown())}}} // beside other conditions on the id
	case s.Partner != "" && c.traits.Owner != "":
		return bson.D{{Key: "$and", Value: bson.A{field(c.traits.Owner, "$eq", s.Partner)}}}
	}
	return bson.D{{Key: "$and", Value: bson.A{nothing()}}}
}

// find runs one command. What it returns is told of the view and of each other.
func (c *Collection[T]) find(ctx context.Context, v content.View, where bson.D, opts ...*options.FindOptions) ([]T, error) {
	entries, err := c.unbound(ctx, v, where, opts...)
	content.Bind(v, entries)
	return entries, err
}

// unbound is find, but what it returns is told of nothing yet.
func (c *Collection[T]) unbound(ctx context.Context, v content.View, where bson.D, opts ...*options.FindOptions) (entries []T, err error) {
	err = c.read(ctx, v, where, &entries, append(opts, options.Find().SetProjection(entryOnly{}))...)
	return entries, err
}

// read decodes what a view has into any shape.
func (c *Collection[T]) read(ctx context.Context, v content.View, where bson.D, into any, opts ...*options.FindOptions) error {
	if v.Previews() {
		return c.readPreview(ctx, v, where, into, opts...)
	}
	return c.readOne(ctx, v, where, into, opts...)
}

// readOne is read for a view that is in one collection.
func (c *Collection[T]) readOne(ctx context.Context, v content.View, where bson.D, into any, opts ...*options.FindOptions) error {
	if err := spend(ctx); err != nil {
		return fmt.Errorf("reading %s: %w", c.kind, err)
	}
	collection, filter := c.in(v)
	opts = append(opts, options.Find().SetBatchSize(batchSize))
	cursor, err := collection.Find(ctx, append(filter, where...), opts...)
	if err == nil {
		err = c.decode(ctx, collection, cursor, into)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.kind, err)
	}
	return nil
}

// decode is cursor.All, but entries are copies of those that are kept.
func (c *Collection[T]) decode(ctx context.Context, from lungo.ICollection, cursor lungo.ICursor, into any) error {
	if entries, ok := into.(*[]T); ok {
		return copies(ctx, c.store.db.kept, from.Name(), cursor, entries)
	}
	return cursor.All(ctx, into)
}

func (c *Collection[T]) zero() T { return reflect.New(reflect.TypeFor[T]().Elem()).Interface().(T) }

// Kind returns the kind of the entries.
func (c *Collection[T]) Kind() content.Kind { return c.kind }

// ByKey returns the entry that people name by the key, or else the one that was public by it last and is public now under
// another; nil if the view has none.
func (c *Collection[T]) ByKey(ctx context.Context, v content.View, key string) (T, error) {
	e, err := c.one(ctx, v, bson.D{{Key: c.traits.KeyField, Value: key}})
	if err == nil && isNil(e) {
		return c.formerly(ctx, v, key)
	}
	return e, err
}

// ByID returns the entry of an id; nil if the view has none.
func (c *Collection[T]) ByID(ctx context.Context, v content.View, id string) (T, error) {
	return c.one(ctx, v, bson.D{{Key: "id", Value: id}})
}

func (c *Collection[T]) one(ctx context.Context, v content.View, where bson.D) (none T, _ error) {
	entries, err := c.find(ctx, v, where, options.Find().SetLimit(1))
	if err != nil || len(entries) == 0 {
		return none, err
	}
	return entries[0], nil
}

// ByIDs returns the entries that the view has among the ids.
func (c *Collection[T]) ByIDs(ctx context.Context, v content.View, ids []string) (map[string]T, error) {
	entries, err := c.find(ctx, v, bson.D{{Key: "id", Value: bson.D{{Key: "$in", Value: ids}}}})
	byID := make(map[string]T, len(entries))
	for _, e := range entries {
		byID[e.Head().ID] = e
	}
	return byID, err
}

// All returns everything that the view has.
func (c *Collection[T]) All(ctx context.Context, v content.View) ([]T, error) {
	return c.find(ctx, v, bson.D{})
}
