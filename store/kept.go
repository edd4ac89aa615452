package store

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"sync"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

const (
	keptBytes = 64 << 20 // of entries that are kept, of all collections together
	keptCost  = 8        // bytes that an entry takes for each byte that it was decoded from, with what is kept beside it
	keptHead  = 1 << 10  // and for itself
)

// kept has entries as they were decoded, beside what they were decoded from. Who reads the same again gets a copy of the
// struct; what its fields lead to is shared, and never changed (see content.Clone). Nothing is ever outdated: an entry is
// known by the very document of the embedded engine, which puts another in its place and changes none, or by bytes that
// are compared. What was not read for longest is forgotten for room, half of it at a time.
type kept struct {
	mu         sync.Mutex
	young, old map[any]decoded
	cost       int // of the young
	most       int // that both may cost
}

// decoded is an entry and what it was decoded from.
type decoded struct {
	entry reflect.Value // the struct
	raw   bson.Raw      // nil if the document that it is known by will do
	cost  int
}

// place is where a document stands that is known by its bytes. Drafts, what is public, and the history are apart.
type place struct{ collection, id string }

func newKept(most int) *kept {
	return &kept{young: map[any]decoded{}, old: map[any]decoded{}, most: most}
}

// get returns what is kept under a key, if it was decoded from the same.
func (k *kept) get(key any, raw bson.Raw) (reflect.Value, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, known := k.young[key]
	if !known {
		if d, known = k.old[key]; known {
			k.put(key, d)
		}
	}
	return d.entry, known && bytes.Equal(d.raw, raw)
}

func (k *kept) add(key any, d decoded) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.put(key, d)
}

func (k *kept) put(key any, d decoded) {
	if k.cost += d.cost - k.young[key].cost; k.cost > k.most/2 {
		k.old, k.young, k.cost = k.young, map[any]decoded{}, d.cost
	}
	k.young[key] = d
}

// entry returns what is kept under a key, or else decodes what from returns.
func (k *kept) entry(shape reflect.Type, key any, raw bson.Raw, from func() (bson.Raw, error)) (reflect.Value, error) {
	if e, ok := k.get(key, raw); ok {
		return e, nil
	}
	source, err := from()
	if err != nil {
		return reflect.Value{}, err
	}
	e := reflect.New(shape)
	if err := bson.Unmarshal(source, e.Interface()); err != nil {
		return reflect.Value{}, err
	}
	content.Keep(e.Interface().(content.Entry))
	k.add(key, decoded{e.Elem(), bytes.Clone(raw), keptHead + keptCost*len(source)})
	return e.Elem(), nil
}

// copies decodes all that a cursor has into copies of what is kept, all of them in one piece of memory.
func copies[T any](ctx context.Context, k *kept, collection string, cursor lungo.ICursor, into *[]T) error {
	shape := reflect.TypeFor[T]().Elem()
	var found []reflect.Value
	err := k.each(ctx, collection, shape, cursor, func(e reflect.Value, _ func(string) time.Time) { found = append(found, e) })
	structs := reflect.MakeSlice(reflect.SliceOf(shape), len(found), len(found))
	*into = make([]T, len(found))
	for i, e := range found {
		structs.Index(i).Set(e)
		(*into)[i] = structs.Index(i).Addr().Interface().(T)
	}
	return err
}

// each calls fn with all that a cursor has, as it is kept, and with what returns a time that stands beside it. It is for
// reading only.
func (k *kept) each(ctx context.Context, collection string, shape reflect.Type, cursor lungo.ICursor, fn func(reflect.Value, func(path string) time.Time)) error {
	switch c := cursor.(type) {
	case documents:
		for _, doc := range c.list {
			e, err := k.entry(shape, doc, nil, func() (bson.Raw, error) { return bson.Marshal(doc) })
			if err != nil {
				return err
			}
			fn(e, func(path string) time.Time { return timeAt(doc, path) })
		}
	case *mongo.Cursor:
		defer c.Close(ctx)
		for c.Next(ctx) {
			at := place{collection, string(c.Current.Lookup("_id").Value)}
			e, err := k.entry(shape, at, c.Current, func() (bson.Raw, error) { return c.Current, nil })
			if err != nil {
				return err
			}
			fn(e, rawTimes(c.Current))
		}
	default: // what a transaction of the embedded engine has written, and may yet take back
		var all []bson.Raw
		if err := cursor.All(ctx, &all); err != nil {
			return err
		}
		for _, raw := range all {
			e := reflect.New(shape)
			if err := bson.Unmarshal(raw, e.Interface()); err != nil {
				return err
			}
			fn(e.Elem(), rawTimes(raw))
		}
	}
	return cursor.Err()
}

func rawTimes(raw bson.Raw) func(path string) time.Time {
	return func(path string) time.Time {
		t, _ := raw.Lookup(path).TimeOK()
		return t.UTC()
	}
}

// CheckKept decodes anew all that is kept, and tells what has been changed. It is for tests.
func (d *Database) CheckKept() error {
	d.kept.mu.Lock()
	defer d.kept.mu.Unlock()
	for _, generation := range []map[any]decoded{d.kept.young, d.kept.old} {
		for key, is := range generation {
			raw := is.raw
			if doc, ours := key.(*bson.D); ours {
				raw, _ = bson.Marshal(doc)
			}
			was := reflect.New(is.entry.Type())
			if err := bson.Unmarshal(raw, was.Interface()); err != nil {
				return err
			}
			if now := content.Clone(is.entry.Addr().Interface().(content.Entry)); !reflect.DeepEqual(was.Interface(), now) {
				return fmt.Errorf("a kept entry was changed:\n%+v\nwas\n%+v", is.entry, was.Elem())
			}
		}
	}
	return nil
}
