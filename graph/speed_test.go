package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/graph"
	"partnernetz/testkit"
)

// BenchmarkOperations measures operations as they are executed, without the network and the kept answers: by gqlgen, and as
// they are for everybody.
func BenchmarkOperations(b *testing.B) {
	s, _ := testkit.Store(b, "demo")
	handlers := []http.Handler{carriedOut(b, s, graph.Limits{}, byGqlgen), carriedOut(b, s, graph.Limits{}, graph.Executable)}
	for _, o := range operations(b) {
		if o.Account {
			continue
		}
		for i, way := range []string{"gqlgen", "writer"} {
			b.Run(o.Name+"/"+way, func(b *testing.B) {
				body, err := json.Marshal(map[string]any{"query": o.Query, "variables": o.Variables})
				testkit.Must(b, err)
				b.ReportAllocs()
				for b.Loop() {
					r := httptest.NewRequest("POST", "/graphql", strings.NewReader(string(body)))
					r.Header.Set("Content-Type", "application/json")
					w := httptest.NewRecorder()
					handlers[i].ServeHTTP(w, r)
					if w.Code != 200 {
						b.Fatal(w.Body)
					}
				}
			})
		}
	}
}
