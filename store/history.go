package store

import (
	"context"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
)

// Revision reads one revision; nil if there is none of this number.
func (c *Collection[T]) Revision(ctx context.Context, ref Ref) (*content.Revision, error) {
	found, err := c.span(ctx, content.ViewFrom(ctx), ref.ID, ref.Revision, ref.Revision)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// historyOf lists the revisions of an entry, newest first.
func (c *Collection[T]) historyOf(ctx context.Context, v content.View, draft T, w content.Window) (*content.RevisionConnection, error) {
	id, newest := draft.Head().ID, draft.Head().Revision
	all := make([]int, newest) // they are numbered without gaps
	for i := range all {
		all[i] = newest - i
	}
	page, err := content.Paginate(all, func(n int) string { return fmt.Sprintf("%010d", 1<<31-n) }, w)
	if err != nil {
		return nil, err
	}
	list := &content.RevisionConnection{
		Cursor: func(r *content.Revision) string { return page.Cursor(r.Revision()) },
		Total:  page.Total, HasNext: page.HasNext, HasPrevious: page.HasPrevious,
	}
	if n := len(page.Nodes); n > 0 {
		list.Nodes, err = c.span(ctx, v, id, page.Nodes[n-1], page.Nodes[0])
		slices.Reverse(list.Nodes)
	}
	return list, err
}

// span reads revisions in their order, each with the one before it.
func (c *Collection[T]) span(ctx context.Context, v content.View, id string, first, last int) ([]*content.Revision, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	docs, err := c.documents(ctx, bson.D{
		{Key: "id", Value: bson.D{{Key: "$eq", Value: id}}},
		{Key: "revision", Value: bson.D{{Key: "$gte", Value: first - 1}, {Key: "$lte", Value: last}}},
	})
	if err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", c.kind, err)
	}
	byNumber := map[int]*content.Revision{}
	for _, d := range docs {
		n := d.Entry.Head().Revision
		r := byNumber[n]
		if r == nil {
			s := d.Record.Stamp
			r = &content.Revision{At: s.At, Author: content.Author{ID: s.AuthorID, Name: s.Author}, Action: s.action(n), Entry: d.Entry}
			if s.Like > 0 {
				r.Like = &s.Like
			}
			if s.Note != "" {
				r.Note = &s.Note
			}
			byNumber[n] = r
		}
		r.Public = r.Public || d.public() // of one that was public several times there are several documents
	}
	var found []*content.Revision
	var shown []T
	for n := first; n <= last; n++ {
		r := byNumber[n]
		if r == nil {
			continue
		}
		if !r.Public {
			r.Entry.Head().PublishedAt = nil
		}
		if before := byNumber[n-1]; before != nil {
			r.Earlier = before.Entry
		}
		found, shown = append(found, r), append(shown, r.Entry.(T))
	}
	c.bind(v, shown)
	return found, nil
}
