package store_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"partnernetz/store"
	"partnernetz/testkit"
)

// BenchmarkCommit saves a draft into a data file in which the feed has as many changes as it says. The time of the processor is
// told too, as it depends less on the disk and on others.
func BenchmarkCommit(b *testing.B) {
	for _, changes := range []int{0, 10_000, 20_000} {
		b.Run(fmt.Sprint(changes), func(b *testing.B) {
			db, err := store.Embedded(b.TempDir())
			testkit.Must(b, err)
			defer db.Close(ctx)
			s, err := store.New(ctx, db)
			testkit.Must(b, err)
			defer s.Close()
			testkit.Must(b, s.Announce(ctx, changes))
			p, start := company("a"), processor(b)
			for b.Loop() {
				saved, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, p)
				testkit.Must(b, err)
				p = saved[0]
			}
			b.ReportMetric((processor(b)-start).Seconds()*1000/float64(b.N), "processor-ms/op")
		})
	}
}

func processor(b *testing.B) time.Duration {
	var used syscall.Rusage
	testkit.Must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
