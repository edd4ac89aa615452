package pdf

import (
	"partnernetz/document"
	"strconv"
)

// contents lists the headings with their pages, which are painted when they are known.
func (s *setter) contents(c document.Contents, f frame) (all []box) {
	levels := c.Levels
	if levels == 0 {
		levels = 2
	}
	lists := []*element{f.of.tag("TOC")}
	for _, e := range s.entries {
		if e.Level > levels || e.Unlisted {
			continue
		}
		for len(lists) > 1 && len(lists) > e.Level {
			lists = lists[:len(lists)-1]
		}
		for len(lists) < e.Level {
			lists = append(lists, lists[len(lists)-1].tag("TOC"))
		}
		all = append(all, s.contentsEntry(e, lists[len(lists)-1].tag("TOCI"), f)...)
	}
	return spaced(all, 6)
}

const pageNumberWidth = 34.0

func (s *setter) contentsEntry(e document.Entry, of *element, f frame) []box {
	f = f.indent(float64(e.Level-1) * 16)
	f.look = inTable
	above := 3.0
	if e.Level == 1 {
		f.look, above = normal, 8
		f.look.bold, f.look.color = true, accent
	}
	whole := f.width
	f.width -= pageNumberWidth
	linked := of.tag("Reference").tag("Link")
	if e.Language != s.language {
		linked.language = tagOf(e.Language)
	}
	l := &link{element: linked, to: e.Anchor, says: document.Words(e.Text)}
	runs := s.runs([]document.Inline{document.Text(document.Words(e.Text))}, linked, f.look, l)
	lines := s.lines(runs, f.width)
	if len(lines) == 0 {
		lines = []textLine{{}} // for the number
	}
	boxes := make([]box, len(lines))
	for i, set := range lines {
		last := i == len(lines)-1
		boxes[i] = box{height: f.look.leading, keep: !last, paint: func(p *page, dx, top float64) {
			plain := set
			plain.pieces = unlined(set.pieces)
			s.paintLine(p, plain, f.x+dx, top, f.look)
			p.area(l, f.x+dx, top, whole, f.look.leading)
			if last {
				leader(p, f.x+dx+set.width, f.x+dx+whole, top, f.look)
				s.pageNumber(p, l, f.x+dx+whole, top, f.look)
			}
		}}
	}
	boxes[len(boxes)-1].keep = e.Level == 1 // and what is first in it
	return spaced(boxes, above)
}

// unlined are pieces as they are when the whole line is the link.
func unlined(pieces []piece) []piece {
	plain := make([]piece, len(pieces))
	for i, p := range pieces {
		r := *p.run
		r.link = nil
		plain[i] = piece{&r, p.words}
	}
	return plain
}

// leader is the row of dots from an entry to its page.
func leader(p *page, from, to, top float64, l look) {
	p.artifact(decoration)
	p.dots(from+6, to-24, top+l.baseline()-0.5, muted)
}

// pageNumber is painted at the end, when it is known, and read here.
func (s *setter) pageNumber(p *page, l *link, right, top float64, look look) {
	mark := p.reserve(l.element)
	s.late = append(s.late, func() {
		words := " " + strconv.Itoa(s.places[l.to].page.number) // a blank, so that it is not read as part of the heading
		face := s.faces.face(look)
		p.begin(l.element, "/Link <</MCID "+strconv.Itoa(mark)+">>")
		p.words(face, look.size, right-face.width(words)*look.size/1000, top+look.baseline(), look.color, words)
		p.end()
	})
}
