package limit_test

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/limit"
)

const sdl = `
type Query {
	partners(first: Int = 20, last: Int): PartnerConnection!
	partner(id: ID!): Partner
	partnersByIds(ids: [ID!]!): [Partner]!
	node: Node
}
type Mutation { publish(ids: [ID!]!): Result! }
type Subscription { changed: Partner! }
type Result { partners: [Partner!]! }
interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! }
type PartnerConnection { nodes: [Partner!]! edges: [PartnerEdge!]! pageInfo: PageInfo! totalCount: Int! top: Partner }
type PartnerEdge { cursor: String! node: Partner! }
type Address { street: String! }
type Partner implements Node {
	id: ID! name(short: Boolean, tags: [Int]): String! address: Address! offices: [Address!]! friends: [Partner!]!
	agreements(first: Int = 20): AgreementConnection!
}
type AgreementConnection { nodes: [Agreement!]! }
type Agreement implements Node { id: ID! partner: Partner! measures(first: Int = 20): MeasureConnection! }
type MeasureConnection { nodes: [Measure!]! }
type Measure implements Node { id: ID! title: String! partner: Partner! agreement: Agreement! }
`

// server is an executable schema whose every answer is empty.
type server struct{ schema *ast.Schema }

func (s server) Schema() *ast.Schema { return s.schema }

func (server) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (server) Exec(context.Context) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Data: []byte(`{}`)})
}

func newServer() server {
	return server{gqlparser.MustLoadSchema(&ast.Source{Input: sdl})}
}

// newExecutor sets up both limits the way a handler does.
func newExecutor() *executor.Executor {
	cache := graphql.MapCache[*ast.QueryDocument]{}
	exec := executor.New(newServer())
	exec.SetQueryCache(cache)
	exec.SetParserTokenLimit(limit.DefaultTokens)
	exec.Use(limit.Document{Cache: cache})
	exec.Use(&limit.Cost{})
	return exec
}

// refusal runs a query up to its execution and returns the first error.
func refusal(t testing.TB, query string, variables map[string]any) *gqlerror.Error {
	t.Helper()
	ctx := graphql.StartOperationTrace(t.Context())
	_, errs := newExecutor().CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if len(errs) == 0 {
		return nil
	}
	return errs[0]
}

func wantCode(t testing.TB, err *gqlerror.Error, code string) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Fatalf("refused: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatalf("passed, want %s", code)
	}
	if got := err.Extensions["code"]; got != code {
		t.Fatalf("code = %v (%s), want %s", got, err.Message, code)
	}
	if len(err.Message) > 1000 {
		t.Errorf("message of %d bytes", len(err.Message))
	}
}

// documentError returns the error of limit.Document alone for a query.
func documentError(t testing.TB, query string) *gqlerror.Error {
	t.Helper()
	doc := limit.Document{Cache: graphql.NoCache[*ast.QueryDocument]{}}
	return doc.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: query})
}
