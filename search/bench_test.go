package search_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/search"
	"partnernetz/store"
	"partnernetz/testkit"
)

// BenchmarkSearch measures searches in the demo content, with SEARCH_ENTRIES more measures if that is set.
func BenchmarkSearch(b *testing.B) {
	s, _ := testkit.Store(b, "demo")
	grow(b, s)
	ctx := context.Background()
	start, before := time.Now(), heap()
	search.Of(s).Warm(ctx)
	b.Logf("the index: %s, %.1f MB", time.Since(start).Round(time.Millisecond), float64(heap()-before)/(1<<20))
	for _, text := range []string{"Öffnung", "Interkulturelle Kompetenz", "Polzei", "gibtesnichtinkeinemtext", "ausbildung vielfalt team schule"} {
		b.Run(text, func(b *testing.B) {
			for range b.N {
				_, err := search.Of(s).Search(ctx, public, text, nil, list.Window{})
				testkit.Must(b, err)
			}
		})
	}
	b.Run("after a change", func(b *testing.B) {
		p, err := s.Partners.ByKey(ctx, content.Everything(), "stadt-wuppertal")
		testkit.Must(b, err)
		for i := range b.N {
			b.StopTimer()
			p = publish(b, s.Partners, p, func(p *network.Partner) { p.Descriptions = content.Text{content.DE: fmt.Sprint("Fassung ", i)} })
			b.StartTimer()
			_, err := search.Of(s).Search(ctx, public, "Wuppertal", nil, list.Window{})
			testkit.Must(b, err)
		}
	})
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// grow adds n measures like the existing ones.
func grow(b *testing.B, s *store.Store) {
	n, _ := strconv.Atoi(os.Getenv("SEARCH_ENTRIES"))
	like, err := s.Measures.All(context.Background(), public)
	testkit.Must(b, err)
	for done := 0; done < n; done += 500 {
		var more []*network.Measure
		for i := done; i < min(n, done+500); i++ {
			m := content.Clone(like[i%len(like)])
			m.ID, m.Slug, m.Revision = content.NewID(content.Measures), fmt.Sprint("mehr-", i), 0
			m.Titles = content.Text{content.DE: fmt.Sprintf("%s %s%s", m.Titles[content.DE], like[(i*7)%len(like)].Slug[9:14], strconv.FormatInt(int64(i), 36))}
			m.Descriptions = content.Text{content.DE: m.Descriptions[content.DE] + "\n\n" + like[(i*3)%len(like)].Descriptions[content.DE] + " " + like[(i*5)%len(like)].Descriptions[content.DE]}
			more = append(more, m)
		}
		saveAll(b, s.Measures, more...)
	}
}
