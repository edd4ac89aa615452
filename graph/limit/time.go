package limit

import (
	"cmp"
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// DefaultTime is the deadline of a [Time] that sets none.
const DefaultTime = 10 * time.Second

// Time gives every query and mutation a deadline.
//
// Resolvers see the deadline in their context; the error presenter turns
// context.DeadlineExceeded into an error with a code. Subscriptions run until
// the client leaves and get no deadline.
type Time struct {
	// Max is the time from the end of validation; zero means [DefaultTime].
	Max time.Duration
	// Uploads is the same for operations with a variable of type Upload, as their
	// files may still have to go to a slow bucket; zero means Max.
	Uploads time.Duration
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationInterceptor
} = Time{}

// ExtensionName is the name gqlgen knows this extension by.
func (Time) ExtensionName() string { return "TimeLimit" }

// Validate accepts every schema.
func (Time) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation sets the deadline on the context that the executor hands
// back to the transport, and so on the one the response is made with.
func (t Time) InterceptOperation(
	ctx context.Context, next graphql.OperationHandler,
) graphql.ResponseHandler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Subscription {
		return next(ctx)
	}
	// Resolvers have not run when next returns: the context has to live until
	// the last response is there.
	limit := cmp.Or(t.Max, DefaultTime)
	if takesFiles(graphql.GetOperationContext(ctx).Operation) {
		limit = cmp.Or(t.Uploads, limit)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	respond := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		last := true // also if a resolver panics
		defer func() {
			if last {
				cancel()
			}
		}()
		resp := respond(ctx)
		last = resp == nil || resp.HasNext == nil || !*resp.HasNext
		return resp
	}
}

func takesFiles(o *ast.OperationDefinition) bool {
	for _, v := range o.VariableDefinitions {
		if v.Type.Name() == "Upload" {
			return true
		}
	}
	return false
}
