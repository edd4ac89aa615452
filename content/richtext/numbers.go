package richtext

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	goldtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Names of attributes of nodes, which no HTML has.
const (
	keepsLines = "lines"  // of a paragraph whose lines stay lines
	markerName = "marker" // of an item: where its number stands
)

// marker is where the number of an item stands in the source, with the dot or bracket behind.
type marker struct {
	goldtext.Segment
	number int
}

// numbered notes the numbers of items.
type numbered struct{ parser.BlockParser }

var markerOf = regexp.MustCompile(`^ *((\d+)[.)])`)

// Open opens the item.
func (p numbered) Open(parent ast.Node, reader goldtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := markerOf.FindSubmatchIndex(line)
	list, _ := parent.(*ast.List)
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil || at == nil {
		return n, state
	}
	number, _ := strconv.Atoi(string(line[at[4]:at[5]]))
	n.SetAttributeString(markerName, marker{goldtext.NewSegment(segment.Start-segment.Padding+at[2], segment.Start-segment.Padding+at[3]), number})
	if last, ok := markerAt(list.LastChild()); ok && number != last.number+1 {
		n.SetAttributeString("value", []byte(strconv.Itoa(number)))
	}
	return n, state
}

func markerAt(n ast.Node) (marker, bool) {
	if n == nil {
		return marker{}, false
	}
	value, _ := n.AttributeString(markerName)
	m, ok := value.(marker)
	return m, ok
}

// plainer undoes what was no list, lets lines be lines, and puts the words of images in their place.
type plainer struct{}

// Transform does so from the innermost lists outwards.
func (plainer) Transform(doc *ast.Document, reader goldtext.Reader, _ parser.Context) {
	var lists []*ast.List
	var images []*ast.Image
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.List:
			if !entering && isText(n, reader.Source()) {
				lists = append(lists, n)
			}
		case *ast.Image:
			if entering {
				images = append(images, n)
			}
		case *ast.Paragraph:
			if _, keep := n.AttributeString(keepsLines); keep && entering {
				breakLines(n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, l := range lists {
		unlist(l, reader.Source())
	}
	for _, i := range images {
		moveChildren(i, i.Parent(), i)
		i.Parent().RemoveChild(i.Parent(), i)
	}
}

// breakLines makes every end of a line one that is seen.
func breakLines(n ast.Node) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering && t.SoftLineBreak() {
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(true)
		}
		return ast.WalkContinue, nil
	})
}

var (
	// What follows the number of a day: a month by its name or number, with the year.
	dayOf = regexp.MustCompile(`^[.)][ \t]+(?i:Jan(uar|\.|ner)|Jänner|Feb(ruar|\.|er)|März|Mrz|Apr(il|\.)|Mai|Jun[io.]|Jul[io.]|Aug(ust|\.)|Sept?(ember|\.)|Okt(ober|\.)|Nov(ember|\.)|Dez(ember|\.)|\d{1,2}\.[ \t]*(\d{4}|\d{2})?)(\W|$)`)
	year  = regexp.MustCompile(`^[.)][ \t]+(19|20)\d\d(\W|$)`)
)

// isText reports whether a list is a text that begins with a number, such as a date: one with a single item that begins with another
// number than 1, or has nothing in it, and one with an item that begins with a day, or whose number begins with a zero.
func isText(l *ast.List, source []byte) bool {
	if !l.IsOrdered() {
		return false
	}
	single := l.ChildCount() == 1
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		m, ok := markerAt(item)
		if !ok {
			return false
		}
		behind := source[m.Stop-1:]
		if m.Len() > len(strconv.Itoa(m.number))+1 || single && (m.number != 1 || item.FirstChild() == nil || year.Match(behind)) || dayOf.Match(behind) {
			return true
		}
	}
	return false
}

// unlist puts what is in a list in its place, each item with its number.
func unlist(l *ast.List, source []byte) {
	parent := l.Parent()
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		m, _ := markerAt(item)
		p := ast.NewParagraph()
		if first := item.FirstChild(); first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) {
			moveChildren(first, p, nil)
			item.RemoveChild(item, first)
		}
		lead(p, m.Segment, source)
		parent.InsertBefore(parent, l, p)
		moveChildren(item, parent, l)
	}
	parent.RemoveChild(parent, l)
}

// moveChildren puts what is in a node into another, ahead of one of its children, or at the end.
func moveChildren(from, to, ahead ast.Node) {
	for child := from.FirstChild(); child != nil; child = from.FirstChild() {
		to.InsertBefore(to, ahead, child)
	}
}

// lead puts a number ahead of what is in a paragraph.
func lead(p ast.Node, number goldtext.Segment, source []byte) {
	t, ok := p.FirstChild().(*ast.Text)
	if ok && t.Segment.Start > number.Stop && len(bytes.Trim(source[number.Stop:t.Segment.Start], " \t")) == 0 {
		t.Segment = goldtext.NewSegment(number.Start, t.Segment.Stop)
		return
	}
	ahead := ast.NewTextSegment(number)
	if number.Stop < len(source) && source[number.Stop] == ' ' {
		ahead.Segment.Stop++
	} else {
		ahead.SetSoftLineBreak(p.HasChildren())
	}
	p.InsertBefore(p, p.FirstChild(), ahead)
}

// newSpeech makes of a text the words alone, in markup that is to be taken out.
func newSpeech() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(spoken{}, 100), util.Prioritized(extension.NewTableHTMLRenderer(), 500), util.Prioritized(goldhtml.NewRenderer(), 1000)))
}

// spoken writes the numbers of items into what is to become a text without structure.
type spoken struct{}

// RegisterFuncs takes over items.
func (spoken) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindListItem, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			_ = w.WriteByte('\n')
			return ast.WalkContinue, nil
		}
		if m, ok := markerAt(n); ok {
			_, _ = w.Write(m.Value(source))
			_ = w.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
}
