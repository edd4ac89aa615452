package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/store"
)

// one follows a link to one entry, whose id the parent holds.
func one[P, T content.Entry](c *store.Collection[T], id func(P) string) fetch[P, T] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string]T, error) {
		byID, err := c.ByIDs(ctx, v, linked(parents, func(p P) []string { return []string{id(p)} }))
		found := make(map[string]T, len(parents))
		for _, p := range parents {
			if t, ok := byID[id(p)]; ok {
				found[p.Head().ID] = t
			}
		}
		return found, err
	}
}

// some follows a link to several entries, whose ids the parent holds in order. Those that the view does not have are left out.
func some[P, T content.Entry](c *store.Collection[T], ids func(P) []string) fetch[P, []T] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string][]T, error) {
		byID, err := c.ByIDs(ctx, v, linked(parents, ids))
		found := make(map[string][]T, len(parents))
		for _, p := range parents {
			for _, id := range ids(p) {
				if t, ok := byID[id]; ok {
					found[p.Head().ID] = append(found[p.Head().ID], t)
				}
			}
		}
		return found, err
	}
}

// named is like some, but returns the entries by their ids, for parents that say more about each.
func named[P, T content.Entry](c *store.Collection[T], ids func(P) []string) fetch[P, map[string]T] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string]map[string]T, error) {
		byID, err := c.ByIDs(ctx, v, linked(parents, ids))
		found := make(map[string]map[string]T, len(parents))
		for _, p := range parents {
			found[p.Head().ID] = byID
		}
		return found, err
	}
}

// pages follows a link backwards, page by page: the entries of T hold the link to the parent.
func pages[P, T content.Entry](c *store.Collection[T], link string, parent func(T) string) fetch[P, *list.Connection[T]] {
	return func(ctx context.Context, _ content.View, parents []P, q list.Query) (map[string]*list.Connection[T], error) {
		return c.ListBy(ctx, link, ids(parents), q, parent)
	}
}

// holding follows a link backwards: to all entries of T that hold the link to the parent, by id.
func holding[P, T content.Entry](c *store.Collection[T], link string, parent func(T) string) fetch[P, []T] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string][]T, error) {
		return c.HoldersOf(ctx, v, link, ids(parents), parent)
	}
}

// count counts the entries that hold a link to the parent.
func count[P, T content.Entry](c *store.Collection[T], link string) fetch[P, int] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string]int, error) {
		return c.CountBy(ctx, v, link, ids(parents))
	}
}

// former returns the former names of entries.
func former[P content.Entry](c *store.Collection[P]) fetch[P, []*content.FormerName] {
	return func(ctx context.Context, v content.View, parents []P, _ list.Query) (map[string][]*content.FormerName, error) {
		found, err := c.Former(ctx, v, ids(parents))
		if err != nil {
			return nil, err
		}
		for _, p := range parents {
			if found[p.Head().ID] == nil {
				found[p.Head().ID] = []*content.FormerName{}
			}
		}
		return found, nil
	}
}

func ids[P content.Entry](parents []P) []string {
	ids := make([]string, len(parents))
	for i, p := range parents {
		ids[i] = p.Head().ID
	}
	return ids
}

// linked returns the ids that the parents hold, each once.
func linked[P content.Entry](parents []P, of func(P) []string) []string {
	ids, seen := make([]string, 0, len(parents)), make(map[string]bool, len(parents))
	for _, p := range parents {
		for _, id := range of(p) {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}
