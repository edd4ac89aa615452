#!/bin/sh
# VariableValues writes into the variables that it is given: where a list stands for a single value inside an input object,
# the caller's map has the list afterwards; at the top level it is left alone. Who hashes, logs or sends on the variables
# after validation has others than the client sent.
# Version: gqlparser v2.5.64.
# Good guess from: the function returns the coerced values as a new map, and copies at the top level.
# https://pkg.go.dev/github.com/vektah/gqlparser/v2/validator#VariableValues
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

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
)

func main() {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `input Filter { in: [Int!] } type Query { list(filter: Filter, ids: [Int!]): String }`})
	query, problems := gqlparser.LoadQuery(schema, `query ($filter: Filter, $ids: [Int!]) { list(filter: $filter, ids: $ids) }`)
	if problems != nil {
		panic(problems)
	}
	sent := map[string]any{"filter": map[string]any{"in": 1}, "ids": 1}
	coerced, err := validator.VariableValues(schema, query.Operations[0], sent)
	fmt.Printf("returned %v, sent %v, error %v", coerced, sent, err)
}
GO
go get github.com/vektah/gqlparser/v2@v2.5.64 2>/dev/null
echo "gqlparser v2.5.64, variables after they were coerced"
echo "guess: returned map[filter:map[in:[1]] ids:[1]], sent map[filter:map[in:1] ids:1], error <nil>"
seen=$(go run .)
echo "seen:  $seen"
[ "$seen" = "returned map[filter:map[in:[1]] ids:[1]], sent map[filter:map[in:[1]] ids:1], error <nil>" ]
