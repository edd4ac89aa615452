package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"

	"partnernetz/content"
)

const longest = 64 // letters of a word; further ones are ignored

// token is a word in a text.
type token struct {
	word       string // folded
	start, end int    // place in the text
}

// tokens returns the words of a text. Parts that hyphens join are words, and so is the whole: Partner-Initiative also gives
// Partnerinitiative, as others write it.
func tokens(text string) (all []token) {
	marked := false                   // whether the present word has marks in it
	start, joined, parts := -1, -1, 0 // starts of the present word and of the first of the words joined to it, and how many these are
	var whole strings.Builder
	end := func(i int) {
		if start >= 0 {
			written := text[start:i]
			if marked {
				written = withoutMarks(written)
			}
			word := fold(written)
			all = append(all, token{word, start, i})
			whole.WriteString(word)
			parts++
			start, marked = -1, false
		}
	}
	apart := func(i int) {
		end(i)
		if parts > 1 {
			all = append(all, token{clip(whole.String()), joined, i})
		}
		parts, joined = 0, -1
		whole.Reset()
	}
	for i := 0; i < len(text); {
		if n := content.Seam(text, i); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if start < 0 {
				start = i
			}
			if joined < 0 {
				joined = i
			}
		case start >= 0 && genderMark(text, i) > 0:
			size, marked = genderMark(text, i), true
		case joiner(r) && start >= 0:
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); unicode.IsLetter(next) {
				end(i)
			} else {
				apart(i)
			}
		case start >= 0 || parts > 0:
			apart(i)
		}
		i += size
	}
	apart(len(text))
	return all
}

// joiner tells whether a character joins words: hyphens do.
func joiner(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// fold is content.Fold for a single word; it is quick for most words.
func fold(word string) string {
	plain := true
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return clip(strings.ToLower(word))
	}
	return clip(content.Fold(word))
}

func clip(word string) string {
	if len(word) <= longest {
		return word
	}
	return strings.ToValidUTF8(word[:longest], "")
}

// form is a word, with the parts that it shares with other forms of the same word.
type form struct {
	text  string
	root  string    // text without its ending
	stems [2]string // by the rules of German and, in an English view, by those of English; empty for none
	who   string    // what it shares with other words for the same people
}

func formOf(text string, v content.View) form {
	german, _ := germanStem(text)
	root := withoutGender(text)
	_, cut := germanStem(root)
	f := form{text: text, root: root[:len(root)-cut], stems: [2]string{german, ""}, who: person(text)}
	if v.Locale == content.EN {
		f.stems[1] = stem(text, english.Stem)
	}
	return f
}

// germanStem returns the stem of a folded word, and how many letters its ending has. The stemmer takes Häuser and Haus for
// one word, but not haeuser.
func germanStem(text string) (s string, cut int) {
	spelled := unfold(text)
	s = stem(spelled, german.Stem)
	cut = max(0, min(utf8.RuneCountInString(spelled)-utf8.RuneCountInString(s), len(text)))
	for cut > 0 && !utf8.RuneStart(text[len(text)-cut]) {
		cut--
	}
	return s, cut
}

func stem(word string, by func(*snowballstem.Env) bool) string {
	env := snowballstem.NewEnv(word)
	by(env)
	return env.Current()
}

// unfold writes ae, oe and ue as umlauts, except after a vowel or q, as in neue or Quelle.
func unfold(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		umlaut := ""
		if i+1 < len(text) && text[i+1] == 'e' && (i == 0 || !strings.ContainsRune("aeiouq", rune(text[i-1]))) {
			umlaut = map[byte]string{'a': "ä", 'o': "ö", 'u': "ü"}[text[i]]
		}
		if umlaut == "" {
			b.WriteByte(text[i])
			continue
		}
		b.WriteString(umlaut)
		i++
	}
	return b.String()
}
