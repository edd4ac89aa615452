package input

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"partnernetz/content"
	"partnernetz/graph/scalar"
)

// Check refuses variables. What stands in the text is checked by [Rules]. It must be added after all that fills in the text or
// bounds it.
type Check struct {
	// Parsed has the operations that were found to be valid.
	Parsed graphql.Cache[*ast.QueryDocument]

	schema *ast.Schema
}

var _ interface {
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
} = (*Check)(nil)

// ExtensionName is the name gqlgen knows this extension by.
func (*Check) ExtensionName() string { return "InputCheck" }

// Validate takes the schema, of whose scalars each must be known.
func (c *Check) Validate(es graphql.ExecutableSchema) error {
	c.schema = es.Schema()
	for _, def := range c.schema.Types {
		if isOwn(def) && scalar.Reader(def.Name) == nil {
			return fmt.Errorf("there is nothing to check a value of the scalar %s", def.Name)
		}
	}
	return nil
}

// MutateOperationParameters refuses variables that are not of their types. They are looked at as they came: gqlgen checks them
// too, but tells little, and changes them on the way. A text that is wrong itself is left to gqlgen.
func (c *Check) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	doc, known := c.Parsed.Get(ctx, params.Query)
	if !known {
		var err error
		if doc, err = parser.ParseQuery(&ast.Source{Input: params.Query}); err != nil {
			return nil
		}
	}
	op := doc.Operations.ForName(params.OperationName)
	if op == nil {
		return nil
	}
	for _, v := range op.VariableDefinitions {
		value, given := params.Variables[v.Variable]
		if !given && (v.DefaultValue != nil || !v.Type.NonNull) {
			continue
		}
		if wrong := c.variable(v, value, given); wrong != nil {
			return refuse(v, wrong)
		}
	}
	return nil
}

func (c *Check) variable(v *ast.VariableDefinition, value any, given bool) *mistake {
	if !given {
		return &mistake{v.Variable, "must be given"}
	}
	return c.value(v.Variable, v.Type, value)
}

// MutateOperationContext refuses a variable that is null where nothing may be. Validation lets it stand there if it has a
// default, or the place has one.
func (c *Check) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		if value, given := op.Variables[v.Variable]; !given || value != nil {
			continue
		}
		for place, value := range values(op.Operation) {
			if value.Kind == ast.Variable && value.Raw == v.Variable && value.ExpectedType != nil && value.ExpectedType.NonNull {
				return refuse(v, &mistake{v.Variable, "is null, but " + place + " must not be null"})
			}
		}
	}
	return nil
}

// mistake is what is wrong with a variable or a part of it.
type mistake struct{ place, message string }

func refuse(v *ast.VariableDefinition, wrong *mistake) *gqlerror.Error {
	err := &gqlerror.Error{Message: "$" + wrong.place + " " + wrong.message, Extensions: map[string]any{"code": string(content.BadInput), "variable": wrong.place}}
	if v.Position != nil {
		err.Locations = []gqlerror.Location{{Line: v.Position.Line, Column: v.Position.Column}}
	}
	return err
}
