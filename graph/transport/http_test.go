package transport_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"partnernetz/graph/transport"
)

const (
	newer = "application/graphql-response+json"
	older = "application/json"

	parseFailed = "GRAPHQL_PARSE_FAILED"
	invalid     = "GRAPHQL_VALIDATION_FAILED"
)

// TestRequestErrors has the statuses under both media types.
func TestRequestErrors(t *testing.T) {
	handler := serve(transport.HTTP{})
	deep := strings.Repeat("[", 20_000)
	tests := []struct {
		name, body, code string
		newer, older     int
	}{
		{"nothing", ``, transport.CodeMalformedRequest, 400, 400},
		{"no JSON", `{"secret`, transport.CodeMalformedRequest, 400, 400},
		{"rest", `{"query":"{__typename}"} {}`, transport.CodeMalformedRequest, 400, 400},
		{"batch", `[{"query":"{__typename}"}]`, transport.CodeMalformedRequest, 400, 400},
		{"null", `null`, transport.CodeMalformedRequest, 400, 400},
		{"string", `"secret"`, transport.CodeMalformedRequest, 400, 400},
		{"deep", deep, transport.CodeMalformedRequest, 400, 400},
		{"deep variables", `{"query":"{__typename}","variables":{"a":` + deep, transport.CodeMalformedRequest, 400, 400},
		{"not UTF-8", "{\"query\":\"{__typename}\xff\"}", transport.CodeMalformedRequest, 400, 400},
		{"no query", `{"qeury":"{__typename}"}`, transport.CodeMalformedRequest, 400, 400},
		{"query in capitals", `{"QUERY":"{__typename}"}`, transport.CodeMalformedRequest, 400, 400},
		{"query null", `{"query":null}`, transport.CodeMalformedRequest, 400, 400},
		{"query number", `{"query":1}`, transport.CodeMalformedRequest, 400, 400},
		{"operationName", `{"query":"{__typename}","operationName":[]}`, transport.CodeMalformedRequest, 400, 400},
		{"variables", `{"query":"{__typename}","variables":"{}"}`, transport.CodeMalformedRequest, 400, 400},
		{"extensions", `{"query":"{__typename}","extensions":[]}`, transport.CodeMalformedRequest, 400, 400},
		{"query twice", `{"query":"{__typename}","query":"{__typename}"}`, transport.CodeMalformedRequest, 400, 400},
		{"query twice, in other letters", `{"query":"{__typename}","qu\u0065ry":"{__typename}"}`, transport.CodeMalformedRequest, 400, 400},
		{"variables twice", `{"query":"{__typename}","variables":{},"variables":null}`, transport.CodeMalformedRequest, 400, 400},
		{"a variable twice", `{"query":"{__typename}","variables":{"secret":1,"secret":1}}`, transport.CodeMalformedRequest, 400, 400},
		{"twice in an object in a list", `{"query":"{__typename}","variables":{"a":[{},{"b":{"secret":1,"":2,"secret":3}}]}}`, transport.CodeMalformedRequest, 400, 400},
		{"syntax", `{"query":"{"}`, parseFailed, 400, 200},
		{"empty query", `{"query":""}`, invalid, 400, 200},
		{"empty persisted query", `{"extensions":{"persistedQuery":{}}}`, invalid, 400, 200},
		{"validation", `{"query":"{ gone }"}`, invalid, 400, 200},
		{"variable", `{"query":"query($i: ID!) { echo(id: $i) }","variables":{"i":null}}`, invalid, 400, 200},
		{"unknown operation", `{"query":"query A { fail }","operationName":"B"}`, transport.CodeOperationNotFound, 400, 200},
		{"ambiguous operation", `{"query":"query A { fail } query B { fail }"}`, transport.CodeOperationNotFound, 400, 200},
		{"subscription", `{"query":"subscription { changed }"}`, transport.CodeSubscription, 400, 400},
		{"no answer", `{"query":"{ none }"}`, transport.CodeInternal, 500, 500},
		{"panic", `{"query":"{ boom }"}`, "", 500, 500},
		{"answer that is no JSON", `{"query":"{ odd }"}`, transport.CodeInternal, 500, 500},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for media, status := range map[string]int{newer: test.newer, older: test.older} {
				a := ask(t, handler, post(media, test.body))
				if a.StatusCode != status || a.code() != test.code {
					t.Errorf("%s: %d %s, want %d %s", media, a.StatusCode, a.code(), status, test.code)
				}
				if _, ok := a.json["data"]; ok || len(a.errs) == 0 {
					t.Errorf("%s: body %s, want errors and no data", media, a.body)
				}
				if bytes.Contains(a.body, []byte("secret")) {
					t.Errorf("%s: body %s quotes the request", media, a.body)
				}
				wantHeader(t, a, "Content-Type", media+"; charset=utf-8")
				wantHeader(t, a, "Cache-Control", "no-store")
			}
		})
	}
}

func wantHeader(t *testing.T, a answer, name, want string) {
	t.Helper()
	if got := a.Header.Get(name); got != want {
		t.Errorf("%s = %q, want %q", name, got, want)
	}
}

func TestAnswers(t *testing.T) {
	handler := serve(transport.HTTP{})
	tests := []struct{ name, body, want string }{
		{"query", `{"query":"{ __typename }"}`, `{"data":{"__typename":"Query"}}`},
		{"mutation", `{"query":"mutation { __typename }"}`, `{"data":{"__typename":"Mutation"}}`},
		{"nulls", `{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}`, `{"data":{"__typename":"Query"}}`},
		{"white space", " \n{ \"query\" : \"{ __typename }\" , \"variables\" : { } } \n", `{"data":{"__typename":"Query"}}`},
		{"more keys", `{"query":"{ __typename }","other":[1],"Query":7}`, `{"data":{"__typename":"Query"}}`},
		{"operation name", `{"query":"query A { a: __typename } query B { b: __typename }","operationName":"B"}`, `{"data":{"b":"Query"}}`},
		{"big number", `{"query":"query($v: Any) { echo(value: $v) }","variables":{"v":{"n":12345678901234567890123}}}`, `{"data":{"echo":{"n":12345678901234567890123}}}`},
		{"one name in several objects", `{"query":"query($v: Any) { echo(value: $v) }","variables":{"v":{"v":[{"v":1},{"v":"\\\":{\":\"","w:":":"}]}}}`, `{"data":{"echo":{"v":[{"v":1},{"v":"\\\":{\":\"","w:":":"}]}}}`},
		{"partial", `{"query":"{ fail }"}`, `{"errors":[{"message":"failed"}],"data":{"fail":null}}`},
		{"null data", `{"query":"{ null }"}`, `{"errors":[{"message":"null"}],"data":null}`},
	}
	for _, test := range tests {
		for _, media := range []string{newer, older} {
			t.Run(test.name+" "+media, func(t *testing.T) {
				a := ask(t, handler, post(media, test.body))
				if a.StatusCode != http.StatusOK || string(a.body) != test.want {
					t.Errorf("%d %s, want %s", a.StatusCode, a.body, test.want)
				}
				wantHeader(t, a, "Content-Type", media+"; charset=utf-8")
				wantHeader(t, a, "Content-Length", strconv.Itoa(len(test.want)))
				wantHeader(t, a, "Vary", "Accept")
			})
		}
	}
}

func TestGet(t *testing.T) {
	handler := serve(transport.HTTP{})
	q := url.QueryEscape
	typename := "query=" + q("{ __typename }")
	tests := []struct {
		name, query, code string
		status            int
	}{
		{"query", typename, "", 200},
		{"empty values", typename + "&operationName=&variables=&extensions=", "", 200},
		{"variables", "query=" + q("query($v: Any) { echo(value: $v) }") + "&variables=" + q(` {"v":1} `), "", 200},
		{"nothing", "", transport.CodeMalformedRequest, 400},
		{"empty query", "query=", transport.CodeMalformedRequest, 400},
		{"twice", typename + "&query=a", transport.CodeMalformedRequest, 400},
		{"bad escape", "query=%zz", transport.CodeMalformedRequest, 400},
		{"semicolon", typename + ";variables=1", transport.CodeMalformedRequest, 400},
		{"not UTF-8", "query=%ff", transport.CodeMalformedRequest, 400},
		{"variables of the wrong type", typename + "&variables=1", transport.CodeMalformedRequest, 400},
		{"variables with a rest", typename + "&variables=" + q("{}{}"), transport.CodeMalformedRequest, 400},
		{"a variable twice", typename + "&variables=" + q(`{"v":1,"v":2}`), transport.CodeMalformedRequest, 400},
		{"extensions", typename + "&extensions=x", transport.CodeMalformedRequest, 400},
		{"syntax", "query={", parseFailed, 400},
		{"persisted", "extensions=" + q(`{"persistedQuery":{}}`), invalid, 400},
		{"mutation", "query=" + q("mutation { change }"), transport.CodeMethodNotAllowed, 405},
		{"subscription", "query=" + q("subscription { changed }"), transport.CodeMethodNotAllowed, 405},
		{"long", typename + "&x=" + strings.Repeat("a", transport.DefaultMaxURL), transport.CodeURLTooLong, 414},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := ask(t, handler, get(newer, test.query))
			if a.StatusCode != test.status || a.code() != test.code {
				t.Errorf("%d %s, want %d %s", a.StatusCode, a.body, test.status, test.code)
			}
			if test.status == http.StatusMethodNotAllowed {
				wantHeader(t, a, "Allow", "POST")
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	handler := serve(transport.HTTP{})
	const body = `{"query":"{ __typename }"}`
	tests := []struct {
		name, method, header, value string
		status                      int
		code                        string
	}{
		{"charset", "POST", "Content-Type", "application/json; charset=UTF-8", 200, ""},
		{"identity", "POST", "Content-Encoding", "identity", 200, ""},
		{"other charset", "POST", "Content-Type", "application/json; charset=utf-16", 415, transport.CodeUnsupportedMediaType},
		{"no type", "POST", "Content-Type", "", 415, transport.CodeUnsupportedMediaType},
		{"form", "POST", "Content-Type", "application/x-www-form-urlencoded", 415, transport.CodeUnsupportedMediaType},
		{"text", "POST", "Content-Type", "text/plain", 415, transport.CodeUnsupportedMediaType},
		{"multipart", "POST", "Content-Type", "multipart/form-data; boundary=x", 415, transport.CodeUnsupportedMediaType},
		{"type that is none", "POST", "Content-Type", ";;", 415, transport.CodeUnsupportedMediaType},
		{"gzip", "POST", "Content-Encoding", "gzip", 415, transport.CodeUnsupportedMediaType},
		{"accept", "POST", "Accept", "text/html", 406, transport.CodeNotAcceptable},
		{"put", "PUT", "Accept", "*/*", 405, transport.CodeMethodNotAllowed},
		{"delete", "DELETE", "Accept", "text/html", 405, transport.CodeMethodNotAllowed},
		{"upgrade", "POST", "Upgrade", "h2c", 200, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := post("", body)
			r.Method = test.method
			r.Header.Set(test.header, test.value)
			a := ask(t, handler, r)
			if a.StatusCode != test.status || a.code() != test.code {
				t.Errorf("%d %s, want %d %s", a.StatusCode, a.body, test.status, test.code)
			}
			wantHeader(t, a, "Content-Type", older+"; charset=utf-8")
			if test.status == http.StatusMethodNotAllowed {
				wantHeader(t, a, "Allow", "GET, POST")
			}
		})
	}
}

// broken is a body that ends in an error.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestBodies(t *testing.T) {
	handler := serve(transport.HTTP{MaxBody: 30})
	long := strings.Repeat(" ", 31)
	tests := []struct {
		name   string
		body   io.Reader
		length int64
		status int
		code   string
	}{
		{"announced", broken{errors.New("read although it was announced")}, 31, 413, transport.CodeBodyTooLarge},
		{"found", strings.NewReader(long), -1, 413, transport.CodeBodyTooLarge},
		{"lied", strings.NewReader(long), 5, 413, transport.CodeBodyTooLarge},
		{"just fits", strings.NewReader(`{"query":"{ __typename }"}    `), 30, 200, ""},
		{"broken", broken{io.ErrUnexpectedEOF}, -1, 400, transport.CodeMalformedRequest},
		{"slow", broken{os.ErrDeadlineExceeded}, -1, 408, transport.CodeRequestTimeout},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/graphql", test.body)
			r.Header.Set("Content-Type", older)
			r.ContentLength = test.length
			a := ask(t, handler, r)
			if a.StatusCode != test.status || a.code() != test.code {
				t.Errorf("%d %s, want %d %s", a.StatusCode, a.body, test.status, test.code)
			}
			if test.status != http.StatusOK {
				wantHeader(t, a, "Connection", "close")
			}
		})
	}
}
