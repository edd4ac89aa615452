package store

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/256dpi/lungo"
)

// A document is encoded once, whatever else is committed, and the same content makes the same file.
func TestDataFileEncodesOnce(t *testing.T) {
	db, err := Embedded(filepath.Join(t.TempDir(), "data"))
	must(t, err)
	t.Cleanup(func() { _ = db.Close(ctx) })
	f := db.committed.kept.(*dataFile)
	things := lungo.Handle{defaultDatabase, "things"}
	add := func(id string) {
		_, err := db.collection("things").InsertOne(ctx, docID(id))
		must(t, err)
	}
	add("first")
	first := db.committed.last.Load().Namespaces[things].Documents.List[0]
	before := f.encoded[first]
	add("second")
	if after := f.encoded[first]; len(before) == 0 || &before[0] != &after[0] {
		t.Error("a document that did not change was encoded again")
	}
	_, err = db.collection("things").DeleteOne(ctx, docID("first"))
	must(t, err)
	if f.encoded[first] != nil {
		t.Error("what was removed is still held")
	}
	catalog := db.committed.last.Load()
	body, _, err := f.encode(catalog)
	must(t, err)
	again, _, err := (&dataFile{}).encode(catalog)
	must(t, err)
	if !bytes.Equal(body, again) {
		t.Error("the same content is encoded in two ways")
	}
}
