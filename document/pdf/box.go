package pdf

import "strings"

// box is what stands on one page as a whole: a line, a row of a table, a picture.
type box struct {
	above, height float64 // the space above is left out at the top of a page
	keep          bool    // on the page of the box that follows
	paint         func(p *page, dx, top float64)
	repeat        []box // of a row: what is above it on each page

	// split makes two of it, the first no higher than room, if that is good, or if it must be. It is nil if the box stays whole.
	split func(room float64, must bool) (box, box, bool)
	eager bool // it fills a page before it goes over to another, and is split for that
	turn  bool // it begins a new page
}

// frame is where blocks are set: how far from the left, how wide, below which element.
type frame struct {
	x, width float64
	of       *element
	look     look
	inColumn bool
}

// indent is the frame without so much at its left, as long as enough for words is left.
func (f frame) indent(by float64) frame {
	if f.width-by < leastWidth {
		return f
	}
	f.x += by
	f.width -= by
	return f
}

// leastWidth is how narrow words are set at most.
const leastWidth = 80.0

// paragraph sets words in lines of which at least two stay together.
func (s *setter) paragraph(runs []*run, f frame, right bool) []box {
	lines := s.lines(runs, f.width)
	boxes := make([]box, len(lines))
	for i, l := range lines {
		boxes[i] = box{height: f.look.leading, keep: len(lines) > 1 && (i == 0 || i == len(lines)-2), paint: func(p *page, dx, top float64) {
			x := f.x + dx
			if right {
				x += f.width - l.width
			}
			s.paintLine(p, l, x, top, f.look)
		}}
	}
	return boxes
}

// baseline is how far below the top of a line its letters stand.
func (l look) baseline() float64 { return l.leading/2 + l.size*0.33 }

func (s *setter) paintLine(p *page, l textLine, x, top float64, look look) {
	base := top + look.baseline()
	for _, piece := range l.pieces {
		r := piece.run
		p.mark(r.of)
		if r.anchor != "" && !p.again {
			s.places[r.anchor] = place{p, top}
		}
		words, broken := strings.CutSuffix(piece.words, string(softHyphen))
		face := s.faces.face(r.look)
		if words != "" {
			p.words(face, r.look.size, x, base-r.rise, r.look.color, words)
		}
		seen := face.width(strings.TrimRight(words, " ")) * r.look.size / 1000
		if r.link != nil && seen > 0 {
			if r.rise == 0 {
				p.rectangle(x, base+r.look.size*0.13, seen, 0.5, r.look.color)
			}
			p.area(r.link, x, base-r.rise-r.look.size*0.75, seen, r.look.size)
		}
		x += face.width(words) * r.look.size / 1000
		if broken { // whoever searches finds the word as a whole
			p.content.WriteString("/Span <</ActualText <FEFF00AD>>> BDC\n")
			p.words(face, r.look.size, x, base-r.rise, r.look.color, "-")
			p.content.WriteString("EMC\n")
			p.end()
		}
	}
}

// nothing is a box that shows nothing, where something has to be.
func nothing(height float64) box {
	return box{height: height, paint: func(*page, float64, float64) {}}
}

// orNothing are boxes, or one that shows nothing if there are none.
func orNothing(boxes []box) []box {
	if len(boxes) == 0 {
		return []box{nothing(0)}
	}
	return boxes
}

// height is how high boxes are below each other.
func height(boxes []box) (h float64) {
	for i, b := range boxes {
		if i > 0 {
			h += b.above
		}
		h += b.height
	}
	return h
}

// paintAll paints boxes below each other.
func paintAll(boxes []box, p *page, dx, top float64) {
	for i, b := range boxes {
		if i > 0 {
			top += b.above
		}
		b.paint(p, dx, top)
		top += b.height
	}
}
