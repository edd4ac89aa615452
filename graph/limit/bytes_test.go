package limit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"

	"partnernetz/graph/limit"
)

// atLeast finds how many bytes an answer is counted to have, through the message of a limit of nothing.
func atLeast(t *testing.T, query string) int {
	t.Helper()
	exec := executor.New(newServer())
	exec.Use(extension.Introspection{})
	exec.Use(&limit.Cost{Counted: -1})
	_, errs := exec.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{Query: query})
	if len(errs) != 1 {
		t.Fatalf("errors = %v", errs)
	}
	wantCode(t, errs[0], limit.CodeAnswerTooLarge)
	var n int
	if _, err := fmt.Sscanf(errs[0].Message, "The answer may have %d", &n); err != nil {
		t.Fatalf("message %q: %v", errs[0].Message, err)
	}
	return n
}

// Names, the least that values take, and all that is around them are counted, each as often as it may be written.
func TestBytes(t *testing.T) {
	for _, test := range []struct {
		query, shortest string // and the answer that takes so many bytes, without commas between entries
		times           int    // of what is between the bars
	}{
		{"{ __typename }", `"__typename":"Query",`, 1},
		{"{ long: __typename }", `"long":"Query",`, 1},
		{"{ partner(id: 1) { id address { street } } }", `"partner":{"id":"","address":{"street":"",},},`, 1},
		{"{ partners(first: 5) { totalCount nodes { name } } }", `"partners":{"totalCount":0,"nodes":[],},|"name":"",{}`, 5},
		{"{ partners(first: 7) { edges { cursor node { id } } } }", `"partners":{"edges":[],},|"cursor":"","node":{"id":"",},{}`, 7},
		{"{ partner(id: 1) { friends { n: name } } }", `"partner":{"friends":,},|"n":"",{}`, limit.DefaultAssumed},
		{"{ ...F } fragment F on Query { a: node { id } ... { b: node { id } } }", `"a":{"id":"",},"b":{"id":"",},`, 1},
		{"{ __schema { directives { name args { name } } } }", `"__schema":{"directives":,},|"name":"","args":,"name":"",{}"name":"",{}{}`, 6},
	} {
		fixed, each, _ := strings.Cut(test.shortest, "|")
		if got, want := atLeast(t, test.query), len(fixed)+test.times*len(each); got != want {
			t.Errorf("%s: %d bytes, want %d", test.query, got, want)
		}
	}
}

// What is sure to be far too long is refused before anything is read; what may be short enough is not.
func TestAnswerLimit(t *testing.T) {
	long := func(n int) string {
		return fmt.Sprintf("{ partners(first: 100) { nodes { agreements(first: 100) { nodes { %s: __typename } } } } }", strings.Repeat("x", n))
	}
	const elements = 100 * 100
	wantCode(t, refusal(t, long(limit.DefaultCounted/elements-100), nil), "")
	err := refusal(t, long(limit.DefaultCounted/elements), nil)
	wantCode(t, err, limit.CodeAnswerTooLarge)
	if want := "most are in partners (×100) > nodes > agreements (×100) > nodes > xxx"; !strings.Contains(err.Message, want) || len(err.Message) > 400 {
		t.Errorf("message = %s\nwant %s", err.Message, want)
	}
}
