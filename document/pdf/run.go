package pdf

import (
	"partnernetz/document"
	"strconv"

	"golang.org/x/text/unicode/norm"
)

// run is a stretch of words that look alike and are of one element.
type run struct {
	words  string
	look   look
	rise   float64
	of     *element
	link   *link  // nil for none
	anchor string // by which links find it; empty for none
	ends   bool   // the line
}

// link is where words lead.
type link struct {
	element     *element
	address, to string // either the one or the other
	says        string // for whoever has it read aloud
}

// note is a note whose number has been shown.
type note struct {
	text   []document.Inline
	number string
}

// runs takes words apart. Those of another language, that are stressed or that lead somewhere get a tag of their own.
func (s *setter) runs(words []document.Inline, of *element, l look, to *link) (all []*run) {
	for _, i := range words {
		switch i := i.(type) {
		case document.Text:
			all = append(all, &run{words: norm.NFC.String(string(i)), look: l, of: of, link: to})
		case document.Code:
			all = append(all, &run{words: norm.NFC.String(string(i)), look: l, of: of.tag("Code"), link: to})
		case document.Strong:
			bold := l
			bold.bold = true
			all = append(all, s.runs(i, of.tag("Strong"), bold, to)...)
		case document.Emphasis:
			slanted := l
			slanted.italic = !l.italic
			all = append(all, s.runs(i, of.tag("Em"), slanted, to)...)
		case document.Span:
			e := of.tag("Span")
			e.language = tagOf(i.Language)
			all = append(all, s.runs(i.Text, e, l, to)...)
		case document.Break:
			all = append(all, &run{look: l, of: of, ends: true})
		case document.Link:
			all = append(all, s.linked(i, of, l)...)
		case document.Note:
			all = append(all, s.noted(i, of, l))
		}
	}
	return all
}

func (s *setter) linked(l document.Link, of *element, look look) []*run {
	e := of.tag("Link")
	look.color = linked
	says := document.Words(l.Text)
	if l.Address != "" && l.Address != says {
		says += " (" + l.Address + ")"
	}
	return s.runs(l.Text, e, look, &link{element: e, address: l.Address, to: l.To, says: says})
}

// noted is the number of a note, which leads to the note.
func (s *setter) noted(n document.Note, of *element, l look) *run {
	s.noteCount++
	number := strconv.Itoa(s.noteCount)
	s.notes = append(s.notes, note{n, number})
	e := of.tag("Reference").tag("Link")
	l.bold, l.italic, l.color = false, false, linked
	rise := l.size * 0.36
	l.size *= 0.66
	return &run{words: number, look: l, rise: rise, of: e, anchor: backTo(number),
		link: &link{element: e, to: noteAnchor(number), says: s.vocabulary.Note + " " + number}}
}

// The names of places that the document itself does not name begin with what no anchor begins with.
func noteAnchor(number string) string { return " note " + number }
func backTo(number string) string     { return " back " + number }
