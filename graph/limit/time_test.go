package limit_test

import (
	"context"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

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
