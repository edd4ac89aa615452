package list

import "context"

// Connection is one page of a list.
type Connection[T any] struct {
	Nodes []T
	// What is only found out when asked for.
	Cursor      func(T) string
	Total       func(context.Context) (int, error)
	HasNext     func(context.Context) (bool, error)
	HasPrevious func(context.Context) (bool, error)
}

// Edge is an entry and its place in a list.
type Edge[T any] struct {
	Node T
	list *Connection[T]
}

// Cursor returns the place of the entry.
func (e *Edge[T]) Cursor() string { return e.list.Cursor(e.Node) }

// Edges returns the entries with their places.
func (c *Connection[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(c.Nodes))
	for i, n := range c.Nodes {
		edges[i] = &Edge[T]{n, c}
	}
	return edges
}

// TotalCount counts what the filter finds on all pages together.
func (c *Connection[T]) TotalCount(ctx context.Context) (int, error) { return c.Total(ctx) }

// PageInfo says what lies before and behind the page.
func (c *Connection[T]) PageInfo() *PageInfo {
	p := &PageInfo{next: c.HasNext, previous: c.HasPrevious}
	if n := len(c.Nodes); n > 0 {
		p.start = func() string { return c.Cursor(c.Nodes[0]) }
		p.end = func() string { return c.Cursor(c.Nodes[n-1]) }
	}
	return p
}

// PageInfo says what lies before and behind a page of a list.
type PageInfo struct {
	next, previous func(context.Context) (bool, error)
	start, end     func() string // nil for an empty page
}

// HasNextPage tells whether an entry follows the page.
func (p *PageInfo) HasNextPage(ctx context.Context) (bool, error) { return p.next(ctx) }

// HasPreviousPage tells whether an entry precedes the page.
func (p *PageInfo) HasPreviousPage(ctx context.Context) (bool, error) { return p.previous(ctx) }

// StartCursor returns the place of the first entry; nil for an empty page.
func (p *PageInfo) StartCursor() *string { return call(p.start) }

// EndCursor returns the place of the last entry; nil for an empty page.
func (p *PageInfo) EndCursor() *string { return call(p.end) }

func call(f func() string) *string {
	if f == nil {
		return nil
	}
	s := f()
	return &s
}
