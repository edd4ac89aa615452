package content

// Window is the page that a caller asks for, as in the arguments of every list.
type Window struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// Size returns how many entries the page has at most, and whether they are counted from the end. What cannot be is an
// error of code BAD_INPUT.
func (w Window) Size() (limit int, last bool, err error) {
	switch limit = DefaultPage; {
	case w.First != nil && w.Last != nil:
		return 0, false, Errorf(BadInput, "first and last do not go together")
	case w.First != nil:
		limit = *w.First
	case w.Last != nil:
		limit, last = *w.Last, true
	}
	if limit < 1 || limit > MaxPage {
		return 0, false, Errorf(BadInput, "a page has 1 to %d entries, not %d; ask for the next page with after", MaxPage, limit)
	}
	return limit, last, nil
}
