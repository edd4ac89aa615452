package pdf_test

import (
	"fmt"
	"math/rand/v2"
	"partnernetz/document"
	"partnernetz/document/proof"
	"partnernetz/document/sample"
	"regexp"
	"strings"
	"testing"
)

// odd makes documents of whatever can be said, most of which nobody would say.
type odd struct {
	*rand.Rand
	said int // how many words that are nowhere else
}

var token = regexp.MustCompile(`q\d+q`)

func (o *odd) words() string {
	words := []string{"", " ", "\u200d", "\u00ad", "\u200b", "a", "Wort ", " Wort-für-Wort", "Ümläute\u00ad", strings.Repeat("lang", 60), "a\nb\u2028c", "https://x.org/" + strings.Repeat("y", 90), sentence}[o.IntN(13)]
	if o.IntN(3) > 0 {
		o.said++
		words += fmt.Sprintf("q%dq", o.said)
	}
	return words
}

func (o *odd) inlines(depth int) (all []document.Inline) {
	for range o.IntN(4) {
		said := o.words()
		inner := []document.Inline{document.Text("x" + said)}
		if depth > 0 {
			inner = append(inner, o.inlines(depth-1)...)
		}
		all = append(all, []document.Inline{document.Text(said), document.Text(said), document.Code(said), document.Strong(inner), document.Emphasis(inner),
			document.Span{Language: "en", Text: inner}, document.Link{Address: "https://x.org/(\\", Text: document.Plain("x" + said)}, document.Link{To: "anfang", Text: []document.Inline{document.Strong(document.Plain("y" + said))}}, document.Note(inner), document.Text(said)}[o.IntN(10)])
	}
	return all
}

func (o *odd) blocks(depth int) (all []document.Block) {
	for range o.IntN(6) {
		inner := []document.Block{document.PageBreak{}}
		if depth > 0 {
			inner = o.blocks(depth - 1)
		}
		all = append(all, []document.Block{
			document.Paragraph{Text: o.inlines(2), Tone: document.Tone(o.IntN(3))}, document.Say(strings.Repeat(sentence, o.IntN(30))), document.Heading{Level: 1 + o.IntN(2), Text: append(document.Plain("\u200d"), o.inlines(1)...)},
			document.List{Ordered: o.IntN(2) == 0, Items: []document.Item{inner, nil, inner}}, document.Quotation{Blocks: inner, Source: o.inlines(0)}, document.Columns{Blocks: inner},
			document.Preformatted{Text: o.words()}, document.Notes{}, document.Contents{Levels: o.IntN(4)}, document.PageBreak{}, document.Rule{},
			document.Figure{Picture: document.Picture{Data: sample.Chart(1+o.IntN(2)*300, 1+o.IntN(2)*300), Decorative: true}, Caption: o.inlines(1), Width: o.Float64()},
			o.table(),
		}[o.IntN(13)])
	}
	return all
}

func (o *odd) table() document.Table {
	t := document.Table{Caption: o.inlines(1), Columns: make([]document.Column, 1+o.IntN(9))}
	for range t.Columns {
		t.Head = append(t.Head, document.Plain("K"+o.words()))
	}
	for range o.IntN(9) {
		var row []document.Cell
		for range t.Columns {
			row = append(row, o.inlines(1))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// TestOdd writes documents of all kinds at the same time, and reads back that nothing is lost between tags and artifacts.
func TestOdd(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			o := &odd{Rand: rand.New(rand.NewPCG(seed, 1))}
			d := of()
			d.Parts[0].Blocks[0] = document.Heading{Level: 1, Text: document.Plain("Anfang"), Anchor: "anfang"}
			for i := range 3 {
				d.Parts = append(d.Parts, document.Part{Head: strings.Repeat("Kopf\u2028", int(seed)*3), Continues: i == 1, Blocks: o.blocks(2)})
			}
			f := proof.Read(t, write(t, d))
			said := strings.NewReplacer("-", "", " ", "").Replace(f.Root.Said)
			for _, words := range token.FindAllString(fmt.Sprint(d.Parts), -1) {
				if !strings.Contains(said, words) {
					t.Errorf("%q is lost", words)
				}
			}
			if n := len(d.Outline()); f.Count("H1")+f.Count("H2") > n+1 {
				t.Errorf("%d headings of %d", f.Count("H1")+f.Count("H2"), n)
			}
		})
	}
}
