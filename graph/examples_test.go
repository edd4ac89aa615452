package graph_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"partnernetz/auth"
	"partnernetz/graph"
	"partnernetz/graph/random"
	"partnernetz/testkit"
)

// testExamplesAlike is testAlike for what is kept of queries: the golden ones, those of the query page, and those of the
// consumers, which are refused alike where the schema does not have them yet.
func testExamplesAlike(t *testing.T, g *ground) {
	h, asked := g.carriedOut(t, graph.Executable), 0
	for name, o := range examples(t) {
		for _, caller := range []auth.Caller{{}, admin} {
			d := drawn{Operation: o, caller: caller}
			asked++
			if diff := g.receive(t, g.plain, d).differs(g.receive(t, h, d)); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
	if asked < 380 {
		t.Errorf("asked only %d times", asked)
	}
}

// examples returns the kept queries by where they stand.
func examples(t *testing.T) map[string]random.Operation {
	t.Helper()
	all := map[string]random.Operation{}
	for _, pattern := range []string{"testdata/*/*.graphql", "../playground/operations/*.graphql", "../playground/operations/*/*.graphql", contract + "/*/*.graphql"} {
		files, err := filepath.Glob(pattern)
		testkit.Must(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			testkit.Must(t, err)
			doc, err := parser.ParseQuery(&ast.Source{Input: string(text)})
			if err != nil || doc.Operations[0].Operation == ast.Query { // what is no query must be refused alike
				all[file] = random.Operation{Query: string(text), Variables: variablesBeside(t, file)}
			}
		}
	}
	return all
}

// variablesBeside returns those of a golden query, or those of the examples in whose folder a query stands.
func variablesBeside(t *testing.T, file string) map[string]any {
	t.Helper()
	name := strings.TrimSuffix(filepath.Base(file), ".graphql")
	var own map[string]any
	if text, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json"); err == nil {
		testkit.Must(t, json.Unmarshal(text, &own))
	}
	for _, folder := range []string{filepath.Dir(file), filepath.Dir(filepath.Dir(file))} {
		var all map[string]map[string]any
		if text, err := os.ReadFile(filepath.Join(folder, "variables.json")); err == nil {
			testkit.Must(t, json.Unmarshal(text, &all))
			return all[name]
		}
	}
	return own
}
