package search

import (
	"html"
	"partnernetz/content"
	"partnernetz/content/richtext"
	"strings"
	"unicode/utf8"
)

const (
	snippetLength = 200 // bytes of text, about
	leadIn        = 40  // of these bytes, before the first hit
)

// mark is a part of a text that was found, with the words of the query that it stands for.
type mark struct {
	start, end int
	terms      uint16 // a bit for each word of the query
}

// snippet returns the part of an entry's texts that has the most terms of the query, as HTML, and the language that it is in. Readers
// see the title anyway, so the title is shown only if no other text has a term.
func snippet(passages []richtext.Passage, q query) (string, content.Locale) {
	if len(passages) == 0 {
		return "", ""
	}
	best, from := cut{}, passages[0]
	for _, p := range passages[1:] {
		if c := cutFrom(p.Text, q); c.terms > best.terms {
			best, from = c, p
		}
	}
	if best.terms == 0 {
		best = cutFrom(from.Text, q)
	}
	return best.html(), from.Locale
}

// cut is a part of a text with its marks.
type cut struct {
	text       string
	start, end int
	marks      []mark
	terms      int // of the query that are in it
}

// cutFrom cuts out the part of a text that has the most terms; of equal parts the first one.
func cutFrom(text string, q query) cut {
	marks := marksIn(text, q)
	best := cut{text: text, end: edge(text, snippetLength)}
	for _, first := range marks {
		from := min(first.start-leadIn, len(text)-snippetLength) // a part at the end of the text begins earlier
		c := cut{text: text, start: min(first.start, edge(text, from))}
		c.end = edge(text, c.start+snippetLength)
		terms := uint16(0)
		for _, m := range marks {
			if c.start <= m.start && m.end <= c.end {
				c.marks = append(c.marks, m)
				terms |= m.terms
			}
		}
		if len(c.marks) == 0 { // the first mark is longer than a snippet
			c.end, c.marks, terms = first.end, []mark{first}, first.terms
		}
		for c.terms = 0; terms != 0; terms &= terms - 1 {
			c.terms++
		}
		if c.terms > best.terms {
			best = c
		}
	}
	return best
}

// marksIn returns the marks in a text, in order and without overlaps.
func marksIn(text string, q query) (marks []mark) {
	for _, t := range tokens(text) {
		m := mark{start: t.start, end: t.end}
		for _, term := range q.terms {
			if term.found[t.word] {
				m.terms |= term.stands
			}
		}
		if m.terms == 0 {
			continue
		}
		for len(marks) > 0 && marks[len(marks)-1].end > m.start { // its parts
			last := marks[len(marks)-1]
			m.start, m.terms = min(m.start, last.start), m.terms|last.terms
			marks = marks[:len(marks)-1]
		}
		marks = append(marks, m)
	}
	return marks
}

// edge returns a place near i where a word begins or ends, or if there is none a letter.
func edge(text string, i int) int {
	if i <= 0 {
		return 0
	}
	if i >= len(text) {
		return len(text)
	}
	from := max(0, i-leadIn)
	if space := strings.LastIndexAny(text[from:i], " \n\t"); space >= 0 {
		return from + space + 1
	}
	if from == 0 {
		return 0
	}
	for !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// html returns the part as HTML: hits are marked, and everything else is escaped.
func (c cut) html() string {
	var b strings.Builder
	write := func(from, to int) { b.WriteString(html.EscapeString(c.text[from:to])) }
	if c.start > 0 {
		b.WriteString("… ")
	}
	at := c.start
	for _, m := range c.marks {
		write(at, m.start)
		b.WriteString("<mark>")
		write(m.start, m.end)
		b.WriteString("</mark>")
		at = m.end
	}
	write(at, c.end)
	s := strings.Join(strings.Fields(b.String()), " ")
	if c.end < len(c.text) {
		s += " …"
	}
	return s
}
