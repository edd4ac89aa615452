package store

import (
	"context"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/check"
)

// Findings returns what a reader would stumble over in each of the entries, by revision, once it is public beside all that is
// and beside those that become so with it. What else there is makes no difference, so nothing of it shows. How many
// commands it takes depends on nothing but the kinds that links lead to.
func (s *Store) Findings(ctx context.Context, entries []content.Entry, together ...content.Entry) (map[Ref][]*check.Finding, error) {
	inspections := make([]*check.Inspection, len(entries))
	for i, e := range entries {
		inspections[i] = check.Inspect(e)
	}
	world, err := s.world(ctx, inspections)
	if err != nil {
		return nil, err
	}
	world = world.With(together...)
	found := make(map[Ref][]*check.Finding, len(entries))
	for i, e := range entries {
		found[Ref{e.Head().ID, e.Head().Revision}] = inspections[i].Findings(world)
	}
	return found, nil
}

// world reads what is public at the addresses that entries link to.
func (s *Store) world(ctx context.Context, inspections []*check.Inspection) (check.World, error) {
	w, v := check.NewWorld(), content.PublicView()
	keys, ids := check.Destinations(inspections)
	byKind := map[content.Kind][]string{}
	for _, id := range ids {
		if kind, err := content.KindOf(id); err == nil {
			byKind[kind] = append(byKind[kind], id)
		}
	}
	for _, c := range s.All() {
		if some := keys[c.Kind()]; len(some) > 0 {
			now, before, err := c.standing(ctx, v, some)
			if err != nil {
				return w, err
			}
			for _, e := range now {
				w.At[content.PathOf(e)] = e
			}
			maps.Copy(w.Moved, before)
		}
		if some := byKind[c.Kind()]; len(some) > 0 {
			found, err := c.Some(ctx, v, some)
			if err != nil {
				return w, err
			}
			maps.Copy(w.ByID, found)
		}
	}
	return w, nil
}

// standing returns the entries that a view has under some keys, and by the paths that the other keys stood at, those that
// had them last and that it has under others now.
func (c *Collection[T]) standing(ctx context.Context, v content.View, keys []string) (now []content.Entry, before map[string]content.Entry, _ error) {
	found, err := c.find(ctx, v, field(c.traits.KeyField, "$in", keys))
	if err != nil {
		return nil, nil, err
	}
	free := slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		return slices.ContainsFunc(found, func(e T) bool { return e.Key() == key })
	})
	if len(free) == 0 {
		return untyped(found), nil, nil
	}
	past, err := c.periods(ctx, field(c.traits.KeyField, "$in", free))
	if err != nil || len(past) == 0 {
		return untyped(found), nil, err
	}
	last, ids := map[string]string{}, bson.A{}
	for _, p := range slices.Backward(past) {
		last[content.PathOf(p.entry)] = p.entry.Head().ID
		ids = append(ids, p.entry.Head().ID)
	}
	elsewhere, err := c.find(ctx, v, field("id", "$in", ids))
	before = map[string]content.Entry{}
	for path, id := range last {
		for _, e := range elsewhere {
			if e.Head().ID == id {
				before[path] = e
			}
		}
	}
	return untyped(found), before, err
}
