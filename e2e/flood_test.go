package e2e_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestExpensiveQueries asks a hundred times at once for the most that one may ask for. Others are answered meanwhile, and
// the memory stays bounded.
func TestExpensiveQueries(t *testing.T) {
	p := serve(t, data(t), small...)
	p.undisturbed(t, func(t *testing.T) {
		replies := together(100, func(i int) reply {
			return p.within(25*time.Second, attack{query: fmt.Sprintf("query Q%d{", i) +
				aliases(97, "partners(first:39){nodes{measures(first:50){nodes{description{html}}}}}") + "}"})
		})
		for _, r := range replies {
			if r.status == 200 && r.took >= 25*time.Second {
				t.Error("there was no answer, and no refusal either, for 25 seconds")
				break
			}
		}
	})
	if mb := p.memory(t); mb > 600 {
		t.Errorf("the server has %d MB", mb)
	}
}

// TestFloods asks for ever new things, each of which is kept for the next one who asks. Memory stays bounded.
func TestFloods(t *testing.T) {
	for _, flood := range []struct {
		name string
		n    int
		body func(i int) map[string]any
	}{
		{"answers", 10_000, func(i int) map[string]any {
			return map[string]any{"query": fmt.Sprintf("{__typename} #%d", i)}
		}},
		{"large operations", 1000, func(i int) map[string]any {
			return map[string]any{"query": fmt.Sprintf("query Q%d{__typename partners(filter:{slug:{in:[%s]}}) @include(if:false){totalCount}}", i, strings.Repeat(`"a",`, 2_400))}
		}},
		{"persisted operations", 1000, func(i int) map[string]any {
			query := fmt.Sprintf("{__typename} #%d", i) + strings.Repeat("x", 60_000)
			hash := fmt.Sprintf("%x", sha256.Sum256([]byte(query)))
			return map[string]any{"query": query, "extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
		}},
		{"persisted operations that are none", 300, func(i int) map[string]any {
			query := fmt.Sprintf("%d", i) + strings.Repeat("x", 900_000)
			hash := fmt.Sprintf("%x", sha256.Sum256([]byte(query)))
			return map[string]any{"query": query, "extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
		}},
	} {
		t.Run(flood.name, func(t *testing.T) {
			p := serve(t, data(t), small...)
			before := p.memory(t)
			p.undisturbed(t, func(t *testing.T) {
				for _, r := range together(4, func(k int) (worst reply) {
					for i := k; i < flood.n && worst.err == nil && worst.status < 500; i += 4 {
						worst = p.post(body(flood.body(i)))
					}
					return worst
				}) {
					if r.err != nil || r.status >= 500 {
						t.Error(r)
					}
				}
			})
			limit := before + 250
			end := time.Now().Add(10 * time.Second)
			for p.memory(t) > limit && time.Now().Before(end) {
				time.Sleep(100 * time.Millisecond)
			}
			if mb := p.memory(t); mb > limit {
				t.Errorf("memory grew from %d to %d MB", before, mb)
			}
		})
	}
}
