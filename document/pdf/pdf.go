// Package pdf writes a document as a PDF that can be printed, searched and read aloud: tagged after PDF/UA-1.
package pdf

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"partnernetz/document"
	"slices"
	"strconv"
	"strings"
)

// Unprintable is the error for characters that the fonts do not have. Nothing is printed rather than empty boxes.
type Unprintable struct {
	Characters []rune
	Below      [][]string // of each character: the headings below which it stands
}

func (u *Unprintable) Error() string {
	all := make([]string, len(u.Characters))
	for i, r := range u.Characters {
		all[i] = fmt.Sprintf("%q (%U)", r, r)
		if len(u.Below[i]) > 0 {
			all[i] += fmt.Sprintf(" below %q", u.Below[i])
		}
	}
	return "the fonts do not have " + strings.Join(all, ", ")
}

// Write returns the document as a PDF. The same document gives the same bytes. The error is a *document.Invalid or an
// *Unprintable if the document is to blame.
func Write(d document.Document) ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	d = d.Complete()
	faces, err := newTypeface()
	if err != nil {
		return nil, err
	}
	s := &setter{faces: faces, language: d.Language, vocabulary: document.WordsFor(d.Language), entries: d.Outline(),
		pictures: &pictures{names: map[[sha256.Size]byte]string{}}, places: map[string]place{}}
	f, root := &flow{}, &element{role: "Document", language: tagOf(d.Language)}
	if err := s.set(d, f, root); err != nil {
		return nil, err
	}
	if len(faces.missing) > 0 {
		u := &Unprintable{Characters: slices.Sorted(maps.Keys(faces.missing))}
		for _, r := range u.Characters {
			u.Below = append(u.Below, d.Where(r))
		}
		return nil, u
	}
	return s.write(d, f.pages, root)
}

// set paints all pages.
func (s *setter) set(d document.Document, f *flow, root *element) error {
	if d.Cover != nil {
		if err := s.cover(d.Cover, f, root.tag("Sect")); err != nil {
			return err
		}
	}
	for _, part := range d.Parts {
		f.head = part.Head
		if len(f.pages) == 0 || !part.Continues {
			f.turn()
		}
		of := root.tag("Sect").inLanguage(part.Language)
		boxes, err := s.blocks(part.Blocks, frame{x: marginSide, width: textWidth, of: of, look: normal})
		if err != nil {
			return err
		}
		f.place(boxes)
	}
	for _, paint := range s.late {
		paint()
	}
	for _, p := range f.pages {
		if d.Cover == nil || p.number > 1 {
			s.furniture(p, d.Title)
		}
		p.end()
	}
	return nil
}

// furniture paints what stands at the head and at the foot of a page.
func (s *setter) furniture(p *page, title string) {
	const size = 8.5
	face := s.faces.face(look{})
	right := func(words string, y float64) {
		p.words(face, size, pageWidth-marginSide-face.width(words)*size/1000, y, muted, words)
	}
	p.artifact(header)
	head := face.shortened(plain(p.head), textWidth*600/size)
	title = face.shortened(plain(title), textWidth*960/size-face.width(head))
	p.words(face, size, marginSide, 56, muted, title)
	right(head, 56)
	p.rectangle(marginSide, 63, textWidth, 0.5, line)
	p.artifact(footer)
	if number := strconv.Itoa(p.number); p.number%2 == 0 { // at the outer edge, when printed on both sides
		p.words(face, size+1, marginSide, pageHeight-46, muted, number)
	} else {
		right(number, pageHeight-46)
	}
}

// plain are words without what only says how they are set.
func plain(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028' || r == '\u2029':
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, words)
}

// tagOf is the language as a PDF names it. Programs that read aloud choose a voice by it, and the older rules that PDF goes by know
// no variants: Leichte Sprache is German there.
func tagOf(language string) string {
	if strings.EqualFold(language, "de-simple") {
		return "de"
	}
	return language
}
