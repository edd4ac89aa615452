package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
)

// oncePublic finds, in the history, what was public at some time.
func oncePublic(more bson.D) bson.D { return append(field("from", "$ne", nil), more...) }

// formerly returns the entry that had the key while it was public, last of all that had, as far as it still is public;
// nil if there is none. So an address that was known once still finds what it was of.
func (c *Collection[T]) formerly(ctx context.Context, v content.View, key string) (none T, _ error) {
	if v.Stage != content.Published || !v.AsOf.IsZero() {
		return none, nil
	}
	if err := spend(ctx); err != nil {
		return none, err
	}
	docs, err := c.documents(ctx, oncePublic(field(c.keyField, "$eq", key)))
	if err != nil || len(docs) == 0 {
		return none, err
	}
	last := slices.MaxFunc(docs, func(a, b *document[T]) int { return a.Record.To.Compare(*b.Record.To) })
	return c.ByID(ctx, v, last.Entry.Head().ID)
}

// former returns what entries were called before, by id, latest first.
func (c *Collection[T]) former(ctx context.Context, v content.View, ids []string) (map[string][]*content.FormerName, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	docs, err := c.documents(ctx, oncePublic(field("id", "$in", ids)))
	if err != nil {
		return nil, fmt.Errorf("reading former names of %s: %w", c.kind, err)
	}
	slices.SortFunc(docs, func(a, b *document[T]) int { return b.Record.To.Compare(*a.Record.To) })
	former, present, latest := map[string][]*content.FormerName{}, map[string]string{}, map[string]string{}
	for _, d := range docs {
		from, to, id := *d.Record.From, *d.Record.To, d.Entry.Head().ID
		if !v.AsOf.IsZero() && from.After(v.AsOf) {
			continue
		}
		name, _ := v.Resolve(d.Entry.Headline())
		called, before := name+"\x00"+d.Entry.Key(), latest[id]
		latest[id] = called
		if before == "" {
			present[id] = called
		}
		if called != before && called != present[id] {
			last := to.Add(-time.Millisecond).In(content.Berlin) // the end itself is when the next name began
			former[id] = append(former[id], &content.FormerName{Name: name, Slug: d.Entry.Key(), ValidUntil: content.Date(last.Format(time.DateOnly))})
		}
	}
	return former, nil
}

// Redirects lists the addresses on the website that entries used to have and that are nobody's now, by address.
func (s *Store) Redirects(ctx context.Context) ([]*content.Redirect, error) {
	all := []*content.Redirect{}
	for _, c := range s.All() {
		if !content.HasPlace(c.Kind()) {
			continue
		}
		some, err := c.redirects(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b *content.Redirect) int { return cmp.Compare(a.From, b.From) })
	return all, nil
}

func (c *Collection[T]) redirects(ctx context.Context) (redirects []*content.Redirect, _ error) {
	entries, err := c.All(ctx, content.PublicView())
	if err != nil {
		return nil, err
	}
	now, taken := map[string]string{}, map[string]bool{}
	for _, e := range entries {
		now[e.Head().ID], taken[content.PathOf(e)] = content.PathOf(e), true
	}
	if err := spend(ctx); err != nil {
		return nil, err
	}
	docs, err := c.documents(ctx, oncePublic(nil))
	if err != nil {
		return nil, fmt.Errorf("reading redirects: %w", err)
	}
	slices.SortFunc(docs, func(a, b *document[T]) int { return b.Record.To.Compare(*a.Record.To) })
	for _, d := range docs {
		from, to := content.PathOf(d.Entry), now[d.Entry.Head().ID]
		if to != "" && !taken[from] {
			redirects = append(redirects, &content.Redirect{From: from, To: to})
		}
		taken[from] = true // by the last entry that had it, be that public now or not
	}
	return redirects, nil
}

// list returns all of a kind that the view has, in an order.
func (s *Store) list(ctx context.Context, v content.View, kind content.Kind, order string) ([]content.Entry, error) {
	all, err := s.byKind[kind].Every(ctx, v)
	if err != nil {
		return nil, err
	}
	content.SortBy(all, v, order)
	return all, nil
}
