package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

const walkDepth = 6 // of braces within an operation that goes everywhere

// walker writes operations that go wherever the schema allows.
type walker struct {
	schema *ast.Schema
	keys   map[string]string // the value of each argument that names an entry, by the name of the field
}

// open returns the fields of the root that take no permission.
func (w walker) open() ast.FieldList {
	return slices.DeleteFunc(fieldsOf(w.schema.Query), func(f *ast.FieldDefinition) bool { return f.Directives.ForName("auth") != nil })
}

// operations returns operations that together ask for every field, list, order and count.
func (w walker) operations(t *testing.T) (all []string) {
	t.Helper()
	for _, f := range w.open() {
		typ := w.schema.Types[f.Type.Name()]
		switch {
		case strings.HasSuffix(typ.Name, "Connection"):
			for _, window := range []string{"first: 100", "last: 100"} {
				all = append(all, fmt.Sprintf("{%s(%s) %s}", f.Name, window, w.selection(typ, walkDepth)))
			}
			for _, order := range w.schema.Types[strings.TrimSuffix(typ.Name, "Connection")+"OrderField"].EnumValues {
				all = append(all, fmt.Sprintf("{%s(first: 100, orderBy: {field: %s, direction: DESC}) {totalCount nodes {id}}}", f.Name, order.Name))
			}
		case typ.Kind == ast.Interface:
			for _, possible := range w.schema.PossibleTypes[typ.Name] {
				all = append(all, fmt.Sprintf("{%s%s {__typename id ... on %s %s}}", f.Name, w.keys[f.Name], possible.Name, w.selection(possible, 3)))
			}
		default:
			if len(f.Arguments) > 0 && w.keys[f.Name] == "" {
				t.Errorf("Query.%s: nothing says what to ask for", f.Name)
			}
			all = append(all, fmt.Sprintf("{%s%s %s}", f.Name, w.keys[f.Name], w.selection(typ, walkDepth)))
		}
	}
	return all
}

// selection asks for all fields of a type, so many braces deep.
func (w walker) selection(def *ast.Definition, depth int) string {
	var b strings.Builder
	b.WriteString("{__typename")
	if def.Kind == ast.Union {
		for _, possible := range w.schema.PossibleTypes[def.Name] {
			fmt.Fprintf(&b, " ... on %s %s", possible.Name, w.selection(possible, depth))
		}
	}
	for _, f := range fieldsOf(def) {
		typ := w.schema.Types[f.Type.Name()]
		switch {
		case typ.IsLeafType():
			b.WriteString(" " + f.Name)
		case strings.HasSuffix(def.Name, "Edge") && depth > 0: // what nodes shows as well
			b.WriteString(" " + f.Name + " {id}")
		case depth > 1:
			window := ""
			if strings.HasSuffix(typ.Name, "Connection") {
				window = "(first: 10)"
			}
			b.WriteString(" " + f.Name + window + " " + w.selection(typ, depth-1))
		}
	}
	return b.String() + "}"
}

// hunts returns operations that count what has a text, an id or a key, by every filter and through every link. Each of
// them is to find nothing.
func (w walker) hunts(texts, ids []string) (all []string) {
	for _, f := range w.open() {
		of, isList := strings.CutSuffix(f.Type.Name(), "Connection")
		if !isList {
			continue
		}
		for _, filter := range w.filters(w.schema.Types[of+"Filter"], texts, ids, 2) {
			all = append(all, fmt.Sprintf("{%s(filter: %s) {totalCount nodes {id}}}", f.Name, filter))
		}
	}
	return all
}

func (w walker) filters(def *ast.Definition, texts, ids []string, links int) (all []string) {
	add := func(field, condition string) { all = append(all, fmt.Sprintf("{%s: %s}", field, condition)) }
	for _, f := range def.Fields {
		switch name := f.Type.Name(); {
		case f.Name == "search":
			add(f.Name, fmt.Sprintf("%q", texts[0]))
		case name == "StringFilter":
			for _, text := range texts {
				add(f.Name, fmt.Sprintf("{eq: %q}", text))
				add(f.Name, fmt.Sprintf("{contains: %q}", text))
			}
		case name == "IDFilter":
			add(f.Name, fmt.Sprintf("{in: [%q]}", strings.Join(ids, `", "`)))
			all[len(all)-1] = strings.ReplaceAll(all[len(all)-1], `\"`, `"`)
		case name == def.Name || links == 0:
		case strings.HasSuffix(name, "ListFilter"):
			of := w.schema.Types[strings.TrimSuffix(name, "ListFilter")+"Filter"]
			for _, filter := range w.filters(of, texts[:1], ids, links-1) {
				add(f.Name, "{some: "+filter+"}")
			}
		case slices.ContainsFunc(w.schema.Types[name].Fields, func(f *ast.FieldDefinition) bool { return f.Name == "and" }):
			for _, filter := range w.filters(w.schema.Types[name], texts[:1], ids, links-1) {
				add(f.Name, filter)
			}
		}
	}
	return all
}
