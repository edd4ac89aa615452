package transfer_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"partnernetz/testkit"
	"partnernetz/transfer"
)

// BenchmarkImport imports new partners, few and many, and finds out what would happen to them once they are there. What one
// costs should not depend on how many there are: go test ./transfer -run - -bench Import
func BenchmarkImport(b *testing.B) {
	for _, n := range []int{500, 2000, 5000} {
		var list strings.Builder
		for i := range n {
			fmt.Fprintf(&list, "- slug: org-%d\n  name: {de: \"Organisation Nr. %d\"}\n  sector: COMPANY\n", i, i)
		}
		files := fstest.MapFS{"partners.yaml": &fstest.MapFile{Data: []byte(list.String())}}
		for _, way := range []string{"new", "again", "tried"} {
			b.Run(fmt.Sprintf("%s/%d", way, n), func(b *testing.B) {
				var used time.Duration
				for range b.N {
					s, _ := testkit.Store(b, "none")
					if way == "again" {
						_, err := transfer.Import(ctx, s, files, ".", transfer.Options{Author: "test"})
						testkit.Must(b, err)
					}
					before := processor(b)
					_, err := transfer.Import(ctx, s, files, ".", transfer.Options{Author: "test", DryRun: way == "tried"})
					testkit.Must(b, err)
					used += processor(b) - before
				}
				b.ReportMetric(float64(used.Microseconds())/float64(b.N*n), "us-processor/record")
			})
		}
	}
}

func processor(b *testing.B) time.Duration {
	var used syscall.Rusage
	testkit.Must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
