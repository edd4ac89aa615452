package config_test

import (
	"math"
	"os"
	"runtime/debug"
	"testing"

	"partnernetz/config"
)

// The collector follows the machine, unless GOGC and GOMEMLIMIT say otherwise.
func TestTuneCollector(t *testing.T) {
	gogc, memory := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	t.Cleanup(func() { debug.SetGCPercent(gogc); debug.SetMemoryLimit(memory) })
	t.Setenv("GOGC", "77")
	t.Setenv("GOMEMLIMIT", "123MiB")
	config.TuneCollector()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC is set, but the program has set %d", got)
	}
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("GOMEMLIMIT is set, but the program has set %d", got)
	}
	os.Unsetenv("GOGC") // as if never set; t.Setenv puts back what was there
	os.Unsetenv("GOMEMLIMIT")
	config.TuneCollector()
	if got := debug.SetGCPercent(100); got < 400 {
		t.Errorf("without GOGC the program has set %d", got)
	}
	if got := debug.SetMemoryLimit(-1); got == math.MaxInt64 || got < 64<<20 {
		t.Errorf("without GOMEMLIMIT the program has set %d", got)
	}
}
