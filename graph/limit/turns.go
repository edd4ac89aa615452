package limit

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// CodeBusy says that too many operations are being carried out; the caller may try again.
const CodeBusy = "BUSY"

// Caller is whom an operation is counted for.
type Caller struct {
	Name   string // tells callers apart
	Known  bool   // whether the caller has signed in
	Weight int    // how many callers this one counts as; below 1 means 1
}

// Turns bounds how many operations are carried out at the same time. More at a time would not be done sooner, but would take
// the memory of all of them and keep the processors from everybody else. The caller who has used least gets the next place,
// see queue. Changes have places of their own, as they wait for the disk and for each other. So have signed-in callers: those
// who work here do not wait for the public. Make Turns with NewTurns.
type Turns struct {
	public, known, changes *queue
	readTurn, changeTurn   time.Duration
	who                    func(context.Context) Caller
}

// NewTurns makes places: reads for operations of the public that read, as many for those of signed-in callers, and one more
// beside each for small operations; and changes for operations that change something. readTurn and changeTurn are how long
// these operations wait for their turn.
func NewTurns(reads, changes int, readTurn, changeTurn time.Duration, who func(context.Context) Caller) Turns {
	return Turns{newQueue(reads, 1), newQueue(reads, 1), newQueue(changes, 0), readTurn, changeTurn, who}
}

// ExtensionName is the name gqlgen knows this extension by.
func (Turns) ExtensionName() string { return "Turns" }

// Validate accepts every schema.
func (Turns) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation lets the operation wait for its turn. The place is held while the answer is made, not while it is sent,
// so slow readers do not hold places.
func (t Turns) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	respond, op := next(ctx), graphql.GetOperationContext(ctx)
	return func(ctx context.Context) *graphql.Response {
		caller := t.who(ctx)
		q, wait := t.public, t.readTurn
		switch {
		case op.Operation.Operation == ast.Mutation:
			q, wait = t.changes, t.changeTurn
		case caller.Known:
			q = t.known
		}
		turn := q.ask(caller, costOf(op))
		patience := time.NewTimer(wait)
		defer patience.Stop()
		select {
		case <-turn.come:
		case <-patience.C:
			q.leave(turn)
		case <-ctx.Done():
			q.leave(turn)
		}
		switch {
		case !turn.given:
			return refused("The server is busy. Try again in a moment.")
		case ctx.Err() != nil:
			q.done(turn, 0)
			return refused("The caller hung up.")
		}
		begin := time.Now()
		defer func() { q.done(turn, time.Since(begin)) }()
		return respond(ctx)
	}
}

func refused(why string) *graphql.Response {
	return &graphql.Response{Errors: gqlerror.List{refuse(CodeBusy, "%s", why)}}
}
