package store

import (
	"context"

	"github.com/256dpi/lungo"
	"github.com/256dpi/lungo/bsonkit"
	"github.com/256dpi/lungo/mongokit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// owned are the collections that a transaction of the embedded engine has copies of. The engine makes another copy for each
// document that is written, and goes through all of it for each that is changed, so that the time for many grows with their
// square. A copy that the transaction has is nobody else's until it is committed, and is changed where it is.
type owned struct {
	session *lungo.Session
	copies  map[lungo.Handle]*ownCopy
	failed  error // after which a copy may be anything, and nothing may be committed
}

// ownCopy is one of them.
type ownCopy struct {
	*mongokit.Collection
	byID map[any]bsonkit.Doc
}

type ownedKey struct{}

// withOwned lets what is done in a context own copies, and returns the error after which nothing of it may be committed.
func withOwned(s lungo.ISessionContext, fn func(context.Context) error) error {
	session, ok := s.(*lungo.SessionContext)
	if !ok { // of a MongoDB
		return fn(s)
	}
	o := &owned{session: session.Session, copies: map[lungo.Handle]*ownCopy{}}
	err := fn(context.WithValue(s, ownedKey{}, o))
	if err == nil {
		err = o.failed
	}
	return err
}

// ownedBy returns what the transaction of the context owns; nil outside of one.
func ownedBy(ctx context.Context) *owned {
	o, _ := ctx.Value(ownedKey{}).(*owned)
	return o
}

// of returns the copy of a collection; nil outside of a transaction, or if that has none, or the engine has made another of it since.
func (o *owned) of(handle lungo.Handle) *ownCopy {
	if o == nil {
		return nil
	}
	if c := o.copies[handle]; c != nil && c.Collection == o.session.Transaction().Catalog().Namespaces[handle] {
		return c
	}
	return nil
}

// take takes the copy that the engine has just made of a collection.
func (o *owned) take(handle lungo.Handle) *ownCopy {
	c := &ownCopy{o.session.Transaction().Catalog().Namespaces[handle], nil}
	o.copies[handle] = c
	return c
}

// find returns a document by its _id.
func (c *ownCopy) find(id any) bsonkit.Doc {
	if c.byID == nil {
		c.byID = make(map[any]bsonkit.Doc, len(c.Documents.List))
		for _, doc := range c.Documents.List {
			c.byID[bsonkit.Get(doc, "_id")] = doc
		}
	}
	return c.byID[id]
}

// write carries out one change; ok is false if that takes the engine.
func (c *ownCopy) write(m mongo.WriteModel, counted *mongo.BulkWriteResult) (ok bool, err error) {
	switch m := m.(type) {
	case *mongo.InsertOneModel:
		return true, c.insert(m, counted)
	case *mongo.ReplaceOneModel:
		return c.change(m.Filter, m.Replacement, counted, func(one *mongokit.Collection, where, by bsonkit.Doc) (*mongokit.Result, error) {
			return one.Replace(where, by, nil)
		})
	case *mongo.UpdateOneModel:
		return c.change(m.Filter, m.Update, counted, func(one *mongokit.Collection, where, by bsonkit.Doc) (*mongokit.Result, error) {
			return one.Update(where, by, nil, 0, 1, nil)
		})
	}
	return false, nil
}

func (c *ownCopy) insert(m *mongo.InsertOneModel, counted *mongo.BulkWriteResult) error {
	doc, err := bsonkit.Transform(m.Document)
	if err != nil {
		return err
	}
	if _, err := c.Insert(doc); err != nil {
		return err
	}
	if c.byID != nil {
		c.byID[bsonkit.Get(doc, "_id")] = doc
	}
	counted.InsertedCount++
	return nil
}

// change changes a document that a filter names by its _id, as a collection of that document alone does with the indexes of all.
func (c *ownCopy) change(filter, by any, counted *mongo.BulkWriteResult, change func(one *mongokit.Collection, where, by bsonkit.Doc) (*mongokit.Result, error)) (ok bool, _ error) {
	named, _ := filter.(bson.D)
	if len(named) == 0 || named[0].Key != "_id" {
		return false, nil
	}
	id, ok := named[0].Value.(string)
	if !ok {
		return false, nil
	}
	where, err := bsonkit.Transform(filter)
	if err != nil {
		return true, err
	}
	with, err := bsonkit.Transform(by)
	if err != nil {
		return true, err
	}
	before := c.find(id)
	if before == nil {
		return true, nil
	}
	one := &mongokit.Collection{Documents: bsonkit.NewSet(bsonkit.List{before}), Indexes: c.Indexes}
	done, err := change(one, where, with)
	if err != nil || len(done.Matched) == 0 {
		return true, err
	}
	after := one.Documents.List[0]
	c.Documents.Replace(before, after)
	c.byID[id] = after
	counted.MatchedCount++
	counted.ModifiedCount += int64(len(done.Modified))
	return true, nil
}

// BulkWrite writes. Of several changes within a transaction, the engine does the first and those that name no document by its
// _id. After a change that fails, as in a MongoDB, there is nothing to be had from the transaction but its end.
func (c *driver) BulkWrite(ctx context.Context, models []mongo.WriteModel, opts ...*options.BulkWriteOptions) (*mongo.BulkWriteResult, error) {
	c.d.commands.Add(1)
	o := ownedBy(ctx)
	if o == nil || len(models) == 1 {
		return c.ICollection.BulkWrite(ctx, models, opts...)
	}
	all := &mongo.BulkWriteResult{UpsertedIDs: map[int64]any{}}
	for i, m := range models {
		done, err := false, error(nil)
		if own := o.of(c.handle); own != nil {
			done, err = own.write(m, all)
		}
		if !done {
			var one *mongo.BulkWriteResult
			one, err = c.ICollection.BulkWrite(ctx, models[i:i+1], opts...)
			if err == nil && one.InsertedCount+one.ModifiedCount+one.DeletedCount > 0 {
				o.take(c.handle)
			}
			if err == nil {
				all.InsertedCount += one.InsertedCount
				all.MatchedCount += one.MatchedCount
				all.ModifiedCount += one.ModifiedCount
				all.DeletedCount += one.DeletedCount
			}
		}
		if err != nil {
			o.failed = err
			return all, err
		}
	}
	return all, nil
}
