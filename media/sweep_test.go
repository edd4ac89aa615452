package media

import (
	"context"
	"errors"
	"os"
	"partnernetz/network"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// register is a database of the sums of files.
type register struct {
	id    string
	sums  map[string]bool
	err   error
	busy  bool // with another instance
	asked int
}

func registerOf(files ...network.File) *register {
	r := &register{sums: map[string]bool{}}
	for _, f := range files {
		r.sums[f.Sum] = true
	}
	return r
}

func (r *register) FileSums(context.Context) (map[string]bool, error) {
	r.asked++
	return r.sums, r.err
}

func (r *register) Secret(_ context.Context, name string) ([]byte, error) {
	return []byte(r.id + " " + name), nil
}

func (r *register) Alone(ctx context.Context, _ string, fn func(context.Context) error) (bool, error) {
	if r.busy {
		return false, nil
	}
	return true, fn(ctx)
}

// sweep sweeps a library whose bucket may be swept.
func sweep(t *testing.T, l *Library, r *register, before time.Time) int {
	t.Helper()
	n, err := l.Sweep(t.Context(), before, r)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// age makes a file of a folder two days old.
func age(t *testing.T, path string) {
	t.Helper()
	long := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
}

func TestSweep(t *testing.T) {
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	var files []network.File
	for i, name := range []string{"known", "lost", "fresh"} {
		f := keep(t, l, name+".png", asPNG(drawn(200+i, 20)))
		must(l.rendition(t.Context(), f, network.Rendition{Width: 160, Format: network.PNG, Ratio: network.Original, Focus: network.Middle()}))
		if name != "fresh" {
			age(t, filepath.Join(folder, filepath.FromSlash(fileKey(f.Sum))))
			age(t, filepath.Join(folder, filepath.FromSlash(renditionKey(f.Sum, "160.png"))))
		}
		files = append(files, f)
	}
	half := filepath.Join(folder, "files", files[0].Sum+".1a2b.tmp")
	for _, name := range []string{half, half + ".tmp"} { // an old one, and one that is being written
		if err := os.WriteFile(name, []byte("half a file"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	age(t, half)
	dayAgo := time.Now().Add(-leftFor)
	r := registerOf(files[0], files[2])
	if n := sweep(t, l, r, dayAgo); n != 0 {
		t.Errorf("removed %d from a bucket that was nobody's a moment ago", n)
	}
	delete(r.sums, files[2].Sum)
	r.busy = true
	if n := sweep(t, l, r, dayAgo); n != 0 || r.asked != 1 {
		t.Errorf("removed %d while another instance sweeps", n)
	}
	r.busy = false
	if n := sweep(t, l, r, dayAgo); n != 1 || r.asked != 2 {
		t.Errorf("removed %d, asked the database %d times", n, r.asked-1)
	}
	kept(t, l, files[0])
	kept(t, l, files[2])
	if left := must(os.ReadDir(filepath.Join(folder, "files"))); len(left) != 3 {
		t.Errorf("there are %v", left)
	}
	for _, f := range files {
		if is := must(l.bucket.Exists(t.Context(), renditionKey(f.Sum, "160.png"))); is == (f == files[1]) {
			t.Errorf("%s: that its rendition is there is %v", f.Name, is)
		}
	}
	r.err = errors.New("the database is away")
	if n, err := l.Sweep(t.Context(), time.Now().Add(time.Hour), r); n != 0 || !errors.Is(err, r.err) {
		t.Errorf("removed %d without knowing, %v", n, err)
	}
}

// What is uploaded again between looking and removing stays.
func TestUploadedAgainWhileSweeping(t *testing.T) {
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	r := registerOf()
	sweep(t, l, r, time.Now())
	u := receive(t, l, "a.png", asPNG(drawn(20, 20)))
	for range 2 {
		if err := u.Keep(t.Context()); err != nil {
			t.Fatal(err)
		}
		age(t, filepath.Join(folder, "files", u.File.Sum))
	}
	seen := must(l.look(t.Context(), time.Now().Add(-leftFor)))
	if err := u.Keep(t.Context()); err != nil || !seen.old[u.File.Sum] {
		t.Fatalf("%v, %v", seen, err)
	}
	if n, err := l.sweep(t.Context(), time.Now().Add(-leftFor), seen, nil); n != 0 || err != nil {
		t.Errorf("removed %d, %v", n, err)
	}
	kept(t, l, u.File)
}

// Only the database whose bucket it is sweeps it, whatever others know.
func TestSweepOfAnother(t *testing.T) {
	l := must(Open(t.Context(), "mem://"))
	soon := time.Now().Add(time.Hour)
	f := keep(t, l, "a.png", asPNG(drawn(20, 20)))
	own, other := registerOf(f), registerOf(f)
	own.id, other.id = "the secret", "other"
	sweep(t, l, own, soon)
	mark := string(must(l.bucket.ReadAll(t.Context(), ownerKey)))
	if len(strings.TrimSpace(mark)) != 64 || strings.Contains(mark, own.id) {
		t.Errorf("the mark is %q", mark)
	}
	for _, r := range []*register{other, {id: "empty"}} {
		if n, err := l.Sweep(t.Context(), soon, r); n != 0 || !errors.Is(err, errOthers) {
			t.Errorf("%s: removed %d, %v", r.id, n, err)
		}
	}
	kept(t, l, f)
	lost := keep(t, l, "b.png", asPNG(drawn(21, 20)))
	if n := sweep(t, l, own, soon); n != 1 {
		t.Errorf("its own database removed %d", n)
	}
	if is := must(l.bucket.Exists(t.Context(), fileKey(lost.Sum))); is {
		t.Error("the wrong one went")
	}
	// The database has moved, and has another secret now.
	if err := l.bucket.Delete(t.Context(), ownerKey); err != nil {
		t.Fatal(err)
	}
	if sweep(t, l, other, soon); string(must(l.bucket.ReadAll(t.Context(), ownerKey))) == mark {
		t.Error("the bucket is not that of the new database")
	}
	if _, err := l.Sweep(t.Context(), soon, own); !errors.Is(err, errOthers) {
		t.Error(err)
	}
}

// A bucket without a mark is taken if it is empty, or by who knows most of what is in it.
func TestSweepOfNobodys(t *testing.T) {
	l := must(Open(t.Context(), "mem://"))
	soon := time.Now().Add(time.Hour)
	var files []network.File
	for i := range 3 {
		files = append(files, keep(t, l, "a.png", asPNG(drawn(20+i, 20))))
	}
	for _, r := range []*register{registerOf(), registerOf(files[0])} { // none, or one that was just put into the wrong place
		for range 2 {
			if n, err := l.Sweep(t.Context(), soon, r); n != 0 || !errors.Is(err, errStrange) {
				t.Errorf("removed %d, %v", n, err)
			}
		}
	}
	for _, f := range files {
		kept(t, l, f)
	}
	r := registerOf(files[:2]...)
	if first, second := sweep(t, l, r, soon), sweep(t, l, r, soon); first != 0 || second != 1 {
		t.Errorf("removed %d, then %d", first, second)
	}
	if n, err := l.Sweep(t.Context(), soon, registerOf()); n != 0 || !errors.Is(err, errStrange) { // its media are not restored yet
		t.Errorf("removed %d, %v", n, err)
	}
	kept(t, l, files[0])
	l = must(Open(t.Context(), "mem://"))
	sweep(t, l, registerOf(), soon)
	if left := must(list(t, l)); left != ownerKey {
		t.Errorf("an empty bucket has %q", left)
	}
}

// What stands in the way of removing is said once, with what to do, and not every hour.
func TestTellingOfAnotherOnce(t *testing.T) {
	l := must(Open(t.Context(), "mem://"))
	sweep(t, l, registerOf(), time.Now())
	log := logged(t)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		go l.KeepTidy(ctx, &register{id: "other"})
		time.Sleep(3*tidyEvery + time.Minute)
		cancel()
		synctest.Wait()
	})
	if said := log(); strings.Count(said, "level=ERROR") != 1 || !strings.Contains(said, "delete the object “database”") {
		t.Error(said)
	}
}
