package graph

import (
	"context"

	"partnernetz/content"
	"partnernetz/store"
)

// ofKind returns the entry of an id; nil if the view has none. An id of another kind names none here.
func ofKind[T content.Entry](ctx context.Context, c *store.Collection[T], id string) (none T, _ error) {
	if _, err := content.KindOf(id); err != nil {
		return none, err
	}
	return c.ByID(ctx, content.ViewFrom(ctx), id)
}
