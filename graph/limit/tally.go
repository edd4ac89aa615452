package limit

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// load is how many entries a selection may bring.
type load struct {
	// paged is what each entry of the connection around it brings along;
	// it waits for the length of the page.
	paged int
	// fixed does not depend on that page.
	fixed int
	// entries says that the entries of the connection itself are asked for.
	entries bool
}

func (l load) total() int { return add(l.paged, l.fixed) }

func (l load) beside(o load) load {
	return load{
		paged:   add(l.paged, o.paged),
		fixed:   add(l.fixed, o.fixed),
		entries: l.entries || o.entries,
	}
}

// tally counts one operation; each fragment is visited once.
type tally struct {
	schema    *ast.Schema
	variables map[string]any
	assumed   int
	heavy     []string
	counted   map[*ast.FragmentDefinition]load
}

func newTally(schema *ast.Schema, variables map[string]any, assumed int, heavy []string) *tally {
	return &tally{
		schema: schema, variables: variables, assumed: assumed, heavy: heavy,
		counted: map[*ast.FragmentDefinition]load{},
	}
}

func (t *tally) set(set ast.SelectionSet) load {
	var l load
	for _, s := range set {
		l = l.beside(t.selection(s))
	}
	return l
}

func (t *tally) selection(s ast.Selection) load {
	switch s := s.(type) {
	case *ast.Field:
		if t.included(s.Directives) {
			return t.field(s)
		}
	case *ast.InlineFragment:
		if t.included(s.Directives) {
			return t.set(s.SelectionSet)
		}
	case *ast.FragmentSpread:
		if t.included(s.Directives) && s.Definition != nil {
			return t.fragment(s.Definition)
		}
	}
	return load{}
}

func (t *tally) fragment(def *ast.FragmentDefinition) load {
	if l, ok := t.counted[def]; ok {
		return l
	}
	// Validation leaves no cycles; should its rules be changed, this ends them.
	t.counted[def] = load{}
	l := t.set(def.SelectionSet)
	t.counted[def] = l
	return l
}

func (t *tally) field(f *ast.Field) load {
	if strings.HasPrefix(f.Name, "__") || f.Definition == nil || len(f.SelectionSet) == 0 {
		return load{}
	}
	l := t.entries(f)
	l.fixed = add(l.fixed, t.values(f)) // converted anew for every entry that the field is asked of
	return l
}

// values is how many values the arguments of a field have, a few of them free.
func (t *tally) values(f *ast.Field) int {
	left := ceiling + freeValues
	for _, arg := range f.Arguments {
		if v, err := arg.Value.Value(t.variables); err == nil {
			left = take(v, left, ceiling)
		}
	}
	return max(0, ceiling-left)
}

// freeValues is what the arguments of an honest list have: a small filter, an order and a page.
const freeValues = 20

// entries is how many entries a field may bring.
func (t *tally) entries(f *ast.Field) load {
	of := t.schema.Types[f.Definition.Type.Name()]
	if of == nil {
		return load{}
	}
	inner := t.set(f.SelectionSet)
	if isConnection(of) {
		each := inner.paged
		if inner.entries {
			each = add(each, 1)
		}
		return load{fixed: add(times(t.length(f), each), inner.fixed)}
	}
	if entriesOf(f) {
		return load{paged: inner.total(), entries: true}
	}
	each := inner.total()
	if (of.Fields.ForName("id") != nil || slices.Contains(t.heavy, of.Name)) && !nodeOf(f) {
		each = add(each, 1)
	}
	return load{fixed: times(t.length(f), each)}
}

// entriesOf reports whether the field is the list within a connection, whose
// length is the connection's.
func entriesOf(f *ast.Field) bool {
	return f.ObjectDefinition != nil && isConnection(f.ObjectDefinition) &&
		(f.Name == "nodes" || f.Name == "edges")
}

// nodeOf reports whether the field is the entry behind an edge, which was
// counted with the edge.
func nodeOf(f *ast.Field) bool {
	return f.ObjectDefinition != nil && isEdge(f.ObjectDefinition) && f.Name == "node"
}
