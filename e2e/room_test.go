package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"partnernetz/testkit"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// TestNoRoom lets the disk become full while everybody writes. Changes are refused, nothing is half written, reading goes on,
// and with room again so does writing.
func TestNoRoom(t *testing.T) {
	run := func(t *testing.T, name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", name, err, out)
		}
	}
	t.Run("disk", func(t *testing.T) {
		dir := t.TempDir()
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", dir).CombinedOutput(); err != nil {
			t.Skipf("only root mounts a disk of its own: %s", out)
		}
		t.Cleanup(func() { run(t, "umount", "--lazy", dir) })
		ballast := filepath.Join(dir, "ballast")
		writeWithoutRoom(t, dir, "no space left", func(*process) {
			f := must(os.Create(ballast))
			for b := make([]byte, 4096); ; { // to the last page
				if _, err := f.Write(b); err != nil {
					break
				}
			}
			f.Close()
		}, func(*process) { _ = os.Remove(ballast) })
	})
	t.Run("limit", func(t *testing.T) {
		if _, err := exec.LookPath("prlimit"); err != nil {
			testkit.Lack(t, "there is no prlimit(1) here")
		}
		limit := func(fsize string) func(*process) {
			return func(p *process) { run(t, "prlimit", "--pid", fmt.Sprint(p.cmd.Process.Pid), "--fsize="+fsize+":") }
		}
		writeWithoutRoom(t, t.TempDir(), "file too large", limit("4096"), limit("unlimited"))
	})
}

func writeWithoutRoom(t *testing.T, dir, cause string, take, give func(*process)) {
	env := append(withAdmin, "SEED=none")
	p := serve(t, dir, env...)
	d := newDesk(t, p)
	d.work(t, p, 2, true)
	take(p)
	var all sync.WaitGroup
	for i, c := range d.staff {
		all.Go(func() {
			s := d.sheets[i%entries]
			if err := d.write(c, s, fmt.Sprint("lost-", i)); err == nil || !strings.HasPrefix(err.Error(), "INTERNAL") {
				t.Errorf("without room: %v", err)
			}
			if n, err := s.shown(p.as("")); err != nil || n == 0 {
				t.Errorf("reading without room: %d %v", n, err)
			}
		})
	}
	all.Wait()
	if said := p.errors.String(); !strings.Contains(said, cause) || !strings.Contains(said, dir) {
		t.Errorf("the log does not tell why: %.500s", said)
	}
	for _, s := range d.sheets {
		clear(s.sent) // none of those may be there
	}
	d.check(t, p, true)
	give(p)
	d.work(t, p, 2, true)
	d.check(t, p, true)
	take(p)
	if err := d.write(d.staff[0], d.sheets[0], "lost"); err == nil {
		t.Error("it was saved without room")
	}
	p.stop(t, syscall.SIGKILL)
	verified(t, dir)
	d.check(t, serve(t, dir, env...), true) // which starts on a full disk too
}
