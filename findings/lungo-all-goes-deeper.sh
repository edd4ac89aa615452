#!/bin/sh
# {a: {$all: [2]}} finds a document whose a is [[1, 2]], which {a: 2} rightly does not: $all looks into arrays in the array.
# Version: lungo v0.4.0 (embedded, compatible with MongoDB).
# Good guess from: the MongoDB manual: "{ tags: { $all: [ "ssl" , "security" ] } } is equivalent to { $and: [ { tags: "ssl" },
# { tags: "security" } ] }". https://www.mongodb.com/docs/manual/reference/operator/query/all/
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
)

func main() {
	ctx := context.Background()
	client, engine, err := lungo.Open(ctx, lungo.Options{Store: lungo.NewMemoryStore()})
	if err != nil {
		panic(err)
	}
	defer engine.Close()
	c := client.Database("d").Collection("c")
	if _, err = c.InsertOne(ctx, bson.M{"a": bson.A{bson.A{1, 2}}}); err != nil {
		panic(err)
	}
	for _, condition := range []any{2, bson.M{"$in": bson.A{2}}, bson.M{"$all": bson.A{2}}} {
		n, err := c.CountDocuments(ctx, bson.M{"a": condition})
		fmt.Printf("%v: %d %v; ", condition, n, err)
	}
}
GO
go get github.com/256dpi/lungo@v0.4.0 2>/dev/null
echo "lungo v0.4.0, how many documents with a = [[1, 2]] are found"
echo 'guess: 2: 0 <nil>; map[$in:[2]]: 0 <nil>; map[$all:[2]]: 0 <nil>;'
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = '2: 0 <nil>; map[$in:[2]]: 0 <nil>; map[$all:[2]]: 1 <nil>; ' ]
