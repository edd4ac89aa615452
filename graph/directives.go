package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/auth"
	"partnernetz/content"
)

// view carries out @view: everything that the operation reads goes through the view.
func view(ctx context.Context, _ any, next graphql.Resolver, stage *content.Stage, locale *content.Locale, fallback *bool, asOf *time.Time) (any, error) {
	v, err := content.NewView(auth.From(ctx).Scope(), stage, locale, fallback, asOf)
	if err != nil {
		return nil, err
	}
	return withView(ctx, v, next)
}

// usual is the view of an operation that does not ask for one.
func usual(ctx context.Context) content.View {
	v := content.PublicView()
	v.Scope = auth.From(ctx).Scope()
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		v.Stage = content.Draft
	}
	return v
}

// withView goes on in a view, which for a mutation is that of drafts: what comes back from it is the draft.
func withView(ctx context.Context, v content.View, next graphql.Resolver) (any, error) {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		if v.Stage, v.Fallback = content.Draft, true; !v.AsOf.IsZero() {
			return nil, content.Errorf(content.BadInput, "asOf shows what was public; a mutation changes what is now")
		}
	} else if err := auth.CheckView(auth.From(ctx), v); err != nil {
		return nil, err
	}
	return next(content.WithView(ctx, v))
}

// allowed carries out @auth: a field is only for callers with the permission.
func allowed(ctx context.Context, _ any, next graphql.Resolver, may auth.Permission) (any, error) {
	if err := auth.Check(auth.From(ctx), may); err != nil {
		return nil, err
	}
	return next(ctx)
}
