package config_test

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"partnernetz/config"
)

// The collector is adapted to the machine, unless GOGC and GOMEMLIMIT say otherwise. Whatever the load, garbage takes no more
// than its room; the test allows three times the bytes that stay if that is more.
func TestTuneCollector(t *testing.T) {
	gogc, memory := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	t.Cleanup(func() { debug.SetGCPercent(gogc); debug.SetMemoryLimit(memory) })
	t.Setenv("GOGC", "77")
	t.Setenv("GOMEMLIMIT", "123MiB")
	if said := config.TuneCollector(); said == "" {
		t.Error("nothing is said")
	}
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC is set, but the program has set %d", got)
	}
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("GOMEMLIMIT is set, but the program has set %d", got)
	}
	os.Unsetenv("GOGC") // as if never set; t.Setenv puts back what was there
	os.Unsetenv("GOMEMLIMIT")
	config.TuneCollector()
	if got := debug.SetMemoryLimit(-1); got == math.MaxInt64 || got < 64<<20 {
		t.Errorf("without GOMEMLIMIT the program has set %d", got)
	}
	const room = 96 << 20
	for _, stays := range []int{1 << 20, 32 << 20, 160 << 20, 1 << 20} {
		held := make([][]byte, stays>>20)
		for i := range held {
			held[i] = make([]byte, 1<<20)
		}
		settle := func() {
			for range 3 { // GOGC follows from what the run before has left
				runtime.GC()
				time.Sleep(20 * time.Millisecond)
			}
		}
		settle()
		const garbage = 2 << 30
		before := runs()
		for i := 0; i < garbage; i += 1 << 18 {
			spill = make([]byte, 1<<18)
		}
		n, most := runs()-before, max(3*stays, room)
		if least := min(most, 4*max(stays, 4<<20)); n < garbage/(4*most)-2 || n > 4*garbage/least+10 {
			t.Errorf("%d MiB stay, and for %d MiB of garbage the collector ran %d times", stays>>20, garbage>>20, n)
		}
		runtime.KeepAlive(held)
	}
}

var spill []byte // or nothing would be allocated

func runs() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.NumGC)
}
