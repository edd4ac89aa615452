package e2e_test

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"partnernetz/testkit"
)

var kills = testkit.Long(15, 50)

// until has everybody work until the server ends, which the function makes it do after a while.
func (d *desk) until(t *testing.T, p *process, end func()) {
	d.over.Store(false)
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(50*time.Millisecond + rand.N(350*time.Millisecond))
		d.over.Store(true)
		end()
	}()
	d.work(t, p, 1<<30, true)
	<-done
}

// TestKilledUnderLoad kills the server at any moment while everybody writes and publishes, again and again on the same
// data. Each time all that it had said is there, the rest wholly or not at all, and sessions and API tokens go on.
func TestKilledUnderLoad(t *testing.T) {
	dir := t.TempDir()
	env := append(withAdmin, "SEED=none")
	p := serve(t, dir, env...)
	d := newDesk(t, p)
	for range kills {
		d.until(t, p, func() { p.stop(t, syscall.SIGKILL) })
		verified(t, dir)
		p = serve(t, dir, env...)
		if d.check(t, p, false); t.Failed() {
			t.FailNow()
		}
	}
	d.check(t, p, true)
	saved, published := 0, 0
	for _, s := range d.sheets {
		saved, published = saved+s.checked, published+s.publications
	}
	if t.Logf("%d revisions, %d publications, %d conflicts", saved, published, d.conflicts.Load()); saved < kills || published < kills {
		t.Error("that is no load")
	}
}
