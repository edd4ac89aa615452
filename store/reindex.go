package store

import (
	"context"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/network"
)

const reindexAtOnce = 500 // documents

// reindex computes anew what entries are found and sorted by, in all revisions.
func reindex(ctx context.Context, s *Store) error {
	for _, c := range s.byKind {
		if err := c.reindex(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collection[T]) reindex(ctx context.Context) error {
	for _, collection := range c.collections() {
		err := c.store.parts(ctx, "reindexing "+collection.Name(), func(ctx context.Context, mark string) (string, error) {
			for {
				docs, err := c.behind(ctx, collection, mark)
				if err != nil || len(docs) == 0 {
					return "", err
				}
				all, err := c.setIndexes(ctx, collection, docs)
				switch {
				case err != nil || all && len(docs) < reindexAtOnce:
					return "", err
				case all:
					return docs[len(docs)-1].Record.DocID, nil
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// behind reads the documents whose ids follow on a mark.
func (c *Collection[T]) behind(ctx context.Context, collection lungo.ICollection, mark string) (docs []document[T], _ error) {
	cursor, err := collection.Find(ctx, field("_id", "$gt", mark),
		options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}).SetLimit(reindexAtOnce).SetBatchSize(batchSize))
	if err == nil {
		err = cursor.All(ctx, &docs)
	}
	return docs, err
}

// setIndexes computes the indexes of documents, and reports whether all of them still were as they were read.
func (c *Collection[T]) setIndexes(ctx context.Context, collection lungo.ICollection, docs []document[T]) (bool, error) {
	models := make([]mongo.WriteModel, len(docs))
	for i, d := range docs {
		head, x := d.Entry.Head(), indexOf(d.Entry)
		as := append(docID(d.Record.DocID), bson.E{Key: "revision", Value: head.Revision}, bson.E{Key: "updatedAt", Value: head.UpdatedAt})
		change := bson.D{{Key: "$set", Value: x}}
		if len(x.Todo) == 0 {
			change = append(change, bson.E{Key: "$unset", Value: bson.D{{Key: "todo", Value: ""}}})
		}
		models[i] = mongo.NewUpdateOneModel().SetFilter(as).SetUpdate(change)
	}
	result, err := collection.BulkWrite(ctx, models)
	return err == nil && result.MatchedCount == int64(len(docs)), err
}

// keepDemo writes down of entries that they are no examples, where that was left out.
func keepDemo(ctx context.Context, s *Store) error {
	is := bson.D{{Key: "$set", Value: bson.D{{Key: "demo", Value: false}}}}
	for _, c := range s.byKind {
		for _, collection := range c.collections() {
			if _, err := collection.UpdateMany(ctx, field("demo", "$exists", false), is); err != nil {
				return err
			}
		}
	}
	return nil
}

// confirmEvents writes down of events that they take place, where nothing was said of that.
func confirmEvents(ctx context.Context, s *Store) error {
	is := bson.D{{Key: "$set", Value: bson.D{{Key: "status", Value: network.EventConfirmed}}}}
	for _, collection := range s.Events.collections() {
		if _, err := collection.UpdateMany(ctx, field("status", "$exists", false), is); err != nil {
			return err
		}
	}
	return nil
}
