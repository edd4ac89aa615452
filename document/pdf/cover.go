package pdf

import "partnernetz/document"

// cover paints the title page.
func (s *setter) cover(c *document.Cover, f *flow, of *element) error {
	f.turn()
	p := f.page()
	p.artifact(decoration)
	p.rectangle(0, 0, 22, pageHeight, accent)
	at := frame{x: marginSide, width: textWidth, of: of, look: normal}
	if c.Logo != nil {
		known, img, err := s.pictures.take(*c.Logo)
		if err != nil {
			return err
		}
		width := min(170, 64*img.AspectRatio())
		s.picture(known, *c.Logo, of, at.x, width, width/img.AspectRatio()).paint(p, 0, 70)
	}
	y := s.coverLines(p, at, document.Plain(c.Above), "P", look{size: 13, leading: 18, color: muted}, 262)
	y = s.coverLines(p, at, document.Plain(c.Title), "Title", look{size: 34, leading: 40, bold: true, color: accent}, y+8)
	y = s.coverLines(p, at, c.Subtitle, "P", look{size: 16, leading: 22, color: black}, y+12)
	p.artifact(decoration)
	p.rectangle(at.x, y+20, 64, 3, accent)
	s.coverLines(p, at, document.Plain(c.Edition), "P", look{size: 16, leading: 22, bold: true, color: accent}, y+40)
	imprint := look{size: 10.5, leading: 15, color: muted}
	y = pageHeight - marginBottom - float64(len(c.Imprint))*imprint.leading
	for _, line := range c.Imprint {
		y = s.coverLines(p, at, line, "P", imprint, y)
	}
	return nil
}

func (s *setter) coverLines(p *page, at frame, words []document.Inline, role string, l look, top float64) float64 {
	at.look = l
	boxes := s.paragraph(s.runs(words, at.of.tag(role), l, nil), at, false)
	paintAll(boxes, p, 0, top)
	return top + height(boxes)
}
