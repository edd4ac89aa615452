package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/auth"
)

// unforged refuses mutations that any website could have made a browser send. Queries change nothing, and no other website
// can read what they are answered.
type unforged struct{}

// ExtensionName is the name gqlgen knows this extension by.
func (unforged) ExtensionName() string { return "Unforged" }

// Validate accepts every schema.
func (unforged) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses the operation or leaves it as it is.
func (unforged) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if op.Operation.Operation != ast.Mutation {
		return nil
	}
	return forged(ctx)
}

// forged refuses a caller whose request could be any website's.
func forged(ctx context.Context) *gqlerror.Error {
	if !auth.From(ctx).Forgeable {
		return nil
	}
	err := gqlerror.Errorf("with a cookie, a mutation or an upload needs the header GraphQL-Require-Preflight as well, with any value, as no other website can send it")
	err.Extensions = map[string]any{"code": string(auth.CSRF)}
	return err
}
