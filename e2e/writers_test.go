package e2e_test

import (
	"regexp"
	"syscall"
	"testing"

	"partnernetz/testkit"
)

// TestManyWriters has 32 people read, change and save the same ten entries at once, alone and while the entries are being
// published. Who comes too late learns so; nobody's change is lost.
func TestManyWriters(t *testing.T) {
	dir := t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	d, rounds := newDesk(t, p), testkit.Long(4, 20)
	for _, publishing := range []bool{false, true} {
		d.work(t, p, rounds, publishing)
		d.check(t, p, true)
	}
	saved := 0
	for _, s := range d.sheets {
		saved += len(s.saved) - 1
	}
	if saved+int(d.conflicts.Load()) != 2*rounds*writers || d.conflicts.Load() == 0 {
		t.Errorf("of %d changes %d were saved, and %d came too late", 2*rounds*writers, saved, d.conflicts.Load())
	}
	p.stop(t, syscall.SIGTERM)
	verified(t, dir)
}

// TestReadersDoNotWait reads like a visitor while everybody writes, at the size of the demo.
func TestReadersDoNotWait(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	d := newDesk(t, p)
	p.undisturbed(t, func(t *testing.T) { d.work(t, p, 2, true) })
}

// TestStoppedUnderLoad tells the server to stop while everybody writes. What it has said is so after the next start.
func TestStoppedUnderLoad(t *testing.T) {
	dir := t.TempDir()
	env := append(withAdmin, "SEED=none")
	p := serve(t, dir, env...)
	d := newDesk(t, p)
	d.until(t, p, func() { p.stop(t, syscall.SIGTERM) })
	verified(t, dir)
	d.check(t, serve(t, dir, env...), true)
}

var verifiedLine = regexp.MustCompile(`^verified: \d+ records\n`)

// verified has the program verify the log of a data folder that no server has open.
func verified(t *testing.T, dir string) {
	t.Helper()
	if code, out, errOut := command(t, dir, []string{"LOG_LEVEL=error"}, "audit", "verify"); code != 0 || !verifiedLine.MatchString(out) || errOut != "" {
		t.Errorf("exit status %d: %s%s", code, out, errOut)
	}
}
