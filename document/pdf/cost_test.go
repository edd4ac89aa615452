package pdf_test

import (
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestBrochure writes the whole network as one document. What it costs is counted generously, as machines differ.
func TestBrochure(t *testing.T) {
	d := sample.Brochure(39, 290)
	write(t, sample.Brochure(1, 1)) // which reads the fonts
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := processorTime(t)
	data := write(t, d)
	took := processorTime(t) - start
	runtime.ReadMemStats(&after)
	t.Logf("%d kB, %v of processor time, %d MB allocated", len(data)>>10, took, (after.TotalAlloc-before.TotalAlloc)>>20)
	if allocated := after.Mallocs - before.Mallocs; allocated > 1_500_000 || after.TotalAlloc-before.TotalAlloc > 400<<20 {
		t.Errorf("%d pieces of memory, %d MB", allocated, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
	f := proof.Read(t, data)
	for role, want := range map[string]int{"Table": 40, "TH": 4 + 8 + 39*4 + 290, "H3": 290, "Note": 40, "Figure": 2, "H1": 4 + 39 + 3} {
		if n := f.Count(role); n != want {
			t.Errorf("%d %s and not %d", n, role, want)
		}
	}
	if took > 20*time.Second { // ten times the aim
		t.Errorf("it takes %v", took)
	}
}

func processorTime(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkBrochure shows what the aims are about: below 2 s of processor time and 200 MB in use.
func BenchmarkBrochure(b *testing.B) {
	d := sample.Brochure(39, 290)
	b.ReportAllocs()
	start := processorTime(b)
	for b.Loop() {
		write(b, d)
	}
	b.ReportMetric(float64((processorTime(b)-start).Milliseconds())/float64(b.N), "processor-ms/op")
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err == nil {
		b.ReportMetric(float64(u.Maxrss)/1024, "MB-at-most")
	}
}
