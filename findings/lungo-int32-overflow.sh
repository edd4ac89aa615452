#!/bin/sh
# Adding to or multiplying a 32-bit number beyond its range with $inc or $mul wraps around without an error,
# where MongoDB goes on with 64 bits.
# Version: lungo v0.4.0 (embedded, compatible with MongoDB).
# Good guess from: the MongoDB manual: "If the product of two 32-bit integers exceeds the maximum value for a 32-bit integer,
# the result is a 64-bit integer." https://www.mongodb.com/docs/manual/reference/operator/update/mul/
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
	for id, update := range []bson.M{{"$inc": bson.M{"n": int32(1)}}, {"$mul": bson.M{"n": int32(2)}}} {
		_, err = c.InsertOne(ctx, bson.M{"_id": id, "n": int32(2147483647)})
		if err == nil {
			_, err = c.UpdateOne(ctx, bson.M{"_id": id}, update)
		}
		var d struct{ N any }
		if err == nil {
			err = c.FindOne(ctx, bson.M{"_id": id}).Decode(&d)
		}
		fmt.Printf("%v: %T %v %v; ", update, d.N, d.N, err)
	}
}
GO
go get github.com/256dpi/lungo@v0.4.0 2>/dev/null
echo "lungo v0.4.0, with n = 2147483647, a 32-bit integer"
echo 'guess: map[$inc:map[n:1]]: int64 2147483648 <nil>; map[$mul:map[n:2]]: int64 4294967294 <nil>;'
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = 'map[$inc:map[n:1]]: int32 -2147483648 <nil>; map[$mul:map[n:2]]: int32 -2 <nil>; ' ]
