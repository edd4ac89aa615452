package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"partnernetz/network"
)

func TestOpen(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not", "yet there")
	l := must(Open(t.Context(), "file://"+folder))
	f := keep(t, l, "a.png", asPNG(drawn(20, 20)))
	if mode := must(os.Stat(folder)).Mode().Perm(); mode != 0o700 {
		t.Errorf("the folder has mode %o", mode)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	kept(t, must(Open(t.Context(), "file://"+folder)), f)
	if names := must(filepath.Glob(filepath.Join(folder, "files", "*"))); len(names) != 1 || filepath.Base(names[0]) != f.Sum {
		t.Errorf("there are %v", names)
	}
	for _, address := range []string{"", "nowhere://x", "file://" + filepath.Join(folder, "files", f.Sum), "file:///x?unknown=1", "s3://", ":"} {
		if _, err := Open(t.Context(), address); err == nil {
			t.Errorf("%q can be opened", address)
		}
	}
}

// A file that was not written to its end has no name in the bucket.
func TestPutHalf(t *testing.T) {
	for _, address := range []string{"file://" + t.TempDir(), "mem://"} {
		l := must(Open(t.Context(), address))
		broken := errors.New("the disk is full")
		err := l.put(t.Context(), "files/x", network.TypePNG, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", address, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := l.put(ctx, "files/x", network.TypePNG, strings.NewReader("x")); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", address, err)
		}
		if left := must(list(t, l)); left != "" {
			t.Errorf("%s: left behind %s", address, left)
		}
	}
}

// A process that is killed while it keeps files leaves whole files, and fragments that are swept away, but never half a file
// under its name.
func TestKilledWhileKeeping(t *testing.T) {
	if folder := os.Getenv("MEDIA_KEEP_UNTIL_KILLED"); folder != "" {
		l := must(Open(t.Context(), "file://"+folder))
		for i := 0; ; i++ {
			keep(t, l, "a.pdf", append(bytes.Repeat([]byte("%PDF-1.4 "), 100_000+i), "%%EOF"...))
		}
	}
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	r := registerOf(network.File{Sum: "another"})
	sweep(t, l, r, time.Now())
	child := exec.Command(os.Args[0], "-test.run=^TestKilledWhileKeeping$")
	child.Env = append(os.Environ(), "MEDIA_KEEP_UNTIL_KILLED="+folder)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for deadline := time.Now().Add(20 * time.Second); len(names) < 5 && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		names, _ = filepath.Glob(filepath.Join(folder, "files", "*"))
	}
	_ = child.Process.Kill()
	_ = child.Wait()
	whole := 0
	names, _ = filepath.Glob(filepath.Join(folder, "files", "*"))
	for _, name := range names {
		if strings.HasSuffix(name, ".tmp") {
			continue
		}
		whole++
		sum := sha256.Sum256(must(os.ReadFile(name)))
		if hex.EncodeToString(sum[:]) != filepath.Base(name) {
			t.Errorf("%s is not whole", name)
		}
	}
	if whole < 4 {
		t.Errorf("kept %d files", whole)
	}
	n := sweep(t, l, r, time.Now().Add(time.Second))
	if left := must(list(t, l)); n != whole || left != ownerKey {
		t.Errorf("swept %d of %d, left %s", n, whole, left)
	}
}
