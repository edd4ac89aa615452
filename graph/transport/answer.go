package transport

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Answer is the answer to an executed operation. Nothing in it may be changed.
type Answer struct {
	Operation *graphql.OperationContext
	Response  *graphql.Response
	// Status and Body are what will be written.
	Status int
	Body   []byte
}

// Clean reports whether a query was answered without any error, so that the
// same answer can be given again.
func (a Answer) Clean() bool {
	return a.Operation.Operation.Operation == ast.Query &&
		len(a.Response.Errors) == 0 && a.Response.Data != nil
}
