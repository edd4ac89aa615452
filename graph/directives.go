package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/auth"
	"partnernetz/content"
)

// view carries out @view: everything that the operation reads goes through the view.
func (r *Resolver) view(ctx context.Context, _ any, next graphql.Resolver, stage *content.Stage, locale *content.Locale, fallback *bool, asOf *time.Time, release *string) (any, error) {
	ctx, err := r.through(ctx, address{stage, locale, fallback, asOf, release})
	if err != nil {
		return nil, err
	}
	return next(ctx)
}

// operation carries out an operation, through the view of the address or the usual one if it has no @view.
func (r *Resolver) operation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	ctx = withFaults(content.WithServer(ctx, r.PublicURL))
	if graphql.GetOperationContext(ctx).Operation.Directives.ForName("view") == nil {
		seen, err := r.through(ctx, address{})
		if err != nil {
			return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{present(ctx, err)}, Data: []byte("null")})
		}
		ctx = seen
	}
	return next(r.begin(ctx))
}

// through returns a context with the view of an operation that names some arguments of it. That of a mutation is of drafts:
// what comes back from it is the draft.
func (r *Resolver) through(ctx context.Context, named address) (context.Context, error) {
	v, err := r.viewOf(ctx, named)
	if err != nil {
		return nil, err
	}
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		switch v.Stage, v.Fallback = content.Draft, true; {
		case v.Release != "":
			return nil, content.Errorf(content.BadInput, "release shows what was frozen; a mutation changes what is now")
		case !v.AsOf.IsZero():
			return nil, content.Errorf(content.BadInput, "asOf shows what was public; a mutation changes what is now")
		}
	} else if err := auth.CheckView(auth.From(ctx), v); err != nil {
		return nil, err
	}
	return content.WithView(ctx, v), nil
}

// allowed carries out @auth: a field is only for callers with the permission.
func allowed(ctx context.Context, _ any, next graphql.Resolver, may auth.Permission) (any, error) {
	if err := auth.Check(auth.From(ctx), may); err != nil {
		return nil, err
	}
	return next(ctx)
}
