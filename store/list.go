package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/256dpi/lungo/bsonkit"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/list"
)

// List returns a page of what the view of the query has.
func (c *Collection[T]) List(ctx context.Context, q list.Query) (*list.Connection[T], error) {
	where, err := c.where(ctx, q.View, q.Where)
	if err != nil {
		return nil, err
	}
	page := and(where, behind(q, q.After, false), behind(q, q.Before, true))
	// One more than asked for shows whether there is more.
	entries, err := c.unbound(ctx, q.View, page, options.Find().SetSort(sortBy(q, q.Last)).SetLimit(int64(q.Limit)+1))
	if err != nil {
		return nil, err
	}
	more := len(entries) > q.Limit
	entries = entries[:min(q.Limit, len(entries))]
	if q.Last {
		slices.Reverse(entries)
	}
	content.Bind(q.View, entries)

	// beyond looks for an entry outside of what the query asks for, unless one inside was already left over.
	beyond := func(end []string, reverse, more bool) func(context.Context) (bool, error) {
		return func(ctx context.Context) (bool, error) {
			if end == nil || more {
				return more, nil
			}
			return c.any(ctx, q.View, and(where, notBehind(q, end, reverse)))
		}
	}
	list := &list.Connection[T]{
		Nodes:  entries,
		Cursor: func(e T) string { return q.Cursor(e) },
		Total:  func(ctx context.Context) (int, error) { return c.count(ctx, q.View, where) },
	}
	list.HasPrevious, list.HasNext = beyond(q.After, false, more && q.Last), beyond(q.Before, true, more && !q.Last)
	return list, nil
}

// ListBy returns the same page for each of several parents: of the entries that hold the parent's id in the link.
// It is one command for all parents, so what lies outside of the pages is read as well.
func (c *Collection[T]) ListBy(ctx context.Context, link string, parents []string, q list.Query, parent func(T) string) (map[string]*list.Connection[T], error) {
	where, err := c.where(ctx, q.View, q.Where)
	if err != nil {
		return nil, err
	}
	entries, err := c.unbound(ctx, q.View, and(field(link, "$in", parents), where), options.Find().SetSort(sortBy(q, false)))
	if err != nil {
		return nil, err
	}
	byParent := grouped(entries, parent)
	lists := make(map[string]*list.Connection[T], len(parents))
	shown := make([]T, 0, len(entries))
	for _, p := range parents {
		if lists[p] == nil {
			lists[p] = list.Slice(&q, byParent[p])
			shown = append(shown, lists[p].Nodes...)
		}
	}
	content.Bind(q.View, shown)
	return lists, nil
}

// HoldersOf returns what the view has that holds each parent's id in the link, by the parents, each list by id.
func (c *Collection[T]) HoldersOf(ctx context.Context, v content.View, link string, parents []string, parent func(T) string) (map[string][]T, error) {
	entries, err := c.find(ctx, v, field(link, "$in", parents), options.Find().SetSort(bson.D{{Key: "id", Value: 1}}))
	return grouped(entries, parent), err
}

// grouped returns the entries by what they belong to, in their order, all of them in one piece of memory.
func grouped[T content.Entry](entries []T, to func(T) string) map[string][]T {
	size := map[string]int{}
	for _, e := range entries {
		size[to(e)]++
	}
	groups, all := make(map[string][]T, len(size)), make([]T, len(entries))
	for _, e := range entries {
		group, begun := groups[to(e)]
		if !begun {
			group, all = all[:0:size[to(e)]], all[size[to(e)]:]
		}
		groups[to(e)] = append(group, e)
	}
	return groups
}

// CountBy counts the entries that hold each parent's id in the link, in any language.
func (c *Collection[T]) CountBy(ctx context.Context, v content.View, link string, parents []string) (map[string]int, error) {
	tally, err := c.tally(ctx, v, field(link, "$in", parents), link)
	return tally[link], err
}

// Tally counts what the view has in any language and a condition holds for, and by the values of some fields.
func (c *Collection[T]) Tally(ctx context.Context, v content.View, cond list.Condition, fields ...string) (content.Tally, error) {
	where, err := c.where(ctx, v, cond)
	if err != nil {
		return nil, err
	}
	return c.tally(ctx, v, where, fields...)
}

// IDs returns the ids of what the view has and a condition holds for.
func (c *Collection[T]) IDs(ctx context.Context, v content.View, cond list.Condition) ([]string, error) {
	where, err := c.where(ctx, v, cond)
	if err != nil {
		return nil, err
	}
	found, err := c.look(ctx, v, where, []string{"id"})
	ids := make([]string, len(found))
	for i, doc := range found {
		ids[i] = textAt(doc, "id")
	}
	return ids, err
}

func (c *Collection[T]) tally(ctx context.Context, v content.View, where bson.D, fields ...string) (content.Tally, error) {
	found, err := c.look(ctx, v.InAnyLanguage(), where, fields)
	if err != nil {
		return nil, err
	}
	tally := content.NewTally(len(found))
	for _, f := range fields {
		tally[f] = map[string]int{}
		for _, doc := range found {
			if s, ok := bsonkit.Get(doc, f).(string); ok {
				tally[f][s]++
			}
		}
	}
	return tally, nil
}

func (c *Collection[T]) count(ctx context.Context, v content.View, where bson.D) (int, error) {
	if v.Previews() {
		found, err := c.look(ctx, v, where, nil)
		return len(found), err
	}
	if err := spend(ctx); err != nil {
		return 0, fmt.Errorf("counting %s: %w", c.kind, err)
	}
	collection, filter := c.in(v)
	n, err := collection.CountDocuments(ctx, append(filter, where...))
	if err != nil {
		return 0, fmt.Errorf("counting %s: %w", c.kind, err)
	}
	return int(n), nil
}

func (c *Collection[T]) any(ctx context.Context, v content.View, where bson.D) (bool, error) {
	found, err := c.look(ctx, v, where, nil, options.Find().SetLimit(1))
	return len(found) > 0, err
}

// sortBy is the order of a query, or its reverse, with the id at the end to break ties.
func sortBy(q list.Query, reverse bool) bson.D {
	var by bson.D
	for _, t := range q.Terms {
		by = append(by, bson.E{Key: termPath(t), Value: direction(t.Descending != reverse)})
	}
	return append(by, bson.E{Key: "id", Value: direction(reverse)})
}

func direction(descending bool) int {
	if descending {
		return -1
	}
	return 1
}

func termPath(t list.Term) string { return "keys." + t.Group + "." + t.Field }

// behind lets through what comes behind a position in the order of the query, or ahead of it in reverse; all if the
// position is nil. It goes by values and not by counting, so that pages stay whole while entries come and go.
func behind(q list.Query, position []string, reverse bool) bson.D {
	if position == nil {
		return bson.D{}
	}
	var ways bson.A
	var same bson.D
	for i, key := range position {
		path, descending := "id", reverse
		if i < len(q.Terms) {
			path, descending = termPath(q.Terms[i]), q.Terms[i].Descending != reverse
		}
		op := "$gt"
		if descending {
			op = "$lt"
		}
		ways = append(ways, append(slices.Clone(same), field(path, op, key)...))
		same = append(same, field(path, "$eq", key)...)
	}
	return bson.D{{Key: "$or", Value: ways}}
}

func notBehind(q list.Query, position []string, reverse bool) bson.D {
	return bson.D{{Key: "$nor", Value: bson.A{behind(q, position, reverse)}}}
}

// and combines filters that may test the same fields.
func and(filters ...bson.D) bson.D {
	var parts bson.A
	for _, f := range filters {
		if len(f) > 0 {
			parts = append(parts, f)
		}
	}
	if len(parts) == 0 {
		return bson.D{}
	}
	return bson.D{{Key: "$and", Value: parts}}
}
