package graph_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/graph"
	"partnernetz/graph/generated"
	"partnernetz/graph/random"
	"partnernetz/graph/writer"
	"partnernetz/store"
	"partnernetz/testkit"
)

var (
	operationsMade = flag.Int("operations", testkit.Long(200, 2000), "how many random operations are compared")
	firstSeed      = flag.Uint64("seed", 1, "the seed of the first of the random operations")
)

// askers are those who ask for random operations.
func askers() []auth.Caller {
	return []auth.Caller{{}, {}, office, admin, own(id(content.Partners, "a"))}
}

// ground is what random operations are asked for.
type ground struct {
	*store.Store
	db    *store.Database
	maker *random.Maker
	plain http.Handler // on which gqlgen alone carries out operations
}

// TestRandom asks for random operations of one store, since filling it takes a while.
func TestRandom(t *testing.T) {
	_ = logged(t) // thousands of faults
	s, db := crowded(t)
	g := &ground{Store: s, db: db}
	g.plain = g.carriedOut(t, byGqlgen)
	g.maker = newMaker(t, g.plain)
	t.Run("examples", func(t *testing.T) { testExamplesAlike(t, g) })
	t.Run("alike", func(t *testing.T) { testAlike(t, g) })
	t.Run("differences are seen", func(t *testing.T) { testDifferencesAreSeen(t, g) })
	t.Run("faults", func(t *testing.T) { testRandomFaults(t, g) })
	t.Run("cut off", func(t *testing.T) { testCutOff(t, g) })
	t.Run("hung up", func(t *testing.T) { testHungUp(t, g) })
}

// carriedOut makes a handler that carries out operations in a way.
func (g *ground) carriedOut(t testing.TB, w graph.Way) http.Handler {
	t.Helper()
	return carriedOut(t, g.Store, graph.Limits{Time: time.Hour}, w)
}

// carriedOut makes a handler of a store that carries out operations in a way.
func carriedOut(t testing.TB, s *store.Store, most graph.Limits, w graph.Way) http.Handler {
	t.Helper()
	o := testkit.Options(t, s)
	return graph.HandlerWith(&graph.Resolver{Store: s, Editor: o.Editor, Auth: o.Accounts, Library: o.Media, PublicURL: o.PublicURL}, most, nil, w)
}

// byGqlgen carries out operations by gqlgen's executor alone.
func byGqlgen(c generated.Config, _ writer.Options) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(c)
}

// drawn is a random operation with who asks for it, and random numbers for what else is to happen.
type drawn struct {
	random.Operation
	address string // what the address says of the view
	seed    uint64
	caller  auth.Caller
	*rand.Rand
}

func (d drawn) String() string {
	variables, _ := json.Marshal(d.Variables)
	return fmt.Sprintf("-seed %d, as %s%s\n%s\n%s", d.seed, d.caller.Name, d.address, d.Query, variables)
}

// draw draws so many operations.
func (g *ground) draw(n int) iter.Seq[drawn] {
	return func(yield func(drawn) bool) {
		for seed := *firstSeed; seed < *firstSeed+uint64(n); seed++ {
			r := rand.New(rand.NewPCG(seed, 0))
			caller := askers()[r.IntN(len(askers()))]
			operation, address := g.maker.Make(r, !caller.Public()), ""
			if r.IntN(10) == 0 {
				address = fmt.Sprint("?release=", g.maker.Known["@view.release"][r.IntN(4)])
			}
			if !yield(drawn{operation, address, seed, caller, r}) {
				return
			}
		}
	}
}

// crowded is a store with all there can be of entries, beside the examples.
func crowded(t *testing.T) (*store.Store, *store.Database) {
	t.Helper()
	s, db := testkit.Store(t, "demo")
	w := world{s, everything()}
	for _, k := range entries() {
		if k.kind != content.Menus && k.kind != content.Initiatives { // which are there
			w.tell(t, k)
		}
	}
	testkit.Must(t, s.Transaction(t.Context(), func(ctx context.Context) error { return s.Pin(ctx, id(content.Releases, "x-public")) }))
	for _, c := range askers() {
		if !c.Public() {
			proofOf(t.Context(), s, c)
		}
	}
	return s, db
}

// newMaker makes operations with values that a server has.
func newMaker(t *testing.T, h http.Handler) *random.Maker {
	t.Helper()
	m := &random.Maker{Schema: loadSchema(t), Known: map[string][]any{
		"String":        {"Vielfalt", "netz", "Stadt \"Köln\"", "ä", ""},
		"Int":           {0, 1, 2, 3, 100_000},
		"Float":         {1.5},
		"ID":            {"prt_gibtesnicht"},
		"Date":          {"2024-06-07", "2023-01-01"},
		"DateTime":      {"2024-06-07T12:00:00+02:00", "2023-12-31T23:59:59.999Z"},
		"Image.width":   {320, 640, 960},
		"@view.release": {string(released), string(released), string(released), string(withheld)},
		"__Type.name":   {"Partner", "Entry", "Block", "Sector", "PartnerFilter", "Nothing"},
	}}
	for _, f := range fieldsOf(m.Schema.Query) {
		connection := m.Schema.Types[f.Type.Name()]
		entry := m.Schema.Types[strings.TrimSuffix(connection.Name, "Connection")]
		if entry == connection || entry == nil || f.Directives.ForName("auth") != nil || f.Arguments.ForName("query") != nil {
			continue
		}
		var leaves []string
		for _, g := range fieldsOf(entry) {
			if m.Schema.Types[g.Type.Name()].IsLeafType() && len(g.Arguments) == 0 {
				leaves = append(leaves, g.Name)
			}
		}
		var a struct {
			Data map[string]struct {
				Edges []struct {
					Cursor string
					Node   map[string]any
				}
			}
		}
		query := fmt.Sprintf("{%s(first: 60) {edges {cursor node {%s}}}}", f.Name, strings.Join(leaves, " "))
		decode(t, answered(t, h, auth.Caller{}, query, published), &a)
		for _, e := range a.Data[f.Name].Edges {
			m.Known["Query."+f.Name+".cursor"] = append(m.Known["Query."+f.Name+".cursor"], e.Cursor)
			for name, value := range e.Node {
				if value != nil {
					m.Known[entry.Name+"."+name] = append(m.Known[entry.Name+"."+name], value)
				}
			}
			m.Known["ID"] = append(m.Known["ID"], e.Node["id"])
		}
	}
	m.Known[".query"] = m.Known["Partner.name"]
	return m
}
