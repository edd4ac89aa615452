package richtext

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	goldtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// tagRounds is how often tags are looked for, as what was in one may be one itself.
const tagRounds = 3

// withoutTags takes HTML out of Markdown and leaves its words, as they were pasted from elsewhere: what begins a block begins a
// paragraph. What is no element, as in <Name>, is text.
func withoutTags(source string) string {
	for range tagRounds {
		found := markup(source)
		if len(found) == 0 {
			break
		}
		var b strings.Builder
		end := 0
		for _, f := range found {
			if f.Start < end { // which no two are, for all that is known
				continue
			}
			b.WriteString(source[end:f.Start])
			wordsOf(&b, source[f.Start:f.Stop], f.inCell)
			end = f.Stop
		}
		b.WriteString(source[end:])
		source = b.String()
	}
	return source
}

// piece is where HTML stands in a source.
type piece struct {
	goldtext.Segment
	inCell bool // or in a heading, which are one line
}

// markup finds what a reader of Markdown takes for HTML.
func markup(source string) (found []piece) {
	if !strings.Contains(source, "<") {
		return nil
	}
	raw := []byte(source)
	_ = ast.Walk(markdown.Parser().Parse(goldtext.NewReader(raw)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			block := n.Parent()
			for block.Type() == ast.TypeInline {
				block = block.Parent()
			}
			first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
			found = append(found, piece{goldtext.NewSegment(first.Start, last.Stop), block.Kind() != ast.KindParagraph && block.Kind() != ast.KindTextBlock})
		case *ast.HTMLBlock:
			lines := n.Lines().Sliced(0, n.Lines().Len())
			if n.HasClosure() {
				lines = append(lines, n.ClosureLine)
			}
			for i, line := range lines {
				if i > 0 && lines[i-1].Stop == line.Start {
					found[len(found)-1].Stop = line.Stop
				} else {
					found = append(found, piece{Segment: line})
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// Elements of HTML by what they do to the words in them.
const (
	blocks  = " address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul "
	spaces  = " td th "
	inlines = " a abbr acronym area audio b base basefont bdi bdo big blink button canvas cite code col colgroup data datalist del dfn em embed font frame i iframe img input ins kbd label link map mark marquee math meta meter nobr noframes noscript object output param picture portal progress q rb rp rt rtc ruby s samp search slot small source span strike strong sub sup svg template textarea time track tt u var video wbr "
	silent  = " script style title xmp "
)

func among(list, name string) bool { return strings.Contains(list, " "+name+" ") }

// wordsOf writes what is left of a piece of HTML.
func wordsOf(b *strings.Builder, piece string, inCell bool) {
	z := html.NewTokenizer(strings.NewReader(piece))
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			b.Write(raw)
			return
		case html.TextToken:
			if b.Len() == 0 || strings.HasSuffix(b.String(), "\n") {
				raw = bytes.TrimLeft(raw, " \t")
			}
			b.Write(raw)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			b.WriteString(standIn(string(name), string(raw), inCell))
			if kind == html.StartTagToken && among(silent, string(name)) {
				z.Next()
			}
		}
	}
}

// standIn is what stands in the place of a tag.
func standIn(name, raw string, inCell bool) string {
	switch {
	case name == "br" && !inCell:
		return "\\\n"
	case name == "br", among(spaces, name):
		return " "
	case among(blocks, name) && !inCell:
		return "\n\n"
	case among(blocks, name):
		return " "
	case among(inlines, name), among(silent, name), strings.Contains(name, ":"):
		return ""
	}
	return strings.NewReplacer("<", "\\<", ">", "\\>").Replace(raw)
}
