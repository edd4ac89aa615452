package graph_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// everyInput finds all places of a schema that a value can stand in: arguments of fields and of directives, and fields of
// input objects, each once.
type everyInput struct {
	walker
	ways   map[string]string             // from the root to each type, with %s for its selection
	inside map[*ast.FieldDefinition]bool // the fields of input objects that a place was found for
}

// inputPlace is a place that a value can stand in.
type inputPlace struct {
	argument *ast.ArgumentDefinition
	path     []string // of fields within the argument
	typ      *ast.Type
	root     *ast.Definition
	around   func(argument string) (directives, body string) // an operation
}

func (p inputPlace) String() string {
	_, body := p.around("…")
	return body + " at " + strings.Join(append([]string{p.argument.Name}, p.path...), ".")
}

// operation is one in which something stands for the argument.
func (p inputPlace) operation(argument string, variables ...string) string {
	directives, body := p.around(argument)
	for name, typ := range map[string]string{"$skip": "Boolean!", "$f": "Upload!"} {
		if strings.Contains(body, ": "+name) {
			variables = append(variables, name+": "+typ)
		}
	}
	head := strings.ToLower(p.root.Name)
	if len(variables) > 0 {
		head += "(" + strings.Join(variables, ", ") + ")"
	}
	return head + directives + " " + body
}

// each calls try for all places.
func (e *everyInput) each(try func(inputPlace)) {
	e.inside, e.ways = map[*ast.FieldDefinition]bool{}, map[string]string{}
	for _, d := range e.schema.Directives {
		around := func(args string) (string, string) { return "", "{__typename @" + d.Name + args + "}" }
		switch {
		case slices.Contains(d.Locations, ast.LocationQuery):
			around = func(args string) (string, string) { return " @" + d.Name + args, "{__typename}" }
		case !slices.Contains(d.Locations, ast.LocationField):
			continue
		}
		e.places(e.schema.Query, d.Arguments, around, try)
	}
	for _, root := range []*ast.Definition{e.schema.Query, e.schema.Mutation} {
		e.ways[root.Name] = "%s"
		for queue := []*ast.Definition{root}; len(queue) > 0; queue = queue[1:] {
			queue = append(queue, e.leave(root, queue[0], try)...)
		}
	}
}

// leave calls try for the places of the fields of a type, and returns the types that are found there.
func (e *everyInput) leave(root, def *ast.Definition, try func(inputPlace)) (found []*ast.Definition) {
	way := e.ways[def.Name]
	reach := func(to *ast.Definition, selection string) {
		if e.ways[to.Name] == "" {
			e.ways[to.Name] = fmt.Sprintf(way, selection)
			found = append(found, to)
		}
	}
	for _, possible := range e.possible(def) {
		reach(possible, "{... on "+possible.Name+" %s}")
	}
	for _, f := range def.Fields {
		to := e.typeOf(f)
		selection := ""
		if !to.IsLeafType() {
			selection = " {__typename}"
		}
		e.places(root, f.Arguments, func(args string) (string, string) {
			return "", fmt.Sprintf(way, "{"+f.Name+args+" @skip(if: $skip)"+selection+"}")
		}, try)
		if !to.IsLeafType() {
			reach(to, "{"+f.Name+e.arguments(f.Arguments, nil, "")+" %s}")
		}
	}
	return found
}

// places calls try for the places of some arguments.
func (e *everyInput) places(root *ast.Definition, list ast.ArgumentDefinitionList, around func(string) (string, string), try func(inputPlace)) {
	for _, a := range list {
		var descend func(typ *ast.Type, path []string)
		descend = func(typ *ast.Type, path []string) {
			try(inputPlace{a, path, typ, root, func(value string) (string, string) { return around(e.arguments(list, a, value)) }})
			def := e.schema.Types[typ.Name()]
			for _, f := range def.Fields {
				if def.Kind == ast.InputObject && !e.inside[f] {
					e.inside[f] = true
					descend(f.Type, append(path[:len(path):len(path)], f.Name))
				}
			}
		}
		descend(a.Type, nil)
	}
}

// arguments writes all that are required, and one besides with its value.
func (e *everyInput) arguments(list ast.ArgumentDefinitionList, one *ast.ArgumentDefinition, value string) string {
	var all []string
	for _, a := range list {
		switch {
		case a == one:
			all = append(all, a.Name+": "+value)
		case a.Type.NonNull && a.DefaultValue == nil:
			all = append(all, a.Name+": "+written(e.good(a.Type, nil, nil)))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// word is a value that stands without quotes in the text of an operation.
type word string

// null is a value, other than none at all.
const null = word("null")

// good is a value that the schema allows, with another at a path.
func (e *everyInput) good(typ *ast.Type, path []string, other any) any {
	if other != nil && len(path) == 0 {
		return other
	}
	def := e.schema.Types[typ.Name()]
	switch {
	case def.Kind == ast.Enum:
		return word(def.EnumValues[0].Name)
	case def.Kind == ast.InputObject:
		o := vars{}
		for _, f := range def.Fields {
			switch {
			case len(path) > 0 && f.Name == path[0]:
				o[f.Name] = e.good(f.Type, path[1:], other)
			case f.Type.NonNull && f.DefaultValue == nil:
				o[f.Name] = e.good(f.Type, nil, nil)
			}
		}
		return o
	}
	scalars := vars{"String": "x", "ID": "x", "Int": 1, "Float": 1.5, "Boolean": true, "Date": "2024-02-01", "DateTime": "2024-02-01T00:00:00Z", "Upload": word("$f")}
	return scalars[def.Name]
}

// written is a value as it stands in the text of an operation.
func written(v any) string {
	var parts []string
	switch v := v.(type) {
	case word:
		return string(v)
	case vars:
		for name, field := range v {
			parts = append(parts, name+": "+written(field))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case many:
		for _, item := range v {
			parts = append(parts, written(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return quote(v)
	case nil:
		return "null"
	}
	return fmt.Sprint(v)
}

// sent is a value as it stands in variables.
func sent(v any) any {
	switch v := v.(type) {
	case word:
		if v == null {
			return nil
		}
		return string(v)
	case vars:
		o := vars{}
		for name, field := range v {
			o[name] = sent(field)
		}
		return o
	case many:
		all := many{}
		for _, item := range v {
			all = append(all, sent(item))
		}
		return all
	}
	return v
}
