package graph_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/graph"
	"partnernetz/graph/generated"
	"partnernetz/graph/limit"
	"partnernetz/testkit"
)

// What consumers send, and what they might send one day, is counted for less than a third of what is refused; introspection,
// which grows with every type, for less than half.
func TestHonestOperationsAreFarFromTheLimits(t *testing.T) {
	within := func(part int) *executor.Executor {
		cost := graph.Cost(0)
		cost.Max, cost.Counted = limit.DefaultMax/part, limit.DefaultCounted/part
		exec := executor.New(generated.NewExecutableSchema(generated.Config{}))
		exec.SetQueryCache(graphql.NoCache[*ast.QueryDocument]{})
		exec.Use(cost)
		return exec
	}
	exec, half := within(3), within(2)
	refused := func(query string, variables map[string]any) string {
		_, errs := exec.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{Query: query, Variables: variables})
		for _, err := range errs {
			if code := err.Extensions["code"]; code == limit.CodeTooExpensive || code == limit.CodeAnswerTooLarge {
				return err.Message
			}
		}
		return "" // what else may be wrong is told by other tests
	}
	if _, errs := half.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{Query: introspection.Query}); errs != nil {
		t.Errorf("introspection: %v\nThe schema has outgrown DefaultMax or DefaultCounted (graph/limit/cost.go)", errs)
	}
	for name, query := range generous() {
		if _, errs := exec.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{Query: query}); errs != nil {
			t.Errorf("%s: %v", name, errs)
		}
	}
	n := 0
	for _, root := range []string{contract, "../playground/operations", "testdata"} {
		_ = filepath.WalkDir(root, func(path string, _ fs.DirEntry, _ error) error {
			base, ok := strings.CutSuffix(path, ".graphql")
			answer, _ := os.ReadFile(base + ".json") // of a golden
			if !ok || strings.Contains(string(answer), limit.CodeTooExpensive) || strings.Contains(string(answer), "but an Int is") {
				return nil
			}
			query, err := os.ReadFile(path)
			testkit.Must(t, err)
			if why := refused(string(query), variablesBeside(t, base+".graphql")); why != "" {
				t.Errorf("%s: %s", path, why)
			}
			n++
			return nil
		})
	}
	if n < 150 {
		t.Errorf("only %d operations were found", n)
	}
}

// generous are operations as large as an honest client might come up with.
func generous() map[string]string {
	const entry = "id slug title updatedAt publishedAt revision servedLocale demo stage alternates { locale } area status description { html text } partner { slug name sector }"
	return map[string]string{
		"wide lists":                "{ partners(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id slug name sector website logo { url } measures(first: 100) { totalCount nodes { " + entry + " } } } } }",
		"edges":                     "{ measures(first: 100) { edges { cursor node { " + entry + " agreement { slug title status goals { html } partner { slug name } } } } } }",
		"everything of the partner": "{ partner(slug: \"a\") { name agreements(first: 100) { nodes { title goals { html } measures(first: 100) { nodes { " + entry + " } } } } goodPractices(first: 100) { nodes { title adoptions { partner { name } } } } } }",
		"several lists": "{ partners(first: 100) { nodes { name } } measures(first: 100) { nodes { " + entry + " } } agreements(first: 100) { nodes { title measures(first: 100) { nodes { title area } } } } " +
			"events(first: 100) { nodes { title hosts { name } } } goodPractices(first: 100) { nodes { title partner { name } } } }",
	}
}
