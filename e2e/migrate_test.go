package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/testkit"
)

const dataHead = len("partnernetz data 1\n") + sha256.Size

// database is what a data file holds.
type database struct {
	Namespaces map[string]*namespace `bson:"namespaces"`
}

type namespace struct {
	Documents []bson.M `bson:"documents"`
	Indexes   bson.Raw `bson:"indexes"`
}

func contents(t *testing.T, dir string) (d database) {
	t.Helper()
	if err := bson.Unmarshal(read(t, dataFile(dir))[dataHead:], &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d database) write(t *testing.T, dir string) {
	t.Helper()
	body, err := bson.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	whole := bytes.Join([][]byte{[]byte("partnernetz data 1\n"), sum[:], body}, nil)
	if err := os.WriteFile(dataFile(dir), whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// content returns the documents of entries, by collection and id.
func (d database) content() map[string]bson.M {
	all := map[string]bson.M{}
	for name, n := range d.Namespaces {
		for _, doc := range n.Documents {
			if doc["keys"] != nil {
				all[name+" "+doc["_id"].(string)] = doc
			}
		}
	}
	return all
}

// aged makes a data folder of what the first version would have written.
func aged(t *testing.T, dir string) {
	t.Helper()
	d := contents(t, dir)
	for _, doc := range d.content() {
		for _, later := range []string{"shown", "references", "todo"} {
			delete(doc, later)
		}
		doc["keys"] = bson.M{} // which no order finds
		if doc["demo"] == false {
			delete(doc, "demo")
		}
	}
	settings := d.Namespaces["partnernetz.settings"]
	var kept []bson.M
	for _, doc := range settings.Documents {
		switch doc["_id"] {
		case "turn":
			d.Namespaces["partnernetz.audit_head"] = &namespace{[]bson.M{{"_id": "head", "number": doc["number"], "hash": doc["hash"]}}, d.Namespaces["partnernetz.audit"].Indexes}
			continue
		case "schema":
			doc["version"] = 0
		}
		kept = append(kept, doc)
	}
	settings.Documents = kept
	d.write(t, dir)
}

// TestMigrationKilled kills the program at ten moments while it brings old data to its version. It goes on at the next
// start, and in the end everything is as if it had always been of this version.
func TestMigrationKilled(t *testing.T) {
	dir, env := t.TempDir(), []string{"SEED=network"}
	serve(t, dir, env...).stop(t, syscall.SIGTERM)
	want := contents(t, dir).content()
	aged(t, dir)
	if reflect.DeepEqual(contents(t, dir).content(), want) {
		t.Fatal("the data is no older than it was")
	}
	old := read(t, dataFile(dir))
	start := time.Now()
	serve(t, dir, env...).stop(t, syscall.SIGKILL)
	takes := time.Since(start)
	again := func() {
		if err := os.WriteFile(dataFile(dir), old, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again()
	cut, changed := 0, 0
	for range testkit.Long(10, 100) {
		p := launch(t, exec.Command(must(program())), environment(dir, env))
		time.Sleep(rand.N(takes))
		ready := strings.Contains(p.out.String(), "ready")
		p.stop(t, syscall.SIGKILL)
		if ready {
			again()
			continue
		}
		if cut++; !bytes.Equal(read(t, dataFile(dir)), old) {
			changed++
		}
	}
	p := serve(t, dir, env...)
	p.stop(t, syscall.SIGTERM)
	verified(t, dir)
	got := contents(t, dir).content()
	for id, doc := range want {
		if !reflect.DeepEqual(got[id], doc) {
			t.Errorf("%s became\n%v\nand not\n%v", id, got[id], doc)
		}
	}
	if t.Logf("cut off %d times, %d of them midway; undisturbed it takes %s", cut, changed, takes); len(got) != len(want) || cut == 0 {
		t.Errorf("%d documents became %d; cut off %d times", len(want), len(got), cut)
	}
}
