package graph_test

import (
	"context"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"reflect"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/graph/generated"
	"partnernetz/network"
)

// broken are resolvers of which some fail: which ones depends on the seed, the field and the entry, so that whoever asks for
// an operation, in whatever order, meets the same.
type broken struct {
	generated.ResolverRoot
	seed uint64
	rate float64 // of the places that fail
}

// at returns the random numbers of a place; nil if nothing fails there.
func (b *broken) at(place, id string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(place + " " + id))
	r := rand.New(rand.NewPCG(b.seed, h.Sum64()))
	if r.Float64() >= b.rate {
		return nil
	}
	return r
}

// attempt carries out a resolver, or fails in one of the ways there are.
func attempt[T any](b *broken, place, id string, resolve func() (T, error)) (v T, err error) {
	r := b.at(place, id)
	if r == nil {
		return resolve()
	}
	switch r.IntN(8) {
	case 0:
		return v, errors.New("broken " + place)
	case 1:
		return v, content.Errorf(content.NotFound, "no %s", place)
	case 2:
		panic("broken " + place)
	case 3:
		return v, nil
	}
	v, err = resolve()
	spoil(r, reflect.ValueOf(&v).Elem())
	return v, err
}

// spoil breaks something within a value: an item of a list is missing, or what is only found out when asked for fails.
func spoil(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || v.Type().Elem().Kind() != reflect.Struct || v.Type().Implements(reflect.TypeFor[content.Entry]()) {
			return
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		v.Set(c)
		for i := range c.Elem().NumField() {
			if f := c.Elem().Field(i); f.CanSet() && r.IntN(2) == 0 {
				spoil(r, f)
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v))
		item := v.Index(r.IntN(v.Len()))
		if _, isNode := item.Interface().(content.Node); isNode && item.Kind() == reflect.Interface && r.IntN(2) == 0 {
			item.Set(reflect.Zero(item.Elem().Type())) // a pointer to nothing is not the same as nothing
			return
		}
		item.SetZero()
	case reflect.Func:
		failing, fails := v.Type(), r.IntN(2)
		v.Set(reflect.MakeFunc(failing, func([]reflect.Value) (out []reflect.Value) {
			if fails == 0 || failing.NumOut() != 2 {
				panic("broken within")
			}
			return []reflect.Value{reflect.Zero(failing.Out(0)), reflect.ValueOf(errors.New("broken within"))}
		}))
	}
}

func (b *broken) Query() generated.QueryResolver { return brokenQuery{b.ResolverRoot.Query(), b} }
func (b *broken) Partner() generated.PartnerResolver {
	return brokenPartner{b.ResolverRoot.Partner(), b}
}
func (b *broken) Agreement() generated.AgreementResolver {
	return brokenAgreement{b.ResolverRoot.Agreement(), b}
}
func (b *broken) Measure() generated.MeasureResolver {
	return brokenMeasure{b.ResolverRoot.Measure(), b}
}
func (b *broken) Event() generated.EventResolver { return brokenEvent{b.ResolverRoot.Event(), b} }

type (
	brokenQuery struct {
		generated.QueryResolver
		b *broken
	}
	brokenPartner struct {
		generated.PartnerResolver
		b *broken
	}
	brokenAgreement struct {
		generated.AgreementResolver
		b *broken
	}
	brokenMeasure struct {
		generated.MeasureResolver
		b *broken
	}
	brokenEvent struct {
		generated.EventResolver
		b *broken
	}
)

func (q brokenQuery) Node(ctx context.Context, id string) (content.Node, error) {
	return attempt(q.b, "node", id, func() (content.Node, error) { return q.QueryResolver.Node(ctx, id) })
}

func (q brokenQuery) Nodes(ctx context.Context, ids []string) ([]content.Node, error) {
	return attempt(q.b, "nodes", "", func() ([]content.Node, error) { return q.QueryResolver.Nodes(ctx, ids) })
}

func (q brokenQuery) Entry(ctx context.Context, id string) (content.Entry, error) {
	return attempt(q.b, "entry", id, func() (content.Entry, error) { return q.QueryResolver.Entry(ctx, id) })
}

func (q brokenQuery) Partner(ctx context.Context, slug string) (*network.Partner, error) {
	return attempt(q.b, "partner", slug, func() (*network.Partner, error) { return q.QueryResolver.Partner(ctx, slug) })
}

func (q brokenQuery) Page(ctx context.Context, path string) (*network.Page, error) {
	return attempt(q.b, "page", path, func() (*network.Page, error) { return q.QueryResolver.Page(ctx, path) })
}

func (q brokenQuery) Initiative(ctx context.Context) (*network.Initiative, error) {
	return attempt(q.b, "initiative", "", func() (*network.Initiative, error) { return q.QueryResolver.Initiative(ctx) })
}

func (q brokenQuery) Redirects(ctx context.Context) ([]*content.Redirect, error) {
	return attempt(q.b, "redirects", "", func() ([]*content.Redirect, error) { return q.QueryResolver.Redirects(ctx) })
}

func (q brokenQuery) Statistics(ctx context.Context) (*network.Statistics, error) {
	return attempt(q.b, "statistics", "", func() (*network.Statistics, error) { return q.QueryResolver.Statistics(ctx) })
}

func (q brokenQuery) Search(ctx context.Context, query string, types []content.SearchType, first *int, after *string, last *int, before *string) (*list.Connection[*network.SearchHit], error) {
	return attempt(q.b, "search", "", func() (*list.Connection[*network.SearchHit], error) {
		return q.QueryResolver.Search(ctx, query, types, first, after, last, before)
	})
}

func (q brokenQuery) Partners(ctx context.Context, filter *network.PartnerFilter, orderBy []*list.Order[network.PartnerOrderField], first *int, after *string, last *int, before *string) (*list.Connection[*network.Partner], error) {
	return attempt(q.b, "partners", "", func() (*list.Connection[*network.Partner], error) {
		return q.QueryResolver.Partners(ctx, filter, orderBy, first, after, last, before)
	})
}

func (q brokenQuery) Measures(ctx context.Context, filter *network.MeasureFilter, orderBy []*list.Order[network.MeasureOrderField], first *int, after *string, last *int, before *string) (*list.Connection[*network.Measure], error) {
	return attempt(q.b, "measures", "", func() (*list.Connection[*network.Measure], error) {
		return q.QueryResolver.Measures(ctx, filter, orderBy, first, after, last, before)
	})
}

func (p brokenPartner) Logo(ctx context.Context, obj *network.Partner) (*network.Media, error) {
	return attempt(p.b, "logo", obj.ID, func() (*network.Media, error) { return p.PartnerResolver.Logo(ctx, obj) })
}

func (p brokenPartner) MeasureCount(ctx context.Context, obj *network.Partner) (int, error) {
	return attempt(p.b, "measureCount", obj.ID, func() (int, error) { return p.PartnerResolver.MeasureCount(ctx, obj) })
}

func (p brokenPartner) Agreements(ctx context.Context, obj *network.Partner, filter *network.AgreementFilter, orderBy []*list.Order[network.AgreementOrderField], first *int, after *string, last *int, before *string) (*list.Connection[*network.Agreement], error) {
	return attempt(p.b, "agreements", obj.ID, func() (*list.Connection[*network.Agreement], error) {
		return p.PartnerResolver.Agreements(ctx, obj, filter, orderBy, first, after, last, before)
	})
}

func (a brokenAgreement) Partner(ctx context.Context, obj *network.Agreement) (*network.Partner, error) {
	return attempt(a.b, "agreement partner", obj.ID, func() (*network.Partner, error) { return a.AgreementResolver.Partner(ctx, obj) })
}

func (a brokenAgreement) Measures(ctx context.Context, obj *network.Agreement, filter *network.MeasureFilter, orderBy []*list.Order[network.MeasureOrderField], first *int, after *string, last *int, before *string) (*list.Connection[*network.Measure], error) {
	return attempt(a.b, "agreement measures", obj.ID, func() (*list.Connection[*network.Measure], error) {
		return a.AgreementResolver.Measures(ctx, obj, filter, orderBy, first, after, last, before)
	})
}

func (m brokenMeasure) Partner(ctx context.Context, obj *network.Measure) (*network.Partner, error) {
	return attempt(m.b, "measure partner", obj.ID, func() (*network.Partner, error) { return m.MeasureResolver.Partner(ctx, obj) })
}

func (e brokenEvent) Hosts(ctx context.Context, obj *network.Event) ([]*network.Partner, error) {
	return attempt(e.b, "hosts", obj.ID, func() ([]*network.Partner, error) { return e.EventResolver.Hosts(ctx, obj) })
}
