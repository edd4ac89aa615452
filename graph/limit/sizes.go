package limit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// sizes is what the schema alone says about the size of answers. It is made once.
type sizes struct {
	schema  *ast.Schema
	assumed int
	heavy   []string
	leaves  map[string]int // the least bytes of a value, by type
	lists   map[string]int // the lengths of the lists of introspection, by type and field
	texts   int            // bytes of a description in introspection
}

func newSizes(schema *ast.Schema, assumed int, heavy []string) *sizes {
	s := &sizes{schema: schema, assumed: assumed, heavy: heavy, leaves: map[string]int{}}
	for name, def := range schema.Types {
		s.leaves[name] = len(`""`)
		switch {
		case def.Kind == ast.Enum:
			for i, v := range def.EnumValues {
				if n := len(v.Name) + len(`""`); i == 0 || n < s.leaves[name] {
					s.leaves[name] = n
				}
			}
		case name == "Int" || name == "Float":
			s.leaves[name] = len("0")
		case name == "Boolean":
			s.leaves[name] = len("true")
		}
	}
	s.introspect()
	return s
}

// least returns how many bytes the value of a field without subfields takes at least.
func (s *sizes) least(f *ast.Field) int {
	switch {
	case f.Name == "__typename":
		return len(`""`) + len(f.ObjectDefinition.Name)
	case f.Definition.Type.Elem != nil:
		return len("[]")
	case f.Name == "description" && isIntrospection(f.ObjectDefinition):
		return s.texts
	case f.Definition.Type.NonNull:
		return s.leaves[f.Definition.Type.Name()]
	}
	return min(len("null"), s.leaves[f.Definition.Type.Name()])
}

func isIntrospection(def *ast.Definition) bool {
	return def != nil && strings.HasPrefix(def.Name, "__")
}

// introspect finds how long the lists of introspection are on average: over all types, or over the types of fields, whichever
// is more, since introspection can reach a type both ways.
func (s *sizes) introspect() {
	var sum struct{ types, fields, inputs, enums, args, possible, texts, described int }
	referred := 0
	text := func(d string) { sum.described++; sum.texts += len(d) + len(`""`) }
	for _, def := range s.schema.Types {
		sum.types++
		text(def.Description)
		sum.enums += len(def.EnumValues)
		sum.possible += len(s.schema.PossibleTypes[def.Name])
		if def.Kind == ast.InputObject {
			sum.inputs += len(def.Fields)
			continue
		}
		for _, f := range def.Fields {
			sum.fields++
			text(f.Description)
			sum.args += len(f.Arguments)
			if of := s.schema.Types[f.Type.Name()]; of != nil {
				referred += len(of.Fields)
			}
		}
	}
	per := func(n, of int) int { return n/max(1, of) + 1 }
	s.texts = sum.texts / max(1, sum.described)
	s.lists = map[string]int{
		"__Schema.types":       sum.types,
		"__Schema.directives":  len(s.schema.Directives),
		"__Type.fields":        max(per(sum.fields, sum.types), per(referred, sum.fields)),
		"__Type.inputFields":   per(sum.inputs, sum.types),
		"__Type.enumValues":    per(sum.enums, sum.types),
		"__Type.possibleTypes": per(sum.possible, sum.types),
		"__Type.interfaces":    1,
		"__Field.args":         per(sum.args, sum.fields),
		"__Directive.args":     2,
	}
}
