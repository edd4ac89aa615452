package e2e_test

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"partnernetz/testkit"
)

// TestFairShares has many connections repeat one of the worst operations that are allowed, from one address and from as many. A
// simple read of somebody else, and every read of an editor, succeeds beside them, and soon.
func TestFairShares(t *testing.T) {
	p := serve(t, data(t), append(withAdmin, "TRUSTED_PROXIES=127.0.0.1")...)
	admin := p.admin(t)
	var n atomic.Int64 // so that no answer is one that was kept
	from := func(address, token, query string) reply {
		header := map[string]string{"Content-Type": "application/json", "X-Forwarded-For": address}
		if token != "" {
			header["Authorization"] = "Bearer " + token
		}
		return p.ask("POST", "/graphql", header, bytes.NewReader(body(map[string]any{"query": fmt.Sprintf("query Q%d", n.Add(1)) + query})))
	}
	worst := "{" + aliases(8, "__schema{types{fields{type{fields{description}}}}}") + "}"
	for _, connections := range testkit.Long([]int{10}, []int{1, 3, 10, 30}) {
		for _, addresses := range []int{1, connections} {
			t.Run(fmt.Sprintf("%d connections from %d addresses", connections, addresses), func(t *testing.T) {
				stop, greedy := make(chan struct{}), sync.WaitGroup{}
				var executed atomic.Int64
				for i := range connections {
					greedy.Go(func() {
						for {
							select {
							case <-stop:
								return
							default:
							}
							if r := from(fmt.Sprintf("192.0.2.%d", i%addresses), "", worst); r.code() == "" {
								executed.Add(1)
							}
						}
					})
				}
				waited := map[string][]time.Duration{}
				for range testkit.Long(20, 100) {
					for who, r := range map[string]reply{
						"reader": from("198.51.100.7", "", "{partners(first:3){nodes{name}}}"),
						"editor": from("198.51.100.8", admin.token, "@view(stage:DRAFT){partners(first:20){nodes{name measures{nodes{title}}}}}"),
					} {
						if r.status != 200 || r.code() != "" {
							t.Errorf("the %s gets %v", who, r)
						}
						waited[who] = append(waited[who], r.took)
					}
				}
				close(stop)
				greedy.Wait()
				if executed.Load() == 0 {
					t.Error("none of the worst operations was carried out")
				}
				for who, all := range waited {
					slices.Sort(all)
					late := all[len(all)*99/100]
					t.Logf("the %s waited %s for half of the answers, and %s for the hundredth part; %d of the worst were carried out", who, median(all), late, executed.Load())
					if late > time.Second && late > 200*work(t) { // the machine may be busy
						t.Errorf("the %s waited %s", who, late)
					}
				}
			})
		}
	}
}
