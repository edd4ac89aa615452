package cache_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"partnernetz/cache"
	"partnernetz/graph/transport"
)

// fixture is a cache around a handler that waits for proceed, and then answers with a number that grows each time.
type fixture struct {
	handler        http.Handler
	generation     atomic.Uint64
	executed       atomic.Int64
	begun, proceed chan struct{}
}

func newFixture() *fixture {
	f := &fixture{begun: make(chan struct{}, 100), proceed: make(chan struct{})}
	c := cache.New(f, func(*http.Request) bool { return true })
	f.handler = c.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := f.executed.Add(1)
		f.begun <- struct{}{}
		select {
		case <-f.proceed:
		case <-r.Context().Done():
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		body := []byte(strings.Repeat("x", int(n)))
		c.Answered(r.Context(), w.Header(), transport.Answer{
			Operation: &graphql.OperationContext{Operation: &ast.OperationDefinition{Operation: ast.Query}},
			Response:  &graphql.Response{Data: body}, Status: http.StatusOK, Body: body,
		})
		_, _ = w.Write(body)
	}))
	return f
}

// Now, Observe and Changed make the fixture a Source: of one thing, which all answers read.
func (f *fixture) Now() (uint64, bool) { return f.generation.Load(), true }

func (f *fixture) Observe(ctx context.Context) (context.Context, func() uint64) {
	return ctx, func() uint64 { return 1 }
}

func (f *fixture) Changed(since, now, read uint64) bool { return since != now && read == 1 }

func (f *fixture) ask(ctx context.Context) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader("{}")))
	return w
}

// Many who ask the same at the same time are answered by one execution, and later ones by none.
func TestOneExecutionForMany(t *testing.T) {
	f := newFixture()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if w := f.ask(t.Context()); w.Code != http.StatusOK || w.Body.Len() == 0 {
				t.Errorf("answered %d, %d bytes", w.Code, w.Body.Len())
			}
		})
	}
	<-f.begun
	close(f.proceed)
	all.Wait()
	f.ask(t.Context())
	if n := f.executed.Load(); n != 1 {
		t.Errorf("there were %d executions, want 1", n)
	}
	f.generation.Add(1)
	f.ask(t.Context())
	if f.executed.Load() != 2 {
		t.Error("after a change the old answer was given")
	}
}

// If the caller whose request is executed hangs up, those who waited for the same answer still get it, by one more execution. A
// caller who hangs up while waiting is let go.
func TestTheFirstHangsUp(t *testing.T) {
	f := newFixture()
	ctx, hangUp := context.WithCancel(t.Context())
	var all, gone sync.WaitGroup
	all.Go(func() { f.ask(ctx) })
	<-f.begun
	gone.Go(func() { f.ask(ctx) })
	for range 20 {
		all.Go(func() {
			if w := f.ask(t.Context()); w.Code != http.StatusOK || w.Body.Len() == 0 {
				t.Errorf("who waited is answered %d, %d bytes", w.Code, w.Body.Len())
			}
		})
	}
	time.Sleep(10 * time.Millisecond) // most likely the others wait by now; if not, the test holds as well
	hangUp()
	<-f.begun
	gone.Wait()
	close(f.proceed)
	all.Wait()
	if n := f.executed.Load(); n != 2 {
		t.Errorf("there were %d executions, want 2", n)
	}
}

// Callers wait for somebody else's execution only for a while, and do not get its answer if it ends badly.
func TestOthersDoNotWaitForever(t *testing.T) {
	f := newFixture()
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() { f.ask(t.Context()) })
	}
	<-f.begun
	<-f.begun // the second, though the first has not proceeded
	close(f.proceed)
	all.Wait()

	c := cache.New(&fixture{}, func(*http.Request) bool { return true })
	h := c.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	start := time.Now()
	for range 100 { // each would wait a second for the first, if that was still registered
		func() {
			defer func() {
				if p := recover(); p != http.ErrAbortHandler {
					t.Errorf("the panic is %v", p)
				}
			}()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/graphql", nil))
		}()
	}
	if took := time.Since(start); took > 50*time.Second {
		t.Errorf("it took %s", took)
	}
}

// Finding an answer allocates no more than a handler that only writes it: there is no parser, no hash and no goroutine.
func TestFindingCostsNothing(t *testing.T) {
	f := newFixture()
	close(f.proceed)
	f.ask(t.Context())
	body := strings.NewReader("{}")
	r := httptest.NewRequest(http.MethodPost, "/graphql", body)
	r.Header.Set("Accept", "application/json")
	w := silent{http.Header{}}
	f.handler.ServeHTTP(w, r)
	if n := testing.AllocsPerRun(100, func() {
		body.Reset("{}")
		r.Body = io.NopCloser(body)
		clear(w.Header())
		f.handler.ServeHTTP(w, r)
	}); n > 2 { // one is for the body; with the race detector the pool of buffers drops some at random
		t.Errorf("there are %v allocations", n)
	}
	if f.executed.Load() != 2 {
		t.Errorf("there were %d executions, want 2", f.executed.Load())
	}
}

// silent is a caller who does not read the answer.
type silent struct{ header http.Header }

func (s silent) Header() http.Header       { return s.header }
func (silent) Write(b []byte) (int, error) { return len(b), nil }
func (silent) WriteHeader(int)             {}

// Requests differ if they differ in anything that the answer depends on; all lines of a header count.
func TestRequestsThatDiffer(t *testing.T) {
	f := newFixture()
	close(f.proceed)
	for i, accept := range [][]string{nil, {"application/json"}, {"application/json", "application/graphql-response+json"}, {"application/graphql-response+json"}} {
		for range 2 {
			r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader("{}"))
			r.Header["Accept"] = accept
			f.handler.ServeHTTP(httptest.NewRecorder(), r)
		}
		if n := f.executed.Load(); n != int64(i)+1 {
			t.Errorf("after %q there were %d executions, want %d", accept, n, i+1)
		}
	}
}

// Answers to requests with files are neither kept nor shared, and such a request is not read before it is known who sends it.
func TestMultipart(t *testing.T) {
	f := newFixture()
	close(f.proceed)
	const form = "--x--"
	for range 2 {
		body := strings.NewReader(form)
		r := httptest.NewRequest(http.MethodPost, "/graphql", body)
		r.Header.Set("Content-Type", `Multipart/form-data ;boundary=x`)
		w := httptest.NewRecorder()
		f.handler.ServeHTTP(w, r)
		if body.Len() != len(form) || w.Header().Get("ETag") != "" {
			t.Errorf("%d bytes are unread, header %v", body.Len(), w.Header())
		}
	}
	if n := f.executed.Load(); n != 2 {
		t.Errorf("there were %d executions, want 2", n)
	}
}
