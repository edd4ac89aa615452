package search_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/search"
	"partnernetz/testkit"
)

// While entries come and go, each search answers from one state of the content: it finds entries that the writer has
// published, does not find entries that he has taken back, and its count is the number of its hits.
func TestConcurrent(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	const writers, rounds = 4, 8
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				c, err := search.Of(s).Search(ctx, public, "Wiese", nil, list.Window{})
				if err != nil {
					t.Error(err)
					return
				}
				if n, _ := c.TotalCount(ctx); n != len(c.Nodes) || n > writers {
					t.Errorf("%d hits, counted as %d", len(c.Nodes), n)
				}
			}
		})
	}
	var changes sync.WaitGroup
	for i := range writers {
		changes.Go(func() {
			p := draft(t, s.Partners, partner(fmt.Sprint("p", i), "Wiese"))[0]
			for n := range rounds {
				word := fmt.Sprintf("blume%dx%d", i, n)
				p = publish(t, s.Partners, p, func(p *network.Partner) { p.Names = german("Wiese " + word) })
				if got := hits(t, s, public, word); len(got) != 1 || got[0].Entry.Key() != p.Slug {
					t.Errorf("%s was published and is not found: %v", word, got)
				}
				testkit.Must(t, s.Partners.Unpublish(ctx, time.Now(), p.ID))
				if got := found(t, s, public, word); len(got) != 0 {
					t.Errorf("%s was taken back and is found: %v", word, got)
				}
			}
		})
	}
	changes.Wait()
	close(stop)
	wg.Wait()
}
