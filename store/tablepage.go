package store

import (
	"context"
	"encoding/base64"
	"slices"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/list"
)

// places tells where documents of a table stand in a list by a field of which no two have the same.
type places[T any] struct {
	sorting
	cursor func(*T) string                  // of the document, for clients
	at     func(cursor string) (any, error) // what the document of a cursor has in the field
}

// Page returns a page of all documents, ascending by a field of which no two have the same text.
func (t *Table[T]) Page(ctx context.Context, by string, text func(*T) string, w list.Window) (*list.Connection[*T], error) {
	return t.page(ctx, bson.D{}, places[T]{
		sorting: sorting{by: by},
		cursor:  func(d *T) string { return base64.RawURLEncoding.EncodeToString([]byte(text(d))) },
		at: func(cursor string) (any, error) {
			b, err := base64.RawURLEncoding.DecodeString(cursor)
			if err != nil {
				return nil, content.Errorf(content.BadInput, "this is not a cursor")
			}
			return string(b), nil
		},
	}, w)
}

// page returns a page of what a filter finds. A window that cannot be is an error of code BAD_INPUT.
func (t *Table[T]) page(ctx context.Context, where bson.D, p places[T], w list.Window) (*list.Connection[*T], error) {
	limit, last, err := w.Size()
	if err != nil {
		return nil, err
	}
	forth, back := "$gt", "$lt"
	if p.descending {
		forth, back = back, forth
	}
	after, err := p.beyond(w.After)
	if err != nil {
		return nil, err
	}
	before, err := p.beyond(w.Before)
	if err != nil {
		return nil, err
	}
	found, err := t.find(ctx, and(where, after(forth), before(back)), sorting{p.by, p.descending != last}, limit+1)
	if err != nil {
		return nil, err
	}
	more := len(found) > limit // one more than asked for shows whether there is
	found = found[:min(limit, len(found))]
	if last {
		slices.Reverse(found)
	}
	// outside looks for a document outside of what was asked for, unless one inside was already left over.
	outside := func(cursor *string, there bson.D, more bool) func(context.Context) (bool, error) {
		return func(ctx context.Context) (bool, error) {
			if more || cursor == nil {
				return more, nil
			}
			some, err := t.find(ctx, and(where, there), p.sorting, 1)
			return len(some) > 0, err
		}
	}
	return &list.Connection[*T]{
		Nodes:       found,
		Cursor:      p.cursor,
		Total:       func(ctx context.Context) (int, error) { return t.count(ctx, where) },
		HasPrevious: outside(w.After, after(back+"e"), more && last),
		HasNext:     outside(w.Before, before(forth+"e"), more && !last),
	}, nil
}

// beyond compares with the document of a cursor; nil lets through all.
func (p places[T]) beyond(cursor *string) (func(op string) bson.D, error) {
	if cursor == nil {
		return func(string) bson.D { return bson.D{} }, nil
	}
	value, err := p.at(*cursor)
	return func(op string) bson.D { return field(p.by, op, value) }, err
}
