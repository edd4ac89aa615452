package e2e_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"partnernetz/testkit"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// document is a PDF of a size that no compression makes smaller.
func document(size int) []byte {
	filling := make([]byte, size)
	_, _ = rand.Read(filling)
	return []byte("%PDF-1.4\n1 0 obj <</Length " + fmt.Sprint(size) + ">> stream\n" + string(filling) + "\nendstream endobj\n%%EOF\n")
}

const countMedia = `query Q @view(stage: DRAFT) { mediaLibrary { totalCount } }`

// TestUploadWithoutRoom uploads to a disk that is full. Nothing is kept, the log says why, and with room again it works.
func TestUploadWithoutRoom(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", dir).CombinedOutput(); err != nil {
		testkit.Lack(t, "only root mounts a disk of its own: "+string(out))
	}
	t.Cleanup(func() { _ = exec.Command("umount", "--lazy", dir).Run() })
	p := serve(t, dir, append(withAdmin, "SEED=none")...)
	admin := p.admin(t)
	send := func(f file) *answer {
		t.Helper()
		return must(admin.upload(uploadMedia(), map[string]any{"file": nil, "input": map[string]any{}}, f))
	}
	large := file{"gross.pdf", document(20 << 20)}
	if a := send(large); a.code() != "INTERNAL_ERROR" {
		t.Errorf("%v %s", a.Errors, a.Data)
	}
	if said := p.errors.String(); !strings.Contains(said, "no space left") {
		t.Errorf("the log does not tell why: %.500s", said)
	}
	if n := kept(t, dir); n > 0 {
		t.Errorf("%d files are kept", n)
	}
	if n := mustAsk[struct{ TotalCount int }](t, admin, countMedia, nil).TotalCount; n > 0 {
		t.Errorf("there are %d entries", n)
	}
	if a := send(file{"klein.pdf", document(1 << 20)}); len(a.Errors) > 0 || !bytes.Contains(a.Data, []byte(`"errors":[]`)) {
		t.Errorf("with room: %v %s", a.Errors, a.Data)
	}
	if n := kept(t, dir); n != 1 {
		t.Errorf("%d files are kept", n)
	}
	saved := 1
	for size := 1 << 20; size > 1<<12; { // until there is no room, for files or for the database
		if a := send(file{"noch-eins.pdf", document(size)}); len(a.Errors) == 0 {
			saved++
		} else {
			size = size * 2 / 3
		}
	}
	if n := kept(t, dir); n != saved {
		t.Errorf("of %d uploads that went well %d files are kept", saved, n)
	}
}

// TestKilledUpload kills the program while a file is arriving. Nothing of it is left, neither in the library nor beside it.
func TestKilledUpload(t *testing.T) {
	dir, temporary := t.TempDir(), t.TempDir()
	env := append(withAdmin, "SEED=none", "TMPDIR="+temporary)
	p := serve(t, dir, env...)
	admin := p.admin(t)
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "POST /media?filename=a.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n", admin.token, 10<<20)
	if err == nil {
		_, err = conn.Write(document(5 << 20))
	}
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the file to arrive", func() bool { return open(t, p, temporary) > 0 })
	p.stop(t, syscall.SIGKILL)
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	p = serve(t, dir, env...)
	if n := kept(t, dir); n > 0 {
		t.Errorf("%d files are kept", n)
	}
	if n := mustAsk[struct{ TotalCount int }](t, p.admin(t), countMedia, nil).TotalCount; n > 0 {
		t.Errorf("there are %d entries", n)
	}
}

// TestUploadHungUp hangs up while a file is arriving, which the program lives through with nothing kept.
func TestUploadHungUp(t *testing.T) {
	dir, temporary := t.TempDir(), t.TempDir()
	p := serve(t, dir, append(withAdmin, "SEED=none", "TMPDIR="+temporary)...)
	admin := p.admin(t)
	for range 5 {
		conn, err := net.Dial("tcp", p.address)
		if err != nil {
			t.Fatal(err)
		}
		_, err = fmt.Fprintf(conn, "POST /media?filename=a.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s", admin.token, 10<<20, document(1<<20))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, conn)
		conn.Close()
	}
	eventually(t, "the files to be let go of", func() bool { return open(t, p, temporary) == 0 })
	if n := kept(t, dir); n > 0 {
		t.Errorf("%d files are kept", n)
	}
	if n := mustAsk[struct{ TotalCount int }](t, admin, countMedia, nil).TotalCount; n > 0 {
		t.Errorf("there are %d entries", n)
	}
}

// open counts the files of a folder that the program has open, with a name or without.
func open(t *testing.T, p *process, folder string) (n int) {
	t.Helper()
	all, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", p.cmd.Process.Pid))
	if err != nil || len(all) == 0 {
		testkit.Lack(t, "this system does not tell what a process has open")
	}
	for _, fd := range all {
		if to, _ := os.Readlink(fd); strings.HasPrefix(to, folder) {
			n++
		}
	}
	return n
}
