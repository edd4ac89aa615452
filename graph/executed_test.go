package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"partnernetz/graph"
	"partnernetz/testkit"
)

// partnerDetail is what the website asks for a partner, as far as the schema has it.
const partnerDetail = `query ($slug: String!) { partner(slug: $slug) {
	id name formerNames { name validUntil } sector website memberSince logo { alt image(width: 320) { url width height } }
	servedLocale description { html text } contacts { role name email }
	agreements { nodes { title status signedOn goals { html } measures { nodes { slug title area status description { html } } } } }
	goodPractices { nodes { slug title adoptions { partner { slug name } adaptation } } }
} }`

// BenchmarkExecuted carries out what the website asks, without any answer kept, by gqlgen alone and as it is for everybody: go test ./graph -run - -bench Executed -benchmem
func BenchmarkExecuted(b *testing.B) {
	s, _ := testkit.Store(b, "demo")
	ways := map[string]http.Handler{"gqlgen": carriedOut(b, s, graph.Limits{}, byGqlgen), "writer": carriedOut(b, s, graph.Limits{}, graph.Executable)}
	run := func(name, query string, variables any) {
		body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
		testkit.Must(b, err)
		for way, handler := range ways {
			b.Run(name+"/"+way, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", bytes.NewReader(body))
					r.Header.Set("Content-Type", "application/json")
					w := httptest.NewRecorder()
					handler.ServeHTTP(w, r)
					if w.Code != http.StatusOK || bytes.Contains(w.Body.Bytes(), []byte(`"errors"`)) {
						b.Fatalf("status %d: %.500s", w.Code, w.Body)
					}
				}
			})
		}
	}
	for _, op := range operations(b) {
		if !op.Account {
			run(op.Name, op.Query, op.Variables)
		}
	}
	run("PartnerDetail", partnerDetail, map[string]any{"slug": "jobcenter-staedteregion-aachen"})
}
