package store

import (
	"context"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// driver is a collection of the embedded engine. It counts commands, as the MongoDB driver does by itself, and reads
// faster than the engine: it waits for nobody who writes, filters before it sorts, and keeps documents in the form that they
// are decoded from.
type driver struct {
	lungo.ICollection
	d      *Database
	handle lungo.Handle
	raws   *raws // of entries
	states *raws
}

// keptFor returns the documents that are kept as a projection makes them; nil for one that is made each time.
func (c driver) keptFor(projection any) *raws {
	switch {
	case isEntry(projection):
		return c.raws
	case projection == stateOnly:
		return c.states
	}
	return nil
}

// collection gives access to a collection. All access goes through it.
func (d *Database) collection(name string) lungo.ICollection {
	c := d.db.Collection(name)
	if d.embedded {
		return driver{c, d, lungo.Handle{d.db.Name(), name}, newRaws(), newRaws()}
	}
	return c
}

// Find reads. Inside of a transaction the engine does it, as only it knows what has been written there.
func (c driver) Find(ctx context.Context, filter any, opts ...*options.FindOptions) (lungo.ICursor, error) {
	if !isUnasked(ctx) {
		c.d.commands.Add(1)
	}
	o := options.MergeFindOptions(opts...)
	if inTransaction(ctx) || o.Skip != nil {
		return c.ICollection.Find(ctx, filter, opts...)
	}
	return c.find(filter, o)
}

// find reads what was committed last.
func (c driver) find(filter any, o *options.FindOptions) (rawCursor, error) {
	all, err := c.d.committed.documents(c.handle)
	if err != nil {
		return rawCursor{}, err
	}
	docs, err := scan(all, filter, o)
	if err != nil {
		return rawCursor{}, err
	}
	project, err := projection(o.Projection)
	if err != nil {
		return rawCursor{}, err
	}
	if kept := c.keptFor(o.Projection); kept != nil {
		kept.shrink(2 * len(all))
		project = kept.kept(project)
	}
	cursor := rawCursor{docs: make([]bson.Raw, len(docs))}
	for i, doc := range docs {
		if cursor.docs[i], err = project(doc); err != nil {
			return rawCursor{}, err
		}
	}
	return cursor, nil
}

// FindOne reads one document.
func (c driver) FindOne(ctx context.Context, filter any, opts ...*options.FindOneOptions) lungo.ISingleResult {
	c.d.commands.Add(1)
	if inTransaction(ctx) || len(opts) > 0 {
		return c.ICollection.FindOne(ctx, filter, opts...)
	}
	found, err := c.find(filter, options.Find().SetLimit(1))
	if err != nil {
		return rawResult{err: err}
	}
	return found.first()
}

// CountDocuments counts.
func (c driver) CountDocuments(ctx context.Context, filter any, opts ...*options.CountOptions) (int64, error) {
	c.d.commands.Add(1)
	if inTransaction(ctx) || len(opts) > 0 {
		return c.ICollection.CountDocuments(ctx, filter, opts...)
	}
	docs, err := c.d.committed.documents(c.handle)
	if err == nil {
		docs, err = scan(docs, filter, options.Find())
	}
	return int64(len(docs)), err
}

// BulkWrite writes.
func (c driver) BulkWrite(ctx context.Context, models []mongo.WriteModel, opts ...*options.BulkWriteOptions) (*mongo.BulkWriteResult, error) {
	c.d.commands.Add(1)
	return c.ICollection.BulkWrite(ctx, models, opts...)
}
