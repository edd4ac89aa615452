package graph_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"partnernetz/content"
	"partnernetz/graph"
)

// inView is the view of a release.
var inView = regexp.MustCompile(`@view\([^)]*release: `)

// Every operation is answered as by gqlgen alone, byte by byte, and takes no more commands.
func testAlike(t *testing.T, g *ground) {
	h, shown, codes, releases := g.carriedOut(t, graph.Executable), 0, map[string]int{}, map[bool]int{}
	for d := range g.draw(*operationsMade) {
		valid(t, g.maker.Schema, d)
		want := g.receive(t, g.plain, d)
		if diff := want.differs(g.receive(t, h, d)); diff != "" {
			t.Fatalf("%s\n%s", diff, d)
		}
		if want.has("INTERNAL_ERROR") {
			t.Fatalf("a fault: %s\n%s", want.body, d)
		}
		codes[want.code()]++
		if want.shows() {
			shown++
			if d.address != "" || inView.MatchString(d.Query) {
				releases[d.address != ""]++
			}
		}
	}
	t.Logf("%d of %d operations show something, %d of them of a release, and %d by the address; errors: %v", shown, *operationsMade, releases[false], releases[true], codes)
	if releases[false]*100 < *operationsMade || releases[true]*100 < *operationsMade {
		t.Errorf("only %v of %d operations show something of a release", releases, *operationsMade)
	}
	if shown*10 < *operationsMade*7 {
		t.Errorf("only %d of %d operations show something", shown, *operationsMade)
	}
}

// valid demands that an operation is valid by the rules of the specification.
func valid(t *testing.T, schema *ast.Schema, d drawn) {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: d.Query})
	if err == nil {
		if errs := validator.ValidateWithRules(schema, doc, nil); len(errs) > 0 {
			err = errs
		}
	}
	if err != nil {
		t.Fatalf("%v:\n%s", err, d)
	}
}

// testDifferencesAreSeen demands that testAlike would see whatever is different, were it a byte.
func testDifferencesAreSeen(t *testing.T, g *ground) {
	replace := func(old, by string) func(*httptest.ResponseRecorder) {
		return func(rec *httptest.ResponseRecorder) {
			altered := strings.Replace(rec.Body.String(), old, by, 1)
			rec.Body.Reset()
			rec.Body.WriteString(altered)
		}
	}
	for name, alter := range map[string]func(*httptest.ResponseRecorder){
		"a digit":            replace("1", "2"),
		"a space":            replace(`,"`, `, "`),
		"a null":             replace(`"DE"`, "null"),
		"a list":             replace("null", "[]"),
		"a name":             replace(`"id":`, `"di":`),
		"an escape":          replace("ü", `\u00fc`),
		"a path":             replace(`"path":[`, `"path":["x",`),
		"a code":             replace("BAD_INPUT", "NOT_FOUND"),
		"no data":            replace(`,"data":null`, ""),
		"a header":           func(rec *httptest.ResponseRecorder) { rec.Header().Set("Cache-Control", "private") },
		"a status":           func(rec *httptest.ResponseRecorder) { rec.Code++ },
		"a command more":     func(*httptest.ResponseRecorder) { _, _ = g.Partners.All(t.Context(), content.PublicView()) },
		"nothing is altered": func(*httptest.ResponseRecorder) {},
	} {
		t.Run(name, func(t *testing.T) {
			h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				rec := httptest.NewRecorder()
				g.plain.ServeHTTP(rec, r)
				alter(rec)
				maps.Copy(w.Header(), rec.Header())
				w.WriteHeader(rec.Code)
				_, _ = w.Write(rec.Body.Bytes())
			})
			n, seen := 500, false
			if name == "nothing is altered" {
				n = 20
			}
			for d := range g.draw(n) {
				if seen = g.receive(t, g.plain, d).differs(g.receive(t, h, d)) != ""; seen {
					break
				}
			}
			if seen != (n == 500) {
				t.Errorf("seen is %v", seen)
			}
		})
	}
}
