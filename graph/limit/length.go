package limit

import (
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// length returns how many objects a field may return.
func (t *tally) length(f *ast.Field) int {
	if entriesOf(f) {
		return 1
	}
	list := f.Definition.Type.Elem != nil
	of := t.schema.Types[f.Definition.Type.Name()]
	if list || of != nil && isConnection(of) {
		first, hasFirst := integer(t.argument(f, "first"))
		last, hasLast := integer(t.argument(f, "last"))
		if hasFirst || hasLast {
			return max(first, last)
		}
		list = true
	}
	if ids := t.argument(f, "ids"); ids != nil && t.isRoot(f) {
		return items(ids)
	}
	if !list {
		return 1
	}
	if isIntrospection(f.ObjectDefinition) {
		return t.lists[f.ObjectDefinition.Name+"."+f.Name]
	}
	return t.assumed
}

func (t *tally) isRoot(f *ast.Field) bool {
	parent := f.ObjectDefinition
	return parent != nil && (parent == t.schema.Query || parent == t.schema.Mutation)
}

// argument returns the value that a resolver will see, or nil. A null counts as
// left out, because then the resolver uses its default length.
func (t *tally) argument(f *ast.Field, name string) any {
	def := f.Definition.Arguments.ForName(name)
	if def == nil {
		return nil
	}
	if arg := f.Arguments.ForName(name); arg != nil {
		if v, err := arg.Value.Value(t.variables); err == nil && v != nil {
			return v
		}
	}
	// The default comes from the schema, and was checked there.
	v, _ := def.DefaultValue.Value(nil)
	return v
}

// integer reads the value of a variable or a literal of type Int in any form
// that it may have here: gqlgen accepts numbers in strings as well.
func integer(v any) (int, bool) {
	var text string
	switch v := v.(type) {
	case int:
		return between(int64(v)), true
	case int64:
		return between(v), true
	case float64:
		return between(int64(min(v, ceiling))), true
	case json.Number:
		text = v.String()
	case string:
		text = v
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return between(n), err == nil
}

func between(n int64) int {
	return int(min(max(n, 0), ceiling))
}

// items returns the length of a list; a single value counts as a list of one.
// Coercion makes lists of the type of their values, hence reflect.
func items(v any) int {
	if list := reflect.ValueOf(v); list.Kind() == reflect.Slice {
		return min(list.Len(), ceiling)
	}
	return 1
}

// included follows @skip and @include, so that of a query with optional parts
// only the parts that are asked for count.
func (t *tally) included(directives ast.DirectiveList) bool {
	for _, d := range directives {
		arg := d.Arguments.ForName("if")
		if arg == nil {
			continue
		}
		v, err := arg.Value.Value(t.variables)
		on, ok := v.(bool)
		if err != nil || !ok {
			continue
		}
		if d.Name == "skip" && on || d.Name == "include" && !on {
			return false
		}
	}
	return true
}
