package pdf_test

import (
	"partnernetz/document"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"strings"
	"testing"
)

// TestPoppler compares the tree that poppler reads, with its words, with our own reading.
func TestPoppler(t *testing.T) {
	d := sample.Brochure(3, 6)
	data := write(t, d)
	tree := proof.Read(t, data).Poppler(t)
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
	info := proof.Run(t, data, "pdfinfo", "FILE")
	for _, want := range []string{"Partnerbroschüre 2024", "Tagged:          yes", "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	words := proof.Run(t, write(t, sample.Brochure(8, 8)), "pdftotext", "-raw", "FILE", "-")
	for _, want := range []string{"GROẞE", "Łódź", "İş ve Eğitim", "ΑΘΗΝΑ", "Дружба"} {
		if !strings.Contains(words, want) {
			t.Errorf("poppler does not find %q", want)
		}
	}
}

// TestQPDF looks for broken syntax.
func TestQPDF(t *testing.T) { proof.QPDF(t, write(t, sample.Brochure(3, 6))) }

// TestPDFJS compares what pdf.js reads with our own reading, and with the document.
func TestPDFJS(t *testing.T) {
	d := sample.Brochure(3, 6)
	seen := proof.Read(t, write(t, d)).PDFJS(t)
	if seen.Title != d.Title || seen.Language != "de" || seen.Part != "1" || seen.Marked["Marked"] != true || seen.Preferences["DisplayDocTitle"] != true {
		t.Errorf("%+v", seen)
	}
	var want []string
	for _, e := range d.Complete().Parts {
		for _, b := range e.Blocks {
			if h, ok := b.(document.Heading); ok && !h.Unlisted {
				want = append(want, document.Words(h.Text))
			}
		}
	}
	if titles := seen.Bookmarks(); strings.Join(titles, "|") != strings.Join(want, "|") {
		t.Errorf("bookmarks %q", titles)
	}
}
