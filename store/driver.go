package store

import (
	"context"
	"sync"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// driver is a collection of the embedded engine. It counts commands, as the MongoDB driver does by itself, and reads
// faster than the engine: it waits for nobody who writes, and keeps documents in the orders that they are asked for.
type driver struct {
	lungo.ICollection
	d      *Database
	handle lungo.Handle
	mu     sync.Mutex
	last   *shelf // that was read from
}

// collection gives access to a collection. All access goes through it.
func (d *Database) collection(name string) lungo.ICollection {
	c := d.db.Collection(name)
	if !d.embedded {
		return c
	}
	known, _ := d.drivers.LoadOrStore(name, &driver{ICollection: c, d: d, handle: lungo.Handle{d.db.Name(), name}, last: newShelf(&d.committed.none)})
	return known.(*driver)
}

// shelf returns what was committed last.
func (c *driver) shelf() (*shelf, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	docs, err := c.d.committed.documents(c.handle)
	if err == nil && docs != c.last.Set {
		c.last = c.last.after(docs)
	}
	return c.last, err
}

// Find reads. Inside of a transaction the engine does it, as only it knows what has been written there, unless the transaction
// owns a copy.
func (c *driver) Find(ctx context.Context, filter any, opts ...*options.FindOptions) (lungo.ICursor, error) {
	if !isUnasked(ctx) {
		c.d.commands.Add(1)
	}
	observed(ctx, c.handle[1])
	o := options.MergeFindOptions(opts...)
	where, ok := filter.(bson.D)
	switch own := ownedBy(ctx).of(c.handle); {
	case !ok || o.Skip != nil:
	case own != nil:
		return newShelf(own.Documents).read(where, o)
	case !inTransaction(ctx):
		return c.find(where, o)
	}
	return c.ICollection.Find(ctx, filter, opts...)
}

func (c *driver) find(filter bson.D, o *options.FindOptions) (documents, error) {
	s, err := c.shelf()
	if err != nil {
		return documents{}, err
	}
	return s.read(filter, o)
}

// read finds documents as the options say.
func (s *shelf) read(filter bson.D, o *options.FindOptions) (found documents, err error) {
	limit := 0
	if o.Limit != nil {
		limit = int(*o.Limit)
	}
	by, _ := o.Sort.(bson.D)
	found.only = o.Projection
	found.list, err = s.find(filter, by, limit)
	return found, err
}

// FindOne reads one document.
func (c *driver) FindOne(ctx context.Context, filter any, opts ...*options.FindOneOptions) lungo.ISingleResult {
	c.d.commands.Add(1)
	observed(ctx, c.handle[1])
	where, ok := filter.(bson.D)
	if !ok || inTransaction(ctx) || len(opts) > 0 {
		return c.ICollection.FindOne(ctx, filter, opts...)
	}
	found, err := c.find(where, options.Find().SetLimit(1))
	return result{found: found, err: err}
}

// CountDocuments counts.
func (c *driver) CountDocuments(ctx context.Context, filter any, opts ...*options.CountOptions) (int64, error) {
	c.d.commands.Add(1)
	observed(ctx, c.handle[1])
	where, ok := filter.(bson.D)
	if !ok || inTransaction(ctx) || len(opts) > 0 {
		return c.ICollection.CountDocuments(ctx, filter, opts...)
	}
	s, err := c.shelf()
	if err != nil {
		return 0, err
	}
	n, err := s.count(where)
	return int64(n), err
}
