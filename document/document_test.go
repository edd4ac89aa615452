package document_test

import (
	"errors"
	"partnernetz/document"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func of(blocks ...document.Block) document.Document {
	return document.Document{Title: "Beispiel", Language: "de", Date: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC), Parts: []document.Part{{Blocks: blocks}}}
}

func heading(level int, words string) document.Heading {
	return document.Heading{Level: level, Text: document.Plain(words)}
}

var dot = []byte("\x89PNG\r\n\x1a\n")

// TestProblems says of each barrier what it is.
func TestProblems(t *testing.T) {
	cell := []document.Column{{}, {}}
	for want, blocks := range map[string][]document.Block{
		`The heading "Ziele" has level 3 below one of level 1, so a level is left out.`: {heading(1, "Teil"), heading(3, "Ziele")},
		`The heading "Ziele" has level 2 below one of level 0, so a level is left out.`: {heading(2, "Ziele")},
		`The heading "Tief" has level 5; there are 1 to 4.`:                             {heading(1, "A"), heading(2, "B"), heading(3, "C"), heading(4, "D"), heading(5, "Tief")},
		`A heading of level 1 has no words.`:                                            {heading(1, " ")},
		`Two headings have the anchor "a".`:                                             {document.Heading{Level: 1, Text: document.Plain("A"), Anchor: "a"}, document.Heading{Level: 1, Text: document.Plain("B"), Anchor: "a"}},
		`The anchor "a b" has other characters than a to z, digits and hyphens.`:        {document.Heading{Level: 1, Text: document.Plain("A"), Anchor: "a b"}},
		`The figure "Ein Bild" has no alternative text.`:                                {document.Figure{Picture: document.Picture{Data: dot}, Caption: document.Plain("Ein Bild")}},
		`The figure "" is decorative and has an alternative text.`:                      {document.Figure{Picture: document.Picture{Data: dot, Alt: "Ranke", Decorative: true}}},
		`The figure "" is neither PNG nor JPEG.`:                                        {document.Figure{Picture: document.Picture{Data: []byte("GIF89a"), Alt: "Bild"}}},
		`A link to "https://www.example.org" has no words.`:                             {document.Paragraph{Text: []document.Inline{document.Link{Address: "https://www.example.org"}}}},
		`The link "dort" leads to "/partner", which is no whole address.`:               {document.Paragraph{Text: []document.Inline{document.Link{Address: "/partner", Text: document.Plain("dort")}}}},
		`The link "dort" leads to "javascript:alert(1)", which is no whole address.`:    {document.Quotation{Blocks: []document.Block{document.Paragraph{Text: []document.Inline{document.Link{Address: "javascript:alert(1)", Text: document.Plain("dort")}}}}}},
		`The link "dort" leads to "weg", and no heading has this anchor.`:               {document.List{Items: []document.Item{{document.Paragraph{Text: []document.Inline{document.Strong{document.Link{To: "weg", Text: document.Plain("dort")}}}}}}}},
		`The link "dort" leads either to an address or to a heading.`:                   {document.Paragraph{Text: []document.Inline{document.Link{Text: document.Plain("dort")}}}},
		`The link "dort" has another link or a note in it.`:                             {document.Paragraph{Text: []document.Inline{document.Link{Address: "https://x.org", Text: []document.Inline{document.Strong{document.Text("dort"), document.Note{document.Text("x")}}}}}}},
		`A note has no words.`: {document.Paragraph{Text: []document.Inline{document.Note{}}}},
		`The words "hello" are marked as of another language, but not of which.`: {document.Paragraph{Text: []document.Inline{document.Note{document.Span{Text: document.Plain("hello")}}}}},
		`"DE_SIMPLE" is not how a language is written, such as de or de-simple.`: {document.Paragraph{Language: "DE_SIMPLE"}},
		`"en_GB" is not how a language is written, such as de or de-simple.`:     {document.Paragraph{Text: []document.Inline{document.Span{Language: "en_GB", Text: document.Plain("x")}}}},
		`A list has no items.`: {document.List{}},
		`The table "Stand" has 2 columns, and 1 cells in its head.`:     {document.Table{Caption: document.Plain("Stand"), Columns: cell, Head: document.Cells("A")}},
		`The table "" has 2 columns, and 0 cells in its head.`:          {document.Table{Columns: cell}},
		`The table "" does not say what its column 2 is.`:               {document.Table{Columns: cell, Head: document.Cells("A", "")}},
		`Row 1 of the table "" has 3 cells and not 2.`:                  {document.Table{Columns: cell, Head: document.Cells("A", "B"), Rows: [][]document.Cell{document.Cells("1", "2", "3")}}},
		`Row 2 of the table "" does not say what it is about.`:          {document.Table{RowHeaders: true, Columns: cell, Head: document.Cells("", "B"), Rows: [][]document.Cell{document.Cells("1", "2"), document.Cells("", "2")}}},
		`The link "dort" leads to "x", and no heading has this anchor.`: {document.Table{Caption: []document.Inline{document.Link{To: "x", Text: document.Plain("dort")}}, RowHeaders: true, Columns: cell}},
	} {
		d := of(blocks...)
		var invalid *document.Invalid
		if err := d.Validate(); !errors.As(err, &invalid) || len(invalid.Problems) != 1 || invalid.Problems[0] != want {
			t.Errorf("%q is said as %v", want, err)
		}
	}
	empty := document.Document{Cover: &document.Cover{Logo: &document.Picture{Data: dot}}}
	want := "The document has no title. The document does not say its language. The document has no date. The logo of the cover has no alternative text."
	if err := empty.Validate(); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v", err)
	}
	fine := of(heading(1, "A"), heading(2, "B"), heading(1, "C"), document.Paragraph{Text: []document.Inline{document.Link{To: "h-b", Text: document.Plain("B")}}},
		document.Table{RowHeaders: true, Columns: cell, Rows: [][]document.Cell{document.Cells("1", "")}}, document.Figure{Picture: document.Picture{Data: dot, Decorative: true}})
	if err := fine.Validate(); err != nil {
		t.Error(err)
	}
}

// TestOutline gives each heading an anchor of its own and the language that it is in.
func TestOutline(t *testing.T) {
	d := of(heading(1, "Ziele"), document.Columns{Blocks: []document.Block{document.Heading{Level: 2, Text: document.Plain("Ziele"), Language: "en"}}})
	d.Parts = append(d.Parts, document.Part{Language: "de-simple", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain("Ziele"), Anchor: "h-ziele"}}})
	var got []string
	for _, e := range d.Outline() {
		got = append(got, e.Anchor+" "+e.Language)
	}
	if diff := cmp.Diff([]string{"h-ziele-2 de", "h-ziele-3 en", "h-ziele de-simple"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestComplete puts notes at the end that stand nowhere else.
func TestComplete(t *testing.T) {
	note := document.Paragraph{Text: []document.Inline{document.Emphasis{document.Note{document.Text("Quelle")}}}}
	for _, c := range []struct {
		blocks []document.Block
		parts  int
	}{
		{[]document.Block{document.Say("Nichts")}, 1},
		{[]document.Block{note}, 2},
		{[]document.Block{note, document.Notes{}}, 1},
		{[]document.Block{note, document.Notes{}, document.List{Items: []document.Item{{note}}}}, 2},
		{[]document.Block{document.Quotation{Blocks: []document.Block{document.Notes{}}, Source: note.Text}}, 2},
	} {
		d := of(c.blocks...)
		if got := d.Complete(); len(got.Parts) != c.parts || len(d.Parts) != 1 {
			t.Errorf("%v: %d parts", c.blocks, len(got.Parts))
		} else if c.parts == 2 && got.Parts[1].Head != "Anmerkungen" {
			t.Errorf("%+v", got.Parts[1])
		}
	}
}

func TestWords(t *testing.T) {
	got := document.Words([]document.Inline{document.Text(" a "), document.Strong{document.Code("b"), document.Note{document.Text("nicht")}}, document.Break{}, document.Link{Text: document.Plain("c")}})
	if got != "a b c" {
		t.Errorf("%q", got)
	}
}
