#!/bin/sh
# A list of non-null items whose context ends while it is written comes out as an empty list ([]) with gqlgen v0.17.95 if
# worker_limit is set, as if there were nothing, with an error beside it; v0.17.98 gives nulls, which the generated code turns
# into the null of the whole list. Without worker_limit (0), and for a list of one, the end of the context is not looked at.
# Versions: gqlgen v0.17.95 and v0.17.98, Go 1.26.
# Good guess from: GraphQL specification, "Handling Execution Errors": what fails is null, and so is a list of non-null
# items around it. https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
# Related: https://github.com/99designs/gqlgen/issues/4018
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
	"os"

	"github.com/99designs/gqlgen/graphql"
)

// list writes items, while the caller hangs up during the first of them.
func list(length int, workers int64) {
	ctx, hangUp := context.WithCancel(graphql.WithResponseContext(context.Background(), graphql.DefaultErrorPresenter, graphql.DefaultRecover))
	written := graphql.MarshalSliceConcurrently(ctx, length, workers, false, func(_ context.Context, i int) graphql.Marshaler {
		if i == 0 {
			hangUp()
		}
		return graphql.MarshalInt(i)
	})
	written.MarshalGQL(os.Stdout)
	fmt.Printf(" errors=%d;", len(graphql.GetErrors(ctx)))
}

func main() {
	list(3, 1)
	list(3, 0)
	list(1, 1)
}
GO
status=0
check() {
	go get "github.com/99designs/gqlgen@$1" 2>/dev/null
	seen=$(go run .)
	echo "gqlgen $1, lists of 3 with worker_limit 1, of 3 without, of 1: $seen"
	[ "$seen" = "$2" ] || { echo "was: $2"; status=1; }
}
echo "guess: null in place of what was not written, and an error"
check v0.17.95 "[] errors=1;[0,1,2] errors=0;[0] errors=0;"
check v0.17.98 "[0,null,null] errors=1;[0,1,2] errors=0;[0] errors=0;"
exit $status
