package list

import (
	"context"
	"encoding/base64"
	"partnernetz/content"
	"sort"
)

// Paginate cuts a page from a list that is short enough to be read whole. The keys of its members, each once, are in ascending
// order; a cursor holds one, so pages stay whole while members come and go. The error has code BAD_INPUT.
func Paginate[T any](all []T, key func(T) string, w Window) (*Connection[T], error) {
	limit, last, err := w.Size()
	if err != nil {
		return nil, err
	}
	start, end := 0, len(all)
	if w.After != nil {
		after, err := decodeKey(*w.After)
		if err != nil {
			return nil, err
		}
		start = sort.Search(len(all), func(i int) bool { return key(all[i]) > after })
	}
	if w.Before != nil {
		before, err := decodeKey(*w.Before)
		if err != nil {
			return nil, err
		}
		end = max(start, sort.Search(len(all), func(i int) bool { return key(all[i]) >= before }))
	}
	if last {
		start = max(start, end-limit)
	} else {
		end = min(end, start+limit)
	}
	return &Connection[T]{
		Nodes:       all[start:end:end],
		Cursor:      func(e T) string { return base64.RawURLEncoding.EncodeToString([]byte(key(e))) },
		Total:       known(len(all)),
		HasNext:     known(end < len(all)),
		HasPrevious: known(start > 0),
	}, nil
}

func decodeKey(cursor string) (string, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", content.Errorf(content.BadInput, "this is not a cursor")
	}
	return string(b), nil
}

// known is what is known already, where it could also be found out when asked for.
func known[V any](v V) func(context.Context) (V, error) {
	return func(context.Context) (V, error) { return v, nil }
}
