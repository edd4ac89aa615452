package richtext

import (
	"bytes"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	goldtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown makes a reader of CommonMark with tables that takes German office texts as they are meant. docs/markdown.md has
// a table of all that differs.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(unless{parser.NewSetextHeadingParser(), matches(underlined)}, 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(unless{parser.NewListParser(), matches(plus)}, 300),
			util.Prioritized(numbered{parser.NewListItemParser()}, 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(unless{parser.NewBlockquoteParser(), moreThan}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(indented{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(star{}, 450), util.Prioritized(officeTag{}, 250))...),
		parser.WithParagraphTransformers(
			util.Prioritized(unlessParagraph{parser.LinkReferenceParagraphTransformer, note}, 100),
			util.Prioritized(unlessParagraph{extension.NewTableParagraphTransformer(), noTable}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(plainer{}, 500),
		),
	)), goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewTableHTMLRenderer(), 500))))
}

// unless is a parser of blocks that leaves alone what a line says is none.
type unless struct {
	parser.BlockParser
	no func(line, after []byte) bool
}

func matches(r *regexp.Regexp) func(line, after []byte) bool {
	return func(line, _ []byte) bool { return r.Match(line) }
}

var (
	// A line of hyphens below a text is a rule, or the line above a signature.
	underlined = regexp.MustCompile(`^ *-`)
	// A plus at the beginning of a line is a sign, as in + 5 %.
	plus = regexp.MustCompile(`^ *\+`)
	// A > ahead of a number means more than, if no other line begins so.
	greater = regexp.MustCompile(`^ *> ?\d+(\.\d{3})*(,\d+)?[\s%]`)
	quoted  = regexp.MustCompile(`^ *>`)
)

func moreThan(line, after []byte) bool { return greater.Match(line) && !quoted.Match(after) }

// Open opens the block unless the line is none.
func (u unless) Open(parent ast.Node, reader goldtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, segment := reader.PeekLine(); u.no(line, reader.Source()[segment.Stop:]) {
		return nil, parser.NoChildren
	}
	return u.BlockParser.Open(parent, reader, pc)
}

// unlessParagraph makes something else of a paragraph unless its text says that it is none.
type unlessParagraph struct {
	parser.ParagraphTransformer
	not func(lines [][]byte, labels func() map[string]int) bool // which may ask how often there is what in brackets, in small letters
}

var (
	labelsKey = parser.NewContextKey()
	label     = regexp.MustCompile(`\[[^\[\]]*\]`)
)

// Transform does it.
func (u unlessParagraph) Transform(n *ast.Paragraph, reader goldtext.Reader, pc parser.Context) {
	var lines [][]byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		lines = append(lines, line.Value(reader.Source()))
	}
	labels := func() map[string]int {
		return pc.ComputeIfAbsent(labelsKey, func() any {
			times := map[string]int{}
			for _, found := range label.FindAll(bytes.ToLower(reader.Source()), -1) {
				times[string(found)]++
			}
			return times
		}).(map[string]int)
	}
	if !u.not(lines, labels) {
		u.ParagraphTransformer.Transform(n, reader, pc)
	}
}

var noteLine = regexp.MustCompile(`^ *(\[[^\]]*\]):\s*(\S*)`)

// note reports whether lines that look like addresses of references are notes: one leads nowhere, as in [1]: Anlage, or nothing in
// the text refers to any of them, so that nobody would see them.
func note(lines [][]byte, labels func() map[string]int) bool {
	referred := false
	for _, line := range lines {
		if m := noteLine.FindSubmatch(line); m != nil {
			if !bytes.ContainsAny(m[2], ":/#<") {
				return true
			}
			referred = referred || labels()[string(bytes.ToLower(m[1]))] > 1
		}
	}
	return !referred
}

var delimiters = regexp.MustCompile(`^[\s|:-]+$`)

// noTable reports whether what looks like a table has no cells, as the name above a line of hyphens, or a row with something in more
// cells than its head has, which would be lost.
func noTable(lines [][]byte, _ func() map[string]int) bool {
	cells := func(line []byte) int { // the last one that has something in it
		line = bytes.TrimPrefix(bytes.TrimSpace(bytes.ReplaceAll(line, []byte(`\|`), nil)), []byte("|"))
		return bytes.Count(bytes.TrimRight(line, " |\t"), []byte("|")) + 1
	}
	for i := 1; i < len(lines); i++ {
		if delimiters.Match(lines[i]) {
			return !bytes.Contains(lines[i-1], []byte("|")) || slices.ContainsFunc(lines[i:], func(row []byte) bool { return cells(row) > cells(lines[i]) })
		}
	}
	return false
}

// indented takes lines far from the margin as a paragraph whose lines stay lines, such as an address, and not as code.
type indented struct{ parser.BlockParser }

// CanAcceptIndentedLine says that it does.
func (indented) CanAcceptIndentedLine() bool { return true }

// Open opens the paragraph.
func (p indented) Open(parent ast.Node, reader goldtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	width, _ := util.IndentWidth(line, reader.LineOffset())
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil && width > 3 {
		n.SetAttributeString(keepsLines, true)
	}
	return n, state
}

// star takes an asterisk between letters or digits as one, as in Mitarbeiter*innen and 3*4.
type star struct{}

// Trigger is the asterisk.
func (star) Trigger() []byte { return []byte{'*'} }

// Parse takes it, with the text ahead.
func (star) Parse(parent ast.Node, block goldtext.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	next, _ := utf8.DecodeRune(line[1:])
	if !isWord(block.PrecendingCharacter()) || !isWord(next) {
		return nil
	}
	block.Advance(1)
	segment = segment.WithStop(segment.Start + 1)
	if before, ok := parent.LastChild().(*ast.Text); ok && before.Segment.Stop == segment.Start && !before.SoftLineBreak() {
		parent.RemoveChild(parent, before)
		segment = before.Segment.WithStop(segment.Stop)
	}
	return ast.NewTextSegment(segment)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
