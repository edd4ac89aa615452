package dataloader

import (
	"context"
	"sync"

	"partnernetz/content"
	"partnernetz/content/list"
)

// Link resolves one link from entries of type P to a value of type V, for all siblings of an entry at once. The
// targets are read in the view of the entry that holds the link.
type Link[P content.Entry, V any] struct {
	fetch   fetch[P, V]
	answers answers[map[string]V]
	mu      sync.Mutex
	queries map[asked]query
}

// fetch returns what the link of each parent leads to, by the id of the parent. For parents that are missing there, it is V's
// zero value.
type fetch[P content.Entry, V any] func(ctx context.Context, v content.View, parents []P, q list.Query) (map[string]V, error)

func newLink[P content.Entry, V any](f fetch[P, V]) *Link[P, V] {
	return &Link[P, V]{fetch: f, queries: map[asked]query{}}
}

// asked are the arguments of a list, identified by where they are in memory: arguments that were read once for all siblings
// are in one place. Different places may have equal values.
type asked struct {
	siblings       *content.Siblings[content.Entry]
	filter, orders any // pointers
	window         list.Window
}

// query is what arguments ask for, with a text that only equal queries have.
type query struct {
	list.Query
	key string
}

// Page follows the link of an entry to a list, with the arguments of a field. The arguments are turned into a query once for
// all siblings.
func Page[P, T content.Entry, F, O any](ctx context.Context, l *Link[P, *list.Connection[T]], parent P,
	make func(content.View, *F, []*O, list.Window) (list.Query, error), filter *F, orders []*O, w list.Window) (*list.Connection[T], error) {
	a := asked{siblings: content.SiblingsOf(parent), filter: filter, window: w}
	if len(orders) > 0 {
		a.orders = &orders[0]
	}
	l.mu.Lock()
	q, known := l.queries[a]
	l.mu.Unlock()
	if !known {
		made, err := make(parent.Head().View(), filter, orders, w)
		if err != nil {
			return nil, err
		}
		q = query{made, made.Key()}
		l.mu.Lock()
		l.queries[a] = q
		l.mu.Unlock()
	}
	return l.follow(ctx, a.siblings, parent, q)
}

// Load follows the link of an entry.
func (l *Link[P, V]) Load(ctx context.Context, parent P) (V, error) {
	return l.follow(ctx, content.SiblingsOf(parent), parent, query{})
}

// List follows the link of an entry to a list.
func (l *Link[P, V]) List(ctx context.Context, parent P, q list.Query) (V, error) {
	return l.follow(ctx, content.SiblingsOf(parent), parent, query{q, q.Key()})
}

func (l *Link[P, V]) follow(ctx context.Context, siblings *content.Siblings[content.Entry], parent P, q query) (V, error) {
	byParent, err := l.answers.get(ctx, siblings, q.key, func(ctx context.Context) (map[string]V, error) {
		parents := make([]P, len(siblings.All))
		for i, e := range siblings.All {
			parents[i] = e.(P)
		}
		return l.fetch(ctx, siblings.View, parents, q.Query)
	})
	return byParent[parent.Head().ID], err
}
