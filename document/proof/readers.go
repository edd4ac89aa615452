package proof

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"partnernetz/testkit/must"
)

// Run gives a PDF to a program, in the place of FILE, and returns what that prints. Without the program nobody has looked, which in CI
// is a failure.
func Run(t *testing.T, data []byte, name string, arguments ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		must.Lack(t, name+" is not installed")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range arguments {
		arguments[i] = strings.ReplaceAll(a, "FILE", file)
	}
	cmd := exec.CommandContext(t.Context(), name, arguments...)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v\n%s%s", name, err, out, complaints.String())
	}
	return string(out)
}

// QPDF looks for broken syntax.
func QPDF(t *testing.T, data []byte) {
	t.Helper()
	if out := Run(t, data, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
}

// known is the role under which older readers know an element.
func (e *Element) known() string {
	if role := map[string]string{"Title": "P", "Strong": "Span", "Em": "Span"}[e.Role]; role != "" {
		return role
	}
	return e.Role
}

// Poppler compares the tree that poppler reads with our own reading, and returns it.
func (f *Tagged) Poppler(t *testing.T) (tree string) {
	t.Helper()
	tree = Run(t, f.data, "pdfinfo", "-struct-text", "FILE")
	own := map[string]int{}
	for _, e := range f.All {
		own[e.known()]++
	}
	for role, want := range own {
		if got := named(tree, role); got != want {
			t.Errorf("poppler reads %d of %d %s", got, want, role)
		}
	}
	return tree
}

// named is how many lines of a tree begin with the name of a tag.
func named(tree, name string) (n int) {
	for line := range strings.Lines(tree) {
		if first, _, _ := strings.Cut(strings.TrimSpace(line), " "); strings.TrimSuffix(first, ":") == name {
			n++
		}
	}
	return n
}

// Seen is what pdf.js says of a document.
type Seen struct {
	Title, Language, Part string
	Marked, Preferences   map[string]any
	Outline               []Bookmark
	Pages                 []struct {
		Tree  json.RawMessage
		Links []struct {
			URL, Says string
			To        bool
		}
	}
}

// Bookmark leads to a heading, with those of the headings below it.
type Bookmark struct {
	Title string
	Items []Bookmark
}

// Bookmarks are the titles of all of them, from top to bottom.
func (s *Seen) Bookmarks() []string { return titles(s.Outline) }

func titles(all []Bookmark) (said []string) {
	for _, b := range all {
		said = append(append(said, b.Title), titles(b.Items)...)
	}
	return said
}

// jsNode is an element as pdf.js reads it, or words in the place of one.
type jsNode struct {
	Role, Alt, Lang, Type string
	Children              []json.RawMessage
}

// PDFJS compares what pdf.js reads with our own reading: roles, words, languages, alternative texts, links. It returns what that says of
// the document.
func (f *Tagged) PDFJS(t *testing.T) (seen *Seen) {
	t.Helper()
	if _, err := os.Stat(clients("node_modules", "pdfjs-dist")); err != nil {
		must.Lack(t, "npm ci was not run in clients, so pdf.js did not read the PDF")
	}
	must.Succeed(t, json.Unmarshal([]byte(Run(t, f.data, "node", clients("structure.mjs"), "FILE")), &seen))
	own := map[string]int{}
	for _, e := range f.All {
		own[e.known()+" "+e.Lang+" "+e.Alt] += len(e.Lines) // a page shows only what is on it
	}
	read, words, links := map[string]int{}, "", 0
	for _, p := range seen.Pages {
		walk(t, p.Tree, read, &words)
		for _, l := range p.Links {
			if links++; l.Says == "" || (l.URL == "") != l.To {
				t.Errorf("a link that says %q and leads to %q", l.Says, l.URL)
			}
		}
	}
	delete(read, "Root  ")
	for what, n := range own {
		if read[what] != n {
			t.Errorf("pdf.js reads %q %d times and not %d", what, read[what], n)
		}
	}
	if len(read) > len(own) {
		t.Errorf("pdf.js reads more than is there: %v", read)
	}
	if want := strings.Join(strings.Fields(f.Root.Said), ""); strings.Join(strings.Fields(words), "") != want {
		t.Errorf("pdf.js reads other words:\n%s\n%s", words, want)
	}
	annotations := 0
	for _, e := range f.All {
		annotations += len(e.Links)
	}
	if links != annotations || links == 0 {
		t.Errorf("%d links, of which %d are tagged", links, annotations)
	}
	return seen
}

func walk(t *testing.T, raw json.RawMessage, read map[string]int, words *string) {
	var said string
	if json.Unmarshal(raw, &said) == nil {
		*words += said
		return
	}
	var n jsNode
	must.Succeed(t, json.Unmarshal(raw, &n))
	if n.Role != "" {
		read[n.Role+" "+n.Lang+" "+n.Alt]++
	}
	for _, c := range n.Children {
		walk(t, c, read, words)
	}
}
