package pdf

import (
	"partnernetz/document"
	"strconv"
)

// list sets each item beside its bullet or number.
func (s *setter) list(l document.List, f frame) (all []box, err error) {
	of, numbering, width := f.of.tag("L").inLanguage(l.Language), "Disc", 14.0
	if l.Ordered {
		numbering, width = "Decimal", 20
	}
	of.about = dict("O", name("List"), "ListNumbering", name(numbering))
	for i, item := range l.Items {
		label := "•"
		if l.Ordered {
			label = strconv.Itoa(max(l.Start, 1)+i) + "."
		}
		boxes, err := s.item(of.tag("LI"), label, item, f, width)
		if err != nil {
			return nil, err
		}
		all = append(all, boxes...)
	}
	return spaced(all, 6), nil
}

// item sets blocks beside a label that stands at the height of their first line.
func (s *setter) item(of *element, label string, item []document.Block, f frame, width float64) ([]box, error) {
	shown := &run{words: label, look: f.look, of: of.tag("Lbl")}
	in := f.indent(width)
	in.of = of.tag("LBody")
	boxes, err := s.blocks(item, in)
	if err != nil {
		return nil, err
	}
	if len(boxes) == 0 {
		boxes = []box{nothing(f.look.leading)}
	}
	s.label(boxes, shown, f)
	return spaced(boxes, 3), nil
}

// label shows a label at the left of the first of boxes, and is read ahead of it.
func (s *setter) label(boxes []box, shown *run, f frame) {
	beside := textLine{pieces: []piece{{shown, shown.words + " "}}}
	paint := boxes[0].paint
	boxes[0].paint = func(p *page, dx, top float64) {
		s.paintLine(p, beside, f.x+dx, top, f.look)
		paint(p, dx, top)
	}
}
