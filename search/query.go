package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"partnernetz/content"
)

// How long a query may be.
const (
	maxLetters = 200
	maxWords   = 10
)

// query is what somebody looks for. It has no syntax: text is text.
type query struct {
	view  content.View
	words int // how many an entry should have
	terms []*term
}

// term is one word of a query, or the whole of words that hyphens join. An entry need not have such a whole, but has its parts
// if it does, and comes before entries that have only the parts.
type term struct {
	form
	stands uint16 // for which words of the query, a bit for each
	whole  bool
	last   bool            // the last word, which may be unfinished
	typos  int             // how many are allowed
	found  map[string]bool // words of the index that it stands for
}

// parse splits a text into the words to look for.
func parse(text string, v content.View) (query, error) {
	q := query{view: v}
	if utf8.RuneCountInString(text) > maxLetters {
		return q, content.Errorf(content.BadInput, "the text to search for is longer than %d characters; shorten it", maxLetters)
	}
	all := tokens(text)
	var words []string
	for i, t := range all {
		if !isWhole(all, i) && !slices.Contains(words, t.word) {
			words = append(words, t.word)
		}
	}
	if meant := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return isStop(w, v) }); len(meant) > 0 {
		words = meant
	}
	if len(words) == 0 {
		return q, content.Errorf(content.BadInput, "the text to search for has no words; give at least one")
	}
	if len(words) > maxWords {
		return q, content.Errorf(content.BadInput, "there are %d words to search for; %d is the most", len(words), maxWords)
	}
	for i, w := range words {
		q.terms = append(q.terms, &term{form: formOf(w, v), stands: 1 << i, last: i == len(words)-1, typos: typosIn(w), found: map[string]bool{}})
	}
	q.words = len(words)
	for i, t := range all {
		known := slices.ContainsFunc(q.terms, func(other *term) bool { return other.text == t.word })
		if !isWhole(all, i) || known || len(q.terms) == 2*maxWords {
			continue
		}
		whole := &term{form: formOf(t.word, v), whole: true, found: map[string]bool{}}
		for _, part := range all[:i] {
			if n := slices.Index(words, part.word); part.start >= t.start && n >= 0 {
				whole.stands |= 1 << n
			}
		}
		if whole.stands != 0 {
			q.terms = append(q.terms, whole)
		}
	}
	return q, nil
}

// isWhole reports whether a token is made of those before it.
func isWhole(all []token, i int) bool { return i > 0 && all[i].start < all[i-1].end }

// typosIn returns how many typing errors a word may have: none in short words, as too many of them are alike, and none in numbers.
func typosIn(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 4 || strings.IndexFunc(word, unicode.IsDigit) >= 0:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// isStop tells whether a word is too common to mean anything in a language of the view.
func isStop(word string, v content.View) bool {
	return germanStops[word] && (v.Locale != content.EN || v.Fallback) || englishStops[word] && v.Locale == content.EN
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

var germanStops = set(`aber als also am an auch auf aus bei bin bis bist da damit dann das dass dein dem den der des dessen die dies
	diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch fuer hat haben hatte ich ihr
	ihre ihrem ihren ihrer im in ins ist ja kann kein keine mein mich mir mit muss nach nicht noch nur ob oder ohne sehr sein seine
	seinem seinen seiner sich sie sind so soll sowie ueber um und uns unser unsere unter vom von vor war waren was wenn wer werden wie
	wir wird wo zu zum zur zwischen`)

var englishStops = set(`a about all also an and any are as at be been but by can did do does for from had has have he her his how i if in
	into is it its may me my no not of on or our she so than that the their them then there these they this those to us was we were what
	when where which who will with you your`)
