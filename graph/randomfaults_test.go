package graph_test

import (
	"math/rand/v2"
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
func TestRandomFaults(t *testing.T) {
	s, db := crowded(t)
	_ = logged(t) // thousands of faults
	b := &broken{}
	breaking := func(way graph.Way) graph.Way {
		return func(c generated.Config, o writer.Options) graphql.ExecutableSchema {
			b.ResolverRoot = c.Resolvers
			c.Resolvers = b
			return way(c, o)
		}
	}
	handlers := answering(t, s, breaking(byGqlgen), breaking(graph.Executable))
	maker := maker(t, handlers[0])
	spoil := spoiler(t, s)
	failed, partly := 0, 0
	for seed := *firstSeed; seed < *firstSeed+uint64(*operationsMade); seed++ {
		o, caller := draw(maker, seed)
		b.seed, b.rate = seed, []float64{0.4, 0.8, 0}[seed%3]
		mend := func() {}
		if b.rate == 0 {
			mend = spoil(rand.New(rand.NewPCG(seed, 1)))
		}
		plain, written := receive(t, db, handlers[0], caller, o), receive(t, db, handlers[1], caller, o)
		mend()
		written.commands = plain.commands // what fails is carried out twice
		if diff := plain.differs(written); diff != "" {
			t.Fatalf("-seed %d: %s\n%s\n%v", seed, diff, o.Query, o.Variables)
		}
		if plain.has("INTERNAL_ERROR") {
			failed++
			if says(plain.Data) {
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
			lose(r, &s.Events, closed.Events), lose(r, &s.Menus, closed.Menus), lose(r, &s.Initiatives, closed.Initiatives),
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
