package limit_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/graph/limit"
)

//go:embed testdata/introspection.graphql
var introspection string

const invalid = "GRAPHQL_VALIDATION_FAILED"

// nested has n fragments that each spread the next one twice.
func nested(n int, last string) string {
	var b strings.Builder
	b.WriteString("{ node { ...F0 } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Node { ...F%d ...F%[2]d }", i, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Node { %s }", n, last)
	return b.String()
}

func TestDocumentRefuses(t *testing.T) {
	repeat := strings.Repeat
	tests := []struct {
		name, query, code string
	}{
		{"brackets", repeat("[", 1<<20), limit.CodeTooLong},
		{"opened fields", repeat("{a", 10_000), limit.CodeTooLong},
		{"typename", "{" + repeat(" __typename", 10_000) + "}", limit.CodeTooLong},
		{"typename within the tokens", "{" + repeat(" __typename", 1900) + "}", limit.CodeTooLarge},
		{"aliases", "{" + repeat(" a:__typename", 10_000) + "}", limit.CodeTooLong},
		{"aliases within the tokens", "{" + repeat(" a:__typename", 101) + "}", limit.CodeTooLarge},
		{"directives", "{ __typename " + repeat("@a ", 100_000) + "}", limit.CodeTooLong},
		{"directives within the tokens", "{ __typename " + repeat("@a", 101) + "}", limit.CodeTooLarge},
		{"directives of variables", "query($a: Int " + repeat("@a", 101) + ") { __typename }", limit.CodeTooLarge},
		{"comments", repeat("#\n", 6000) + "{ __typename }", limit.CodeTooLong},
		{"nested fragments", nested(26, "id"), limit.CodeTooLarge},
		{"nested fragments of nothing", nested(26, "...Gone"), limit.CodeTooLarge},
		{"nested fragments unused", "{ __typename }" + strings.SplitN(nested(26, "id"), "}}", 2)[0], limit.CodeTooLarge},
		{"nested fragments in a circle", nested(26, "... on Partner { friends { ...F0 } }"), limit.CodeTooLarge},
		{"depth", repeat("{ friends ", 21) + repeat("}", 21), limit.CodeTooDeep},
		{"depth of inline fragments", "{ partner(id:1) " + repeat("{ ... ", 25) + "{ id }" + repeat("}", 26), limit.CodeTooDeep},
		{"operations", repeat("query A { __typename }", 21), limit.CodeTooLarge},
		{"fragments", "{ __typename }" + repeat("fragment A on Query { __typename }", 101), limit.CodeTooLarge},
		{"same operation again", sameOperations(20), limit.CodeTooLarge},
		{"circle", "{ node { ...A } } fragment A on Node { id ...B } fragment B on Node { ...A }", invalid},
		{"circle through a field", "{ partner(id:1) { ...A } } fragment A on Partner { friends { ...A } }", invalid},
		{"syntax", "{ a", "GRAPHQL_PARSE_FAILED"},
		{"too deep to parse", "{a(b:" + repeat("[", 1100), "GRAPHQL_PARSE_FAILED"},
		{"nothing", "", invalid},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wantCode(t, refusal(t, test.query, nil), test.code)
		})
	}
}

// sameOperations spreads one fragment in n operations; it is compared anew in each of them.
func sameOperations(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "query Q%d { ...F } ", i)
	}
	return b.String() + "fragment F on Query { partner(id: 1) {" + strings.Repeat(" name", 200) + " } }"
}

func TestDocumentPasses(t *testing.T) {
	for name, query := range map[string]string{
		"field":    "{ __typename }",
		"deep":     "{ partner(id: 1) " + strings.Repeat("{ friends ", 17) + "{ id }" + strings.Repeat("}", 17) + "}",
		"aliases":  "{" + strings.Repeat(" a:__typename", 100) + "}",
		"fragment": "{ node { ...A ...A } } fragment A on Node { id ... on Partner { name } }",
	} {
		t.Run(name, func(t *testing.T) {
			err := documentError(t, query)
			wantCode(t, err, "")
		})
	}
}

func TestIntrospectionPasses(t *testing.T) {
	wantCode(t, refusal(t, introspection, nil), "")
}

func TestIntrospectionStaysBelowHalf(t *testing.T) {
	half := limit.Document{
		Cache: graphql.MapCache[*ast.QueryDocument]{},
		Bytes: limit.DefaultBytes / 2, Tokens: limit.DefaultTokens / 2, Fields: limit.DefaultFields / 2,
		Aliases: limit.DefaultAliases / 2, Directives: limit.DefaultDirectives / 2, Checks: limit.DefaultChecks / 2,
	}
	if err := half.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: introspection}); err != nil {
		t.Error(err)
	}
}

func TestDocumentSkipsWhatIsCached(t *testing.T) {
	query := strings.Repeat("[", 1<<20)
	doc := limit.Document{Cache: graphql.MapCache[*ast.QueryDocument]{query: nil}}
	if err := doc.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: query}); err != nil {
		t.Error(err)
	}
}

func TestDocumentNamesTheHeaviestPath(t *testing.T) {
	query := "{ node { id } partner(id: 1) { name few: friends { " + strings.Repeat("x:id ", 101) + "} } }"
	err := refusal(t, query, nil)
	wantCode(t, err, limit.CodeTooLarge)
	want := "The operation has 102 aliases, the limit is 100; most are in partner > few > x."
	if err.Message != want {
		t.Errorf("message = %q, want %q", err.Message, want)
	}
}

func TestDocumentNeedsACache(t *testing.T) {
	if (limit.Document{}).Validate(newServer()) == nil {
		t.Error("a Document without a cache is valid")
	}
}
