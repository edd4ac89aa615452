package graph_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/testkit"
)

// Objects within objects are tried so deep; at the bottom a field of a type is tried in one place only, as thousands of
// places are alike.
const inputDepth = 3

// badInput is what no variable means, or what a database would take for an order.
var badInput = []any{
	map[string]any{"$ne": nil},
	map[string]any{"$gt": ""},
	[]any{"$where"},
	[]any{[]any{[]any{"$where"}}},
	7, 1.5, true, "$where", `{"$ne": null}`,
}

// testBadInput puts each bad value in the place of each variable of each example, and of each field of input objects. What
// the schema does not allow there is refused before the database is asked; what it allows has its plain meaning.
func testBadInput(t *testing.T, server *testkit.Server) {
	schema := loadSchema(t)
	tried, seen := 0, map[string]bool{}
	for _, o := range operations(t) {
		doc, err := parser.ParseQuery(&ast.Source{Input: o.Query})
		testkit.Must(t, err)
		for _, v := range doc.Operations[0].VariableDefinitions {
			places(schema, v.Type, inputDepth, nil, func(path []string, owner string, typ *ast.Type) {
				field := fmt.Sprint(owner, path[max(0, len(path)-1):])
				if len(path) == inputDepth && seen[field] {
					return
				}
				seen[field] = true
				for _, bad := range badInput {
					variables := variablesOf(t, o)
					variables[v.Variable] = wrap(path, bad)
					before := server.DB.Commands()
					a := server.Query(t, o.Query, variables)
					tried++
					judge(t, fmt.Sprintf("%s $%s.%v = %v", o.Name, v.Variable, path, bad), a, allows(schema, typ, bad) && !takesFile(doc.Operations[0]), server.DB.Commands()-before)
				}
			})
		}
	}
	if tried < 1000 {
		t.Errorf("tried only %d", tried)
	}
}

// takesFile reports whether an operation is for a file, without which it is refused whatever else is right.
func takesFile(o *ast.OperationDefinition) bool {
	return slices.ContainsFunc(o.VariableDefinitions, func(v *ast.VariableDefinition) bool { return v.Type.NamedType == "Upload" })
}

func judge(t *testing.T, what string, a *testkit.Answer, allowed bool, commands int64) {
	t.Helper()
	for _, e := range a.Errors {
		if code := e.Extensions["code"]; code == nil || code == "INTERNAL_ERROR" {
			t.Errorf("%s: %s", what, a.Raw)
		}
	}
	switch {
	case !allowed && len(a.Errors) == 0:
		t.Errorf("%s is not refused: %.200s", what, a.Raw)
	case !allowed && commands > 0:
		t.Errorf("%s is refused, but took %d commands", what, commands)
	case allowed && len(a.Errors) > 0 && !slices.Contains([]content.Code{content.BadInput, content.Forbidden, content.Unauthenticated}, content.Code(a.Code())):
		t.Errorf("%s is allowed, but: %s", what, a.Raw)
	}
}

// places calls try for a place of this type and for all places within it.
func places(schema *ast.Schema, typ *ast.Type, depth int, path []string, try func(path []string, owner string, typ *ast.Type)) {
	if len(path) == 0 {
		try(path, "", typ)
	}
	for typ.Elem != nil {
		typ = typ.Elem
	}
	def := schema.Types[typ.NamedType]
	if def.Kind != ast.InputObject || depth == 0 {
		return
	}
	for _, f := range def.Fields {
		if slices.ContainsFunc(def.Fields, func(other *ast.FieldDefinition) bool {
			return other != f && other.Type.NonNull && other.DefaultValue == nil
		}) {
			continue // it would be refused for want of the other
		}
		to := append(slices.Clone(path), f.Name)
		try(to, def.Name, f.Type)
		places(schema, f.Type, depth-1, to, try)
	}
}

func wrap(path []string, value any) any {
	for _, name := range slices.Backward(path) {
		value = map[string]any{name: value}
	}
	return value
}

// allows reports whether the schema allows a value in a place, by the rules of the specification.
func allows(schema *ast.Schema, typ *ast.Type, value any) bool {
	if list, ok := value.([]any); ok || typ.Elem != nil {
		if typ.Elem == nil {
			return false
		}
		if !ok {
			return allows(schema, typ.Elem, value)
		}
		for _, item := range list {
			if !allows(schema, typ.Elem, item) {
				return false
			}
		}
		return true
	}
	_, isText := value.(string)
	_, isWhole := value.(int)
	_, isBool := value.(bool)
	switch typ.NamedType {
	case "String":
		return isText
	case "ID":
		return isText || isWhole
	case "Int":
		return isWhole
	case "Boolean":
		return isBool
	}
	return false // no bad value is a day, a moment, a value of an enum, or an object with fields that exist
}

// Whatever stands in a filter, what reaches the store is text, a day, a moment, a number or a yes or no: there is no place
// that a document with operators could come through.
func TestFiltersHoldPlainValues(t *testing.T) {
	plain := map[reflect.Kind]bool{reflect.String: true, reflect.Bool: true, reflect.Int: true}
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type, string)
	look = func(typ reflect.Type, where string) {
		if seen[typ] || typ == reflect.TypeFor[time.Time]() {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice:
			look(typ.Elem(), where)
		case reflect.Struct:
			for f := range typ.NumField() {
				look(typ.Field(f).Type, where+"."+typ.Field(f).Name)
			}
		default:
			if !plain[typ.Kind()] {
				t.Errorf("%s holds a %s", where, typ)
			}
		}
	}
	for _, filter := range []any{network.PartnerFilter{}, network.AgreementFilter{}, network.MeasureFilter{}, network.PageFilter{}, network.MediaFilter{},
		network.EventFilter{}, network.ImplementationYearFilter{}, list.Window{}} {
		look(reflect.TypeOf(filter), reflect.TypeOf(filter).Name())
	}
	if len(seen) < 30 {
		t.Errorf("saw only %d types: %v", len(seen), slices.Collect(maps.Keys(seen)))
	}
}

// A body that is no request is refused with a code, and nothing of it is repeated.
func TestMalformedRequests(t *testing.T) {
	server := testkit.Start(t, "none")
	for _, body := range []string{"", "null", "[]", `"geheim"`, `{"query":{"$ne":"geheim"}}`, `{"query":"{partners{totalCount}}","variables":["geheim"]}`,
		`{"query":"{partners{totalCount}}","variables":"geheim"}`, `{"query":"{partners{totalCount}}","operationName":{"$gt":"geheim"}}`,
		`{"query":"{partners{totalCount}}","extensions":{"persistedQuery":"geheim"}}`, `{"query":"{geheim`, "geheim"} {
		before := server.DB.Commands()
		a := server.Post(t, []byte(body))
		if a.Code() == "" || a.Code() == "INTERNAL_ERROR" || a.Data != nil {
			t.Errorf("%s was answered %d %s", body, a.Status, a.Raw)
		}
		if len(a.Errors) != 1 || strings.Contains(a.Errors[0].Message, "geheim") || server.DB.Commands() != before {
			t.Errorf("%s took %d commands and was answered %s", body, server.DB.Commands()-before, a.Raw)
		}
	}
}
