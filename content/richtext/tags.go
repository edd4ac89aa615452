package richtext

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	goldtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// tagRounds is how often tags are looked for, as what was in one may be one itself.
const tagRounds = 3

// withoutTags takes HTML out of Markdown and leaves its words, as they were pasted from elsewhere: what begins a block begins a
// paragraph. What is no element, as in <Name>, is text.
func withoutTags(source string) string {
	for range tagRounds {
		parts := takeApart(source)
		if len(parts) == 1 {
			break
		}
		source = wordsOf(parts)
	}
	return source
}

// part is a piece of a source, in which HTML may stand within Markdown: a tag, a comment, or the text between.
type part struct {
	html.Token
	source string
	pasted bool // whether it stands within HTML
	inCell bool // whether it stands in a cell of a table, or in a heading, which are one line
}

// isMarkup reports whether a part is HTML. What looks like a tag and is no element, as in <Name>, is none.
func (p part) isMarkup() bool { return p.Type != html.TextToken }

// takeApart takes a source apart by what a reader of Markdown takes for HTML. One without any is a single part.
func takeApart(source string) (parts []part) {
	end := 0
	for _, f := range markup(source) {
		if f.Start < end { // which no two are, for all that is known
			continue
		}
		parts = append(parts, part{Token: html.Token{Type: html.TextToken}, source: source[end:f.Start]})
		parts = append(parts, tokens(source[f.Start:f.Stop], f.inCell)...)
		end = f.Stop
	}
	return append(parts, part{Token: html.Token{Type: html.TextToken}, source: source[end:]})
}

// piece is where HTML stands in a source.
type piece struct {
	goldtext.Segment
	inCell bool
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

// officeTag is what Word writes as a tag and CommonMark takes for none, or for an address.
type officeTag struct{}

var officeTags = regexp.MustCompile(`^(?:</?(?:o|w|v|m|x|st1):\w+[^<>]*>|<!\[(?:if|endif)[^<>]*\]>|<\?xml[^<>]*>)`)

// Trigger is how it begins.
func (officeTag) Trigger() []byte { return []byte{'<'} }

// Parse takes it for HTML.
func (officeTag) Parse(_ ast.Node, block goldtext.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	found := officeTags.Find(line)
	if found == nil {
		return nil
	}
	block.Advance(len(found))
	n := ast.NewRawHTML()
	n.Segments.Append(segment.WithStop(segment.Start + len(found)))
	return n
}

// Elements of HTML by what they do to the words in them.
const (
	blocks  = " address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul "
	spaces  = " td th "
	inlines = " a abbr acronym area audio b base basefont bdi bdo big blink button br canvas cite code col colgroup data datalist del dfn em embed font frame i iframe img input ins kbd label link map mark marquee math meta meter nobr noframes noscript object output param picture portal progress q rb rp rt rtc ruby s samp search slot small source span strike strong sub sup svg template textarea time track tt u var video wbr xml "
	silent  = " script style title xmp "
)

func among(list, name string) bool { return strings.Contains(list, " "+name+" ") }

// tokens takes a piece of HTML apart. What is left open at its end is text.
func tokens(piece string, inCell bool) (parts []part) {
	z := html.NewTokenizer(strings.NewReader(piece))
	rest := piece
	text := func(source string, pasted bool) {
		if source != "" {
			parts = append(parts, part{Token: html.Token{Type: html.TextToken}, source: source, pasted: pasted, inCell: inCell})
		}
	}
	for {
		kind := z.Next()
		raw := rest[:len(z.Raw())]
		if kind == html.ErrorToken {
			text(verbatim.Replace(rest), false)
			return parts
		}
		rest = rest[len(raw):]
		t := part{Token: z.Token(), source: raw, pasted: true, inCell: inCell}
		switch {
		case t.Type == html.TextToken:
			text(raw, true)
		case !closing.MatchString(raw):
			text(verbatim.Replace(raw), false)
		case t.Type == html.StartTagToken && among(silent, t.Data):
			silenced := z.Next() // all that is in it, or the end of it
			raw = rest[:len(z.Raw())]
			if rest = rest[len(raw):]; silenced == html.TextToken && !strings.HasPrefix(strings.ToLower(rest), "</"+t.Data) {
				text(verbatim.Replace(raw), false)
			}
		case t.Type == html.CommentToken, t.Type == html.DoctypeToken, isElement(t.Data):
			parts = append(parts, t)
		default:
			text(verbatim.Replace(raw), false)
		}
	}
}

// closing is the end of a tag, or that of a comment.
var closing = regexp.MustCompile(`^<!--(?s:.*)--!?>$|^<!---?>$|^<(?:[^!]|![^-]|!-[^-])(?s:.*)>$`)

func isElement(name string) bool {
	return among(blocks, name) || among(spaces, name) || among(inlines, name) || among(silent, name) || strings.Contains(name, ":")
}

// verbatim has a tag shown as it is written.
var verbatim = strings.NewReplacer("<", `\<`, ">", `\>`)

// wordsOf is what is left once HTML is taken out.
func wordsOf(parts []part) string {
	var b strings.Builder
	breaks := false // whether a line is to end, which none does at the end of its block
	for _, p := range parts {
		switch stand := standIn(p); {
		case stand == hardBreak && !breaks:
			breaks = true
		case p.isMarkup():
			breaks = breaks && stand == ""
			b.WriteString(strings.ReplaceAll(stand, hardBreak, "\n\n"))
		default:
			text := closed(p.source)
			if breaks {
				var end string
				if end, text = lineEnd(text); text == "" {
					continue
				}
				b.WriteString(end)
				breaks = false
			}
			if p.pasted && (b.Len() == 0 || strings.HasSuffix(b.String(), "\n")) {
				text = strings.TrimLeft(text, " \t")
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

const hardBreak = "\\\n"

var blockStart = regexp.MustCompile(`^\r?\n|^[ \t]*([-*+#|]|\d+[.)])`)

// lineEnd is what ends a line ahead of a text, which may do so itself, and the rest of the text.
func lineEnd(text string) (end, rest string) {
	rest = strings.TrimPrefix(strings.TrimLeft(text, " \t\r"), "\n")
	switch {
	case rest == "":
		return "", ""
	case blockStart.MatchString(rest):
		return "\n", rest
	}
	return hardBreak, rest
}

// open is the beginning of what would be a tag together with what stands behind the next one.
var open = regexp.MustCompile("(\\\\*)<(?:[a-zA-Z/!?][^<>`]*)?$")

// closed is a text that makes no tag with what comes to stand behind it.
func closed(text string) string {
	at := open.FindStringSubmatchIndex(text)
	if at == nil || (at[3]-at[2])%2 == 1 {
		return text
	}
	return text[:at[3]] + `\` + text[at[3]:]
}

// standIn is what stands in the place of a tag.
func standIn(p part) string {
	switch {
	case p.Type == html.CommentToken:
		return ""
	case p.Data == "br" && !p.inCell:
		return hardBreak
	case p.Data == "br", among(spaces, p.Data), among(blocks, p.Data) && p.inCell:
		return " "
	case among(blocks, p.Data):
		return "\n\n"
	}
	return ""
}
