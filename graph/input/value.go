package input

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/graph/scalar"
)

// name is a word without quotes, as the value of an enum stands in a text.
type name string

// value checks a value of JSON, with all that is in it.
func (c *Check) value(place string, t *ast.Type, v any) *mistake {
	if v == nil {
		if t.NonNull {
			return &mistake{place, "must not be null"}
		}
		return nil
	}
	if t.Elem != nil {
		list, ok := v.([]any)
		if !ok {
			return c.value(place, t.Elem, v) // one value stands for a list of one
		}
		for i, item := range list {
			if wrong := c.value(place+"."+strconv.Itoa(i), t.Elem, item); wrong != nil {
				return wrong
			}
		}
		return nil
	}
	def := c.schema.Types[t.NamedType]
	if def == nil || def.Kind != ast.InputObject {
		return misfit(place, def, v)
	}
	fields, ok := v.(map[string]any)
	if !ok {
		return &mistake{place, fmt.Sprintf("is %s, but %s is an object", shown(v), def.Name)}
	}
	return c.fields(place, def, fields)
}

func (c *Check) fields(place string, def *ast.Definition, fields map[string]any) *mistake {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if def.Fields.ForName(name) == nil && name != "__typename" { // which clients send back as they got it
			return &mistake{place, fmt.Sprintf("has %s, but %s has no such field", shown(name), def.Name)}
		}
	}
	for _, f := range def.Fields {
		to := place + "." + f.Name
		v, given := fields[f.Name]
		if !given {
			if f.Type.NonNull && f.DefaultValue == nil {
				return &mistake{to, "must be given"}
			}
			continue
		}
		if wrong := c.value(to, f.Type, v); wrong != nil {
			return wrong
		}
	}
	return nil
}

// misfit says what is wrong with a value that has no fields. A type that there is not is left to validation.
func misfit(place string, def *ast.Definition, v any) *mistake {
	if def == nil {
		return nil
	}
	if is := meaning(def, v); is != "" {
		return &mistake{place, "is " + shown(v) + ", but " + is}
	}
	return nil
}

// meaning says what values of a type are, if this is none; else nothing.
func meaning(def *ast.Definition, v any) string {
	text, isText := v.(string)
	number, isNumber := v.(json.Number)
	_, isBool := v.(bool)
	_, whole := strconv.ParseInt(string(number), 10, 32)
	_, finite := strconv.ParseFloat(string(number), 64)
	switch {
	case isOwn(def):
		if read := scalar.Reader(def.Name); read != nil {
			if err := read(v); err != nil {
				return err.Error()
			}
		}
	case def.Kind == ast.Enum:
		if n, isName := v.(name); isName {
			text, isText = string(n), true
		}
		if !isText || def.EnumValues.ForName(text) == nil {
			return def.Name + " is one of " + valuesOf(def)
		}
	case def.Name == "Int" && !(isNumber && whole == nil):
		return "an Int is a whole number from -2147483648 to 2147483647"
	case def.Name == "Float" && !(isNumber && finite == nil):
		return "a Float is a number"
	case def.Name == "String" && !isText:
		return "a String is text in quotes"
	case def.Name == "Boolean" && !isBool:
		return "a Boolean is true or false"
	case def.Name == "ID" && !isText && (!isNumber || strings.ContainsAny(string(number), ".eE")):
		return "an ID is text in quotes, or a whole number"
	}
	return ""
}

// isOwn reports whether a scalar is none of GraphQL's.
func isOwn(def *ast.Definition) bool { return def.Kind == ast.Scalar && !def.BuiltIn }

func valuesOf(def *ast.Definition) string {
	names := make([]string, len(def.EnumValues))
	for i, v := range def.EnumValues {
		names[i] = v.Name
	}
	return strings.Join(names, ", ")
}

// mostShown are the bytes that are shown of a value.
const mostShown = 60

// shown is a value as a message shows it, cut off if it is long.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(clip(v))
	case json.Number:
		return clip(string(v))
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	case graphql.Upload:
		return "a file"
	}
	return clip(fmt.Sprint(v))
}

func clip(s string) string {
	if len(s) <= mostShown {
		return s
	}
	return strings.ToValidUTF8(s[:mostShown], "") + "…"
}
