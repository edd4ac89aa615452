package web

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"

	"partnernetz/cache"
	"partnernetz/coding"
	"partnernetz/content/sheet"
)

// table serves what an operation answers as a table. It asks as anybody would, with the view of the address, so the rights and the
// errors are those of an operation.
type table struct {
	graphql http.Handler
	file    string
	own     []string // parameters of the address that are not for the operation
	fill    func(*question) (sheet.Sheet, bool)
}

// question is one request for a table.
type question struct {
	*http.Request
	of      *table
	answer  *kept // the last one
	address url.Values
}

func (t *table) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := &question{Request: r, of: t, address: r.URL.Query()}
	filled, ok := t.fill(q)
	for name, values := range q.answer.header {
		if name == "Vary" {
			values = append(w.Header()[name], values...)
		}
		w.Header()[name] = values
	}
	if !ok {
		w.WriteHeader(q.answer.status)
		_, _ = w.Write(q.answer.body.Bytes())
		return
	}
	csv := filled.CSV()
	w.Header().Del("Content-Length")
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+t.file+`"`)
	if q.answer.header.Get("ETag") == "" { // it is not for everybody
		r = r.Clone(r.Context())
		r.Header.Del("Accept-Encoding")
	}
	coding.NewBody(csv, cache.Tag(csv)).Send(w, r)
}

// ask asks a query, and puts what it answers into a value; false if the answer is an error.
func (q *question) ask(query string, variables map[string]any, into any) bool {
	asked := q.Clone(q.Context())
	values := maps.Clone(q.address)
	for _, name := range append(q.of.own, "variables", "operationName", "extensions") {
		values.Del(name)
	}
	values.Set("query", query)
	if given, err := json.Marshal(variables); err == nil && variables != nil {
		values.Set("variables", string(given))
	}
	asked.Method, asked.URL.Path, asked.URL.RawQuery = http.MethodGet, "/graphql", values.Encode()
	asked.RequestURI = asked.URL.RequestURI()
	asked.Header.Set("Accept", "application/graphql-response+json")
	asked.Header.Del("If-None-Match")
	asked.Header.Del("Accept-Encoding")
	q.answer = &kept{header: http.Header{}, status: http.StatusOK}
	q.of.graphql.ServeHTTP(q.answer, asked)
	var a struct {
		Data   json.RawMessage
		Errors []json.RawMessage
	}
	if json.Unmarshal(q.answer.body.Bytes(), &a) != nil || len(a.Errors) > 0 || len(a.Data) == 0 {
		return false
	}
	numbers := json.NewDecoder(bytes.NewReader(a.Data))
	numbers.UseNumber()
	return numbers.Decode(into) == nil
}

// kept keeps an answer instead of sending it.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
