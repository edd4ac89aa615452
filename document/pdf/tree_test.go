package pdf_test

import (
	"bytes"
	"flag"
	"os"
	"partnernetz/document"
	"partnernetz/document/pdf"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite what is expected")

func write(t testing.TB, d document.Document) []byte {
	t.Helper()
	data, err := pdf.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTree reads a document with everything in it back as a tree of tags.
func TestTree(t *testing.T) {
	f := proof.Read(t, write(t, sample.Brochure(2, 3)))
	const path = "testdata/tree.txt"
	if *update {
		if err := os.WriteFile(path, []byte(f.Root.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), f.Root.String()); diff != "" {
		t.Error(diff)
	}
}

// TestSameBytes writes a document twice.
func TestSameBytes(t *testing.T) {
	first := write(t, sample.Brochure(8, 30))
	if !bytes.Equal(first, write(t, sample.Brochure(8, 30))) {
		t.Error("the same document gives other bytes")
	}
	other := sample.Brochure(8, 30)
	other.Title += "!"
	if bytes.Equal(first, write(t, other)) {
		t.Error("another document gives the same bytes")
	}
}
