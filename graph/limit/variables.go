package limit

import (
	"cmp"
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The limits of a [Variables] that sets none.
const (
	DefaultValues      = 2000
	DefaultValuesDepth = 50
)

// Variables refuses variables that would be costly to check and to convert: this is done anew for every field that uses them.
// The variables are counted as they came, before anything else looks at them.
type Variables struct {
	// Values bounds the texts, numbers, lists and objects in all variables together.
	Values int
	// Depth bounds how many lists and objects are within each other.
	Depth int
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = Variables{}

// ExtensionName is the name gqlgen knows this extension by.
func (Variables) ExtensionName() string { return "VariablesLimit" }

// Validate accepts every schema.
func (Variables) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses the variables or leaves them as they are.
func (v Variables) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	depth := cmp.Or(v.Depth, DefaultValuesDepth)
	limit := cmp.Or(v.Values, DefaultValues)
	switch left := take(params.Variables, limit+1, depth+1); {
	case left == tooDeep:
		return refuse(CodeTooDeep, "The variables have more than %d lists and objects nested in each other.", depth)
	case left < 0:
		return refuse(CodeTooLarge, "The variables have more than %d values.", limit)
	}
	return nil
}

const tooDeep = -1 << 30

// take subtracts the number of values in v, including v itself, from left; it ends early once nothing is left.
func take(v any, left, depth int) int {
	if left--; left < 0 {
		return left
	}
	switch v := v.(type) {
	case map[string]any:
		for _, child := range v {
			if depth == 0 {
				return tooDeep
			}
			if left = take(child, left, depth-1); left < 0 {
				return left
			}
		}
	case []any:
		for _, child := range v {
			if depth == 0 {
				return tooDeep
			}
			if left = take(child, left, depth-1); left < 0 {
				return left
			}
		}
	}
	return left
}
