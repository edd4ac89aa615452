package graph

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/content"
)

// strictVariables refuses variables that gqlgen would let pass although the specification does not: numbers in quotes as
// Int or Float, numbers as String, fractions as ID, and names of enum values in other capitals.
type strictVariables struct{ schema *ast.Schema }

// ExtensionName names the extension in gqlgen's own messages.
func (strictVariables) ExtensionName() string { return "StrictVariables" }

// Validate takes over the schema.
func (s *strictVariables) Validate(es graphql.ExecutableSchema) error {
	s.schema = es.Schema()
	return nil
}

// MutateOperationContext checks the variables, which have been found to be of the right shape.
func (s *strictVariables) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		path := ast.Path{ast.PathName("variable"), ast.PathName(v.Variable)}
		if err := s.check(v.Type, op.Variables[v.Variable], path); err != nil {
			return err
		}
	}
	return nil
}

func (s *strictVariables) check(t *ast.Type, value any, path ast.Path) *gqlerror.Error {
	if value == nil {
		return nil
	}
	if t.Elem != nil {
		list := reflect.ValueOf(value)
		if list.Kind() != reflect.Slice {
			return s.check(t.Elem, value, path) // one value stands for a list of one
		}
		for i := range list.Len() { // not always of any: gqlgen makes a []string of a string that stands for a list
			if err := s.check(t.Elem, list.Index(i).Interface(), append(path[:len(path):len(path)], ast.PathIndex(i))); err != nil {
				return err
			}
		}
		return nil
	}
	text, isText := value.(string)
	switch def := s.schema.Types[t.NamedType]; {
	case def.Kind == ast.Enum && (!isText || def.EnumValues.ForName(text) == nil):
		return badVariable(path, "this is not a value of "+def.Name)
	case isText && (def.Name == "Int" || def.Name == "Float"):
		return badVariable(path, strconv.Quote(text)+" is text, not a number")
	case !isText && def.Name == "String":
		return badVariable(path, "this is not text; put it in quotes")
	case !isText && def.Name == "ID" && strings.ContainsAny(fmt.Sprint(value), ".eE"):
		return badVariable(path, "a fraction is not an ID")
	case def.Kind == ast.InputObject:
		fields, _ := value.(map[string]any)
		for _, f := range def.Fields {
			if err := s.check(f.Type, fields[f.Name], append(path[:len(path):len(path)], ast.PathName(f.Name))); err != nil {
				return err
			}
		}
	}
	return nil
}

func badVariable(path ast.Path, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Path: path, Extensions: map[string]any{"code": string(content.BadInput)}}
}
