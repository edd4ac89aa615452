package dataloader

import (
	"context"
	"sync"

	"github.com/vikstrous/dataloadgen"

	"partnernetz/content"
)

// Link resolves one link from entries of type P to a value of type V, for all siblings of an entry at once. What the
// link leads to is seen in the view of the entry that holds it.
type Link[P content.Entry, V any] struct {
	fetch   fetch[P, V]
	plain   *loader[P, V] // of what is no list
	mu      sync.Mutex
	byQuery map[string]*loader[P, V] // aliases of a list with other arguments are other links
	byPlace map[asked]*loader[P, V]
}

// fetch returns what each parent's link leads to, by the parent's id. A parent that is left out has V's zero value.
type fetch[P content.Entry, V any] func(ctx context.Context, parents *content.Siblings[P], q content.Query) (map[string]V, error)

// loader is keyed by siblings, and so by their view.
type loader[P content.Entry, V any] = dataloadgen.Loader[*content.Siblings[P], map[string]V]

func newLink[P content.Entry, V any](f fetch[P, V]) *Link[P, V] {
	return &Link[P, V]{fetch: f, byQuery: map[string]*loader[P, V]{}, byPlace: map[asked]*loader[P, V]{}}
}

func newLoader[P content.Entry, V any](f fetch[P, V], q content.Query) *loader[P, V] {
	return dataloadgen.NewMappedLoader(func(ctx context.Context, keys []*content.Siblings[P]) (map[*content.Siblings[P]]map[string]V, error) {
		found := make(map[*content.Siblings[P]]map[string]V, len(keys))
		for _, siblings := range keys {
			byParent, err := f(ctx, siblings, q)
			if err != nil {
				return nil, err
			}
			found[siblings] = byParent
		}
		return found, nil
	}, dataloadgen.WithWait(0)) // siblings are known; there is nothing to wait for
}

// asked are the arguments of a list, told apart by where they are in memory: those that were read once for all siblings
// are in one place. Their values may be equal in another.
type asked struct {
	siblings, filter, orders any // pointers
	window                   content.Window
}

// Page follows the link of an entry to a list with the arguments of a field. They become a query once for all siblings.
func Page[P, T content.Entry, F, O any](ctx context.Context, l *Link[P, *content.Connection[T]], parent P,
	query func(content.View, *F, []*O, content.Window) (content.Query, error), filter *F, orders []*O, w content.Window) (*content.Connection[T], error) {
	siblings := content.SiblingsOf(parent)
	a := asked{siblings: siblings, filter: filter, window: w}
	if len(orders) > 0 {
		a.orders = &orders[0]
	}
	l.mu.Lock()
	loader := l.byPlace[a]
	l.mu.Unlock()
	if loader == nil {
		q, err := query(siblings.View, filter, orders, w)
		if err != nil {
			return nil, err
		}
		loader = l.loader(q)
		l.mu.Lock()
		l.byPlace[a] = loader
		l.mu.Unlock()
	}
	byParent, err := loader.Load(ctx, siblings)
	return byParent[parent.Head().ID], err
}

// Load follows the link of an entry.
func (l *Link[P, V]) Load(ctx context.Context, parent P) (V, error) {
	l.mu.Lock()
	if l.plain == nil {
		l.plain = newLoader(l.fetch, content.Query{})
	}
	plain := l.plain
	l.mu.Unlock()
	byParent, err := plain.Load(ctx, content.SiblingsOf(parent))
	return byParent[parent.Head().ID], err
}

// List follows the link of an entry to a list.
func (l *Link[P, V]) List(ctx context.Context, parent P, q content.Query) (V, error) {
	byParent, err := l.loader(q).Load(ctx, content.SiblingsOf(parent))
	return byParent[parent.Head().ID], err
}

// loader returns the one of a query, which is the same for equal queries.
func (l *Link[P, V]) loader(q content.Query) *loader[P, V] {
	key := q.Key()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byQuery[key] == nil {
		l.byQuery[key] = newLoader(l.fetch, q)
	}
	return l.byQuery[key]
}
