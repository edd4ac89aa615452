package limit_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/99designs/gqlgen/graphql/executor"

	"partnernetz/graph/limit"
)

// entries finds the cost of a query from the message of a very low limit.
func entries(t *testing.T, query string, variables map[string]any) int {
	t.Helper()
	exec := executor.New(newServer())
	exec.Use(&limit.Cost{Max: -1})
	ctx := graphql.StartOperationTrace(t.Context())
	_, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if len(errs) != 1 {
		t.Fatalf("errors = %v", errs)
	}
	wantCode(t, errs[0], limit.CodeTooExpensive)
	var n int
	if _, err := fmt.Sscanf(errs[0].Message, "The operation may return %d", &n); err != nil {
		t.Fatalf("message %q: %v", errs[0].Message, err)
	}
	return n
}

func TestCost(t *testing.T) {
	ids := []any{"1", "2", "3"}
	tests := []struct {
		name, query string
		variables   map[string]any
		want        int
	}{
		{"scalars", "{ __typename }", nil, 0},
		{"introspection", "{ __schema { types { name fields { name } } } }", nil, 408},
		{"a type", "{ __type(name: \"Query\") { name } }", nil, 3},
		{"one", "{ partner(id: 1) { name address { street } } }", nil, 1},
		{"interface", "{ node { id } }", nil, 1},
		{"connection", "{ partners(first: 100) { nodes { id } } }", nil, 100},
		{"last", "{ partners(last: 7, first: 3) { nodes { id } } }", nil, 7},
		{"default of the schema", "{ partners { nodes { id } } }", nil, 20},
		{"null", "{ partners(first: null) { nodes { id } } }", nil, 20},
		{"edges", "{ partners(first: 5) { edges { cursor node { id } } } }", nil, 5},
		{"edges and nodes", "{ partners(first: 5) { nodes { id } edges { node { id } } } }", nil, 5},
		{"count alone", "{ partners(first: 5) { totalCount pageInfo { hasNextPage } } }", nil, 0},
		{"beside the page", "{ partners(first: 5) { nodes { id } top { id } } }", nil, 6},
		{"nested", `{ partners(first: 100) { nodes { agreements { nodes { measures(first: 50) { nodes { title } } } } } } }`, nil, 102_100},
		{"other list", "{ partner(id: 1) { friends { name } } }", nil, 11},
		{"list of values", "{ partner(id: 1) { offices { street } } }", nil, 1},
		{"ids", "{ partnersByIds(ids: [1, 2, 3]) { name } }", nil, 3},
		{"one id", "{ partnersByIds(ids: 1) { name } }", nil, 1},
		{"ids of a mutation", "mutation { publish(ids: [1, 2]) { partners { id } } }", nil, 20},
		{"variable ids", "query($ids: [ID!]!) { partnersByIds(ids: $ids) { name } }", map[string]any{"ids": ids}, 3},
		{"variable single id", "query($ids: [ID!]!) { partnersByIds(ids: $ids) { name } }", map[string]any{"ids": "1"}, 1},
		{"variable", "query($n: Int) { partners(first: $n) { nodes { id } } }", map[string]any{"n": json.Number("9")}, 9},
		{"variable in a string", "query($n: Int) { partners(first: $n) { nodes { id } } }", map[string]any{"n": "9"}, 9},
		{"variable float", "query($n: Int) { partners(first: $n) { nodes { id } } }", map[string]any{"n": 9.0}, 9},
		{"variable int", "query($n: Int) { partners(first: $n) { nodes { id } } }", map[string]any{"n": 9}, 9},
		{"variable left out", "query($n: Int) { partners(first: $n) { nodes { id } } }", nil, 20},
		{"variable default", "query($n: Int = 4) { partners(first: $n) { nodes { id } } }", nil, 4},
		{"negative", "{ partners(first: -5) { nodes { id } } }", nil, 0},
		{"skip", "query($s: Boolean!) { partners @skip(if: $s) { nodes { id } } }", map[string]any{"s": true}, 0},
		{"include", "query($s: Boolean!) { ... @include(if: $s) { partners { nodes { id } } } }", map[string]any{"s": false}, 0},
		{"include after all", "{ partners @include(if: true) { nodes { id } } }", nil, 20},
		{"fragments", "{ partners(first: 3) { ...P } } fragment P on PartnerConnection { nodes { ...A } } fragment A on Partner { friends { id } }", nil, 33},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := entries(t, test.query, test.variables); got != test.want {
				t.Errorf("entries = %d, want %d", got, test.want)
			}
		})
	}
}

func TestCostLimit(t *testing.T) {
	honest := `{ partners(first: 100) { nodes { agreements { nodes { measures(first: 50) { nodes { title } } } } } } }`
	wantCode(t, refusal(t, honest, nil), "")

	circular := `{ partners(first: 100) { nodes { agreements { nodes { measures { nodes { partner {
		agreements { nodes { measures(first: 50) { nodes { title } } } } } } } } } } } }`
	err := refusal(t, circular, nil)
	wantCode(t, err, limit.CodeTooExpensive)
	const want = "The operation may return 40882100 entries, the limit is 320000; most are in " +
		"partners (×100) > nodes > agreements (×20) > nodes > measures (×20) > nodes > " +
		"partner > agreements (×20) > nodes > measures (×50). Ask for smaller pages."
	if err.Message != want {
		t.Errorf("message = %s\nwant %s", err.Message, want)
	}

	endless := "{ partner(id: 1) " + strings.Repeat("{ friends ", 17) + "{ id }" + strings.Repeat("}", 17) + "}"
	wantCode(t, refusal(t, endless, nil), limit.CodeTooExpensive)
	wantCode(t, refusal(t, "{ partners(first: 2147483647) { nodes { id } } }", nil), limit.CodeTooExpensive)
}
