package config

import (
	"fmt"
	"log/slog"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// How the garbage collector is set. Requests leave much garbage and almost nothing that stays. With GOGC at Go's default of
// 100 the collector would run without end on a heap of a few megabytes; with a large GOGC the heap would grow by a multiple
// of whatever stays. So garbage gets a room of a fixed size. The room grows only when so much stays that looking through it
// would be most of the work.
const (
	memoryShare = 0.8      // of the memory of the machine or container; near it the collector runs more often
	roomShare   = 1.0 / 8  // of the same memory; the room is no larger
	usualRoom   = 96 << 20 // bytes; a larger room saves next to nothing while little stays
	perStaying  = 2        // bytes of room for each byte that stays, if that is more
	leastGOGC   = 100      // holds once more stays than the room has bytes
	mostGOGC    = 400      // holds while little stays: GOGC follows one run late, and by then a multiple may stay
)

// TuneCollector adapts the garbage collector to the memory of the machine or container, unless GOGC and GOMEMLIMIT say
// otherwise. It returns the settings in force.
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
		r := room{most: float64(memory) * roomShare}
		r.set()
		gogc = fmt.Sprintf("%dMiB", int(r.bytes(0))>>20)
	}
	return fmt.Sprintf("GOGC=%s GOMEMLIMIT=%dMiB", gogc, debug.SetMemoryLimit(-1)>>20)
}

// room is the memory for garbage. Once it is full, the collector runs.
type room struct {
	most float64 // bytes
	gogc int     // the value that was set last
}

// bytes returns how large the room is if so many bytes stay.
func (r room) bytes(stays float64) float64 { return min(r.most, max(usualRoom, perStaying*stays)) }

// set sets GOGC by the bytes that stay: now, and again after each run of the collector, which is when a piece of garbage is
// removed.
func (r room) set() {
	if gogc := r.percent(); gogc != r.gogc {
		debug.SetGCPercent(gogc)
		r.gogc = gogc
	}
	runtime.AddCleanup(&garbage{}, room.follow, r)
}

// follow sets GOGC again, unless somebody else has set it meanwhile.
func (r room) follow() {
	if read("/gc/gogc:percent") == float64(r.gogc) {
		r.set()
	}
}

// garbage is something that nobody refers to. It has a pointer, as otherwise it might share its memory with something that stays.
type garbage struct{ _ *garbage }

// percent returns the GOGC that gives the room. The collector counts relative to all that it has to look through.
func (r room) percent() int {
	stays := read("/gc/heap/live:bytes") + read("/gc/scan/stack:bytes") + read("/gc/scan/globals:bytes")
	return int(min(mostGOGC, max(leastGOGC, 100*r.bytes(stays)/(stays+1))))
}

// read returns a number that the runtime knows.
func read(name string) float64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return float64(s[0].Value.Uint64())
}
