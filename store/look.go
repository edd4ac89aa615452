package store

import (
	"context"
	"time"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// look reads some fields of what a view has, without decoding it. What comes back may be the documents of the embedded
// engine themselves, with all their fields, and is not to be changed.
func (c *Collection[T]) look(ctx context.Context, v content.View, where bson.D, fields []string, opts ...*options.FindOptions) (found bsonkit.List, _ error) {
	only := bson.D{{Key: "_id", Value: 1}}
	for _, f := range fields {
		only = append(only, bson.E{Key: f, Value: 1})
	}
	err := c.read(ctx, v, where, &found, append(opts, options.Find().SetProjection(only))...)
	return found, err
}

// textAt returns the text at a path; empty if there is none.
func textAt(doc bsonkit.Doc, path string) string {
	text, _ := bsonkit.Get(doc, path).(string)
	return text
}

// numberAt returns the number at a path; 0 if there is none.
func numberAt(doc bsonkit.Doc, path string) int {
	switch n := bsonkit.Get(doc, path).(type) {
	case int32:
		return int(n)
	case int64:
		return int(n)
	}
	return 0
}

// timeAt returns the time at a path, which is there.
func timeAt(doc bsonkit.Doc, path string) time.Time {
	t, _ := bsonkit.Get(doc, path).(primitive.DateTime)
	return t.Time().UTC()
}
