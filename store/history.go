package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/list"
)

// reach is the part of an entry's revisions from one number to another.
type reach struct {
	id          string
	first, last int
}

// Revision reads one revision; nil if there is none of this number, or if it is not there for the reader. What there is of a
// history is what the reader may edit as it was then: an entry may have been another partner's.
func (c *Collection[T]) Revision(ctx context.Context, v content.View, ref Ref) (*content.Revision, error) {
	found, err := c.reach(ctx, v, reach{ref.ID, ref.Revision, ref.Revision})
	if err != nil || len(found[ref.ID]) == 0 {
		return nil, err
	}
	return found[ref.ID][0], nil
}

// Histories lists the revisions of each of several entries that are there for the reader, newest first, by id: all of them by one
// command, and by one more for a reader who may not see all.
func (c *Collection[T]) Histories(ctx context.Context, v content.View, drafts map[string]content.Entry, w list.Window) (map[string]*list.RevisionConnection, error) {
	lists := make(map[string]*list.RevisionConnection, len(drafts))
	numbers, err := c.numbers(ctx, v, drafts)
	if err != nil {
		return nil, err
	}
	var wanted []reach
	for id := range drafts {
		page, err := list.Paginate(numbers[id], func(n int) string { return fmt.Sprintf("%010d", 1<<31-n) }, w)
		if err != nil {
			return nil, err
		}
		lists[id] = &list.RevisionConnection{
			Cursor: func(r *content.Revision) string { return page.Cursor(r.Revision()) },
			Total:  page.Total, HasNext: page.HasNext, HasPrevious: page.HasPrevious,
		}
		if n := len(page.Nodes); n > 0 {
			wanted = append(wanted, reach{id, page.Nodes[n-1], page.Nodes[0]})
		}
	}
	found, err := c.reach(ctx, v, wanted...)
	for id, revisions := range found {
		slices.Reverse(revisions)
		lists[id].Nodes = revisions
	}
	return lists, err
}

// numbers returns those of the revisions that are there for the reader, newest first, by the id of the entry.
func (c *Collection[T]) numbers(ctx context.Context, v content.View, drafts map[string]content.Entry) (map[string][]int, error) {
	all := make(map[string][]int, len(drafts))
	if v.Scope.Has(content.ForOffice) { // to whom they are numbered without gaps
		for id, draft := range drafts {
			for n := draft.Head().LastNumber(); n > 0; n-- {
				all[id] = append(all[id], n)
			}
		}
		return all, nil
	}
	if err := spend(ctx); err != nil {
		return nil, err
	}
	var found []struct {
		ID       string `bson:"id"`
		Revision int    `bson:"revision"`
	}
	only := options.Find().SetProjection(bson.D{{Key: "id", Value: 1}, {Key: "revision", Value: 1}}).SetBatchSize(batchSize)
	cursor, err := c.history.Find(ctx, append(c.editable(v.Scope), field("id", "$in", slices.Collect(maps.Keys(drafts)))...), only)
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	for _, f := range found {
		all[f.ID] = append(all[f.ID], f.Revision)
	}
	for id, numbers := range all {
		slices.SortFunc(numbers, func(a, b int) int { return b - a })
		all[id] = slices.Compact(numbers) // one that was public several times is there several times
	}
	return all, err
}

// reach reads revisions in their order, each with the one before it, by the id of the entry: all of them by one command.
func (c *Collection[T]) reach(ctx context.Context, v content.View, wanted ...reach) (map[string][]*content.Revision, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	if err := spend(ctx); err != nil {
		return nil, err
	}
	var any bson.A
	for _, w := range wanted {
		any = append(any, append(field("id", "$eq", w.id),
			bson.E{Key: "revision", Value: bson.D{{Key: "$gte", Value: w.first - 1}, {Key: "$lte", Value: w.last}}}))
	}
	docs, err := c.documents(ctx, append(c.editable(v.Scope), bson.E{Key: "$or", Value: any}))
	if err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", c.kind, err)
	}
	bases, err := c.bases(ctx, v, docs)
	if err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", c.kind, err)
	}
	byID := map[string][]*document[T]{}
	for _, d := range append(docs, bases...) {
		byID[d.Entry.Head().ID] = append(byID[d.Entry.Head().ID], d)
	}
	found := make(map[string][]*content.Revision, len(wanted))
	var shown []T
	for _, w := range wanted {
		found[w.id] = revisionsOf(byID[w.id], w)
		for _, r := range found[w.id] {
			shown = append(shown, r.Entry.(T))
		}
	}
	content.Bind(v, shown)
	return found, nil
}

// bases reads the revisions that others were changed from, where those are not the ones before.
func (c *Collection[T]) bases(ctx context.Context, v content.View, docs []*document[T]) ([]*document[T], error) {
	there, wanted := map[Ref]bool{}, bson.A{}
	for _, d := range docs {
		there[Ref{d.Entry.Head().ID, d.Entry.Head().Revision}] = true
	}
	for _, d := range docs {
		if base := (Ref{d.Entry.Head().ID, d.Record.Stamp.Base}); base.Revision > 0 && !there[base] {
			wanted = append(wanted, append(field("id", "$eq", base.ID), field("revision", "$eq", base.Revision)...))
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	if err := spend(ctx); err != nil {
		return nil, err
	}
	return c.documents(ctx, append(c.editable(v.Scope), bson.E{Key: "$or", Value: wanted}))
}

// revisionsOf makes revisions of the documents of an entry.
func revisionsOf[T content.Entry](docs []*document[T], w reach) (found []*content.Revision) {
	byNumber, base := map[int]*content.Revision{}, map[int]int{}
	for _, d := range docs {
		n := d.Entry.Head().Revision
		r := byNumber[n]
		if r == nil {
			s := d.Record.Stamp
			r = &content.Revision{At: s.At, Author: content.Author{Account: s.AuthorID, Name: s.Author}, Action: s.action(n), Entry: d.Entry}
			if s.Like > 0 {
				r.Like = &s.Like
			}
			if s.Note != "" {
				r.Note = &s.Note
			}
			byNumber[n], base[n] = r, s.base(n)
		}
		r.Public = r.Public || d.public() // of one that was public several times there are several documents
	}
	for n := w.first; n <= w.last; n++ {
		r := byNumber[n]
		if r == nil {
			continue
		}
		if !r.Public {
			r.Entry.Head().PublishedAt = nil
		}
		if before := byNumber[base[n]]; before != nil {
			r.Earlier = before.Entry
		}
		found = append(found, r)
	}
	return found
}
