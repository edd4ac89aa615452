package input

import (
	"encoding/json"
	"iter"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Rule names the one that is added here, whose errors are of the code BAD_INPUT as those of variables are.
const Rule = "ScalarsAreReadable"

// Rules are those that a text is valid by: the usual ones, and that its values fit where those ones do not look, which is at
// scalars of our own, at an empty object in place of a scalar, and at numbers with too many digits.
func Rules() *rules.Rules {
	all := rules.NewDefaultRules()
	all.AddRule(Rule, func(observers *core.Events, add core.AddErrFunc) {
		seen := map[*ast.Value]bool{} // a fragment comes up wherever it is spread
		check := func(name string, v *ast.Value) {
			for place, v := range within(name, v) {
				if wrong := literal(place, v); wrong != nil && !seen[v] {
					seen[v] = true
					add(core.Message("%s %s", wrong.place, wrong.message), core.At(v.Position))
				}
			}
		}
		arguments := func(list ast.ArgumentList) {
			for _, a := range list {
				check(a.Name, a.Value)
			}
		}
		observers.OnField(func(_ *core.Walker, f *ast.Field) { arguments(f.Arguments) })
		observers.OnDirective(func(_ *core.Walker, d *ast.Directive) { arguments(d.Arguments) })
		observers.OnOperation(func(_ *core.Walker, op *ast.OperationDefinition) {
			for _, v := range op.VariableDefinitions {
				check("$"+v.Variable, v.DefaultValue)
			}
		})
	})
	return all
}

// literal says what is wrong with a value that the usual rules let pass.
func literal(place string, v *ast.Value) *mistake {
	def := v.Definition
	if def == nil || !def.IsLeafType() || v.Kind == ast.Variable || v.Kind == ast.NullValue || v.Kind == ast.ListValue && v.ExpectedType.Elem != nil {
		return nil
	}
	if isOwn(def) || v.Kind == ast.ObjectValue || v.Kind == ast.IntValue && def.Name == "Int" {
		return misfit(place, def, plain(v))
	}
	return nil
}

// plain is a value of a text as it would stand in JSON.
func plain(v *ast.Value) any {
	switch v.Kind {
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw)
	case ast.BooleanValue:
		return v.Raw == "true"
	case ast.EnumValue:
		return name(v.Raw)
	case ast.ListValue:
		return []any{}
	case ast.ObjectValue:
		return map[string]any{}
	}
	return v.Raw
}

// within yields a value and all that is in it, each with its place, such as input.ids.0.
func within(place string, v *ast.Value) iter.Seq2[string, *ast.Value] {
	return func(yield func(string, *ast.Value) bool) { descend(place, v, yield) }
}

func descend(place string, v *ast.Value, yield func(string, *ast.Value) bool) bool {
	if v == nil {
		return true
	}
	if !yield(place, v) {
		return false
	}
	for i, child := range v.Children {
		name := child.Name
		if v.Kind == ast.ListValue {
			name = strconv.Itoa(i)
		}
		if !descend(place+"."+name, child.Value, yield) {
			return false
		}
	}
	return true
}
