#!/bin/sh
# A key that was first asked for with a context that has ended stays failed for everybody: the batch has the context of its
# first caller, the failure is kept like a value, another caller with a live context gets it without a new fetch, and Prime
# does not replace it. So a loader must not outlive a context, and a short timeout for one load spoils others.
# Version: dataloadgen v0.0.9.
# Good guess from: the documentation of context: a context ends the work of its own caller.
# https://pkg.go.dev/github.com/vikstrous/dataloadgen#Loader.Prime ("If the key already exists, no change is made")
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
	"time"

	"github.com/vikstrous/dataloadgen"
)

func main() {
	fetches := 0
	loader := dataloadgen.NewMappedLoader(func(ctx context.Context, keys []string) (map[string]int, error) {
		fetches++
		return map[string]int{"a": 1, "b": 2}, ctx.Err()
	}, dataloadgen.WithWait(time.Second))
	gone, hangUp := context.WithCancel(context.Background())
	hangUp()
	first := loader.LoadThunk(gone, "a")
	other := loader.LoadThunk(context.Background(), "b") // in the same batch, by somebody who is there
	_, _ = first()
	_, failed := other()
	_, later := loader.Load(context.Background(), "a")
	primed := loader.Prime("a", 1)
	_, after := loader.Load(context.Background(), "a")
	fmt.Printf("other key: %v; same key later: %v; primed: %t; then: %v; fetches: %d", failed, later, primed, after, fetches)
}
GO
go get github.com/vikstrous/dataloadgen@v0.0.9 2>/dev/null
echo "dataloadgen v0.0.9, one caller's context has ended, the others' have not"
echo "guess: other key: <nil>; same key later: <nil>"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "other key: context canceled; same key later: context canceled; primed: false; then: context canceled; fetches: 1" ]
