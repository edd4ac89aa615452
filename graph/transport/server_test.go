package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/transport"
)

const sdl = `
scalar Any
type Query { echo(value: Any, id: ID): Any fail: String many: String odd: String null: String! none: String boom: String }
type Mutation { change: String boom: String wait: String upload(file: Upload, files: [Upload!], input: Files): [String!] }
scalar Upload
input Files { title: String, images: [Upload] }
type Subscription { changed: String }
`

// schema executes a query by hand: every field takes what its name says.
type schema struct{ parsed *ast.Schema }

func (s schema) Schema() *ast.Schema { return s.parsed }

func (schema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s schema) Exec(context.Context) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		op := graphql.GetOperationContext(ctx)
		data := map[string]any{}
		for _, f := range graphql.CollectFields(op, op.Operation.SelectionSet, nil) {
			switch f.Name {
			case "__typename":
				data[f.Alias] = f.ObjectDefinition.Name
			case "echo":
				data[f.Alias] = f.ArgumentMap(op.Variables)["value"]
			case "upload":
				data[f.Alias] = uploads(f.ArgumentMap(op.Variables))
			case "wait":
				select {
				case <-ctx.Done():
					graphql.AddError(ctx, ctx.Err())
				case <-time.After(2 * time.Second):
				}
				data[f.Alias] = nil
			case "fail":
				graphql.AddError(ctx, errors.New("failed"))
				data[f.Alias] = nil
			case "many":
				for range 50 {
					graphql.AddErrorf(ctx, "%s", strings.Repeat("ä", 600))
				}
			case "odd":
				graphql.AddError(ctx, &gqlerror.Error{Extensions: map[string]any{"x": func() {}}})
			case "null":
				graphql.AddError(ctx, errors.New("null"))
				return &graphql.Response{Data: []byte("null")}
			case "none":
				return nil
			case "boom":
				panic("boom")
			default:
				data[f.Alias] = nil
			}
		}
		body, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: body}
	}
}

// serve is a server with nothing but the transport under test.
func serve(h transport.HTTP, use ...graphql.HandlerExtension) http.Handler {
	exec := executor.New(schema{gqlparser.MustLoadSchema(&ast.Source{Input: sdl})})
	exec.SetRecoverFunc(func(context.Context, any) error { return errors.New("recovered") })
	for _, extension := range use {
		exec.Use(extension)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(graphql.StartOperationTrace(r.Context()))
		h.Do(w, r, exec)
	})
}

// answer is what came back, taken apart.
type answer struct {
	*http.Response
	body []byte
	json map[string]json.RawMessage
	errs gqlerror.List
}

func ask(t testing.TB, handler http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	a := answer{Response: w.Result()}
	a.body, _ = io.ReadAll(a.Body)
	if err := json.Unmarshal(a.body, &a.json); err != nil {
		t.Fatalf("body %q: %v", a.body, err)
	}
	if raw, ok := a.json["errors"]; ok {
		if err := json.Unmarshal(raw, &a.errs); err != nil {
			t.Fatalf("errors %q: %v", raw, err)
		}
	}
	return a
}

func (a answer) code() string {
	if len(a.errs) == 0 {
		return ""
	}
	code, _ := a.errs[0].Extensions["code"].(string)
	return code
}

// post is a POST of a JSON body; an empty accept sends no such header.
func post(accept, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewBufferString(body))
	r.Header.Set("Content-Type", "application/json")
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	return r
}

func get(accept, query string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/graphql?"+query, nil)
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	return r
}
