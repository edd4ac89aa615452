package store

import (
	"context"
	"reflect"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/bsonkit"
	"github.com/256dpi/lungo/mongokit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// documents are what the embedded engine has found. The store reads them all at once; no more of a cursor is here.
type documents struct {
	lungo.ICursor
	list bsonkit.List
	only any // a projection; nil for all fields
}

// All decodes into a slice. Into one of documents it puts those of the engine, which are not to be changed.
func (d documents) All(_ context.Context, into any) error {
	if list, ok := into.(*bsonkit.List); ok {
		*list = d.list
		return nil
	}
	only, err := d.projection()
	if err != nil {
		return err
	}
	slice := reflect.ValueOf(into).Elem()
	all := reflect.MakeSlice(slice.Type(), len(d.list), len(d.list))
	for i, doc := range d.list {
		if err := decode(doc, only, all.Index(i).Addr().Interface()); err != nil {
			return err
		}
	}
	slice.Set(all)
	return nil
}

// Err is nil: what was found is there.
func (documents) Err() error { return nil }

func (d documents) projection() (bsonkit.Doc, error) {
	if d.only == nil {
		return nil, nil
	}
	return bsonkit.Transform(d.only)
}

func decode(doc, only bsonkit.Doc, into any) (err error) {
	if only != nil {
		if doc, err = mongokit.Project(doc, only); err != nil {
			return err
		}
	}
	raw, err := bson.Marshal(doc)
	if err != nil {
		return err
	}
	return bson.Unmarshal(raw, into)
}

// result is one document that was found, or why there is none.
type result struct {
	lungo.ISingleResult
	found documents
	err   error
}

// Err tells why there is none.
func (r result) Err() error {
	if r.err == nil && len(r.found.list) == 0 {
		return mongo.ErrNoDocuments
	}
	return r.err
}

// Decode decodes the document.
func (r result) Decode(into any) error {
	if err := r.Err(); err != nil {
		return err
	}
	return decode(r.found.list[0], nil, into)
}
