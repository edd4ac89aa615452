#!/bin/sh
# errors.Is does not find ErrNotFound (nor any other error) in what LoadAll returns, as ErrorSlice has no Unwrap, while it does
# in what Load returns for the same key, and although the text of the error is just that.
# Version: dataloadgen v0.0.9.
# Good guess from: the documentation of ErrNotFound, and of errors.Join, with which ErrorSlice makes its text.
# https://pkg.go.dev/github.com/vikstrous/dataloadgen#ErrorSlice
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
	"errors"
	"fmt"

	"github.com/vikstrous/dataloadgen"
)

func main() {
	loader := dataloadgen.NewMappedLoader(func(context.Context, []string) (map[string]int, error) {
		return map[string]int{"a": 1}, nil
	})
	_, one := loader.Load(context.Background(), "b")
	_, all := loader.LoadAll(context.Background(), []string{"a", "b"})
	fmt.Printf("Load: %t, LoadAll: %t, text of LoadAll: %v", errors.Is(one, dataloadgen.ErrNotFound), errors.Is(all, dataloadgen.ErrNotFound), all)
}
GO
go get github.com/vikstrous/dataloadgen@v0.0.9 2>/dev/null
echo "dataloadgen v0.0.9, is the error ErrNotFound?"
echo "guess: Load: true, LoadAll: true"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "Load: true, LoadAll: false, text of LoadAll: dataloadgen: not found" ]
