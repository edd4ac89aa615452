#!/bin/sh
# What has expired is absent for GetIfPresent, SetIfAbsent and Compute, but Set and Invalidate hand out the expired value and
# say that the key was there.
# Version: otter v2.2.1.
# Good guess from: the comments of Set ("If the specified key is not already associated with a value, then it returns new value
# and true") and Invalidate ("reports whether the key was present"). https://pkg.go.dev/github.com/maypok86/otter/v2#Cache.Set
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=
go mod init finding 2>/dev/null
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/maypok86/otter/v2"
)

func main() {
	cache := otter.Must(&otter.Options[string, int]{ExpiryCalculator: otter.ExpiryWriting[string, int](50 * time.Millisecond)})
	expired := func(key string) string {
		cache.Set(key, 1)
		time.Sleep(200 * time.Millisecond)
		return key
	}
	get, set, absent, invalidate := expired("get"), expired("set"), expired("absent"), expired("invalidate")
	_, there := cache.GetIfPresent(get)
	value, fresh := cache.SetIfAbsent(absent, 2)
	fmt.Printf("GetIfPresent: %t; SetIfAbsent: %d %t; ", there, value, fresh)
	value, fresh = cache.Set(set, 2)
	fmt.Printf("Set: %d %t; ", value, fresh)
	value, there = cache.Invalidate(invalidate)
	fmt.Printf("Invalidate: %d %t", value, there)
}
GO
go get github.com/maypok86/otter/v2@v2.2.1 2>/dev/null
echo "otter v2.2.1, an entry that has expired"
echo "guess: GetIfPresent: false; SetIfAbsent: 2 true; Set: 2 true; Invalidate: 0 false"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "GetIfPresent: false; SetIfAbsent: 2 true; Set: 1 false; Invalidate: 1 true" ]
