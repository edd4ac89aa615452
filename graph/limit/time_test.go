package limit_test

import (
	"context"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"partnernetz/graph/limit"
)

// clock is a schema whose response waits for its deadline or says that it has none.
type clock struct {
	server
	used *context.Context
}

func (c clock) Exec(context.Context) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		*c.used = ctx
		if _, ok := ctx.Deadline(); !ok {
			return graphql.ErrorResponse(ctx, "no deadline")
		}
		<-ctx.Done()
		return graphql.ErrorResponse(ctx, "%v", context.Cause(ctx))
	}
}

func run(t *testing.T, exec *executor.Executor, query string) *graphql.Response {
	t.Helper()
	ctx := graphql.StartOperationTrace(t.Context())
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
	if errs != nil {
		t.Fatal(errs)
	}
	respond, ctx := exec.DispatchOperation(ctx, op)
	return respond(ctx)
}

func TestTime(t *testing.T) {
	for query, want := range map[string]string{
		"{ __typename }":                  context.DeadlineExceeded.Error(),
		"mutation { __typename }":         context.DeadlineExceeded.Error(),
		"subscription { changed { id } }": "no deadline",
	} {
		var used context.Context
		exec := executor.New(clock{newServer(), &used})
		exec.Use(limit.Time{Max: time.Millisecond})
		if got := run(t, exec, query).Errors[0].Message; got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// quick answers at once.
type quick struct{ clock }

func (q quick) Exec(context.Context) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		*q.used = ctx
		return &graphql.Response{Data: []byte("{}")}
	}
}

func TestTimeLetsGoAfterTheResponse(t *testing.T) {
	var used context.Context
	exec := executor.New(quick{clock{newServer(), &used}})
	exec.Use(limit.Time{})
	run(t, exec, "{ __typename }")
	if used.Err() != context.Canceled {
		t.Errorf("context after the response: %v, want it cancelled", used.Err())
	}
}

// An operation that takes files has a time of its own.
func TestTimeOfUploads(t *testing.T) {
	for query, want := range map[string]time.Duration{
		"query($f: Upload) { __typename }":       time.Hour,
		"mutation($f: [Upload!]) { __typename }": time.Hour,
		"query($f: ID) { __typename }":           time.Minute,
	} {
		var used context.Context
		ctx := t.Context()
		op := &graphql.OperationContext{Operation: parsed(t, query)}
		limit.Time{Max: time.Minute, Uploads: time.Hour}.InterceptOperation(graphql.WithOperationContext(ctx, op), func(ctx context.Context) graphql.ResponseHandler {
			used = ctx
			return graphql.OneShot(&graphql.Response{})
		})(ctx)
		if until, ok := used.Deadline(); !ok || time.Until(until).Round(time.Minute) != want {
			t.Errorf("%s has until %v, want %v", query, until, want)
		}
	}
}

func parsed(t *testing.T, query string) *ast.OperationDefinition {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Operations[0]
}
