package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAuditVerify looks through the log as an operator does, before and after somebody changed one word of it.
func TestAuditVerify(t *testing.T) {
	dir, files := data(t), filepath.Join(t.TempDir(), "partners.yaml")
	if err := os.WriteFile(files, []byte("- slug: neu\n  name: {de: Neu}\n  sector: COMPANY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		code, out, errOut := command(t, dir, nil, args...)
		if code != 0 || errOut != "" {
			t.Fatalf("%v: exit status %d: %s%s", args, code, out, errOut)
		}
		return out
	}
	verify := func(records string, noted ...string) (head string) {
		t.Helper()
		out := run(append([]string{"audit", "verify"}, noted...)...)
		found := regexp.MustCompile(`^verified: ` + records + ` records\nhead: ([0-9a-f]{64})\n$`).FindStringSubmatch(out)
		if found == nil {
			t.Fatalf("it says %q, want %s records", out, records)
		}
		return found[1]
	}
	seeded := verify("4")             // the seed, and a release that is made, frozen and published
	run("import", "--dry-run", files) // which does nothing
	run("import", files)
	run("import", files) // nor does this, as it is all there
	imported := verify("5", "--head="+seeded)
	run("demo", "remove")
	run("demo", "remove")
	removed := verify("6", "--head="+strings.ToUpper(imported))
	if seeded == imported || imported == removed {
		t.Error("the head does not change")
	}
	broken(t, dir, "no record of the audit log has the noted hash "+strings.Repeat("0", 64), "--head="+strings.Repeat("0", 64))

	broken(t, dir, "--head must be a hash", "--head=")
	broken(t, dir, "--head must be a hash", "--head="+seeded[1:])

	whole := read(t, dataFile(dir))
	forge(t, dir, "IMPORTED", "EXPORTED")
	broken(t, dir, "the audit log is broken at record 5: it was changed")
	if err := os.WriteFile(dataFile(dir), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	verify("6", "--head="+removed)
}

// broken checks that the log is refused in one line.
func broken(t *testing.T, dir, want string, args ...string) {
	t.Helper()
	code, out, errOut := command(t, dir, nil, append([]string{"audit", "verify"}, args...)...)
	if code != 1 || out != "" || strings.Count(errOut, "\n") != 1 || !strings.HasPrefix(errOut, "partnernetz: "+want) {
		t.Errorf("exit status %d, want one line with %q:\n%s%s", code, want, out, errOut)
	}
}

// forge changes text in the data file to other text of the same length, and its checksum, as somebody who may write there can.
func forge(t *testing.T, dir, old, replacement string) {
	t.Helper()
	whole := read(t, dataFile(dir))
	head := bytes.IndexByte(whole, '\n') + 1
	body := bytes.Replace(whole[head+sha256.Size:], []byte(old), []byte(replacement), -1)
	sum := sha256.Sum256(body)
	forged := append(append(bytes.Clone(whole[:head]), sum[:]...), body...)
	if bytes.Equal(forged, whole) || len(forged) != len(whole) {
		t.Fatalf("there is no %s in the data file", old)
	}
	if err := os.WriteFile(dataFile(dir), forged, 0o600); err != nil {
		t.Fatal(err)
	}
}
