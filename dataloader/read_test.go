package dataloader_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

var (
	ctx     = context.Background()
	public  = content.PublicView()
	drafts  = content.Everything()
	english = content.View{Stage: content.Published, Locale: content.EN}
	at      = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
)

func before() content.View {
	v := content.PublicView()
	v.AsOf = at.Add(-time.Second)
	return v
}

func add[T content.Entry](t *testing.T, c *store.Collection[T], publish bool, entries ...T) {
	t.Helper()
	var ps []store.Publication
	for _, e := range entries {
		e.Head().ID = content.KeyID(c.Kind(), e.Key())
		ps = append(ps, store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: 1}, At: at})
	}
	_, err := c.Save(ctx, store.Stamp{At: at}, entries...)
	testkit.Must(t, err)
	if publish {
		testkit.Must(t, c.Publish(ctx, ps...))
	}
}

func german(s string) content.Text { return content.Text{content.DE: s} }

func partner(slug string) *network.Partner {
	return &network.Partner{Slug: slug, Names: content.Text{content.DE: slug, content.EN: slug}, Sector: "COMPANY"}
}

func agreement(slug, partner string) *network.Agreement {
	return &network.Agreement{Slug: slug, PartnerID: content.KeyID(content.Partners, partner), Titles: content.Text{content.DE: slug, content.EN: slug}, Status: "ACTIVE"}
}

func measure(slug, partner, agreement, area string) *network.Measure {
	return &network.Measure{Slug: slug, PartnerID: content.KeyID(content.Partners, partner), AgreementID: content.KeyID(content.Agreements, agreement), Titles: german(slug), Area: network.MeasureArea(area), Status: "RUNNING"}
}

func practice(slug, partner, measure string, adopters ...string) *network.GoodPractice {
	p := &network.GoodPractice{Slug: slug, PartnerID: content.KeyID(content.Partners, partner), MeasureID: content.KeyID(content.Measures, measure), Titles: german(slug), Area: "OTHER"}
	for _, a := range adopters {
		p.StoredAdoptions = append(p.StoredAdoptions, network.StoredAdoption{PartnerID: content.KeyID(content.Partners, a)})
	}
	return p
}

func event(slug string, hosts ...string) *network.Event {
	e := &network.Event{Slug: slug, Kind: "PUBLIC_EVENT", Titles: german(slug), StartsAt: at, HostIDs: []string{}}
	for _, h := range hosts {
		e.HostIDs = append(e.HostIDs, content.KeyID(content.Partners, h))
	}
	return e
}

// fixture has links to public entries, to a draft, and to entries that do not exist. Ids are made from keys, so that the
// database returns entries in another order than that of their keys.
func fixture(t *testing.T) (*store.Store, *store.Database) {
	t.Helper()
	s, db := testkit.Store(t, "none")
	add(t, s.Partners, true, partner("p1"), partner("p2"), partner("p3"))
	add(t, s.Partners, false, partner("entwurf"))
	add(t, s.Agreements, true, agreement("a1", "p1"), agreement("a2", "p2"), agreement("a3", "p1"), agreement("a4", "entwurf"), agreement("a5", "weg"))
	add(t, s.Agreements, false, agreement("a6", "p3"))
	add(t, s.Measures, true, measure("m1", "p1", "a1", "OTHER"), measure("m2", "p1", "a1", "TRAINING"), measure("m3", "p2", "a2", "OTHER"), measure("m4", "p1", "a3", "OTHER"), measure("m5", "p3", "a6", "OTHER"), measure("m6", "weg", "weg", "OTHER"))
	add(t, s.Measures, false, measure("m7", "p2", "a2", "OTHER"))
	add(t, s.GoodPractices, true, practice("g1", "p1", "m1", "p3", "p2"), practice("g2", "p2", "m7", "entwurf"))
	add(t, s.Events, true, event("e1", "p2", "p1"), event("e2"), event("e3", "entwurf", "p3", "weg", "p2"), event("e4", "p1"))
	return s, db
}

// all writes what a link leads to, for every entry of a collection in the order of the database.
func all[P content.Entry, V any](t *testing.T, c *store.Collection[P], v content.View, load func(P) (V, error), write func(V) string) string {
	t.Helper()
	parents, err := c.All(ctx, v)
	testkit.Must(t, err)
	by := map[string]string{}
	for _, p := range parents {
		value, err := load(p)
		testkit.Must(t, err)
		by[p.Key()] = write(value)
	}
	return strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(by), "map["), "]")
}

func key[T content.Entry](e T) string {
	if content.Entry(e) == content.Entry(*new(T)) { // a nil pointer
		return "-"
	}
	return e.Key()
}

func keys[T content.Entry](list []T) string {
	var ks []string
	for _, e := range list {
		ks = append(ks, e.Key())
	}
	return strings.Join(ks, "+")
}

func page[T content.Entry](c *list.Connection[T]) string {
	n, _ := c.TotalCount(ctx)
	return fmt.Sprint(keys(c.Nodes), "/", n)
}

// Every link leads each parent to its own targets, in every view, whether or not the targets exist.
func TestReadLinks(t *testing.T) {
	s, db := fixture(t)
	first := func(n int, f *network.MeasureFilter) func(content.View) list.Query {
		return func(v content.View) list.Query {
			q, err := network.QueryMeasures(v, f, nil, list.Window{First: &n})
			testkit.Must(t, err)
			return q
		}
	}
	five := first(5, nil)
	agreements := func(v content.View) list.Query {
		q, err := network.QueryAgreements(v, nil, []*network.AgreementOrder{{Field: "TITLE"}}, list.Window{})
		testkit.Must(t, err)
		return q
	}
	tests := []struct {
		name string
		all  func(content.View, *dataloader.Loaders) string
		want map[content.View]string
	}{
		{"AgreementPartner", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Agreements, v, func(a *network.Agreement) (*network.Partner, error) { return l.AgreementPartner.Load(ctx, a) }, key)
		}, map[content.View]string{public: "a1:p1 a2:p2 a3:p1 a4:- a5:-", drafts: "a1:p1 a2:p2 a3:p1 a4:entwurf a5:- a6:p3", english: "a1:p1 a2:p2 a3:p1 a4:- a5:-"}},
		{"MeasureAgreement", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Measures, v, func(m *network.Measure) (*network.Agreement, error) { return l.MeasureAgreement.Load(ctx, m) }, key)
		}, map[content.View]string{public: "m1:a1 m2:a1 m3:a2 m4:a3 m5:- m6:-", drafts: "m1:a1 m2:a1 m3:a2 m4:a3 m5:a6 m6:- m7:a2"}},
		{"MeasurePartner", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Measures, v, func(m *network.Measure) (*network.Partner, error) { return l.MeasurePartner.Load(ctx, m) }, key)
		}, map[content.View]string{public: "m1:p1 m2:p1 m3:p2 m4:p1 m5:p3 m6:-"}},
		{"EventHosts", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Events, v, func(e *network.Event) ([]*network.Partner, error) { return l.EventHosts.Load(ctx, e) }, keys)
		}, map[content.View]string{public: "e1:p2+p1 e2: e3:p3+p2 e4:p1", drafts: "e1:p2+p1 e2: e3:entwurf+p3+p2 e4:p1"}},
		{"PartnerAgreements", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Partners, v, func(p *network.Partner) (*network.AgreementConnection, error) {
				return l.PartnerAgreements.List(ctx, p, agreements(v))
			}, page)
		}, map[content.View]string{public: "p1:a1+a3/2 p2:a2/1 p3:/0", drafts: "entwurf:a4/1 p1:a1+a3/2 p2:a2/1 p3:a6/1"}},
		{"PartnerMeasures", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Partners, v, func(p *network.Partner) (*network.MeasureConnection, error) {
				return l.PartnerMeasures.List(ctx, p, five(v))
			}, page)
		}, map[content.View]string{public: "p1:m1+m2+m4/3 p2:m3/1 p3:m5/1", drafts: "entwurf:/0 p1:m1+m2+m4/3 p2:m3+m7/2 p3:m5/1", english: "p1:/0 p2:/0 p3:/0"}},
		{"AgreementMeasures", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Agreements, v, func(a *network.Agreement) (*network.MeasureConnection, error) {
				return l.AgreementMeasures.List(ctx, a, five(v))
			}, page)
		}, map[content.View]string{public: "a1:m1+m2/2 a2:m3/1 a3:m4/1 a4:/0 a5:/0"}},
		{"GoodPracticePartner", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.GoodPractices, v, func(p *network.GoodPractice) (*network.Partner, error) { return l.GoodPracticePartner.Load(ctx, p) }, key)
		}, map[content.View]string{public: "g1:p1 g2:p2"}},
		{"GoodPracticeMeasure", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.GoodPractices, v, func(p *network.GoodPractice) (*network.Measure, error) { return l.GoodPracticeMeasure.Load(ctx, p) }, key)
		}, map[content.View]string{public: "g1:m1 g2:-", drafts: "g1:m1 g2:m7"}},
		{"GoodPracticeAdopter", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.GoodPractices, v, func(p *network.GoodPractice) ([]*network.Partner, error) {
				adopters, err := l.GoodPracticeAdopter.Load(ctx, p)
				var there []*network.Partner
				for _, id := range p.Adopters() {
					if a := adopters[id]; a != nil {
						there = append(there, a)
					}
				}
				return there, err
			}, keys)
		}, map[content.View]string{public: "g1:p3+p2 g2:", drafts: "g1:p3+p2 g2:entwurf"}},
		{"PartnerPractices", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Partners, v, func(p *network.Partner) (*network.GoodPracticeConnection, error) {
				q, err := network.QueryGoodPractices(v, nil, nil, list.Window{})
				testkit.Must(t, err)
				return l.PartnerPractices.List(ctx, p, q)
			}, page)
		}, map[content.View]string{public: "p1:g1/1 p2:g2/1 p3:/0", english: "p1:/0 p2:/0 p3:/0"}},
		{"PartnerMeasureCount", func(v content.View, l *dataloader.Loaders) string {
			return all(t, s.Partners, v, func(p *network.Partner) (int, error) { return l.PartnerMeasureCount.Load(ctx, p) }, func(n int) string { return fmt.Sprint(n) })
		}, map[content.View]string{public: "p1:3 p2:1 p3:1", drafts: "entwurf:0 p1:3 p2:2 p3:1", english: "p1:3 p2:1 p3:1", before(): ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			loaders := dataloader.New(s) // one for all views: they must not mix even so
			for v, want := range tt.want {
				start := db.Commands()
				if got := tt.all(v, loaders); got != want {
					t.Errorf("%+v: got %s, want %s", v, got, want)
				}
				if n := db.Commands() - start; want != "" && n != 2 { // one for the parents
					t.Errorf("%+v: %d commands", v, n)
				}
			}
		})
	}
	t.Run("Aliases", func(t *testing.T) { readAliases(t, s, db, first) })
	t.Run("OneParent", func(t *testing.T) { readOneParent(t, s, db, five(public)) })
	t.Run("AtOnce", func(t *testing.T) { readAtOnce(t, s, db) })
}

// Lists of one link with different arguments are different lists; the same arguments again cost nothing.
func readAliases(t *testing.T, s *store.Store, db *store.Database, first func(int, *network.MeasureFilter) func(content.View) list.Query) {
	l := dataloader.New(s)
	training := &network.MeasureFilter{Area: &network.MeasureAreaFilter{Eq: new(network.MeasureArea)}}
	*training.Area.Eq = "TRAINING"
	for range 2 {
		for want, q := range map[string]list.Query{
			"p1:m1/3 p2:m3/1 p3:m5/1": first(1, nil)(public), "p1:m1+m2/3 p2:m3/1 p3:m5/1": first(2, nil)(public), "p1:m2/1 p2:/0 p3:/0": first(1, training)(public),
		} {
			if got := all(t, s.Partners, public, func(p *network.Partner) (*network.MeasureConnection, error) { return l.PartnerMeasures.List(ctx, p, q) }, page); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
	}
	parents, err := s.Partners.All(ctx, public)
	testkit.Must(t, err)
	start := db.Commands()
	for range 3 {
		for _, p := range parents {
			_, err := l.PartnerMeasures.List(ctx, p, first(1, nil)(public))
			testkit.Must(t, err)
		}
	}
	if n := db.Commands() - start; n != 1 {
		t.Errorf("the same list of the same parents took %d commands", n)
	}
}

// Following a link of one entry costs as many commands as following those of many.
func readOneParent(t *testing.T, s *store.Store, db *store.Database, q list.Query) {
	p, err := s.Partners.ByKey(ctx, public, "p1")
	testkit.Must(t, err)
	start := db.Commands()
	list, err := dataloader.New(s).PartnerMeasures.List(ctx, p, q)
	testkit.Must(t, err)
	if n := db.Commands() - start; n != 1 || page(list) != "m1+m2+m4/3" {
		t.Errorf("%d commands for %s", n, page(list))
	}
	// The targets of a link have links too, which are followed for all targets at once.
	l := dataloader.New(s)
	start = db.Commands()
	for _, m := range list.Nodes {
		a, err := l.MeasureAgreement.Load(ctx, m)
		testkit.Must(t, err)
		if a == nil || a.View() != public {
			t.Errorf("%s leads to %v", m.Slug, a)
		}
	}
	if n := db.Commands() - start; n != 1 {
		t.Errorf("%d commands for the agreements of one list", n)
	}
}

// Resolvers of siblings run concurrently; still there is only one command, and each gets its own targets.
func readAtOnce(t *testing.T, s *store.Store, db *store.Database) {
	parents, err := s.Agreements.All(ctx, public)
	testkit.Must(t, err)
	l, start := dataloader.New(s), db.Commands()
	var resolvers sync.WaitGroup
	for range 20 {
		for _, a := range parents {
			resolvers.Go(func() {
				if p, err := l.AgreementPartner.Load(ctx, a); err != nil || (p != nil && p.ID != a.PartnerID) || (p == nil) != (a.Slug == "a4" || a.Slug == "a5") {
					t.Errorf("%s leads to %v, %v", a.Slug, p, err)
				}
			})
		}
	}
	resolvers.Wait()
	if n := db.Commands() - start; n != 1 {
		t.Errorf("%d commands", n)
	}
}
