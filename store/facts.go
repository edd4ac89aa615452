package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"partnernetz/content"
	"partnernetz/content/list"
)

// Targets returns what the texts and blocks of entries link to, by id: one command for each kind among it.
func (s *Store) Targets(ctx context.Context, v content.View, entries []content.Entry) (map[string]content.Entry, error) {
	byKind, byID := map[content.Kind][]string{}, map[string]content.Entry{}
	for _, e := range entries {
		for _, l := range content.Referred(e) {
			byKind[l.Kind] = append(byKind[l.Kind], *l.ID)
		}
	}
	for kind, ids := range byKind {
		found, err := s.byKind[kind].Some(ctx, v, ids)
		if err != nil {
			return nil, err
		}
		maps.Copy(byID, found)
	}
	return byID, nil
}

// Drafts returns the newest revisions, put away or not, that there are for a reader.
func (c *Collection[T]) Drafts(ctx context.Context, s content.Scope, ids []string) (map[string]content.Entry, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	found, err := c.newest(ctx, append(c.editable(s), field("id", "$in", ids)...))
	return untypedByID(found), err
}

// UsedIn returns what the view has that links to an entry.
func (s *Store) UsedIn(ctx context.Context, v content.View, e content.Entry) ([]content.Entry, error) {
	users, err := s.Users(ctx, v, []content.Entry{e})
	return users[e.Head().ID], err
}

// Users returns what the view has that links to entries of one kind, by their ids, each list by id.
func (s *Store) Users(ctx context.Context, v content.View, entries []content.Entry) (map[string][]content.Entry, error) {
	users := make(map[string][]content.Entry, len(entries))
	for _, c := range s.All() {
		linking, err := c.Linking(ctx, v, ids(entries))
		if err != nil {
			return nil, err
		}
		for _, e := range linking {
			seen := map[string]bool{}
			for _, l := range content.References(e) {
				if id := *l.ID; l.Kind == entries[0].EntryKind() && !seen[id] {
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

// Ordered returns all that the view has, by a field of its order.
func (c *Collection[T]) Ordered(ctx context.Context, v content.View, field string) ([]T, error) {
	all, err := c.All(ctx, v)
	list.SortBy(all, v, field)
	return all, err
}
