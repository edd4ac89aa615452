#!/bin/sh
# What has expired is absent for GetIfPresent and SetIfAbsent, but Set and Invalidate hand out the expired value and say that
# the key was there, until the cache gets to clear it away. (The clock is put forward by hand, so that this is no matter of luck.)
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

// clock is put forward by hand and never ticks, so that nothing is cleared away by itself.
type clock struct{ now int64 }

func (c *clock) NowNano() int64                      { return c.now }
func (c *clock) Tick(time.Duration) <-chan time.Time { return nil }

// expired returns a cache with a key that has expired.
func expired() *otter.Cache[string, int] {
	c := &clock{}
	cache := otter.Must(&otter.Options[string, int]{
		ExpiryCalculator: otter.ExpiryWriting[string, int](time.Second), Clock: c, Executor: func(work func()) { work() },
	})
	cache.Set("key", 1)
	c.now += int64(time.Minute)
	return cache
}

func main() {
	_, there := expired().GetIfPresent("key")
	value, fresh := expired().SetIfAbsent("key", 2)
	fmt.Printf("GetIfPresent: %t; SetIfAbsent: %d %t; ", there, value, fresh)
	value, fresh = expired().Set("key", 2)
	fmt.Printf("Set: %d %t; ", value, fresh)
	value, there = expired().Invalidate("key")
	fmt.Printf("Invalidate: %d %t", value, there)
}
GO
go get github.com/maypok86/otter/v2@v2.2.1 2>/dev/null
echo "otter v2.2.1, an entry that has expired"
echo "guess: GetIfPresent: false; SetIfAbsent: 2 true; Set: 2 true; Invalidate: 0 false"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "GetIfPresent: false; SetIfAbsent: 2 true; Set: 1 false; Invalidate: 1 true" ]
