package limit

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// load is how much the fields of a selection may come to.
type load struct {
	// paged is what each entry of the surrounding connection comes to;
	// it is still to be multiplied by the length of the page.
	paged amount
	// fixed does not depend on the length of the page.
	fixed amount
	// entries says whether the entries of the connection itself are asked for.
	entries bool
}

func (l load) total() amount { return l.paged.plus(l.fixed) }

func (l load) beside(o load) load {
	return load{paged: l.paged.plus(o.paged), fixed: l.fixed.plus(o.fixed), entries: l.entries || o.entries}
}

// tally counts one operation; each fragment is visited once.
type tally struct {
	*sizes
	variables map[string]any
	counted   map[*ast.FragmentDefinition]load
}

func newTally(s *sizes, variables map[string]any) *tally {
	return &tally{sizes: s, variables: variables, counted: map[*ast.FragmentDefinition]load{}}
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
	// Validation refuses cycles; should its rules change, this ends a cycle here.
	t.counted[def] = load{}
	l := t.set(def.SelectionSet)
	t.counted[def] = l
	return l
}

func (t *tally) field(f *ast.Field) load {
	if f.Definition == nil {
		return load{}
	}
	name := amount{bytes: len(f.Alias) + len(`"":,`)}
	if len(f.SelectionSet) == 0 {
		name.bytes = add(name.bytes, t.least(f))
		return load{fixed: name}
	}
	name.lists = 1
	l := t.objects(f)
	l.fixed = l.fixed.plus(name)
	l.fixed.entries = add(l.fixed.entries, times(t.values(f), valueEntries))
	return l
}

// values returns how many values the arguments of a field have beyond those that are free.
func (t *tally) values(f *ast.Field) int {
	left := ceiling + freeValues
	for _, arg := range f.Arguments {
		if v, err := arg.Value.Value(t.variables); err == nil {
			left = take(v, left, ceiling)
		}
	}
	return max(0, ceiling-left)
}

const (
	// freeValues is how many values the arguments of an honest list have: a small filter, an order and a page.
	freeValues = 20
	// valueEntries is how many entries each further value counts as: every value is converted for every entry that has the
	// field, and a condition with the value is tested on every entry of the kind. The number was measured: see the decision
	// on limits.
	valueEntries = 40
	// shownEntries is how many entries each object of introspection counts as: gqlgen carries introspection out, field by field.
	shownEntries = 3
)

// objects returns what the objects of a field may come to.
func (t *tally) objects(f *ast.Field) load {
	of := t.schema.Types[f.Definition.Type.Name()]
	if of == nil {
		return load{}
	}
	inner := t.set(f.SelectionSet)
	if isConnection(of) {
		each := inner.paged
		if inner.entries {
			each.entries = add(each.entries, 1)
		}
		return load{fixed: each.times(t.length(f)).plus(inner.fixed).plus(object)}
	}
	each := inner.total().plus(object)
	if entriesOf(f) {
		return load{paged: each, fixed: amount{bytes: len("[]")}, entries: true}
	}
	if isIntrospection(of) {
		each.entries = add(each.entries, shownEntries)
	}
	if (of.Fields.ForName("id") != nil || slices.Contains(t.heavy, of.Name)) && !nodeOf(f) {
		each.entries = add(each.entries, 1)
	}
	return load{fixed: each.times(t.length(f))}
}

// object is what an object takes in addition to its fields.
var object = amount{bytes: len("{}")}

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

func isConnection(def *ast.Definition) bool {
	return strings.HasSuffix(def.Name, "Connection")
}

func isEdge(def *ast.Definition) bool {
	return strings.HasSuffix(def.Name, "Edge")
}
