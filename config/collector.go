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

// What the garbage collector is set to. Requests leave much garbage and almost nothing that stays, so with Go's own setting of
// 100 the collector would run without end on a heap of a few megabytes, and with a large one the heap would grow by a multiple
// of whatever stays. So garbage has a room of a fixed size, which grows only where so much stays that going through it would
// be most of the work.
const (
	memoryShare = 0.8 // of the machine or the container, at which the collector works harder
	roomShare   = 1.0 / 8
	usualRoom   = 96 << 20 // bytes; more than that saves next to nothing while little stays
	perStaying  = 2        // bytes of room for each that stays, if that is more
	leastGOGC   = 100      // once more stays than there is room for garbage
	mostGOGC    = 400      // while little does; what is set is a run late, and what stays may be a multiple by then
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
		r := room{most: float64(memory) * roomShare}
		r.set()
		gogc = fmt.Sprintf("%dMiB", int(r.bytes(0))>>20)
	}
	return fmt.Sprintf("GOGC=%s GOMEMLIMIT=%dMiB", gogc, debug.SetMemoryLimit(-1)>>20)
}

// room is for garbage, which the collector removes once the room is full.
type room struct {
	most float64 // bytes
	gogc int     // as it was set last
}

// bytes is how large the room is beside so many bytes that stay.
func (r room) bytes(stays float64) float64 { return min(r.most, max(usualRoom, perStaying*stays)) }

// set sets the collector to what stays, now and whenever it has run, which is when a piece of garbage goes.
func (r room) set() {
	if gogc := r.percent(); gogc != r.gogc {
		debug.SetGCPercent(gogc)
		r.gogc = gogc
	}
	runtime.AddCleanup(&garbage{}, room.follow, r)
}

// follow sets the collector anew, unless somebody else has set it meanwhile.
func (r room) follow() {
	if read("/gc/gogc:percent") == float64(r.gogc) {
		r.set()
	}
}

// garbage is something that nobody holds on to. It has a pointer, or it might share its place with what stays.
type garbage struct{ _ *garbage }

// percent is what GOGC has to be for the room, as the collector counts it: relative to all that it has to look at.
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
