package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a stretch of a line that is of one run.
type piece struct {
	run   *run
	words string
}

// atom is what no line breaks: a word, or a part of one that may be broken.
type atom struct {
	pieces  []piece
	address bool // of which it is a part, so that no hyphen may be put into it
	then    rune // what follows: a blank, the end of the line, a place to break, or one that then shows a hyphen
	blank   *run // that the blank is of
}

const (
	mayBreak   = '\u200b'
	softHyphen = '\u00ad'
)

// atoms takes runs apart where lines may end.
func atoms(runs []*run) (all []atom) {
	var current atom
	address := false
	finish := func(then rune, of *run) {
		if len(current.pieces) == 0 && then != '\n' {
			if n := len(all); n > 0 && then == ' ' && (all[n-1].then == mayBreak || all[n-1].then == softHyphen) {
				all[n-1].then, all[n-1].blank = then, of
			}
			return
		}
		current.then, current.blank, current.address = then, of, address
		all = append(all, current)
		current = atom{}
	}
	for _, r := range runs {
		if r.ends {
			finish('\n', r)
			continue
		}
		var word strings.Builder
		take := func() {
			if word.Len() > 0 {
				current.pieces = append(current.pieces, piece{r, word.String()})
				word.Reset()
			}
		}
		before := rune(0)
		for at, c := range r.words {
			if at == 0 || before == ' ' {
				word, _, _ := strings.Cut(r.words[at:], " ")
				address = strings.ContainsAny(word, "@/")
			}
			switch {
			case strings.ContainsRune(" \t\r\n", c):
				take()
				finish(' ', r)
			case c == '\u2028' || c == '\u2029':
				take()
				finish('\n', r)
			case c == mayBreak || c == softHyphen:
				take()
				finish(c, r)
			case invisible(c):
			default:
				word.WriteRune(c)
				next, _ := utf8.DecodeRuneInString(r.words[at+utf8.RuneLen(c):])
				if strings.ContainsRune("-–—/·", c) && unicode.IsLetter(before) && unicode.IsLetter(next) {
					take()
					finish(mayBreak, r)
				}
			}
			before = c
		}
		take()
	}
	finish(0, nil)
	return all
}

// textLine is a line that is set.
type textLine struct {
	pieces []piece
	width  float64
}

// lines breaks words into lines that are so wide at most.
func (s *setter) lines(runs []*run, width float64) (set []textLine) {
	var now textLine
	var blank *run            // that is between what is on the line and what comes next; nil for none
	gap, inWord := 0.0, false // how wide that is, and whether the line would end at a soft hyphen
	finish := func() {
		if blank != nil { // so that words do not run together where pages are read and not seen
			now.add(piece{blank, " "})
		}
		set, now, gap, blank, inWord = append(set, now), textLine{}, 0, nil, false
	}
	for rest := atoms(runs); len(rest) > 0; {
		a, cut := rest[0], false
		w := s.atomWidth(a)
		if !s.fits(rest, width-now.width-gap) {
			if len(now.pieces) > 0 {
				if inWord {
					now.add(piece{now.pieces[len(now.pieces)-1].run, string(softHyphen)})
				}
				finish()
				continue
			}
			if head, tail, ok := s.cut(a, width); ok {
				a, w, cut = head, s.atomWidth(head), true
				rest[0] = tail
			}
		}
		if blank != nil {
			now.add(piece{blank, " "})
		}
		for _, p := range a.pieces {
			now.add(p)
		}
		now.width += gap + w
		gap, blank, inWord = 0, nil, a.then == softHyphen
		switch a.then {
		case ' ':
			gap, blank = s.pieceWidth(piece{a.blank, " "}), a.blank
		case '\n':
			finish()
		}
		if !cut {
			rest = rest[1:]
		}
	}
	if len(now.pieces) > 0 {
		set = append(set, now)
	}
	return set
}

// fits tells whether the first of the atoms fits into so much room: with a hyphen if it may end with one, or else with all of its
// word.
func (s *setter) fits(atoms []atom, room float64) bool {
	for i, a := range atoms {
		last := a.then != softHyphen || i == len(atoms)-1
		if room -= s.atomWidth(a); room < 0 {
			return false
		}
		if last || i == 0 && room >= s.pieceWidth(piece{a.pieces[len(a.pieces)-1].run, "-"}) {
			return true
		}
	}
	return false
}

func (l *textLine) add(p piece) {
	if n := len(l.pieces); n > 0 && l.pieces[n-1].run == p.run {
		l.pieces[n-1].words += p.words
		return
	}
	l.pieces = append(l.pieces, p)
}

func (s *setter) pieceWidth(p piece) float64 {
	return s.faces.face(p.run.look).width(p.words) * p.run.look.size / 1000
}

func (s *setter) atomWidth(a atom) (width float64) {
	for _, p := range a.pieces {
		width += s.pieceWidth(p)
	}
	return width
}

// cut takes as much of a word that is wider than a line as fits on one. A hyphen shows where, unless it is an address.
func (s *setter) cut(a atom, width float64) (head, tail atom, ok bool) {
	for i, p := range a.pieces {
		fits := 0
		for at, c := range p.words {
			end := at + utf8.RuneLen(c)
			if s.pieceWidth(piece{p.run, p.words[:end] + "-"}) > width {
				break
			}
			fits = end
		}
		if fits == len(p.words) {
			width -= s.pieceWidth(p)
			continue
		}
		for fits > 0 && fits < len(p.words) && unicode.Is(unicode.Mn, first(p.words[fits:])) {
			fits--
			for !utf8.RuneStart(p.words[fits]) {
				fits--
			}
		}
		if fits == 0 && i == 0 { // not even a letter with a hyphen
			if fits = utf8.RuneLen(first(p.words)); fits == len(p.words) {
				return a, atom{}, false
			}
		}
		head = atom{pieces: append([]piece{}, a.pieces[:i]...), then: mayBreak, address: a.address}
		if fits > 0 {
			head.pieces = append(head.pieces, piece{p.run, p.words[:fits]})
			if last, _ := utf8.DecodeLastRuneInString(p.words[:fits]); unicode.IsLetter(last) && unicode.IsLetter(first(p.words[fits:])) && !a.address {
				head.then = softHyphen
			}
		}
		tail = atom{pieces: append([]piece{{p.run, p.words[fits:]}}, a.pieces[i+1:]...), then: a.then, blank: a.blank, address: a.address}
		return head, tail, true
	}
	return a, atom{}, false
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
