package graph_test

import (
	"math/rand/v2"
	"net/http"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/content"
	"partnernetz/graph"
	"partnernetz/graph/generated"
	"partnernetz/graph/writer"
	"partnernetz/store"
	"partnernetz/testkit"
)

// Whatever fails at whatever place, the answer is that of gqlgen: status, errors, paths, and what is left of the data.
func testRandomFaults(t *testing.T, g *ground) {
	b := &broken{}
	breaking := func(w graph.Way) http.Handler {
		return g.carriedOut(t, func(c generated.Config, o writer.Options) graphql.ExecutableSchema {
			b.ResolverRoot = c.Resolvers
			c.Resolvers = b
			return w(c, o)
		})
	}
	plain, h, spoil := breaking(byGqlgen), breaking(graph.Executable), spoiler(t, g.Store)
	failed, partly := 0, 0
	for d := range g.draw(*operationsMade) {
		mend := func() {}
		b.seed, b.rate = d.seed, []float64{0.4, 0.8, 0}[d.seed%3]
		if b.rate == 0 {
			mend = spoil(d.Rand)
		}
		want, got := g.receive(t, plain, d), g.receive(t, h, d)
		mend()
		got.commands = want.commands // what fails is carried out twice
		if diff := want.differs(got); diff != "" {
			t.Fatalf("%s\n%s", diff, d)
		}
		if want.has("INTERNAL_ERROR") {
			failed++
			if says(want.Data) {
				partly++
			}
		}
	}
	t.Logf("%d of %d operations failed, %d of them in a part", failed, *operationsMade, partly)
	if failed*6 < *operationsMade || partly*50 < *operationsMade {
		t.Errorf("only %d of %d operations failed, and %d in a part", failed, *operationsMade, partly)
	}
}

// spoiler returns what breaks collections of a store, so that to read them is an error or a panic, until what it returns is
// called.
func spoiler(t *testing.T, s *store.Store) func(*rand.Rand) (mend func()) {
	t.Helper()
	closed, db := testkit.Store(t, "none")
	testkit.Must(t, db.Close(t.Context()))
	return func(r *rand.Rand) func() {
		all := []func(){
			lose(r, &s.Partners, closed.Partners), lose(r, &s.Agreements, closed.Agreements), lose(r, &s.Measures, closed.Measures),
			lose(r, &s.Pages, closed.Pages), lose(r, &s.Media, closed.Media), lose(r, &s.GoodPractices, closed.GoodPractices),
			lose(r, &s.Events, closed.Events), lose(r, &s.Menus, closed.Menus), lose(r, &s.Initiatives, closed.Initiatives), lose(r, &s.Reports, closed.Reports),
			lose(r, &s.ImplementationYears, closed.ImplementationYears), lose(r, &s.Releases, closed.Releases),
		}
		return func() {
			for _, mend := range all {
				mend()
			}
		}
	}
}

func lose[T content.Entry](r *rand.Rand, c **store.Collection[T], closed *store.Collection[T]) (mend func()) {
	before := *c
	switch r.IntN(4) {
	case 0:
		*c = nil
	case 1:
		*c = closed
	}
	return func() { *c = before }
}
