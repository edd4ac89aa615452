package store

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// oncePublic finds, in the history, what was public at some time.
func oncePublic(more bson.D) bson.D { return append(field("from", "$ne", nil), more...) }

// period is a time that a revision was public. The revision is for reading only.
type period[T content.Entry] struct {
	entry    T
	from, to time.Time
}

// periods returns the times that revisions were public, those first that ended last.
func (c *Collection[T]) periods(ctx context.Context, where bson.D) (all []period[T], _ error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	cursor, err := c.history.Find(ctx, oncePublic(where), options.Find().SetBatchSize(batchSize))
	if err == nil {
		err = c.store.db.kept.each(ctx, c.history.Name(), reflect.TypeFor[T]().Elem(), cursor, func(e reflect.Value, at func(string) time.Time) {
			all = append(all, period[T]{e.Addr().Interface().(T), at("from"), at("to")})
		})
	}
	if err != nil {
		return nil, fmt.Errorf("reading when %s were public: %w", c.kind, err)
	}
	slices.SortStableFunc(all, func(a, b period[T]) int { return b.to.Compare(a.to) })
	return all, nil
}

// formerly returns the entry that had the key while it was public, last of all that had, as far as it still is public;
// nil if there is none. So an address that was known once still finds what it was of.
func (c *Collection[T]) formerly(ctx context.Context, v content.View, key string) (none T, _ error) {
	if v.Stage != content.Published || !v.AsOf.IsZero() {
		return none, nil
	}
	past, err := c.periods(ctx, field(c.traits.KeyField, "$eq", key))
	if err != nil || len(past) == 0 {
		return none, err
	}
	return c.ByID(ctx, v, past[0].entry.Head().ID)
}

// Former returns what entries were called before, by id, latest first.
func (c *Collection[T]) Former(ctx context.Context, v content.View, ids []string) (map[string][]*content.FormerName, error) {
	past, err := c.periods(ctx, field("id", "$in", ids))
	if err != nil {
		return nil, err
	}
	former, present, latest := map[string][]*content.FormerName{}, map[string]string{}, map[string]string{}
	for _, p := range past {
		if !v.AsOf.IsZero() && p.from.After(v.AsOf) {
			continue
		}
		id := p.entry.Head().ID
		name, in := v.Title(p.entry)
		called, before := name+"\x00"+p.entry.Key(), latest[id]
		latest[id] = called
		if before == "" {
			present[id] = called
		}
		if called != before && called != present[id] {
			last := p.to.Add(-time.Millisecond).In(content.Berlin) // the end itself is when the next name began
			former[id] = append(former[id], &content.FormerName{Name: name, NameLanguageTag: string(in), Slug: p.entry.Key(), ValidUntil: content.Date(last.Format(time.DateOnly))})
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
	past, err := c.periods(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, p := range past {
		from, to := content.PathOf(p.entry), now[p.entry.Head().ID]
		if to != "" && !taken[from] {
			redirects = append(redirects, &content.Redirect{From: from, To: to})
		}
		taken[from] = true // by the last entry that had it, be that public now or not
	}
	return redirects, nil
}
