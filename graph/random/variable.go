package random

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// The values that are no plain ones of Go.
type (
	enum   string
	ref    string // a variable
	object []member
	member struct {
		name  string
		value any
	}
)

// variable is one of the operation.
type variable struct {
	name, of    string // what it is good for
	typ         *ast.Type
	preset      string // its default, as it is written; empty for none
	maybeNull   bool   // whether it has no value, or null
	declaration string
}

// perhapsVariable gives a value in its place, or by a variable.
func (w *work) perhapsVariable(of string, typ *ast.Type, preset bool, value any) any {
	if len(w.variables) < 20 && w.chance(0.35) {
		return w.variable(of, typ, preset, value)
	}
	return value
}

// variable returns a variable for a place of a type, which may have a default there.
func (w *work) variable(of string, place *ast.Type, preset bool, value any) any {
	for _, v := range w.variables {
		if v.of == of && v.fits(place, preset) && w.chance(0.4) {
			return ref(v.name)
		}
	}
	typ := *place
	v := &variable{name: fmt.Sprintf("v%d", len(w.variables)), of: of, typ: &typ}
	if w.chance(0.25) && value != nil {
		v.preset = literal(value)
	}
	switch optional := v.preset != "" || preset; {
	case value == nil:
	case !typ.NonNull:
		typ.NonNull = w.chance(0.2)
	case optional:
		typ.NonNull = w.chance(0.5)
	}
	// What stands for a default may not be null where the place may not.
	switch mayLack := v.preset != "" || !typ.NonNull && (preset || !place.NonNull); {
	case mayLack && w.chance(0.25):
		v.maybeNull = v.preset == ""
	case !typ.NonNull && !place.NonNull && w.chance(0.08):
		w.values[v.name], v.maybeNull = nil, true
	default:
		w.values[v.name] = plain(value)
	}
	v.declaration = "$" + v.name + ": " + typ.String()
	if v.preset != "" {
		v.declaration += " = " + v.preset
	}
	w.variables = append(w.variables, v)
	return ref(v.name)
}

// fits reports whether the variable may stand in a place.
func (v *variable) fits(place *ast.Type, preset bool) bool {
	if place.NonNull && !v.typ.NonNull && (v.maybeNull || v.preset == "" && !preset) {
		return false
	}
	a, b := *v.typ, *place
	a.NonNull, b.NonNull = false, false
	return a.String() == b.String()
}

func (w *work) declarations() string {
	if len(w.variables) == 0 {
		return ""
	}
	var all []string
	for _, v := range w.variables {
		all = append(all, v.declaration)
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// literal writes a value as it stands in a document.
func literal(value any) string {
	var parts []string
	switch v := value.(type) {
	case ref:
		return "$" + string(v)
	case enum:
		return string(v)
	case []any:
		for _, item := range v {
			parts = append(parts, literal(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case object:
		for _, m := range v {
			parts = append(parts, m.name+": "+literal(m.value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	text, _ := json.Marshal(value) // of text, numbers and the like this is the same
	return string(text)
}

// plain is a value as it stands in JSON.
func plain(value any) any {
	switch v := value.(type) {
	case enum:
		return string(v)
	case []any:
		all := []any{}
		for _, item := range v {
			all = append(all, plain(item))
		}
		return all
	case object:
		all := map[string]any{}
		for _, m := range v {
			all[m.name] = plain(m.value)
		}
		return all
	}
	return value
}
