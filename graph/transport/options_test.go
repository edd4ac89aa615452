package transport_test

import (
	"context"
	"net/http"
	"testing"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnernetz/graph/transport"
)

// barrier refuses every operation with a code.
type barrier struct {
	code string
	late bool
}

func (barrier) ExtensionName() string                   { return "Barrier" }
func (barrier) Validate(graphql.ExecutableSchema) error { return nil }

func (b barrier) err() *gqlerror.Error {
	return &gqlerror.Error{Message: "no", Extensions: map[string]any{"code": b.code}}
}

func (b barrier) MutateOperationContext(context.Context, *graphql.OperationContext) *gqlerror.Error {
	if b.late {
		return nil
	}
	return b.err()
}

func (b barrier) InterceptOperation(context.Context, graphql.OperationHandler) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{b.err()}})
}

func TestStatus(t *testing.T) {
	status := map[string]int{"UNAUTHENTICATED": 401, "TOO_MANY": 429}
	for _, late := range []bool{false, true} {
		for _, media := range []string{newer, older} {
			a := ask(t, serve(transport.HTTP{Status: status}, barrier{"UNAUTHENTICATED", late}), post(media, `{"query":"{ fail }"}`))
			if a.StatusCode != http.StatusUnauthorized || len(a.errs) != 1 {
				t.Errorf("%s: %d %s, want 401", media, a.StatusCode, a.body)
			}
			wantHeader(t, a, "WWW-Authenticate", "Bearer")
			a = ask(t, serve(transport.HTTP{Status: status}, barrier{"TOO_MANY", late}), post(media, `{"query":"{ fail }"}`))
			if a.StatusCode != http.StatusTooManyRequests {
				t.Errorf("%s: %d %s, want 429", media, a.StatusCode, a.body)
			}
		}
	}
}

func TestErrorsAreCut(t *testing.T) {
	a := ask(t, serve(transport.HTTP{}), post(newer, `{"query":"{ many }"}`))
	if a.StatusCode != http.StatusOK || len(a.errs) != transport.DefaultMaxErrors {
		t.Fatalf("%d with %d errors", a.StatusCode, len(a.errs))
	}
	if n := utf8.RuneCountInString(a.errs[0].Message); n != transport.DefaultMaxMessage {
		t.Errorf("message of %d characters", n)
	}
	last := a.errs[len(a.errs)-1]
	if last.Extensions["code"] != transport.CodeErrorsOmitted || last.Extensions["omitted"] != 31.0 {
		t.Errorf("last error = %v %v", last.Message, last.Extensions)
	}
}

func TestDone(t *testing.T) {
	for query, want := range map[string]struct{ called, clean bool }{
		"{ __typename }":          {true, true},
		"{ fail }":                {true, false},
		"{ null }":                {true, false},
		"mutation { __typename }": {true, false},
		"{ gone }":                {false, false},
	} {
		var seen []transport.Answer
		h := transport.HTTP{Done: func(_ context.Context, header http.Header, answer transport.Answer) {
			header.Set("ETag", `"x"`)
			seen = append(seen, answer)
		}}
		a := ask(t, serve(h), post(newer, `{"query":"`+query+`"}`))
		if called := len(seen) == 1; called != want.called {
			t.Errorf("%s: called %v, want %v", query, called, want.called)
			continue
		}
		if !want.called {
			continue
		}
		if seen[0].Clean() != want.clean || string(seen[0].Body) != string(a.body) || seen[0].Status != a.StatusCode {
			t.Errorf("%s: %+v", query, seen[0])
		}
		wantHeader(t, a, "ETag", `"x"`)
		cacheControl := "no-store"
		if want.clean {
			cacheControl = ""
		}
		wantHeader(t, a, "Cache-Control", cacheControl)
	}
}

func FuzzHTTP(f *testing.F) {
	handler := serve(transport.HTTP{})
	f.Add(newer, older, `{"query":"{ fail }","variables":{"a":[1]}}`, "query={a}&variables={}")
	f.Add("a/b;q=", "x;charset=", "[", "%")
	f.Fuzz(func(t *testing.T, accept, contentType, body, query string) {
		r := post(accept, body)
		r.Header.Set("Content-Type", contentType)
		_ = ask(t, handler, r)
		r = get(accept, "")
		r.URL.RawQuery = query
		_ = ask(t, handler, r)
	})
}
