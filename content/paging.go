package content

import (
	"context"
	"encoding/base64"
	"sort"
)

// PageOf cuts a page from a list that is in memory as a whole, ascending by key, no two of which are equal. A window that
// cannot be is an error of code BAD_INPUT.
func PageOf[T any](all []T, key func(T) string, w Window) (*Connection[T], error) {
	limit, start, end := DefaultPage, 0, len(all)
	switch {
	case w.First != nil && w.Last != nil:
		return nil, Errorf(BadInput, "first and last do not go together")
	case w.First != nil:
		limit = *w.First
	case w.Last != nil:
		limit = *w.Last
	}
	if limit < 1 || limit > MaxPage {
		return nil, Errorf(BadInput, "a page has 1 to %d entries, not %d; ask for the next page with after", MaxPage, limit)
	}
	if w.After != nil {
		place, err := placeOf(*w.After)
		if err != nil {
			return nil, err
		}
		start = sort.Search(len(all), func(i int) bool { return key(all[i]) > place })
	}
	if w.Before != nil {
		place, err := placeOf(*w.Before)
		if err != nil {
			return nil, err
		}
		end = max(start, sort.Search(len(all), func(i int) bool { return key(all[i]) >= place }))
	}
	if w.Last != nil {
		start = max(start, end-limit)
	} else {
		end = min(end, start+limit)
	}
	known := func(b bool) func(context.Context) (bool, error) {
		return func(context.Context) (bool, error) { return b, nil }
	}
	return &Connection[T]{
		Nodes:       all[start:end:end],
		Cursor:      func(t T) string { return base64.RawURLEncoding.EncodeToString([]byte("=" + key(t))) },
		Total:       func(context.Context) (int, error) { return len(all), nil },
		HasNext:     known(end < len(all)),
		HasPrevious: known(start > 0),
	}, nil
}

// placeOf reads a cursor. The mark in front tells it from cursors of other lists.
func placeOf(cursor string) (string, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if len(cursor) > maxCursor || err != nil || len(b) == 0 || b[0] != '=' {
		return "", Errorf(BadInput, "this is not a cursor of this list")
	}
	return string(b[1:]), nil
}
