package pdf

import (
	"fmt"
	"partnernetz/document"
	"strings"
)

// setter makes boxes of blocks.
type setter struct {
	faces      *typeface
	language   string
	vocabulary document.Vocabulary
	entries    []document.Entry // all headings
	headings   int              // how many of them are set
	notes      []note           // that no list of notes has shown
	noteCount  int
	pictures   *pictures
	places     map[string]place // by anchor
	late       []func()         // painted when it is known what is on which page
}

// place is where an anchor is.
type place struct {
	page *page
	top  float64
}

// blocks sets blocks below each other.
func (s *setter) blocks(blocks []document.Block, f frame) (all []box, err error) {
	for _, b := range blocks {
		boxes, err := s.block(b, f)
		if err != nil {
			return nil, err
		}
		all = append(all, boxes...)
	}
	return all, nil
}

func (s *setter) block(b document.Block, f frame) ([]box, error) {
	switch b := b.(type) {
	case document.Heading:
		return s.heading(b, f), nil
	case document.Paragraph:
		return s.words(b, f), nil
	case document.List:
		return s.list(b, f)
	case document.Table:
		return s.table(b, f), nil
	case document.Figure:
		return s.figure(b, f)
	case document.Quotation:
		return s.quotation(b, f)
	case document.Preformatted:
		return s.preformatted(b, f), nil
	case document.Columns:
		return s.columns(b, f)
	case document.Contents:
		return s.contents(b, f), nil
	case document.Notes:
		return s.noteList(f), nil
	case document.PageBreak:
		turn := nothing(0)
		turn.turn = true
		return []box{turn}, nil
	case document.Rule:
		return []box{{above: 12, height: 12, paint: func(p *page, dx, top float64) {
			p.artifact(decoration)
			p.rectangle(f.x+dx, top, f.width, 0.6, line)
		}}}, nil
	}
	return nil, fmt.Errorf("%T cannot be set", b)
}

// inLanguage makes an element that is in a language of its own, if it is.
func (e *element) inLanguage(language string) *element {
	e.language = tagOf(language)
	return e
}

func spaced(boxes []box, above float64) []box {
	if len(boxes) > 0 {
		boxes[0].above = above
	}
	return boxes
}

func (s *setter) heading(h document.Heading, f frame) []box {
	style, entry := headings[h.Level], s.entries[s.headings]
	s.headings++
	f.look = style.look
	runs := s.runs(h.Text, f.of.tag(fmt.Sprint("H", h.Level)).inLanguage(h.Language), f.look, nil)
	boxes := spaced(orNothing(s.paragraph(runs, f, false)), style.above)
	for i := range boxes {
		boxes[i].keep = true
	}
	paint := boxes[0].paint
	boxes[0].paint = func(p *page, dx, top float64) {
		s.places[entry.Anchor] = place{p, top}
		paint(p, dx, top)
	}
	boxes[len(boxes)-1].height += style.below
	return boxes
}

func (s *setter) words(b document.Paragraph, f frame) []box {
	above := 7.0
	switch b.Tone {
	case document.Lead:
		f.look = lead
	case document.Small:
		f.look, above = small, 4
	}
	boxes := s.paragraph(s.runs(b.Text, f.of.tag("P").inLanguage(b.Language), f.look, nil), f, false)
	if n := len(boxes); n > 0 && (b.Tone == document.Lead || strings.HasSuffix(document.Words(b.Text), ":")) {
		boxes[n-1].keep = true // it says something about what follows
	}
	return spaced(boxes, above)
}

func (s *setter) quotation(q document.Quotation, f frame) ([]box, error) {
	in := f.indent(18)
	in.of = f.of.tag("BlockQuote").inLanguage(q.Language)
	in.look.italic = true
	boxes, err := s.blocks(q.Blocks, in)
	if err != nil {
		return nil, err
	}
	if len(q.Source) > 0 {
		in.look = under
		if len(boxes) > 0 {
			boxes[len(boxes)-1].keep = true
		}
		boxes = append(boxes, spaced(s.paragraph(s.runs(q.Source, in.of.tag("P"), in.look, nil), in, false), 4)...)
	}
	for i, b := range boxes {
		gap := b.above
		if i == 0 {
			gap = 0
		}
		boxes[i].paint = func(p *page, dx, top float64) {
			p.artifact(decoration)
			p.rectangle(f.x+dx+3, top-gap, 2, b.height+gap, line)
			b.paint(p, dx, top)
		}
	}
	return spaced(boxes, 11), nil
}

// preformatted sets lines as they are, with their blanks.
func (s *setter) preformatted(b document.Preformatted, f frame) []box {
	f = f.indent(12)
	f.look = small
	of := f.of.tag("P").tag("Code")
	var runs []*run
	for l := range strings.Lines(strings.ReplaceAll(b.Text, "\t", "    ")) {
		l = strings.ReplaceAll(strings.TrimRight(l, "\r\n"), "  ", "\u00a0\u00a0")
		runs = append(runs, &run{words: l, look: f.look, of: of}, &run{look: f.look, of: of, ends: true})
	}
	return spaced(s.paragraph(runs, f, false), 7)
}
