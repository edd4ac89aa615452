package pdf_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"partnernetz/document"
	"partnernetz/document/sample"
	"partnernetz/testkit/must"
	"path/filepath"
	"strings"
	"testing"
)

// run gives a PDF to a program and returns what it prints. Without the program nobody has looked, which in CI is a failure.
func run(t *testing.T, data []byte, name string, arguments ...string) string {
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

// TestPoppler compares the tree that poppler reads, with its words, with our own reading.
func TestPoppler(t *testing.T) {
	d := sample.Brochure(3, 6)
	data := write(t, d)
	f := read(t, data)
	tree := run(t, data, "pdfinfo", "-struct-text", "FILE")
	for role, name := range map[string]string{"Document": "Document", "Sect": "Sect", "H1": "H1", "H2": "H2", "H3": "H3", "P": "P", "L": "L", "LI": "LI", "Lbl": "Lbl", "LBody": "LBody", "Table": "Table", "Caption": "Caption",
		"THead": "THead", "TBody": "TBody", "TR": "TR", "TH": "TH", "TD": "TD", "Figure": "Figure", "Link": "Link", "Note": "Note", "Reference": "Reference", "TOC": "TOC", "TOCI": "TOCI", "BlockQuote": "BlockQuote", "Code": "Code"} {
		want := count(f, role)
		if role == "P" {
			want += count(f, "Title") // which it says is what it is mapped to
		}
		if got := named(tree, name); got != want || got == 0 {
			t.Errorf("poppler reads %d of %d %s", got, want, role)
		}
	}
	for _, e := range d.Outline() {
		if !strings.Contains(tree, `"`+document.Words(e.Text)+`"`) {
			t.Errorf("poppler does not read the heading %q", document.Words(e.Text))
		}
	}
	for attribute, want := range map[string]int{"/Scope /Column": 16, "/Scope /Row": 14, "/ListNumbering /Decimal": 1, "/Placement /Block": 2} {
		if got := strings.Count(tree, attribute); got != want {
			t.Errorf("poppler reads %s %d times and not %d", attribute, got, want)
		}
	}
	info := run(t, data, "pdfinfo", "FILE")
	for _, want := range []string{"Partnerbroschüre 2024", "Tagged:          yes", "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	words := run(t, write(t, sample.Brochure(8, 8)), "pdftotext", "-raw", "FILE", "-")
	for _, want := range []string{"GROẞE", "Łódź", "İş ve Eğitim", "ΑΘΗΝΑ", "Дружба"} {
		if !strings.Contains(words, want) {
			t.Errorf("poppler does not find %q", want)
		}
	}
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

// TestQPDF looks for broken syntax.
func TestQPDF(t *testing.T) {
	if out := run(t, write(t, sample.Brochure(3, 6)), "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Error(out)
	}
}

// jsNode is an element as pdf.js reads it, or words in the place of one.
type jsNode struct {
	Role, Alt, Lang, Type string
	Children              []json.RawMessage
}

// TestPDFJS compares what pdf.js reads with our own reading: roles, words, languages, alternative texts, links, bookmarks.
func TestPDFJS(t *testing.T) {
	const script = "../../clients/structure.mjs"
	if _, err := os.Stat("../../clients/node_modules/pdfjs-dist"); err != nil {
		must.Lack(t, "npm ci was not run in clients, so pdf.js did not read the PDF")
	}
	d := sample.Brochure(3, 6)
	data := write(t, d)
	var got struct {
		Title, Language, Part string
		Marked, Preferences   map[string]any
		Outline               []bookmark
		Pages                 []struct {
			Tree  json.RawMessage
			Links []struct {
				URL, Says string
				To        bool
			}
		}
	}
	if err := json.Unmarshal([]byte(run(t, data, "node", script, "FILE")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != d.Title || got.Language != "de" || got.Part != "1" || got.Marked["Marked"] != true || got.Preferences["DisplayDocTitle"] != true {
		t.Errorf("%+v", got)
	}
	f := read(t, data)
	own := map[string]int{}
	for _, e := range f.all {
		role := map[string]string{"Title": "P", "Strong": "Span", "Em": "Span"}[e.role]
		if role == "" {
			role = e.role
		}
		own[role+" "+e.lang+" "+e.alt] += len(e.lines) // a page shows only what is on it
	}
	read, words, links := map[string]int{}, "", 0
	for _, p := range got.Pages {
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
	if want := strings.Join(strings.Fields(f.root.said), ""); strings.Join(strings.Fields(words), "") != want {
		t.Errorf("pdf.js reads other words:\n%s\n%s", words, want)
	}
	var want []string
	for _, e := range d.Complete().Parts {
		for _, b := range e.Blocks {
			if h, ok := b.(document.Heading); ok && !h.Unlisted {
				want = append(want, document.Words(h.Text))
			}
		}
	}
	if titles := flat(got.Outline); strings.Join(titles, "|") != strings.Join(want, "|") {
		t.Errorf("bookmarks %q", titles)
	}
	annotations := 0
	for _, e := range f.all {
		annotations += len(e.links)
	}
	if links != annotations || links == 0 {
		t.Errorf("%d links, of which %d are tagged", links, annotations)
	}
}

type bookmark struct {
	Title string
	Items []bookmark
}

func flat(all []bookmark) (titles []string) {
	for _, b := range all {
		titles = append(append(titles, b.Title), flat(b.Items)...)
	}
	return titles
}

func walk(t *testing.T, raw json.RawMessage, read map[string]int, words *string) {
	var said string
	if json.Unmarshal(raw, &said) == nil {
		*words += said
		return
	}
	var n jsNode
	if err := json.Unmarshal(raw, &n); err != nil {
		t.Fatal(err)
	}
	if n.Role != "" {
		read[n.Role+" "+n.Lang+" "+n.Alt]++
	}
	for _, c := range n.Children {
		walk(t, c, read, words)
	}
}
