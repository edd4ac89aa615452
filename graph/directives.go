package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/auth"
	"partnernetz/content"
)

// view carries out @view: everything that the operation reads goes through the view.
func view(ctx context.Context, _ any, next graphql.Resolver, stage *content.Stage, locale *content.Locale, fallback *bool, asOf *time.Time) (any, error) {
	v, err := content.NewView(stage, locale, fallback, asOf)
	if err != nil {
		return nil, err
	}
	if err := auth.CheckView(auth.From(ctx), v); err != nil {
		return nil, err
	}
	return next(content.WithView(ctx, v))
}
