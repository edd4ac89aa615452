package check

import (
	"fmt"
	"partnernetz/content"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// hint is what whoever writes Leichte Sprache should look at once more. It is no test of Leichte Sprache, which only a test group can
// do. A source is named where its text says so.
type hint struct {
	rule   Rule
	find   func(easyLine) []string // the places in a line, such as words
	de, en string                  // what is to be said of a place
	source string
}

const bitv = "BITV 2.0, Anlage 2 Teil 2 Nr. "

var hints = []hint{
	{EasyLongLine, longLine, "Die Zeile hat %s Wörter. Besser sind höchstens 15.", "the line has %s words; better have 15 at most", ""},
	{EasyLongWord, longWords, "„%s“ ist ein langes Wort. Besser ein kürzeres nehmen, oder es mit Bindestrich oder Punkt teilen.", "%q is a long word; take a shorter one, or part it by a hyphen or a dot", ""},
	{EasyGenitive, genitives, "„%s“ ist wohl ein Genitiv. Besser mit „von“ sagen.", "%q seems to be a genitive; better say it with „von“", bitv + "1"},
	{EasyPassive, passives, "„%s“ ist wohl Passiv. Besser sagen, wer etwas tut.", "%q seems to be in the passive; better say who does it", bitv + "1"},
	{EasyNumberWord, numberWords, "Die Zahl „%s“ ist mit Ziffern leichter zu lesen.", "the number %q is easier to read in digits", ""},
	{EasyNegation, capitalNegations, "„%s“ ist eine Verneinung in großen Buchstaben. Besser ohne Verneinung sagen, oder sie fett schreiben: **%[2]s**.", "%q is a negation in capitals; say it without one, or write it in bold: **%[2]s**", ""},
	{EasyAbbreviation, abbreviations, "„%s“ ist eine Abkürzung. Besser ausschreiben.", "%q is an abbreviation; write it out", bitv + "1"},
}

// checkEasy looks at the texts in Leichte Sprache line by line, as a line is a sentence there. What a sentence is, no program can tell
// for sure in front of „3. Mai“ and „z. B.“.
func checkEasy(in *Inspection) {
	for _, t := range in.texts {
		said := map[string]bool{}
		for number, line := range strings.Split(t.text[content.DESimple], "\n") {
			words := readLine(line)
			for _, h := range hints {
				for _, place := range h.find(words) {
					if key := string(h.rule) + place; !said[key] || h.rule == EasyLongLine {
						said[key] = true
						in.addHint(h, t.field, number+1, place)
					}
				}
			}
		}
	}
}

func (in *Inspection) addHint(h hint, field string, line int, place string) {
	say := func(text string) string {
		args := []any{place, strings.ToLower(place)}
		return fmt.Sprintf(text, args[:1+strings.Count(text, "%[2]")]...)
	}
	de, en := "ein Hinweis dieses Systems", "a hint of this system"
	if h.source != "" {
		de, en = h.source, h.source
	}
	in.addAt(line, h.rule, field, content.DESimple, fmt.Sprintf("Zeile %d: %s (%s)", line, say(h.de), de), fmt.Sprintf("line %d: %s (%s)", line, say(h.en), en))
}

// easyLine is a line of a text, free of marks of Markdown.
type easyLine struct {
	text  string   // without dots in words
	words []string // with such dots
}

var (
	lineMarks = regexp.MustCompile(`^[ \t>]*(?:(?:[-*+]|\d+[.)]|#+)[ \t]+)*`)
	linkEnds  = regexp.MustCompile(`\]\([^)]*\)`)
	figures   = regexp.MustCompile(`\{\{\s*\w+\s*\}\}`)
	textMarks = regexp.MustCompile("\\*\\*|\\B\\*|\\*\\B|[\\[\\]`\u00ad]|\\\\$")
)

func readLine(line string) easyLine {
	line = figures.ReplaceAllString(linkEnds.ReplaceAllString(lineMarks.ReplaceAllString(line, ""), ""), "1")
	line = textMarks.ReplaceAllString(line, "")
	shown := slices.DeleteFunc(strings.Fields(line), isAddress)
	text := content.Joined(strings.Join(shown, " "))
	return easyLine{text, slices.DeleteFunc(shown, func(w string) bool { return !strings.ContainsFunc(w, isLetterOrDigit) })}
}

func isAddress(word string) bool {
	return strings.Contains(word, "@") || strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
