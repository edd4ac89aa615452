package richtext_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"partnernetz/content/richtext"
)

// letters are the letters and digits of a text, in order.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// marks are what has letters or digits and is no word, and may be missing in a text: tags of HTML with what is in <script>, <style>,
// <title>, <xmp> and in comments and declarations; names of characters such as &auml;, in place of which the character stands; where a link leads, its
// title, and the lines that say so for links elsewhere; and what is written behind the fence of code.
var marks = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style|title|xmp)\b.*?</(script|style|title|xmp)[^>]*>|<[!?][^>]*>|<[a-z/](?:"[^"]*"|'[^']*'|[^>"'])*>|` +
	`&#?[a-z0-9]+;|\]\(.*?(?:\n[ >\t]*\n|$)|\[(?:\\.|[^\[\]\\])*\]:.*?(?:\n[ >\t]*\n|$)|(?:` + "```|~~~" + `)[^\n]*`)

// missing returns the rest of the letters that do not come one after the other in a text.
func missing(from, text string) string {
	for _, r := range text {
		if first, size := utf8.DecodeRuneInString(from); size > 0 && first == r {
			from = from[size:]
		}
	}
	return from
}

// FuzzNothingIsLost looks for a letter or a digit that is not shown, in its order, save for marks.
func FuzzNothingIsLost(f *testing.F) {
	for _, m := range []string{"7. Juni\n8. Juli", "1. a\n\n   2. b\n- c", "|a|b|\n|-|-|\n|c|d|e|", "a*b*c *d*", "> 5\n> b", "2012.", "    a\n\tb", "a\n-\nb\n===", "1. \n2. 3. 4.",
		"- 1. Mai\n- 2. Mai", "[a]: b", "[a]\n[b] c", "[Anlage]: nrw.de/plan", "[a](/b \"c\") d", "```go\na\n```\nb", "&auml;&nbsp;b", "a \\* b\\\nc", "{{partnerCount}} a", "`a` ~b~ ~~c~~",
		"<p>a</p>\n\nb", "a<br>b", "<!-- a -->b", "<o:p>a</o:p> b", "c <o:p>a</o:p> b", "<style>a</style>b", "<Name> b", "<!--0>0>", "|a|b|\n|-|-|\n||-|-e|", "00.\n0.", "01. a\n02. b", "[a]: /b\n[c]: /d\n\n[C]", "<<A>A>", "<stYle></stYle", "<p", "<!-- a\n\nb", "a<br>\n\nb<br>", "<script><!--<script></script>a", "https://nrw.de a@b.de <https://nrw.de>", "![a](/b.png)"} {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			return
		}
		r := richtext.Render(source, richtext.Known{})
		want := letters(marks.ReplaceAllString(source, " "))
		if lost := missing(want, letters(r.Text())); lost != "" {
			t.Errorf("%q reads %q: from %q on it is lost (%s)", source, r.Text(), lost, r.HTML())
		}
		checkForms(t, source)
	})
}
