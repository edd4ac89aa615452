package graph_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

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
	operationsMade = flag.Int("operations", 2000, "how many random operations are compared")
	firstSeed      = flag.Uint64("seed", 1, "the seed of the first of the random operations")
)

// askers are those who ask for random operations.
func askers() []auth.Caller {
	return []auth.Caller{{}, {}, office, admin, own(id(content.Partners, "a"))}
}

// answering makes handlers of a store that carry out operations in several ways.
func answering(t testing.TB, s *store.Store, ways ...graph.Way) (all []http.Handler) {
	t.Helper()
	o := testkit.Options(t, s)
	r := &graph.Resolver{Store: s, Editor: o.Editor, Auth: o.Accounts, Library: o.Media, PublicURL: o.PublicURL}
	for _, way := range ways {
		all = append(all, graph.HandlerWith(r, graph.Limits{}, nil, way))
	}
	return all
}

// byGqlgen is gqlgen's executor alone.
func byGqlgen(c generated.Config, _ writer.Options) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(c)
}

// Every operation is answered alike by gqlgen and as it is for everybody.
func TestRandomOperations(t *testing.T) {
	s, db := crowded(t)
	handlers := answering(t, s, byGqlgen, graph.Executable)
	maker := maker(t, handlers[0])
	shown, shares := 0, map[string]int{}
	for seed := *firstSeed; seed < *firstSeed+uint64(*operationsMade); seed++ {
		o, caller := draw(maker, seed)
		valid(t, maker.Schema, o)
		alone, written := receive(t, db, handlers[0], caller, o), receive(t, db, handlers[1], caller, o)
		if diff := alone.differs(written); diff != "" {
			t.Fatalf("-seed %d: %s\n%s\n%s", seed, diff, o.Query, o.Variables)
		}
		if alone.shows() {
			shown++
		}
		shares[alone.code()]++
	}
	t.Logf("%d of %d operations show something; %v", shown, *operationsMade, shares)
	if shown*10 < *operationsMade*7 {
		t.Errorf("only %d of %d operations show something", shown, *operationsMade)
	}
	if shares["INTERNAL_ERROR"] > 0 {
		t.Errorf("%d operations are faults of the server", shares["INTERNAL_ERROR"])
	}
}

// draw makes an operation and says who asks for it.
func draw(m *random.Maker, seed uint64) (random.Operation, auth.Caller) {
	r := rand.New(rand.NewPCG(seed, 0))
	caller := askers()[r.IntN(len(askers()))]
	return m.Make(r, !caller.Public()), caller
}

// valid demands that an operation is valid by the rules of the specification.
func valid(t *testing.T, schema *ast.Schema, o random.Operation) {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: o.Query})
	if err == nil {
		if errs := validator.ValidateWithRules(schema, doc, nil); len(errs) > 0 {
			err = errs
		}
	}
	if err != nil {
		t.Fatalf("%v:\n%s", err, o.Query)
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
	for _, c := range askers() {
		if !c.Public() {
			proofOf(t.Context(), s, c)
		}
	}
	return s, db
}

// maker makes operations with values that a server has.
func maker(t *testing.T, h http.Handler) *random.Maker {
	t.Helper()
	m := &random.Maker{Schema: loadSchema(t), Known: map[string][]any{
		"String":      {"Vielfalt", "netz", "Stadt \"Köln\"", "ä", ""},
		"Int":         {0, 1, 2, 3, 100_000},
		"Float":       {1.5},
		"ID":          {"prt_gibtesnicht"},
		"Date":        {"2024-06-07", "2023-01-01"},
		"DateTime":    {"2024-06-07T12:00:00+02:00", "2023-12-31T23:59:59.999Z"},
		"Image.width": {320, 640, 960},
		"__Type.name": {"Partner", "Entry", "Block", "Sector", "PartnerFilter", "Nothing"},
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
