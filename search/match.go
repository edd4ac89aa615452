package search

import (
	"math"
	"strings"
)

// How much a word of the index counts for the word that was looked for.
const (
	same      = 1
	inflected = 0.9  // Schulen for Schule, and Mitarbeiterin or Mitarbeitende for Mitarbeiter
	related   = 0.8  // the same stem: Mitarbeit for Mitarbeiter
	beginning = 0.6  // at the beginning of a longer word: Wohlfahrt in Wohlfahrtspflege
	head      = 0.4  // at the end of a compound: Schule in Volkshochschule
	inside    = 0.25 // anywhere else in a longer word
	mistyped  = 0.5  // divided by the number of typing errors; of a beginning, the product of both
	partOf    = 0.3  // the other way round: Öffnung when Öffnungsprozess is looked for
)

// How many letters a part of a word must have to be looked for in other words. Shorter parts occur in too many words of other
// meanings.
const (
	minBeginning = 3
	minHead      = 4
	minInside    = 5
	minFirst     = 6
)

// expand returns the words of the index that a term may mean, with how much each counts. Typing errors are looked
// for only if no word is written like the term.
func (x *index) expand(t *term) map[*word]float64 {
	meant := map[*word]float64{}
	take := func(fits func(*word) float64) {
		for _, w := range x.words {
			if f := fits(w); f > 0 {
				meant[w] = f
			}
		}
	}
	if t.whole {
		take(func(w *word) float64 {
			if f := t.spelled(w); f >= related {
				return f
			}
			return 0
		})
		return meant
	}
	take(t.spelled)
	if len(meant) == 0 && t.typos > 0 {
		for n := 1; n <= t.typos && len(meant) == 0; n++ {
			take(func(w *word) float64 { return t.mistyped(w, n) })
		}
	}
	if len(meant) == 0 {
		take(t.compound)
	}
	return meant
}

// spelled returns how well a word fits that is written like the term, or contains it.
func (t *term) spelled(w *word) float64 {
	if w.text == t.text {
		return same
	}
	if w.who == t.who || w.stems[1] != "" && w.stems[1] == t.stems[1] {
		return inflected
	}
	if w.stems[0] == t.stems[0] {
		return related
	}
	if strings.HasPrefix(w.text, t.text) && (len(t.text) >= minBeginning || t.last && len(t.text) > 1) {
		return beginning * share(len(t.text), len(w.text))
	}
	if len(t.root) < minHead {
		return 0
	}
	switch i := strings.Index(w.text, t.root); {
	case i == 0:
		return beginning * share(len(t.root), len(w.text))
	case i > 1 && strings.HasSuffix(w.root, t.root):
		return head
	case i > 1 && len(t.root) >= minInside:
		return inside
	}
	return 0
}

// mistyped returns how well a word fits that the term becomes with so many corrections, or that begins with what it becomes.
// In a short word the first letter has to be right, or Hund would be taken for Bund.
func (t *term) mistyped(w *word, typos int) float64 {
	if len(t.text) < minFirst && t.text[0] != w.text[0] {
		return 0
	}
	whole, start := distance(t.text, w.text, typos)
	switch {
	case whole <= typos:
		return mistyped / float64(typos)
	case start <= typos && len(t.text) >= minInside:
		return mistyped / float64(typos) * beginning * share(len(t.text), len(w.text))
	}
	return 0
}

// compound returns how well a word fits that the term begins or ends with, if the word is at least half of the term.
func (t *term) compound(w *word) float64 {
	if len(w.root) >= minInside && 2*len(w.root) >= len(t.text) && (strings.HasPrefix(t.text, w.root) || strings.HasSuffix(t.root, w.root)) {
		return partOf * share(len(w.root), len(t.text))
	}
	return 0
}

// share is the greater, the larger a part of the whole word is.
func share(part, whole int) float64 { return math.Sqrt(float64(part) / float64(max(part, whole))) }

// distance counts the corrections that turn a into b, and those that turn a into some beginning of b: a letter too many, missing,
// wrong, or swapped with its neighbour. Numbers above most need not be exact.
func distance(a, b string, most int) (whole, start int) {
	far := most + 1
	if len(b) < len(a)-most {
		return far, far
	}
	b = b[:min(len(b), len(a)+most+1)] // further letters take more than most corrections anyway
	var rows [3][longest + 2]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > most {
			return far, far
		}
	}
	start = far
	for j := range len(b) + 1 {
		start = min(start, int(row[j]))
	}
	return int(row[len(b)]), start
}
