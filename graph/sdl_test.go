package graph_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"partnernetz/graph"
	"partnernetz/testkit"
)

// The schema as one document is the one of the files, with all that they say and nothing that a simple parser does not take.
func TestSDL(t *testing.T) {
	sdl := graph.SDL()
	whole, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: sdl})
	testkit.Must(t, err)
	print := func(s *ast.Schema) string {
		var b strings.Builder
		formatter.NewFormatter(&b).FormatSchema(s)
		return b.String()
	}
	if got, want := print(whole), print(loadSchema(t)); got != want {
		t.Errorf("it says something else than the files, %d bytes in place of %d", len(got), len(want))
	}
	files, err := filepath.Glob("../schema/*.graphqls")
	testkit.Must(t, err)
	uses := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		testkit.Must(t, err)
		uses += strings.Count(string(text), "@auth(may:")
	}
	if got := strings.Count(sdl, "@auth(may:"); got != uses || uses < 10 {
		t.Errorf("permissions are demanded %d times, in the files %d times", got, uses)
	}
	if strings.Contains(sdl, "\nextend ") || strings.Contains(sdl, "@defer") {
		t.Error("a type is extended, or there is a directive that does not work here")
	}
}

// Places of directives that the specification of 2021 does not know keep clients of that time from loading the schema.
func TestDirectivesStandInKnownPlaces(t *testing.T) {
	known := strings.Fields(`QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT
		FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION`)
	a := testkit.Start(t, "none").Query(t, "{ __schema { directives { name locations } } }", nil)
	all, _ := valueAt(a, "__schema.directives").([]any)
	for _, d := range all {
		d := d.(map[string]any)
		for _, l := range d["locations"].([]any) {
			if !slices.Contains(known, l.(string)) {
				t.Errorf("@%s may stand at %s", d["name"], l)
			}
		}
	}
	if len(all) < 4 {
		t.Errorf("there are only %d directives", len(all))
	}
}
