package writer

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/limit"
)

// Writable is an executable schema of gqlgen that can also write answers; its code is generated.
type Writable interface {
	graphql.ExecutableSchema
	// Objects are the object types, by name.
	Objects() map[string]Object
	// WriteQuery writes an answer. If anything goes wrong, it panics, or adds an error to the context.
	WriteQuery(ctx context.Context, op *graphql.OperationContext, w *Writer, root *Selection)
}

// Options say how operations are carried out.
type Options struct {
	Bytes  int  // how many bytes an answer may have
	Remote bool // whether it is worth asking the database for several things at once
	// Spent returns the error of an operation that has passed any other limit, or nil.
	Spent func(context.Context) error
	// Again returns the context for another try of a query, in which nothing that the first try has used counts.
	Again   func(context.Context) context.Context
	Present graphql.ErrorPresenterFunc
	Recover graphql.RecoverFunc
}

// passed returns the error of an operation that has passed a limit, so that no executor can carry it out; nil if it has not.
func (o Options) passed(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return o.Spent(ctx)
}

// Schema carries out queries by a writer, and everything else by gqlgen's executor. Both keep to the limits.
type Schema struct {
	Writable
	options Options
	plans   *plans
}

// New makes a Schema from the generated one.
func New(w Writable, o Options) *Schema { return &Schema{w, o, newPlans(w.Schema(), w.Objects())} }

// Exec carries out an operation. If it passes a limit, its answer has an error and no data, since nobody could tell a list
// that was cut off from a short one.
func (s *Schema) Exec(context.Context) graphql.ResponseHandler {
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		resp, err := s.carryOut(ctx)
		if err == nil && len(resp.Data) > s.options.Bytes {
			err = limit.AnswerTooLarge(s.options.Bytes, nil)
		}
		if err != nil {
			return s.end(ctx, err)
		}
		return resp
	}
}

// end returns the answer of an operation that has passed a limit. What it has changed by then stays changed.
func (s *Schema) end(ctx context.Context, err error) *graphql.Response {
	shown := *s.options.Present(ctx, err)
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		shown.Message += " A change may have been made all the same: read before you repeat it."
	}
	return &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{&shown}}
}

func (s *Schema) carryOut(ctx context.Context) (*graphql.Response, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	op := graphql.GetOperationContext(ctx)
	bound(op, s.options.Bytes, cancel) // this includes the fields that a writer leaves to gqlgen
	if op.Operation.Operation == ast.Query {
		if p := s.plans.of(op); p != nil {
			data, early := s.write(ctx, op, p)
			if early == nil {
				return &graphql.Response{Data: data}, nil
			}
			if early.cause != nil {
				return nil, early.cause
			}
			ctx = s.options.Again(ctx)
		}
	}
	return s.execute(ctx)
}

// write writes the data of an answer, unless it stops early.
func (s *Schema) write(ctx context.Context, op *graphql.OperationContext, p *Plan) ([]byte, *stop) {
	w := newWriter(op, p, s.options)
	// What gqlgen's code reports about errors here does not matter: it will report them again.
	noticed := graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	early := stopping(func() { s.WriteQuery(noticed, op, w, p.root) })
	if early == nil && (len(graphql.GetErrors(noticed)) > 0 || len(w.b) == 0) {
		early = &stop{s.options.passed(ctx)}
	}
	if early != nil {
		return nil, early
	}
	p.size.Store(int64(len(w.b)))
	return w.b, nil
}

// execute lets gqlgen carry out the operation.
func (s *Schema) execute(ctx context.Context) (resp *graphql.Response, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case stop:
			err = r.cause
		default:
			panic(r)
		}
	}()
	inner := graphql.WithResponseContext(ctx, s.options.Present, s.options.Recover)
	resp = s.Writable.Exec(inner)(inner)
	resp.Errors = graphql.GetErrors(inner)
	return resp, s.options.passed(ctx)
}
