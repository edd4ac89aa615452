#!/bin/sh
# A path through an array of documents (items.n) finds them in filters, but sorting by it does nothing, a projection that
# includes it gives no items at all, and one that excludes it leaves it there, all without an error.
# Version: lungo v0.4.0 (embedded, compatible with MongoDB).
# Good guess from: the MongoDB manual: an ascending sort goes by the least element of an array
# (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#arrays), and dot notation projects inside
# documents embedded in an array (https://www.mongodb.com/docs/manual/tutorial/project-fields-from-query-results/).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=
go mod init finding 2>/dev/null
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"
)

func main() {
	ctx := context.Background()
	client, engine, err := lungo.Open(ctx, lungo.Options{Store: lungo.NewMemoryStore()})
	if err != nil {
		panic(err)
	}
	defer engine.Close()
	c := client.Database("d").Collection("c")
	for i, n := range []int{7, 3, 5} {
		_, err = c.InsertOne(ctx, bson.M{"_id": i, "items": bson.A{bson.D{{"n", n}, {"x", 0}}}})
	}
	find := func(name string, filter any, o *options.FindOptions) {
		cursor, err := c.Find(ctx, filter, o)
		var found []bson.D
		if err == nil {
			err = cursor.All(ctx, &found)
		}
		fmt.Printf("%s: %v %v; ", name, found, err)
	}
	id := bson.M{"_id": 1}
	find("filter", bson.M{"items.n": 5}, options.Find().SetProjection(id))
	find("sorted", bson.M{}, options.Find().SetProjection(id).SetSort(bson.M{"items.n": 1}))
	find("included", bson.M{"_id": 0}, options.Find().SetProjection(bson.M{"items.n": 1}))
	find("excluded", bson.M{"_id": 0}, options.Find().SetProjection(bson.M{"items.n": 0}))
}
GO
go get github.com/256dpi/lungo@v0.4.0 2>/dev/null
echo "lungo v0.4.0"
echo "guess: filter: [[{_id 2}]] <nil>; sorted: [[{_id 1}] [{_id 2}] [{_id 0}]] <nil>; included: [[{_id 0} {items [[{n 7}]]}]] <nil>; excluded: [[{_id 0} {items [[{x 0}]]}]] <nil>;"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "filter: [[{_id 2}]] <nil>; sorted: [[{_id 0}] [{_id 1}] [{_id 2}]] <nil>; included: [[{_id 0}]] <nil>; excluded: [[{_id 0} {items [[{n 7} {x 0}]]}]] <nil>; " ]
