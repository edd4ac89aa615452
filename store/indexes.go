package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/list"
)

// setUp creates the indexes of the type that are not there. It is done at every start; several instances may do it at once.
func (c *Collection[T]) setUp(ctx context.Context) error {
	current := []mongo.IndexModel{unique("id"), unique(c.traits.KeyField)}
	var drafts []mongo.IndexModel
	history := []mongo.IndexModel{ascending("id", "revision")}
	if !c.store.db.embedded { // the embedded engine reads every document anyway, and pays for each index at each write
		history = append(history, ascending(c.traits.KeyField, "from"), ascending("to", "from"), ascending(pins))
		current = append(current, ascending("references"))
		drafts = append(drafts, ascending("changed", "updatedAt"), ascending("saved.authorId", "updatedAt"), ascending("updatedAt"))
		for _, link := range c.traits.Links {
			current, history = append(current, ascending(link.Field)), append(history, ascending(link.Field, "from"))
		}
		if c.kind == content.MediaFiles {
			current = append(current, ascending("file.sum"))
		}
		for _, order := range list.OrderPaths(c.zero()) {
			current = append(current, ascending(append(under("keys.", order), "id")...))
		}
	}
	for collection, indexes := range map[lungo.ICollection][]mongo.IndexModel{c.live: current, c.draft: append(drafts, current...), c.history: history} {
		if err := createIndexes(ctx, collection, indexes); err != nil {
			return err
		}
	}
	return nil
}

// createIndexes creates the indexes that are not there.
func createIndexes(ctx context.Context, collection lungo.ICollection, indexes []mongo.IndexModel) error {
	missing, err := missing(ctx, collection, indexes)
	if err == nil && len(missing) > 0 {
		_, err = collection.Indexes().CreateMany(ctx, missing)
	}
	if err != nil {
		return fmt.Errorf("creating the indexes of %s: %w", collection.Name(), err)
	}
	return nil
}

// missing returns the indexes that are not there. The embedded engine would write its file for those that are.
func missing(ctx context.Context, collection lungo.ICollection, indexes []mongo.IndexModel) ([]mongo.IndexModel, error) {
	var there []struct {
		Key bson.D `bson:"key"`
	}
	cursor, err := collection.Indexes().List(ctx)
	if err == nil {
		err = cursor.All(ctx, &there)
	}
	known := map[string]bool{}
	for _, x := range there {
		known[fields(x.Key)] = true
	}
	return slices.DeleteFunc(slices.Clone(indexes), func(m mongo.IndexModel) bool { return known[fields(m.Keys.(bson.D))] }), err
}

// fields names an index by what it is over; all of ours are ascending.
func fields(keys bson.D) string {
	var names []string
	for _, k := range keys {
		names = append(names, k.Key)
	}
	return strings.Join(names, ",")
}

func under(prefix string, paths []string) []string {
	whole := make([]string, len(paths))
	for i, p := range paths {
		whole[i] = prefix + p
	}
	return whole
}

func ascending(paths ...string) mongo.IndexModel {
	var keys bson.D
	for _, p := range paths {
		keys = append(keys, bson.E{Key: p, Value: 1})
	}
	return mongo.IndexModel{Keys: keys}
}

func unique(path string) mongo.IndexModel {
	m := ascending(path)
	m.Options = options.Index().SetUnique(true)
	return m
}
