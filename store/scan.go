package store

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/bsonkit"
	"github.com/256dpi/lungo/mongokit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// scan finds documents as MongoDB would: it filters, sorts, and cuts.
func scan(docs bsonkit.List, filter any, o *options.FindOptions) (bsonkit.List, error) {
	query, err := bsonkit.Transform(filter)
	if err != nil {
		return nil, err
	}
	limit := 0
	if o.Limit != nil {
		limit = int(*o.Limit)
	}
	early := limit // whether the first that match will do
	if o.Sort != nil {
		early = 0
	}
	docs, rest := narrow(docs, *query)
	if docs, err = mongokit.Filter(docs, &rest, early); err != nil {
		return nil, err
	}
	if o.Sort != nil {
		docs = sorted(docs, o.Sort.(bson.D))
	}
	if limit > 0 && len(docs) > limit {
		docs = docs[:limit]
	}
	return docs, nil
}

// sorted orders documents by fields that hold text or counts. Each is looked up once, where the engine would do it at every comparison.
func sorted(docs bsonkit.List, by bson.D) bsonkit.List {
	keys := make(map[bsonkit.Doc][]string, len(docs))
	for _, doc := range docs {
		key := make([]string, len(by))
		for i, column := range by {
			key[i] = sortKey(bsonkit.Get(doc, column.Key))
		}
		keys[doc] = key
	}
	docs = slices.Clone(docs)
	slices.SortStableFunc(docs, func(a, b bsonkit.Doc) int {
		for i, column := range by {
			if c := cmp.Compare(keys[a][i], keys[b][i]); c != 0 {
				return c * column.Value.(int)
			}
		}
		return 0
	})
	return docs
}

// sortKey makes text that sorts as the value does.
func sortKey(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int32:
		return sortKey(int64(v))
	case int64:
		return fmt.Sprintf("%020d", v) // never negative: numbers that we sort by are counted
	}
	return ""
}

// narrow tests the conditions of the form {path: {$in: texts}} by a set, where the engine would compare every document
// with every text, and returns the documents that are left and the conditions that are.
func narrow(docs bsonkit.List, query bson.D) (bsonkit.List, bson.D) {
	var rest bson.D
	for _, e := range query {
		if parts, ok := e.Value.(bson.A); ok && e.Key == "$and" {
			var others bson.A
			for _, p := range parts {
				part, ok := p.(bson.D)
				if !ok {
					others = append(others, p)
					continue
				}
				var other bson.D
				if docs, other = narrow(docs, part); len(other) > 0 {
					others = append(others, other)
				}
			}
			if len(others) > 0 {
				rest = append(rest, bson.E{Key: "$and", Value: others})
			}
			continue
		}
		if texts := inTexts(e.Value); texts != nil {
			docs = bsonkit.Select(docs, 0, func(doc bsonkit.Doc) (bool, bool) {
				text, plain := bsonkit.Get(doc, e.Key).(string)
				return texts[text] && plain || !plain && matches(doc, e), false
			})
			continue
		}
		rest = append(rest, e)
	}
	return docs, rest
}

// inTexts returns the texts of {$in: texts}; nil if the value is anything else.
func inTexts(value any) map[string]bool {
	test, ok := value.(bson.D)
	if !ok || len(test) != 1 || test[0].Key != "$in" {
		return nil
	}
	values, _ := test[0].Value.(bson.A)
	texts := make(map[string]bool, len(values))
	for _, v := range values {
		text, ok := v.(string)
		if !ok {
			return nil
		}
		texts[text] = true
	}
	return texts
}

func matches(doc bsonkit.Doc, e bson.E) bool {
	ok, err := mongokit.Match(doc, &bson.D{e})
	return ok && err == nil // inTexts has seen the condition
}

// projection returns what makes the answer of a document.
func projection(p any) (func(bsonkit.Doc) (bson.Raw, error), error) {
	if p == nil {
		return func(doc bsonkit.Doc) (bson.Raw, error) { return bson.Marshal(doc) }, nil
	}
	fields, err := bsonkit.Transform(p)
	return func(doc bsonkit.Doc) (bson.Raw, error) {
		projected, err := mongokit.Project(doc, fields)
		if err != nil {
			return nil, err
		}
		return bson.Marshal(projected)
	}, err
}

// raws keeps documents in a form that they are decoded from. The engine never changes a document, it puts another in its place.
type raws struct {
	mu    sync.Mutex
	byDoc map[bsonkit.Doc]bson.Raw
}

func newRaws() *raws { return &raws{byDoc: map[bsonkit.Doc]bson.Raw{}} }

// kept is make, but only for documents that are not known.
func (r *raws) kept(make func(bsonkit.Doc) (bson.Raw, error)) func(bsonkit.Doc) (bson.Raw, error) {
	return func(doc bsonkit.Doc) (bson.Raw, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		raw, ok := r.byDoc[doc]
		if ok {
			return raw, nil
		}
		raw, err := make(doc)
		if err == nil {
			r.byDoc[doc] = raw
		}
		return raw, err
	}
}

// shrink forgets everything when there is more than that, most of which has been replaced.
func (r *raws) shrink(most int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.byDoc) > most {
		clear(r.byDoc)
	}
}

// rawCursor has the documents that were found. The store reads them all at once; nothing else is here.
type rawCursor struct {
	lungo.ICursor
	docs []bson.Raw
}

// All decodes into a slice.
func (c rawCursor) All(_ context.Context, into any) error {
	slice := reflect.ValueOf(into).Elem()
	all := reflect.MakeSlice(slice.Type(), len(c.docs), len(c.docs))
	for i, doc := range c.docs {
		if err := bson.Unmarshal(doc, all.Index(i).Addr().Interface()); err != nil {
			return err
		}
	}
	slice.Set(all)
	return nil
}
