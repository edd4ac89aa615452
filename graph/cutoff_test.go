package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/graph"
	"partnernetz/graph/generated"
	"partnernetz/graph/writer"
	"partnernetz/testkit"
)

// ending is a context that ends when it has been looked at so many times, wherever the work is by then.
type ending struct {
	context.Context
	looks *atomic.Int64 // at it
	after int64
	cause error
	done  chan struct{}
	over  *sync.Once
}

// Err says whether it has ended.
func (e ending) Err() error {
	if e.looks.Add(1) > e.after {
		e.over.Do(func() { close(e.done) })
	}
	select {
	case <-e.done:
		return e.cause
	default:
		return nil
	}
}

// Done is closed when it ends.
func (e ending) Done() <-chan struct{} { return e.done }

// Value is that of the operation. It is asked for at nearly every step.
func (e ending) Value(key any) any {
	_ = e.Err()
	return e.Context.Value(key)
}

// cutting carries out operations in a context that ends.
type cutting struct {
	graphql.ExecutableSchema
	next *ending
}

// Exec carries out an operation.
func (c cutting) Exec(ctx context.Context) graphql.ResponseHandler {
	respond := c.ExecutableSchema.Exec(ctx)
	return func(ctx context.Context) *graphql.Response {
		c.next.Context = ctx
		return respond(*c.next)
	}
}

// bounded carries out everything by gqlgen, within the limits.
func bounded(c generated.Config, o writer.Options) graphql.ExecutableSchema {
	return writer.New(unwritable{generated.NewWritableSchema(c)}, o)
}

// unwritable is a schema of which nothing can be written.
type unwritable struct{ writer.Writable }

// Objects are none.
func (unwritable) Objects() map[string]writer.Object { return nil }

// never is more often than anything is looked at.
const never = 1 << 40

// Wherever an operation is cut off, by the deadline or by a caller who hangs up, nothing in its answer is made up: a list is
// whole, or there is none and an error says so.
func testCutOff(t *testing.T, g *ground) {
	for name, way := range map[string]graph.Way{"by gqlgen": bounded, "by the writer": graph.Executable} {
		t.Run(name, func(t *testing.T) {
			next, cut := &ending{}, 0
			h := g.carriedOut(t, func(c generated.Config, o writer.Options) graphql.ExecutableSchema { return cutting{way(c, o), next} })
			for d := range g.draw(*operationsMade / 4) {
				whole := g.receive(t, uncut(next, h), d)
				if !whole.shows() {
					continue
				}
				after, cause := d.Int64N(next.looks.Load()), []error{context.Canceled, context.DeadlineExceeded}[d.IntN(2)]
				got := g.receive(t, cutAfter(next, h, after, cause), d)
				if wrong := whole.cutWrong(got); wrong != "" {
					t.Fatalf("%s\n%s\n%.3000s", wrong, d, got.body)
				}
				if len(got.Errors) > 0 {
					cut++
				}
			}
			t.Logf("%d answers were cut off", cut)
			if cut < *operationsMade/50 { // a writer looks at the context now and then only
				t.Errorf("only %d answers were cut off", cut)
			}
		})
	}
}

func uncut(next *ending, h http.Handler) http.Handler { return cutAfter(next, h, never, nil) }

// cutAfter has operations cut off after so many looks at the context.
func cutAfter(next *ending, h http.Handler, looks int64, cause error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*next = ending{looks: new(atomic.Int64), after: looks, cause: cause, done: make(chan struct{}), over: new(sync.Once)}
		h.ServeHTTP(w, r)
	})
}

// cutWrong says what is wrong with an answer that was cut off, beside the whole one; empty if nothing is.
func (a received) cutWrong(cut received) string {
	if len(cut.Errors) == 0 {
		if a.body != cut.body || cut.status != http.StatusOK {
			return "an answer without an error is another one"
		}
		return ""
	}
	var missing []string
	for _, e := range cut.Errors {
		var at testkit.Error
		if err := json.Unmarshal(e, &at); err != nil {
			return err.Error()
		}
		if code := at.Extensions["code"]; !slices.Contains([]any{"TIMEOUT", "CANCELLED", "BUSY", "ERRORS_OMITTED"}, code) {
			return fmt.Sprintf("the error is %s", e)
		}
		for n := range len(at.Path) + 1 {
			missing = append(missing, fmt.Sprint(at.Path[:n]))
		}
	}
	return lacks(a.Data, cut.Data, nil, missing)
}

// lacks compares a part of an answer with the same part of one that was cut off. What is not there has to be null, with an
// error at it or within.
func lacks(whole, cut any, path []any, missing []string) string {
	at := func(step any) []any { return append(path[:len(path):len(path)], step) }
	switch cut := cut.(type) {
	case nil:
		if whole != nil && !slices.Contains(missing, fmt.Sprint(path)) {
			return fmt.Sprintf("%v is null, and no error says so", path)
		}
		return ""
	case []any:
		list, _ := whole.([]any)
		if len(list) != len(cut) {
			return fmt.Sprintf("%v has %d of %d items", path, len(cut), len(list))
		}
		for i := range cut {
			if wrong := lacks(list[i], cut[i], at(float64(i)), missing); wrong != "" {
				return wrong
			}
		}
		return ""
	case map[string]any:
		fields, _ := whole.(map[string]any)
		if len(fields) != len(cut) {
			return fmt.Sprintf("%v has %d of %d fields", path, len(cut), len(fields))
		}
		for name := range cut {
			if wrong := lacks(fields[name], cut[name], at(name), missing); wrong != "" {
				return wrong
			}
		}
		return ""
	}
	if whole != cut {
		return fmt.Sprintf("%v is %v instead of %v", path, cut, whole)
	}
	return ""
}

// testHungUp is testCutOff with callers who really hang up, at any moment.
func testHungUp(t *testing.T, g *ground) {
	h := g.carriedOut(t, graph.Executable)
	for d := range g.draw(*operationsMade / 10) {
		whole := g.receive(t, h, d)
		if !whole.shows() {
			continue
		}
		got := g.receive(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, hangUp := context.WithCancel(r.Context())
			defer hangUp()
			time.AfterFunc(time.Duration(d.IntN(1000))*time.Microsecond, hangUp)
			h.ServeHTTP(w, r.WithContext(ctx))
		}), d)
		if wrong := whole.cutWrong(got); wrong != "" {
			t.Fatalf("%s\n%s\n%.3000s", wrong, d, got.body)
		}
	}
}
