// Package list has what every list of entries is asked for by and answered with: conditions, orders, windows, connections.
package list

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"partnernetz/content"
	"slices"
	"sort"
	"strings"
)

// The number of entries that a page of a list has at most, and unless asked for otherwise.
const (
	MaxPage     = 100
	DefaultPage = 20
)

const maxOrders = 10 // levels, more than any type has fields to order by

const maxCursor = 1 << 16 // characters: many times what the longest title takes

// Query is a list asked for: which entries, in which order, and the page of them.
type Query struct {
	View   content.View
	Where  Condition
	Terms  []Term   // without the id, which always breaks ties
	Limit  int      // of the page
	Last   bool     // whether the page is counted from the end
	After  []string // the position behind which the page begins; nil for the start
	Before []string // the position ahead of which it ends; nil for the end
}

// Filter is implemented by the filters of all types.
type Filter interface{ Condition() Condition }

// NewQuery puts together the arguments of a list of entries like e; without an order it is the given one.
// What cannot be is an error of code BAD_INPUT.
func NewQuery[F ~string](v content.View, e content.Entry, filter Filter, orders []*Order[F], otherwise Order[F], w Window) (Query, error) {
	if len(orders) == 0 {
		orders = []*Order[F]{&otherwise}
	}
	if len(orders) > maxOrders {
		return Query{}, content.Errorf(content.BadInput, "the order has %d levels; %d is the most", len(orders), maxOrders)
	}
	q := Query{View: v, Where: filter.Condition(), Terms: orderTerms(e, v.Locale, orders)}
	if n := q.Where.size(); n > maxConditions {
		return q, content.Errorf(content.BadInput, "the filter has %d conditions; %d is the most", n, maxConditions)
	}
	err := q.Where.check(v)
	if err != nil {
		return q, err
	}
	if q.Limit, q.Last, err = w.Size(); err != nil {
		return q, err
	}
	if q.After, err = q.position(w.After); err != nil {
		return q, err
	}
	q.Before, err = q.position(w.Before)
	return q, err
}

// Key returns text that only an equal query has.
func (q Query) Key() string {
	if q.Limit == 0 {
		return "" // of a link that is no list
	}
	where, _ := json.Marshal(q.Where) // only values that came from JSON
	return fmt.Sprintf("%v|%s|%v|%d|%t|%q|%q", q.View, where, q.Terms, q.Limit, q.Last, q.After, q.Before)
}

// cursor is what the text of a cursor holds: the order that it is of, and the values of an entry in it. Text stands as
// it is shown, since its key is many times longer.
type cursor struct {
	Order  string   `json:"o"`
	Values []string `json:"v"`
}

// Cursor returns the place of an entry in the order of the query.
func (q Query) Cursor(e content.Entry) string {
	sortable := sortable(e)
	c := cursor{q.order(), make([]string, 0, len(q.Terms)+1)}
	for _, t := range q.Terms {
		if text, localised := sortable[t.Field].(content.Text); localised {
			shown, _ := sortedView(q.View.Locale).Resolve(text)
			c.Values = append(c.Values, shown)
		} else {
			c.Values = append(c.Values, key(sortable[t.Field], t.Group))
		}
	}
	c.Values = append(c.Values, e.Head().ID)
	b, _ := json.Marshal(c) // strings cannot fail
	return base64.RawURLEncoding.EncodeToString(b)
}

// order names the order of the query.
func (q Query) order() string {
	var names []string
	for _, t := range q.Terms {
		name := t.Group + "." + t.Field
		if t.Descending {
			name = "-" + name
		}
		names = append(names, name)
	}
	return strings.Join(names, ",")
}

// position reads a cursor, which must be of the same order.
func (q Query) position(s *string) ([]string, error) {
	if s == nil {
		return nil, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(*s)
	if len(*s) > maxCursor || err != nil || json.Unmarshal(b, &c) != nil || len(c.Values) == 0 {
		return nil, content.Errorf(content.BadInput, "this is not a cursor")
	}
	if c.Order != q.order() || len(c.Values) != len(q.Terms)+1 {
		return nil, content.Errorf(content.BadInput, "the cursor is of another order or language than this list")
	}
	for i, t := range q.Terms {
		if slices.Contains(content.Locales(), content.Locale(t.Group)) {
			c.Values[i] = CollationKey(content.Locale(t.Group), c.Values[i])
		}
	}
	return c.Values, nil
}

// compare tells whether position a comes before (-1) or after (1) position b in the order of the query.
func (q Query) compare(a, b []string) int {
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if less := a[i] < b[i]; less == (i < len(q.Terms) && q.Terms[i].Descending) {
			return 1
		}
		return -1
	}
	return 0
}

// Slice cuts the page of the query from all entries that its filter finds, in its order.
func Slice[T content.Entry](q *Query, all []T) *Connection[T] {
	start, end := 0, len(all)
	if q.After != nil {
		start = sort.Search(len(all), func(i int) bool { return q.compare(Position(all[i], q.Terms), q.After) > 0 })
	}
	if q.Before != nil {
		end = max(start, sort.Search(len(all), func(i int) bool { return q.compare(Position(all[i], q.Terms), q.Before) >= 0 }))
	}
	if q.Last {
		start = max(start, end-q.Limit)
	} else {
		end = min(end, start+q.Limit)
	}
	return &Connection[T]{
		Nodes:       all[start:end:end],
		Cursor:      func(e T) string { return q.Cursor(e) },
		Total:       known(len(all)),
		HasNext:     known(end < len(all)),
		HasPrevious: known(start > 0),
	}
}
