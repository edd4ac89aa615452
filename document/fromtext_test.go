package document_test

import (
	"partnernetz/content/richtext"
	"partnernetz/document"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type in = []document.Inline

// TestLanguage says of each block which language it is in.
func TestLanguage(t *testing.T) {
	text := richtext.Render("# A\n\nb\n\n- c\n\n> d\n\n| e |\n|-|\n| f |", richtext.Known{})
	blocks := append(document.FromText{Language: "en"}.Blocks(text.Nodes()), document.InLanguage("en", document.Columns{Blocks: []document.Block{document.Say("g"), document.Paragraph{Language: "fr"}}}, document.Figure{})...)
	d := of(blocks...)
	d.Parts[0].Blocks = append(d.Parts[0].Blocks, heading(1, "Z"))
	want := []document.Block{
		document.Heading{Level: 1, Text: document.Plain("A"), Language: "en"}, document.Paragraph{Text: document.Plain("b"), Language: "en"}, document.List{Items: document.Items("c"), Language: "en"},
		document.Quotation{Blocks: []document.Block{document.Say("d")}, Language: "en"},
		document.Table{Columns: make([]document.Column, 1), Head: document.Cells("e"), Rows: [][]document.Cell{document.Cells("f")}, Language: "en"},
		document.Columns{Blocks: []document.Block{document.Paragraph{Text: document.Plain("g"), Language: "en"}, document.Paragraph{Language: "fr"}}}, document.Figure{Language: "en"}, heading(1, "Z"),
	}
	if diff := cmp.Diff(want, d.Parts[0].Blocks); diff != "" {
		t.Error(diff)
	}
	if o := d.Outline(); o[0].Language != "en" || o[1].Language != "de" {
		t.Errorf("%+v", o)
	}
}

// TestFromText makes blocks of what editors write.
func TestFromText(t *testing.T) {
	read := document.FromText{Below: 2, Site: "https://www.example.org", Place: func(address string) string {
		return map[string]string{"/partner/a": "partner-a"}[address]
	}}
	for source, want := range map[string][]document.Block{
		"Ein **wichtiger** *Satz* mit `code`.": {document.Paragraph{Text: in{document.Text("Ein "), document.Strong(document.Plain("wichtiger")), document.Text(" "),
			document.Emphasis(document.Plain("Satz")), document.Text(" mit "), document.Code("code"), document.Text(".")}}},
		"eins\\\nzwei\ndrei":                  {document.Paragraph{Text: in{document.Text("eins"), document.Break{}, document.Text("zwei "), document.Text("drei")}}},
		"# Hoch\n\n### Tief\n\n## Mittel":     {heading(3, "Hoch"), heading(4, "Tief"), heading(4, "Mittel")},
		"### Drei\n\n#### Vier\n\n##### Fünf": {heading(3, "Drei"), heading(4, "Vier"), document.Paragraph{Text: in{document.Strong(document.Plain("Fünf"))}}},
		"- a\n- b\n  1. c":                    {document.List{Items: []document.Item{{document.Say("a")}, {document.Say("b"), document.List{Ordered: true, Start: 1, Items: document.Items("c")}}}}},
		"1. eins\n3. drei":                    {document.List{Ordered: true, Start: 1, Items: document.Items("eins")}, document.List{Ordered: true, Start: 3, Items: document.Items("drei")}},
		"> Zitat\n\n---":                      {document.Quotation{Blocks: []document.Block{document.Say("Zitat")}}, document.Rule{}},
		"```\na\n  b\n```":                    {document.Preformatted{Text: "a\n  b"}},
		"[A](/partner/a)":                     {document.Paragraph{Text: in{document.Link{To: "partner-a", Text: document.Plain("A")}}}},
		"[B](/partner/b)":                     {document.Paragraph{Text: in{document.Link{Address: "https://www.example.org/partner/b", Text: document.Plain("B")}}}},
		"[C](#h-c)":                           {document.Say("C")},
		"[D](entry:weg)":                      {document.Say("D")},
		"[E](mailto:e@x.de) https://nrw.de":   {document.Paragraph{Text: in{document.Link{Address: "mailto:e@x.de", Text: document.Plain("E")}, document.Text(" https://nrw.de")}}},
		"| | b |\n|-|-|\n| c | d |":           {document.Table{Columns: make([]document.Column, 2), Head: document.Cells("", "b"), RowHeaders: true, Rows: [][]document.Cell{document.Cells("c", "d")}}},
		"| | |\n|-|-|\n| c | d |":             {document.Table{Columns: make([]document.Column, 2), RowHeaders: true, Rows: [][]document.Cell{document.Cells("c", "d")}}},
		"| a | b |\n|-|-|\n| c | d |":         {document.Table{Columns: make([]document.Column, 2), Head: document.Cells("a", "b"), Rows: [][]document.Cell{document.Cells("c", "d")}}},
	} {
		got := read.Blocks(richtext.Render(source, richtext.Known{}).Nodes())
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", source, diff)
		}
		d := of(append([]document.Block{document.Heading{Level: 1, Text: document.Plain("A"), Anchor: "partner-a"}, heading(2, "B")}, got...)...)
		if err := d.Validate(); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
}
