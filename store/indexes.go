package store

import (
	"context"
	"fmt"
	"reflect"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// setUp creates the indexes of the type that are not there. It is done at every start; several instances may do it at once.
func (c *Collection[T]) setUp(ctx context.Context) error {
	current := []mongo.IndexModel{unique("id"), unique(c.keyField)}
	history := []mongo.IndexModel{ascending("id", "revision")}
	if !c.store.db.embedded { // the embedded engine reads every document anyway, and pays for each index at each write
		history = append(history, ascending(c.keyField, "from"), ascending("to", "from"))
		for _, link := range c.links {
			current, history = append(current, ascending(link)), append(history, ascending(link, "from"))
		}
		zero := reflect.New(reflect.TypeFor[T]().Elem()).Interface().(T)
		for _, order := range content.OrderPaths(zero) {
			current = append(current, ascending(append(under("keys.", order), "id")...))
		}
	}
	for collection, indexes := range map[lungo.ICollection][]mongo.IndexModel{c.live: current, c.draft: current, c.history: history} {
		var there []bson.Raw
		cursor, err := collection.Indexes().List(ctx)
		if err == nil {
			err = cursor.All(ctx, &there)
		}
		if err != nil {
			return fmt.Errorf("listing the indexes of %s: %w", collection.Name(), err)
		}
		if len(there) == len(indexes)+1 { // and that of _id; the embedded engine would write its file for nothing
			continue
		}
		if _, err := collection.Indexes().CreateMany(ctx, indexes); err != nil {
			return fmt.Errorf("creating the indexes of %s: %w", collection.Name(), err)
		}
	}
	return nil
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
