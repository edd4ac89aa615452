package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// quiet is a server that nobody attacks, started once for all tests: what it takes for its work tells how fast the machine
// is, and what else there is to do for it.
var quiet = sync.OnceValues(func() (*process, error) {
	dir := filepath.Join(folder, "quiet")
	if err := os.CopyFS(dir, os.DirFS(must(seeded()))); err != nil {
		return nil, err
	}
	p := newProcess(exec.Command(must(program())), environment(dir, nil))
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	quietRuns.Store(p)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := portLine.FindStringSubmatch(p.out.String()); found != nil {
			p.address = "127.0.0.1:" + found[1]
			return p, nil
		}
	}
	return nil, fmt.Errorf("the quiet server is not ready; it said: %s", p.out.String())
})

var (
	quietRuns atomic.Pointer[process]
	works     atomic.Int64
)

// work is what the quiet server takes for an operation that has something to do: some ten milliseconds on a machine of our days.
func work(t *testing.T) time.Duration {
	t.Helper()
	p, err := quiet()
	if err != nil {
		t.Error(err)
		return 0
	}
	// Never the same, as an answer that is kept is no work.
	r := p.query(fmt.Sprintf("query Work%d{partners(first:39){nodes{measures(first:50){nodes{description{html}}}}}}", works.Add(1)), nil)
	if r.status != 200 || r.code() != "" {
		t.Errorf("the quiet server says %v", r)
	}
	return r.took
}

// median is the middle of some times; 0 if there are none.
func median(times []time.Duration) time.Duration {
	if len(times) == 0 {
		return 0
	}
	times = slices.Sorted(slices.Values(times))
	return times[len(times)/2]
}
