package store_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

const dataFile = "partnernetz.bson"

func mustOpen(t *testing.T, folder string) (*store.Store, *store.Database) {
	t.Helper()
	db, err := store.Embedded(folder)
	testkit.Must(t, err)
	t.Cleanup(func() { _ = db.Close(ctx) })
	s, err := store.New(ctx, db)
	testkit.Must(t, err)
	return s, db
}

// written returns the data file of a folder with one partner, closed.
func written(t *testing.T, folder string) []byte {
	t.Helper()
	s, db := mustOpen(t, folder)
	mustAdd(t, s.Partners, day(1), company("da"))
	testkit.Must(t, db.Close(ctx))
	raw, err := os.ReadFile(filepath.Join(folder, dataFile))
	testkit.Must(t, err)
	return raw
}

func TestEmbeddedKeeps(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	written(t, folder)
	s, _ := mustOpen(t, folder)
	if p := mustByKey(t, s.Partners, public, "da"); p == nil {
		t.Error("what was written is not there any more")
	}
	if info, err := os.Stat(filepath.Join(folder, dataFile)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read the data file: %v, %v", info.Mode(), err)
	}
}

func TestEmbeddedInUse(t *testing.T) {
	folder := t.TempDir()
	if os.Getenv("TEST_SECOND_PROCESS") != "" {
		_, err := store.Embedded(os.Getenv("TEST_SECOND_PROCESS"))
		t.Fatal(err) // the first one reads this
	}
	_, db := mustOpen(t, folder)
	explains := func(said string) {
		t.Helper()
		for _, want := range []string{folder, "in use by another process", "DATA_DIR", "MONGODB_URI"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q does not say %q", said, want)
			}
		}
	}
	if _, err := store.Embedded(folder); err == nil {
		t.Error("the folder was opened twice")
	} else {
		explains(err.Error())
	}
	second := exec.Command(os.Args[0], "-test.run=^TestEmbeddedInUse$")
	second.Env = append(os.Environ(), "TEST_SECOND_PROCESS="+folder)
	said, err := second.CombinedOutput()
	if err == nil {
		t.Error("a second process opened the folder")
	}
	explains(string(said))
	testkit.Must(t, db.Close(ctx))
	mustOpen(t, folder) // free again
}

// A damaged file stops the start with an error that names it, and stays as it is.
func TestEmbeddedDamaged(t *testing.T) {
	folder := t.TempDir()
	good := written(t, folder)
	damaged := map[string][]byte{"empty": {}, "garbage": []byte("garbage"), "BSON alone": good[bytes.IndexByte(good, '\n')+33:], "twice": append(bytes.Clone(good), good...), "one byte more": append(bytes.Clone(good), 0)}
	for i := range 20 {
		damaged["cut off at "+string(rune('a'+i))] = good[:len(good)*i/20]
	}
	random := rand.New(rand.NewPCG(9, 10))
	for i := range 40 {
		flipped := bytes.Clone(good)
		at := random.IntN(len(flipped))
		if i < 8 {
			at = i * 8 // the head too
		}
		flipped[at] ^= 1 << random.IntN(8)
		damaged["a bit of "+string(rune('A'+i))] = flipped
	}
	path := filepath.Join(folder, dataFile)
	for name, raw := range damaged {
		testkit.Must(t, os.WriteFile(path, raw, 0o600))
		db, err := store.Embedded(folder)
		if err == nil {
			_ = db.Close(ctx)
			t.Errorf("%s: it was opened", name)
			continue
		}
		if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "backup") {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := os.ReadFile(path); !bytes.Equal(now, raw) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	testkit.Must(t, os.WriteFile(path, good, 0o600))
	s, _ := mustOpen(t, folder) // and the lock is free after all that
	if mustByKey(t, s.Partners, public, "da") == nil {
		t.Error("a copy from a backup does not bring back what was there")
	}
}

// When the disk refuses a change, that is reported, and what was there stays: in memory, on disk, and for later changes.
func TestEmbeddedDiskRefuses(t *testing.T) {
	folder := t.TempDir()
	s, db := mustOpen(t, folder)
	mustAdd(t, s.Partners, day(1), company("da"))
	path := filepath.Join(folder, dataFile)
	before, err := os.ReadFile(path)
	testkit.Must(t, err)

	block := path + ".tmp" // where a new file is written first; a full folder in its place refuses even root
	testkit.Must(t, os.MkdirAll(filepath.Join(block, "full"), 0o700))
	number, _ := s.Generation(public)
	_, err = s.Partners.Save(ctx, store.Stamp{At: day(2)}, company("neu"))
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a change that was not written: %v", err)
	}
	testkit.Must(t, s.Ready(ctx))
	if p, err := s.Partners.ByKey(ctx, content.Everything(), "neu"); p != nil || err != nil {
		t.Errorf("what was refused is there: %v, %v", p, err)
	}
	if mustByKey(t, s.Partners, public, "da") == nil {
		t.Error("what was there is gone")
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Errorf("the file was changed (generation %d)", number)
	}
	testkit.Must(t, os.RemoveAll(block))
	mustSave(t, s.Partners, day(2), company("neu")) // as soon as there is room
	testkit.Must(t, db.Close(ctx))
	s, _ = mustOpen(t, folder)
	if mustByKey(t, s.Partners, drafts, "neu") == nil || mustByKey(t, s.Partners, public, "da") == nil {
		t.Error("after a restart, something is missing")
	}
}

func TestEmbeddedFolderUnusable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	testkit.Must(t, os.WriteFile(file, nil, 0o600))
	if _, err := store.Embedded(filepath.Join(file, "folder")); err == nil {
		t.Error("a folder was made inside of a file")
	}
	folder := t.TempDir()
	testkit.Must(t, os.Mkdir(filepath.Join(folder, dataFile), 0o700))
	if _, err := store.Embedded(folder); err == nil || !strings.Contains(err.Error(), dataFile) {
		t.Errorf("a folder in place of the file: %v", err)
	}
}

// No message may give away the password of a database.
func TestMongoDBHidesPassword(t *testing.T) {
	for _, uri := range []string{
		"mongodb://user:geheim@", "mongodb://user:geheim@host:port/db", "mongodb://user:geheim@host:1:2", "postgres://user:geheim@host/db", "user:geheim@host",
		"mongodb://user:geheim@host/?replicaSet=", "mongodb://user:geheim@host/?w=geheim&journal=geheim", "mongodb://user:geheim%@host/db", "mongodb://us:er:geheim@host/db", "mongodb://user:geheim/@host",
		"mongodb://user:geheim@127.0.0.1:1/db?serverSelectionTimeoutMS=50&connectTimeoutMS=50", "mongodb://user:geheim@127.0.0.1:1/db?authMechanism=geheim",
		"mongodb+srv://user:geheim@", "mongodb+srv://user:geheim@127.0.0.1:1/db", "mongodb://user:geheim@127.0.0.1:1/d b?tls=true&tlsCAFile=/gibt/es/nicht",
	} {
		short, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
		db, err := store.MongoDB(short, uri, true)
		cancel()
		if err == nil {
			_ = db.Close(ctx)
			t.Errorf("%s was connected to", uri)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", uri, err)
		}
	}
}
