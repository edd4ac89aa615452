package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// genderMark returns the length of what stands at a place in a text within a word that means people of every gender: the star of
// Kolleg*innen, the stroke and the hyphen of Kolleg/-innen. 0 if nothing does.
func genderMark(text string, at int) int {
	rest := text[at:]
	n := 1
	switch rest[0] {
	case '*', ':', '_':
	case '/':
		if strings.HasPrefix(rest, "/-") {
			n = 2
		}
	case '(':
		if strings.HasPrefix(rest, "(in)") || strings.HasPrefix(rest, "(innen)") {
			return n
		}
		return 0
	case ')':
		if strings.HasSuffix(text[:at], "(in") || strings.HasSuffix(text[:at], "(innen") {
			return n
		}
		return 0
	default:
		return 0
	}
	if strings.HasPrefix(rest[n:], "innen") { // Bürger*innenbüro too
		return n
	}
	for _, ending := range []string{"in", "r", "n", "e", "s", "m"} { // jede*r, eine*n
		if after, ok := strings.CutPrefix(rest[n:], ending); ok {
			if next, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
				return n
			}
		}
	}
	return 0
}

// withoutMarks takes the marks out of a word that has some.
func withoutMarks(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("*:_/-()", r) {
			return -1
		}
		return r
	}, word)
}

// forAll turns what is in a folded word for one gender, or for all, into what is in it for none in particular: -innen and -enden
// are looked for within it as well, as in Bürgerinnenbüro and Teilnehmendenliste. What it makes of other words is none, and so
// equals nothing.
var forAll = strings.NewReplacer("studierenden", "studenten", "studierende", "student", "erinnen", "er", "innen", "en")

const minPerson = 3 // letters ahead of the ending of a word for people

// withoutGender returns a word for women as that for people, of which compounds are made: Lehrer for Lehrerinnen.
func withoutGender(text string) string {
	if rest, ok := strings.CutSuffix(text, "innen"); ok && len(rest) > minPerson+1 {
		return rest
	}
	if strings.HasSuffix(text, "erin") && len(text) > minPerson+4 {
		return strings.TrimSuffix(text, "in")
	}
	return text
}

// person returns what all words for the same people share: Mitarbeiter, Mitarbeiterinnen, Mitarbeitende.
func person(text string) string {
	all := forAll.Replace(text)
	for _, ending := range []string{"enden", "ender", "endes", "endem", "ende"} {
		if i := strings.LastIndex(all, ending); i >= minPerson && (i+len(ending) == len(all) || ending == "enden") {
			all = all[:i] + "er" + all[i+len(ending):]
			break
		}
	}
	switch {
	case strings.HasSuffix(all, "in") && len(all) > 2*minPerson-1:
		all = all[:len(all)-2]
	case strings.HasSuffix(all, "ern"), strings.HasSuffix(all, "ers"):
		all = all[:len(all)-1]
	}
	s, _ := germanStem(all)
	if strings.HasSuffix(all, "er") {
		return s + "er" // Mitarbeiter is not Mitarbeit
	}
	return s
}
