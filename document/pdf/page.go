package pdf

import (
	"bytes"
	"fmt"
	"strconv"
)

// page is a page while it is painted. What is painted is either of an element or an artifact.
type page struct {
	number  int // from 1
	head    string
	ref     reference
	content bytes.Buffer
	open    string     // what the open stretch is of; empty for none open
	of      *element   // likewise
	marks   []*element // whose each marked stretch is
	links   []*pageLink
	again   bool // what is painted was on a page before, as the head of a table
}

// pageLink is where a link can be clicked on a page.
type pageLink struct {
	*link
	areas  [][4]float64
	object dictionary
	ref    reference
}

// mark makes what follows be of an element.
func (p *page) mark(e *element) {
	if p.again {
		p.artifact("/Artifact <</Type /Pagination>>")
		return
	}
	if p.of == e {
		return
	}
	p.begin(e, fmt.Sprintf("/%s <</MCID %d>>", e.role, p.reserve(e)))
}

// reserve numbers a stretch for an element.
func (p *page) reserve(e *element) int {
	e.enter()
	p.marks = append(p.marks, e)
	e.below = append(e.below, child{page: p, mark: len(p.marks) - 1})
	return len(p.marks) - 1
}

// artifact makes what follows be of nothing that is read.
func (p *page) artifact(kind string) {
	if p.open != kind {
		p.begin(nil, kind)
	}
}

// What is on a page and no content.
const (
	header     = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>>"
	footer     = "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>"
	decoration = "/Artifact <</Type /Layout>>"
)

func (p *page) begin(e *element, how string) {
	p.end()
	p.open, p.of = how, e
	p.content.WriteString(how)
	p.content.WriteString(" BDC\n")
}

// end closes the open stretch.
func (p *page) end() {
	if p.open != "" {
		p.content.WriteString("EMC\n")
	}
	p.open, p.of = "", nil
}

// words paints words at a place that counts from the top of the page.
func (p *page) words(face *face, size, x, y float64, c color, words string) {
	p.content.WriteString(c.fill())
	p.content.WriteString("BT /" + face.name + " " + short(size) + " Tf " + short(x) + " " + short(pageHeight-y) + " Td ")
	face.show(&p.content, words)
	p.content.WriteString(" ET\n")
}

// rectangle fills a rectangle.
func (p *page) rectangle(x, y, width, height float64, c color) {
	p.content.WriteString(c.fill())
	fmt.Fprintf(&p.content, "%s %s %s %s re f\n", short(x), short(pageHeight-y-height), short(width), short(height))
}

// dots paints a row of dots from the right to the left, so that rows end below each other.
func (p *page) dots(from, to, y float64, c color) {
	if from < to {
		fmt.Fprintf(&p.content, "%s0.9 w 1 J [0 4.5] 0 d %s %s m %s %s l S\n", c.stroke(), short(to), short(pageHeight-y), short(from), short(pageHeight-y))
	}
}

// area makes a stretch of a line lead where the link does.
func (p *page) area(l *link, x, y, width, height float64) {
	if p.again {
		return
	}
	area := [4]float64{x, pageHeight - y - height, x + width, pageHeight - y}
	if n := len(p.links); n > 0 && p.links[n-1].link == l {
		p.links[n-1].areas = append(p.links[n-1].areas, area)
		return
	}
	click := &pageLink{link: l, areas: [][4]float64{area}, object: dict()}
	p.links = append(p.links, click)
	l.element.enter().below = append(l.element.below, child{page: p, link: click})
}

// short writes a number to a hundredth of a point.
func short(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" {
		return "0"
	}
	return s
}
