package editing

import (
	"context"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Revision returns a saved state of an entry whose drafts the caller sees; nil if there is none. A preview link shows none.
func (e *Editor) Revision(ctx context.Context, id string, number int) (*content.Revision, error) {
	kind, err := content.KindOf(id)
	if err != nil || !auth.From(ctx).May(auth.ReadDrafts) {
		return nil, err
	}
	for _, stage := range []content.Stage{content.Draft, content.Archived} {
		v := content.ViewFrom(ctx)
		v.Stage, v.Fallback, v.Scope = stage, true, auth.From(ctx).Scope()
		found, err := e.store.Of(kind).Some(ctx, v, []string{id})
		if err != nil {
			return nil, err
		}
		if found[id] != nil {
			return e.store.Of(kind).Revision(ctx, v, store.Ref{ID: id, Revision: number})
		}
	}
	return nil, nil
}

// Diff returns what differs between two saved states of an entry whose drafts the caller sees. An entry or a number
// that there is not is an error of code NOT_FOUND.
func (e *Editor) Diff(ctx context.Context, id string, from, to int) ([]*content.Change, error) {
	before, err := e.Revision(ctx, id, from)
	if err != nil {
		return nil, err
	}
	after, err := e.Revision(ctx, id, to)
	if err != nil {
		return nil, err
	}
	if before == nil || after == nil {
		return nil, content.Errorf(content.NotFound, "there is no such entry for you, or it has no such revision")
	}
	return content.Changes(before.Entry, after.Entry), nil
}
