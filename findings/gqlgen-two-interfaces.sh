#!/bin/sh
# A field that is asked for in fragments on two interfaces, of which neither implements the other, is collected twice with
# gqlgen v0.17.98, and only the first is written: what the second asks of the field is missing in the answer.
# Versions: gqlgen v0.17.98, gqlparser v2.5.64, Go 1.26.
# Good guess from: GraphQL specification, "Field Selection Merging" and CollectFields(): fields of one response name are one
# group, whose selections are merged. https://spec.graphql.org/October2021/#CollectFields()
# Related: https://github.com/99designs/gqlgen/issues/3636
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
	"os"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const text = `
interface Named { owner: Person }
interface Dated { owner: Person }
type Report implements Named & Dated { owner: Person }
type Person { name: String mail: String }
type Query { report: Report }`

func main() {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: text})
	doc := gqlparser.MustLoadQuery(schema, `{ report { ... on Named { owner { name } } ... on Dated { owner { mail } } } }`)
	op := &graphql.OperationContext{Doc: doc, Variables: map[string]any{}}
	report := doc.Operations[0].SelectionSet[0].(*ast.Field)
	fields := graphql.CollectFields(op, report.SelectionSet, []string{"Report", "Named", "Dated"})
	written := graphql.NewFieldSet(fields)
	for i, f := range fields {
		var names []string
		for _, s := range f.Selections {
			names = append(names, s.(*ast.Field).Name)
		}
		written.Values[i] = graphql.MarshalString(strings.Join(names, " and "))
	}
	written.MarshalGQL(os.Stdout)
	fmt.Printf(" of %d collected", len(fields))
}
GO
go get github.com/99designs/gqlgen@v0.17.98 github.com/vektah/gqlparser/v2@v2.5.64 2>/dev/null
seen=$(go run .)
echo "gqlgen v0.17.98"
echo 'guess: {"owner":"name and mail"} of 1 collected'
echo "seen:  $seen"
[ "$seen" = '{"owner":"name"} of 2 collected' ]
