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

// setUp creates the indexes of the type. A new one needs a new migration, for that is when this is done.
func (c *Collection[T]) setUp(ctx context.Context) error {
	current := []mongo.IndexModel{unique("id"), unique(c.keyField)}
	history := []mongo.IndexModel{ascending("id", "revision")}
	if !c.store.db.embedded { // the embedded engine reads every document anyway, and pays for each index at each write
		history = append(history, ascending(c.keyField, "from"), ascending("to", "from"))
		for _, link := range c.links {
			current, history = append(current, ascending(link)), append(history, ascending(link, "from"))
		}
		zero := reflect.New(reflect.TypeFor[T]().Elem()).Interface().(T)
		for _, path := range content.TermPaths(zero) {
			current = append(current, ascending("keys."+path, "id"))
		}
	}
	for collection, indexes := range map[lungo.ICollection][]mongo.IndexModel{c.live: current, c.draft: current, c.history: history} {
		if _, err := collection.Indexes().CreateMany(ctx, indexes); err != nil {
			return fmt.Errorf("creating the indexes of %s: %w", collection.Name(), err)
		}
	}
	return nil
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
