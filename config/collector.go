package config

import (
	"fmt"
	"log/slog"
	"math"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// What the garbage collector is set to. An answer leaves a megabyte of garbage and almost nothing that stays, so with
// Go's own setting of 100 the collector would run without end on a heap of a few megabytes.
const (
	memoryShare = 0.8 // of the machine or the container, at which the collector works harder
	roomyMemory = 2 << 30
	smallGOGC   = 400
	roomyGOGC   = 1600
)

// TuneCollector sets the garbage collector to the memory of the machine or the container, as far as GOGC and GOMEMLIMIT
// do not say otherwise, and returns what holds now.
func TuneCollector() string {
	memory, err := memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)()
	if err != nil {
		slog.Debug("the size of the memory is unknown", "error", err)
		memory = math.MaxInt64
	}
	if os.Getenv("GOMEMLIMIT") == "" && err == nil {
		debug.SetMemoryLimit(int64(float64(memory) * memoryShare))
	}
	gogc := os.Getenv("GOGC")
	if gogc == "" {
		percent := smallGOGC
		if err == nil && memory >= roomyMemory {
			percent = roomyGOGC
		}
		debug.SetGCPercent(percent)
		gogc = fmt.Sprint(percent)
	}
	return fmt.Sprintf("GOGC=%s GOMEMLIMIT=%dMiB", gogc, debug.SetMemoryLimit(-1)>>20)
}
