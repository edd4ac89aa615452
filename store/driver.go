package store

import (
	"context"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// driver is a collection of the embedded engine whose commands are counted. The MongoDB driver counts its own.
type driver struct {
	lungo.ICollection
	d *Database
}

// collection gives access to a collection. All access goes through it.
func (d *Database) collection(name string) lungo.ICollection {
	c := d.db.Collection(name)
	if d.embedded {
		return driver{c, d}
	}
	return c
}

func (c driver) Find(ctx context.Context, filter any, opts ...*options.FindOptions) (lungo.ICursor, error) {
	c.d.commands.Add(1)
	return c.ICollection.Find(ctx, filter, opts...)
}

func (c driver) FindOne(ctx context.Context, filter any, opts ...*options.FindOneOptions) lungo.ISingleResult {
	c.d.commands.Add(1)
	return c.ICollection.FindOne(ctx, filter, opts...)
}

func (c driver) CountDocuments(ctx context.Context, filter any, opts ...*options.CountOptions) (int64, error) {
	c.d.commands.Add(1)
	return c.ICollection.CountDocuments(ctx, filter, opts...)
}

func (c driver) BulkWrite(ctx context.Context, models []mongo.WriteModel, opts ...*options.BulkWriteOptions) (*mongo.BulkWriteResult, error) {
	c.d.commands.Add(1)
	return c.ICollection.BulkWrite(ctx, models, opts...)
}
