package richtext

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"partnernetz/content"

	"golang.org/x/net/html"
)

// Pasted is HTML that was found in a text.
type Pasted struct {
	Line int      // of the text that it begins on, from 1
	Tags []string // the names of its elements, each once; empty if it is nothing but comments
	From string   // the program that it looks like coming from, such as Word; empty for none
}

// origins are what programs leave in the HTML that is copied from them.
var origins = []struct {
	name  string
	trace *regexp.Regexp
}{
	{"Google Docs", regexp.MustCompile(`docs-internal-guid`)},
	{"Excel", regexp.MustCompile(`class="?xl\d`)},
	{"Word", regexp.MustCompile(`(?i)class=["']?mso|mso-|</?[owvm]:|<!(--)?\[(if|endif)|urn:schemas-microsoft`)},
	{"LibreOffice", regexp.MustCompile(`(?i)class="western"|<font face=|<p style="(margin-bottom: 0|line-height|font-)`)},
}

// PastedIn looks for HTML in a text; nil if there is none. What is no element, as in <Name>, is text.
func PastedIn(source string) *Pasted {
	var found *Pasted
	if !strings.Contains(source, "<") || content.TooCostly(source) {
		return nil
	}
	line := 1
	for _, p := range takeApart(source) {
		if p.isMarkup() {
			if found == nil {
				found = &Pasted{Line: line}
			}
			if p.Type != html.CommentToken && !slices.Contains(found.Tags, p.Data) {
				found.Tags = append(found.Tags, p.Data)
			}
		}
		line += strings.Count(p.source, "\n")
	}
	if found != nil {
		for _, o := range origins {
			if found.From == "" && o.trace.MatchString(source) {
				found.From = o.name
			}
		}
	}
	return found
}

// cleanings is how often a text is cleaned until it is clean, as what was in a tag may be one itself.
const cleanings = 10

// Clean makes Markdown of the HTML in a text: headings, lists, tables, emphasis and links stay such, and the rest stays as words. All
// words stay. A text without HTML stays as it is.
func Clean(source string) string {
	cleaned := source
	for range cleanings {
		if PastedIn(cleaned) == nil {
			return cleaned
		}
		cleaned = clean(cleaned)
	}
	return source // which is shown without its tags, for all that is known of it
}

// clean makes Markdown of what is HTML at first sight. Where marks of emphasis or whatever else would be read as words, or words
// would not be read any more, it is done with less.
func clean(source string) string {
	source = strings.ReplaceAll(source, "\r\n", "\n")
	for _, plain := range []bool{false, true} {
		parts := takeApart(source)
		if root := treeOf(parts); root != nil {
			w := newWriter(parts, plain)
			w.children(root)
			w.flush()
			if markdown := w.String(); sameWords(spokenWords(wordsOf(parts)), spokenWords(markdown)) {
				return markdown
			}
		}
	}
	return strings.Trim(wordsOf(takeApart(source)), "\n")
}

// spokenWords are the words of a text, with what could be a mark that is read as one.
func spokenWords(source string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("*_#|[]<>~&;\\`", r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, renderText(source, content.DE, map[string]int{}, nil).text()))
}

// sameWords reports whether a text has the words of another, in their order, and no more but numbers of items.
func sameWords(before, after []string) bool {
	for _, word := range after {
		switch {
		case len(before) > 0 && before[0] == word:
			before = before[1:]
		case strings.Trim(word, "0123456789") != "":
			return false
		}
	}
	return len(before) == 0
}
