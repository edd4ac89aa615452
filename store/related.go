package store

import (
	"cmp"
	"context"
	"slices"

	"partnernetz/content"
)

// related finds out more about entries that were read together: for all of them at once, when the first is asked for.
type related[T content.Entry] struct {
	c       *Collection[T]
	view    content.View
	drafts  func(context.Context) (map[string]T, error) // the newest ones, if the reader sees them
	changed func(context.Context) (map[string]bool, error)
	usedIn  func(context.Context) (map[string][]content.Entry, error)
}

// bind tells entries of a view what they need to know.
func (c *Collection[T]) bind(v content.View, entries []T) {
	all := ids(entries)
	drafts := once(func(ctx context.Context) (map[string]T, error) { return c.drafts(ctx, v.Scope, all) })
	content.Bind(v, entries, &related[T]{
		c:       c,
		view:    v,
		drafts:  drafts,
		changed: once(func(ctx context.Context) (map[string]bool, error) { return c.changed(ctx, drafts, all) }),
		usedIn: once(func(ctx context.Context) (map[string][]content.Entry, error) {
			return c.store.usedIn(ctx, v, c.kind, all)
		}),
	})
}

// Changed tells whether the newest revision has something that the public one has not.
func (r *related[T]) Changed(ctx context.Context, id string) (*bool, error) {
	changed, err := r.changed(ctx)
	if c, known := changed[id]; known {
		return &c, err
	}
	return nil, err
}

// Revisions lists the revisions of an entry.
func (r *related[T]) Revisions(ctx context.Context, id string, w content.Window) (*content.RevisionConnection, error) {
	drafts, err := r.drafts(ctx)
	draft, sees := drafts[id]
	if err != nil || !sees {
		return nil, err
	}
	return r.c.historyOf(ctx, r.view, draft, w)
}

// UsedIn lists what links to an entry.
func (r *related[T]) UsedIn(ctx context.Context, id string, w content.Window) (*content.EntryConnection, error) {
	usedIn, err := r.usedIn(ctx)
	if err != nil {
		return nil, err
	}
	return content.Paginate(usedIn[id], func(e content.Entry) string { return e.Head().ID }, w)
}

// drafts reads the newest revisions, put away or not, that there are for a reader.
func (c *Collection[T]) drafts(ctx context.Context, s content.Scope, ids []string) (map[string]T, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	return c.newest(ctx, append(c.editable(s), field("id", "$in", ids)...))
}

func (c *Collection[T]) changed(ctx context.Context, drafts func(context.Context) (map[string]T, error), ids []string) (map[string]bool, error) {
	newest, err := drafts(ctx)
	if err != nil {
		return nil, err
	}
	public, err := c.ByIDs(ctx, content.PublicView(), ids)
	changed := make(map[string]bool, len(ids))
	for id, e := range newest {
		p, ok := public[id]
		changed[id] = !ok || len(content.Changes(p, e)) > 0
	}
	return changed, err
}

// UsedIn returns what the view has that links to an entry.
func (s *Store) UsedIn(ctx context.Context, v content.View, e content.Entry) ([]content.Entry, error) {
	users, err := s.usedIn(ctx, v, e.EntryKind(), []string{e.Head().ID})
	return users[e.Head().ID], err
}

// usedIn returns what the view has that links to the entries, by their ids, each list by id.
func (s *Store) usedIn(ctx context.Context, v content.View, kind content.Kind, ids []string) (map[string][]content.Entry, error) {
	users := make(map[string][]content.Entry, len(ids))
	for _, c := range s.All() {
		linking, err := c.Linking(ctx, v, kind, ids)
		if err != nil {
			return nil, err
		}
		for _, e := range linking {
			seen := map[string]bool{}
			for _, l := range e.Links() {
				if id := *l.ID; l.Kind == kind && !seen[id] {
					seen[id] = true
					users[id] = append(users[id], e)
				}
			}
		}
	}
	for _, entries := range users {
		slices.SortFunc(entries, func(a, b content.Entry) int { return cmp.Compare(a.Head().ID, b.Head().ID) })
	}
	return users, nil
}
