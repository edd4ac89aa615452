package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"partnernetz/testkit"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func dataFile(dir string) string { return filepath.Join(dir, "partnernetz.bson") }

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestSecondProcess keeps two processes from working on one data folder.
func TestSecondProcess(t *testing.T) {
	dir := data(t)
	first := serve(t, dir)
	for _, args := range [][]string{nil, {"import", t.TempDir()}, {"export", t.TempDir()}, {"demo", "remove"}, {"audit", "verify"}} {
		code, out, errOut := command(t, dir, nil, args...)
		if code != 1 || out != "" || strings.Count(errOut, "\n") != 1 || !strings.Contains(errOut, dir) || !strings.Contains(errOut, "in use by another process") {
			t.Errorf("%v: exit status %d, not one clear line:\n%s%s", args, code, out, errOut)
		}
	}
	if n := first.partners(t); n != 39 {
		t.Errorf("the first one has %d partners now", n)
	}
	first.stop(t, syscall.SIGKILL)
	if n := serve(t, dir).partners(t); n != 39 { // the lock of a killed process is gone
		t.Errorf("there are %d partners, want 39", n)
	}
}

// TestDamagedDataFile leaves a file alone that is not as it was written.
func TestDamagedDataFile(t *testing.T) {
	whole := read(t, dataFile(data(t)))
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	for name, damaged := range map[string][]byte{"flipped bit": flipped, "cut": whole[:len(whole)-1], "longer": append(bytes.Clone(whole), 0), "empty": nil, "other": []byte("PK\x03\x04")} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(dataFile(dir), damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			code, out, errOut := command(t, dir, nil)
			if code != 1 || out != "" || strings.Count(errOut, "\n") != 1 || !strings.Contains(errOut, dataFile(dir)) || !strings.Contains(errOut, "backup") {
				t.Errorf("exit status %d, not one clear line:\n%s%s", code, out, errOut)
			}
			if !bytes.Equal(read(t, dataFile(dir)), damaged) {
				t.Error("the file was changed")
			}
		})
	}
}

// TestKilledWhileSeeding kills the server at any moment of its first start, and when it has its content and no release of that yet. The
// next start has to work, at once, and has all.
func TestKilledWhileSeeding(t *testing.T) {
	for _, after := range []time.Duration{30, 90, 180, 300, 600, 0} {
		after *= time.Millisecond
		t.Run(after.String(), func(t *testing.T) {
			dir := t.TempDir()
			p := launch(t, exec.Command(must(program())), environment(dir, nil))
			if time.Sleep(after); after == 0 {
				eventually(t, "content", func() bool { return strings.Contains(p.errors.String(), "filled the empty database") })
			}
			p.stop(t, syscall.SIGKILL)
			start := time.Now()
			next := serve(t, dir)
			if n := next.partners(t); n != 39 {
				t.Errorf("there are %d partners, want 39", n)
			}
			if r := next.query(`{ release(label: "2024") { state pdf { contentType } } }`, nil); !strings.Contains(string(r.body), `{"state":"PUBLIC","pdf":{"contentType":"application/pdf"}}`) {
				t.Errorf("the release is %s", r.body)
			}
			// Half a minute is what a migration waits for an instance that died.
			if waited := time.Since(start); waited > 15*time.Second {
				t.Errorf("the next start took %s", waited)
			}
		})
	}
}

// TestSeeds starts with each kind of content, and sees that the choice is for an empty database only.
func TestSeeds(t *testing.T) {
	dir := t.TempDir()
	for seed, want := range map[string]string{
		"none":    `{"data":{"statistics":{"partnerCount":0,"measureCount":0},"initiative":null}}`,
		"network": `{"data":{"statistics":{"partnerCount":39,"measureCount":0},"initiative":{"demo":false}}}`,
		"demo":    `{"data":{"statistics":{"partnerCount":39,"measureCount":290},"initiative":{"demo":false}}}`,
	} {
		p := serve(t, filepath.Join(dir, seed), "SEED="+seed)
		if r := p.query("{statistics{partnerCount measureCount} initiative{demo}}", nil); string(r.body) != want {
			t.Errorf("%s: %v", seed, r)
		}
		p.stop(t, syscall.SIGTERM)
	}
	if n := serve(t, filepath.Join(dir, "network"), "SEED=demo").partners(t); n != 39 {
		t.Errorf("there are %d partners, want 39", n)
	}
}

// TestCommands takes content out of a data folder and brings it into another one.
func TestCommands(t *testing.T) {
	from, to, files := data(t), t.TempDir(), filepath.Join(t.TempDir(), "files")
	run := func(dir, want string, args ...string) {
		t.Helper()
		code, out, errOut := command(t, dir, []string{"SEED=none", "LOG_LEVEL=error"}, args...)
		if code != 0 || !strings.Contains(out, want) || errOut != "" { // no bar where there is no terminal
			t.Fatalf("%v: exit status %d, want %q:\n%s%s", args, code, want, out, errOut)
		}
	}
	run(from, "exported: 431 entries", "export", files)
	run(to, "would be imported: 431 new, 0 changed, 0 unchanged", "import", "--dry-run", files)
	run(to, "imported: 431 new, 0 changed, 0 unchanged", "import", files)
	run(to, "imported: 0 new, 0 changed, 431 unchanged", "import", files)
	run(to, "removed: 3", "demo", "remove")
	run(to, "removed: 0 entries", "demo", "remove")
	if r := serve(t, to).query("{statistics{partnerCount measureCount}}", nil); !strings.Contains(string(r.body), `"partnerCount":39,"measureCount":0`) {
		t.Errorf("without examples: %v", r)
	}
}

// TestCommandsThatFail sees that a mistake is named and nothing is written.
func TestCommandsThatFail(t *testing.T) {
	files := t.TempDir()
	if err := os.WriteFile(filepath.Join(files, "partners.yaml"), []byte("- slug: Nicht gut\n  name: {de: Test}\n  sector: NONE\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := data(t)
	before := read(t, dataFile(dir))
	for _, c := range []struct {
		want string
		args []string
	}{
		{"nosuch", []string{"nosuch"}},
		{"no such file", []string{"import", "/nosuch"}},
		{"no file of content", []string{"import", t.TempDir()}},
		{"partners.yaml:1: slug", []string{"import", files}},
		{"partners.yaml:3: sector", []string{"import", filepath.Join(files, "partners.yaml")}},
		{"/proc/nosuch", []string{"export", "/proc/nosuch"}},
	} {
		code, out, errOut := command(t, dir, nil, c.args...)
		if code != 1 || out != "" || !strings.HasPrefix(errOut, "partnernetz: ") || !strings.Contains(errOut, c.want) {
			t.Errorf("%v: exit status %d, want a line with %q:\n%s%s", c.args, code, c.want, out, errOut)
		}
	}
	if !bytes.Equal(before, read(t, dataFile(dir))) {
		t.Error("the data file was changed")
	}
}

// TestFullDisk writes more than there is room for.
func TestFullDisk(t *testing.T) {
	dir, files := data(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(files, "partners.yaml"), []byte("- slug: neu\n  name: {de: Neu}\n  sector: COMPANY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := read(t, dataFile(dir))
	// No file may become longer than a megabyte, which the data file is.
	limited := launch(t, exec.Command("sh", "-c", `ulimit -f 2048; exec "$@"`, "sh", must(program()), "import", files), environment(dir, nil))
	if code := limited.wait(t); code != 1 || !strings.Contains(limited.errors.String(), "writing the data file "+dataFile(dir)) {
		t.Errorf("exit status %d: %s%s", code, limited.out.String(), limited.errors.String())
	}
	if !bytes.Equal(before, read(t, dataFile(dir))) {
		t.Error("the data file was changed")
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 { // with the folder for files, which was there
		t.Errorf("something is left over: %v", left)
	}
	p := serve(t, dir)
	if n := p.partners(t); n != 39 {
		t.Errorf("there are %d partners, want 39", n)
	}
	p.stop(t, syscall.SIGTERM)
	if code, _, errOut := command(t, dir, nil, "import", files); code != 0 {
		t.Errorf("with room again: %s", errOut)
	}
}

// TestProgress imports on a terminal, where a bar shows how far it is.
func TestProgress(t *testing.T) {
	script, err := exec.LookPath("script")
	if err != nil {
		testkit.Lack(t, "there is no script(1) here to make a terminal")
	}
	files := filepath.Join(t.TempDir(), "files")
	if code, _, errOut := command(t, data(t), nil, "export", files); code != 0 {
		t.Fatal(errOut)
	}
	p := launch(t, exec.Command(script, "-qec", must(program())+" import "+files, "/dev/null"), environment(t.TempDir(), []string{"TERM=xterm"}))
	if code := p.wait(t); code != 0 || !strings.Contains(p.out.String(), "importing") || !strings.Contains(p.out.String(), "imported: 431 new") {
		t.Errorf("exit status %d, no bar: %s", code, p.out.String())
	}
}
