package limit

import (
	"cmp"
	"context"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// CodeBusy says that too many operations are being carried out; the caller may try again.
const CodeBusy = "BUSY"

// Slots bounds how many operations are carried out at the same time. More would not get done sooner, but take the
// memory of all of them and keep the processors from everybody else. Changes have slots of their own: they wait for the disk
// and for each other, and who reads shall wait for neither. Make one with NewSlots.
type Slots struct {
	reads, changes chan struct{}
	wait           time.Duration
}

// NewSlots makes n slots for reading and as many for changes. If n is 0, there is one for reading for each processor but the
// last, which is left to everybody else, and one for changes. An operation waits for one for some time.
func NewSlots(n int, wait time.Duration) Slots {
	reads := max(1, cmp.Or(n, runtime.GOMAXPROCS(0)-1))
	return Slots{make(chan struct{}, reads), make(chan struct{}, max(1, n)), wait}
}

// ExtensionName is the name gqlgen knows this extension by.
func (Slots) ExtensionName() string { return "Slots" }

// Validate accepts every schema.
func (Slots) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation lets the operation wait for a slot. The slot is held while the answer is made, not while it is
// written: slow readers take none.
func (s Slots) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	respond, slots := next(ctx), s.reads
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		slots = s.changes
	}
	return func(ctx context.Context) *graphql.Response {
		patience := time.NewTimer(s.wait)
		defer patience.Stop()
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
			return respond(ctx)
		case <-patience.C:
			return &graphql.Response{Errors: gqlerror.List{refuse(CodeBusy, "The server is busy. Try again in a moment.")}}
		case <-ctx.Done():
			return &graphql.Response{Errors: gqlerror.List{refuse(CodeBusy, "The caller hung up.")}}
		}
	}
}
