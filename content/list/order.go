package list

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"partnernetz/content"
	"slices"
	"sync"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// OrderDirection is the direction of an order.
type OrderDirection string

// The directions.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// Order is one level of an order by one of the fields of an enum.
type Order[F ~string] struct {
	Field     F
	Direction OrderDirection
}

// Term is one level of an order as the database knows it: a stored key, which is text that sorts byte by byte.
type Term struct {
	Group, Field string // the key stands at keys.<Group>.<Field>
	Descending   bool
}

// Groups of stored keys that are the same in every language. The others are named after a locale.
const (
	keysAll  = "all"
	keysNone = "none" // "1" where the value is missing, else "0"
)

// orderTerms translates an order for entries like e, as seen in a locale.
func orderTerms[F ~string](e content.Entry, locale content.Locale, orders []*Order[F]) []Term {
	sortable := e.Sortable()
	var terms []Term
	seen := map[string]bool{}
	for _, o := range orders {
		field, desc := string(o.Field), o.Direction == Descending
		if seen[field] {
			continue // entries that are alike in it stay alike, and a database may refuse to be told twice
		}
		seen[field] = true
		if _, localised := sortable[field].(content.Text); localised {
			terms = append(terms, Term{string(locale), field, desc})
			continue
		}
		for _, g := range keyGroups(sortable[field]) {
			terms = append(terms, Term{g, field, desc && g != keysNone})
		}
	}
	return terms
}

// OrderPaths returns, for each order by one field of entries like e, where its stored keys stand, below "keys".
func OrderPaths(e content.Entry) [][]string {
	var orders [][]string
	for field, value := range e.Sortable() {
		switch groups := keyGroups(value); value.(type) {
		case content.Text:
			for _, g := range groups {
				orders = append(orders, []string{g + "." + field})
			}
		default:
			var paths []string
			for _, g := range groups {
				paths = append(paths, g+"."+field)
			}
			orders = append(orders, paths)
		}
	}
	return orders
}

// keyGroups returns the groups that a value has stored keys in: for an order by it the levels of it, for a text one of them.
func keyGroups(value any) []string {
	switch value.(type) {
	case content.Text:
		return []string{string(content.DE), string(content.EN), string(content.DESimple)}
	case *content.Date, *time.Time, *int: // what is missing comes last in both directions
		return []string{keysNone, keysAll}
	}
	return []string{keysAll}
}

// Keys computes the stored keys of an entry: by group, by field.
func Keys(e content.Entry) map[string]map[string]string {
	keys := map[string]map[string]string{}
	for field, value := range e.Sortable() {
		for _, g := range keyGroups(value) {
			if keys[g] == nil {
				keys[g] = map[string]string{}
			}
			keys[g][field] = key(value, g)
		}
	}
	return keys
}

// sortedView is the view that texts are sorted in: always with fallback, as an entry that would need it where there is none
// is not in the view.
func sortedView(l content.Locale) content.View { return content.View{Locale: l, Fallback: true} }

type sortableValues struct{}

// sortable returns what an entry can be sorted by. It is for reading only.
func sortable(e content.Entry) map[string]any {
	return content.Derive(e.Head(), sortableValues{}, e.Sortable)
}

// Position returns the entry's keys for the terms of an order, and its id to break ties.
func Position(e content.Entry, terms []Term) []string {
	sortable := sortable(e)
	position := make([]string, 0, len(terms)+1)
	for _, t := range terms {
		position = append(position, key(sortable[t.Field], t.Group))
	}
	return append(position, e.Head().ID)
}

// key is the stored key of one value in one group.
func key(value any, group string) string {
	switch v := value.(type) {
	case content.Text:
		shown, _ := sortedView(content.Locale(group)).Resolve(v)
		return CollationKey(content.Locale(group), shown)
	case *content.Date:
		return optionalKey(v, group, func(d content.Date) string { return string(d) })
	case *time.Time:
		return optionalKey(v, group, TimeKey)
	case *int:
		return optionalKey(v, group, intKey)
	case time.Time:
		return TimeKey(v)
	case int:
		return intKey(v)
	}
	return value.(string)
}

func optionalKey[T any](v *T, group string, key func(T) string) string {
	switch {
	case group == keysNone && v == nil:
		return "1"
	case group == keysNone:
		return "0"
	case v == nil:
		return ""
	}
	return key(*v)
}

// intKey is for numbers that are not negative.
func intKey(n int) string { return fmt.Sprintf("%010d", n) }

// TimeKey is a moment as text that sorts as moments do.
func TimeKey(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// A Collator is not safe for use by several goroutines, and costly to make.
var collators = map[content.Locale]*sync.Pool{
	content.DE: newCollators(language.German), content.DESimple: newCollators(language.German), content.EN: newCollators(language.English),
}

func newCollators(tag language.Tag) *sync.Pool {
	return &sync.Pool{New: func() any { return collate.New(tag, collate.Numeric, collate.IgnoreCase) }}
}

// CollationKey returns text that sorts byte by byte as a reader of the language sorts s: for German by
// DIN 5007-1, ä beside a and capitals alike, Bundes·tag beside Bundestag. Keys are stored; when they change, add a migration to the store.
func CollationKey(l content.Locale, s string) string {
	pool := collators[l]
	c := pool.Get().(*collate.Collator)
	defer pool.Put(c)
	k := c.KeyFromString(new(collate.Buffer), content.Joined(s))
	// The second part of a key tells accents. A letter without one has the least weight there, which at the end makes no
	// difference to the order; without it a key is half as long.
	for bytes.HasSuffix(k, []byte{0x00, 0x20}) {
		k = k[:len(k)-2]
	}
	return hex.EncodeToString(k)
}

// SortBy sorts entries by a field of their order, and by id where they are alike in it.
func SortBy[T content.Entry](entries []T, v content.View, field string) {
	if len(entries) == 0 {
		return
	}
	terms := orderTerms(entries[0], v.Locale, []*Order[string]{{Field: field}})
	position := make(map[string][]string, len(entries))
	for _, e := range entries {
		position[e.Head().ID] = Position(e, terms)
	}
	slices.SortFunc(entries, func(a, b T) int { return slices.Compare(position[a.Head().ID], position[b.Head().ID]) })
}
