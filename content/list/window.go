package list

import (
	"fmt"
	"partnernetz/content"
)

// Window is the page that a caller asks for, as in the arguments of every list.
type Window struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// Key returns text that only an equal window has.
func (w Window) Key() string {
	return fmt.Sprintf("%s %s %s %s", inKey(w.First), inKey(w.After), inKey(w.Last), inKey(w.Before))
}

// inKey is a value in a key, or that there is none.
func inKey[V any](v *V) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%q", fmt.Sprint(*v))
}

// Size returns how many entries the page has at most, and whether they are counted from the end. What cannot be is an
// error of code BAD_INPUT.
func (w Window) Size() (limit int, last bool, err error) {
	switch limit = DefaultPage; {
	case w.First != nil && w.Last != nil:
		return 0, false, content.Errorf(content.BadInput, "first and last do not go together")
	case w.First != nil:
		limit = *w.First
	case w.Last != nil:
		limit, last = *w.Last, true
	}
	if limit < 1 || limit > MaxPage {
		return 0, false, content.Errorf(content.BadInput, "a page has 1 to %d entries, not %d; ask for the next page with after", MaxPage, limit)
	}
	return limit, last, nil
}
