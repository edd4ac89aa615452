// Package random makes random operations that are valid by a schema, so that tests can compare how they are answered.
package random

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// What one operation may come to, far below what is refused, so that thousands of them are answered in a test.
const (
	maxFields     = 200
	maxAliases    = 60
	maxDirectives = 50
	maxObjects    = 400
	maxDepth      = 9
)

// Operation is a query as it is sent.
type Operation struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName,omitempty"`
	Variables     map[string]any `json:"variables,omitempty"`
}

// Maker makes operations.
type Maker struct {
	Schema *ast.Schema
	// Known has values that arguments and filters are given so that they find something: by the type and the field that
	// has them, such as Partner.slug, or by the type of the value alone, such as ID; those of @view by its name.
	Known map[string][]any
}

// Make makes a query. The same random numbers make the same one. Only with drafts it asks for them, or for fields that not
// everybody may see, more than now and then.
func (m *Maker) Make(r *rand.Rand, drafts bool) Operation {
	w := &work{Maker: m, r: r, drafts: drafts, names: map[string]string{}, values: map[string]any{}}
	body := w.set(m.Schema.Query, 0, 1)
	view := w.view()
	o := Operation{Variables: w.values}
	var b strings.Builder
	if len(w.variables) == 0 && view == "" && w.chance(0.5) {
		b.WriteString(body)
	} else {
		b.WriteString("query Random" + w.declarations() + view + " " + body)
		if w.chance(0.05) {
			b.WriteString("\nquery Other {__typename}")
			o.OperationName = "Random"
		}
	}
	for _, f := range w.fragments {
		fmt.Fprintf(&b, "\nfragment %s on %s%s", f.name, f.on.Name, f.body)
	}
	o.Query = b.String()
	return o
}

// work is an operation that is being made.
type work struct {
	*Maker
	r         *rand.Rand
	drafts    bool
	spent     cost
	deepest   int
	names     map[string]string // in answers, with what they stand for
	fragments []*fragment
	variables []*variable
	values    map[string]any // of variables
}

// cost is what selections come to, with each fragment put in place wherever it is spread.
type cost struct{ fields, aliases, directives, objects int }

func (c cost) plus(d cost, times int) cost {
	return cost{c.fields + d.fields, c.aliases + d.aliases, c.directives + d.directives, c.objects + times*d.objects}
}

func (c cost) fits() bool {
	return c.fields < maxFields && c.aliases < maxAliases && c.directives < maxDirectives && c.objects < maxObjects
}

func (w *work) chance(p float64) bool { return w.r.Float64() < p }

// one returns one of several.
func one[T any](w *work, of []T) T { return of[w.r.IntN(len(of))] }

// view is the view of the operation, in any of the ways it can be asked for.
func (w *work) view() string {
	if w.chance(0.5) {
		return ""
	}
	stage, directive := enum("PUBLISHED"), w.Schema.Directives["view"]
	if w.drafts && w.chance(0.5) || w.chance(0.01) {
		stage = one(w, []enum{"DRAFT", "DRAFT", "ARCHIVED"})
	}
	var arguments []string
	give := func(name string, value any) {
		a := directive.Arguments.ForName(name)
		arguments = append(arguments, name+": "+literal(w.perhapsVariable("view."+name, a.Type, a.DefaultValue != nil, value)))
	}
	if stage != "PUBLISHED" || w.chance(0.3) {
		give("stage", stage)
	}
	if w.chance(0.5) {
		give("locale", one(w, []enum{"DE", "EN", "EN", "DE_SIMPLE"}))
	}
	if w.chance(0.3) {
		give("fallback", w.chance(0.7))
	}
	if stage == "PUBLISHED" && w.chance(0.12) {
		give("asOf", one(w, []string{"2100-01-01T00:00:00Z", "2024-03-01T12:00:00+02:00"}))
	}
	if labels := w.Known["@view.release"]; len(labels) > 0 && stage == "PUBLISHED" && w.chance(0.2) { // also with a moment, which is refused
		give("release", one(w, labels))
	}
	if len(arguments) == 0 {
		return " @view"
	}
	return " @view(" + strings.Join(arguments, ", ") + ")"
}
