package richtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline is the block as one text, with the marks that it takes for its words to look as they do.
func (w *pastedWriter) inline() string {
	var b strings.Builder
	for i := 0; i < len(w.runs); {
		href, end := w.runs[i].href, i+1
		for end < len(w.runs) && w.runs[end].href == href {
			end++
		}
		next := ""
		if end < len(w.runs) {
			next = w.runs[end].text
		}
		if href == "" || w.plain {
			emphasise(&b, w.runs[i:end], next, w.plain)
		} else {
			link(&b, href, w.runs[i:end])
		}
		i = end
	}
	return strings.Trim(b.String(), string(lineBreak))
}

var brackets = strings.NewReplacer(`\[`, `\[`, `\]`, `\]`, "[", `\[`, "]", `\]`)

// link writes words that lead somewhere.
func link(b *strings.Builder, href string, runs []run) {
	var inner strings.Builder
	emphasise(&inner, runs, "]", false)
	before, words, behind := blanksAround(inner.String())
	b.WriteString(before)
	if strings.ContainsFunc(words, isWord) && !strings.Contains(words, "\n\n") {
		words = "[" + brackets.Replace(words) + "](" + href + ")"
	}
	b.WriteString(words + behind)
}

// emphasise writes words with stars around those that stand out, where a reader of Markdown takes these stars as they are meant.
func emphasise(b *strings.Builder, runs []run, behind string, plain bool) {
	for i, r := range runs {
		stars := strings.Repeat("*", map[style]int{{em: true}: 1, {strong: true}: 2, {strong: true, em: true}: 3}[style{strong: r.strong, em: r.em}])
		next := behind
		if i+1 < len(runs) {
			next = runs[i+1].text
		}
		before, words, after := blanksAround(r.text)
		if stars == "" || plain || strings.ContainsAny(words, "*\n") && !onlyLetterStars(words) {
			b.WriteString(r.text)
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(b.String() + before)
		first, _ := utf8.DecodeRuneInString(after + next)
		for isWord(first) && words != "" { // a mark at the end, such as a colon, stays outside
			c, size := utf8.DecodeLastRuneInString(words)
			if isWord(c) {
				break
			}
			words, after = words[:len(words)-size], string(c)+after
			first = c
		}
		begins, _ := utf8.DecodeRuneInString(words)
		if words == "" || last == '*' || last == '\\' || first == '*' || isWord(last) && (!isWord(begins) || len(stars) != 2) || isWord(first) && len(stars) != 2 {
			b.WriteString(r.text)
			continue
		}
		if strings.HasSuffix(b.String(), " ") {
			before = strings.TrimLeft(before, " ")
		}
		b.WriteString(before + stars + words + stars + after)
	}
}

// onlyLetterStars reports whether the stars in words are letters, and there is one line of them.
func onlyLetterStars(words string) bool {
	for i, r := range words {
		before, _ := utf8.DecodeLastRuneInString(words[:i])
		after, _ := utf8.DecodeRuneInString(words[i+utf8.RuneLen(r):])
		if r == '\n' || r == '*' && (!isWord(before) || !isWord(after)) {
			return false
		}
	}
	return true
}

// blanksAround takes words out of the blanks around them.
func blanksAround(s string) (before, words, after string) {
	blank := func(r rune) bool { return unicode.IsSpace(r) || r == lineBreak }
	words = strings.TrimLeftFunc(s, blank)
	before = s[:len(s)-len(words)]
	words = strings.TrimRightFunc(words, blank)
	return before, words, s[len(before)+len(words):]
}
