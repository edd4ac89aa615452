package content

import (
	"fmt"
	"maps"
	"strings"
	"unicode"
)

// Blank reports whether a text shows nothing: there is nothing in it, or blanks, breaks and characters that are meant not to be
// seen.
func Blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !isIgnorable(r) }) < 0
}

// isIgnorable reports whether a character is one of those that Unicode has programs show nothing for.
func isIgnorable(r rune) bool {
	if r < 0x34f { // which is quick for nearly all
		return r == 0xad
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// Tidy takes out of an entry what shows nothing, as if it had not been written, and has it say what was left out.
func Tidy(e Entry) {
	if c, ok := e.(Completed); ok {
		c.Complete()
	}
	newTextWalk(func(_ TextPlace, t Text) Text {
		blank := func(_ Locale, s string) bool { return s != "" && Blank(s) }
		for l, s := range t {
			if blank(l, s) {
				t = maps.Clone(t)
				maps.DeleteFunc(t, blank)
				return t
			}
		}
		return t
	}, Blank).entry(e)
}

// characters demands that nothing of a text does what its readers do not see: controls a terminal, or turns around the order of
// the letters behind it. Breaks and tabs may be in a text of several lines only.
func (c *Validator) characters(path, s string, severalLines bool) {
	for _, r := range s {
		switch {
		case severalLines && strings.ContainsRune("\n\r\t", r):
		case !severalLines && strings.ContainsRune("\n\r\u0085\u2028\u2029", r):
			c.Add(path, BadInput, "Hier ist nur eine Zeile möglich. Bitte den Umbruch entfernen.", "there is one line only here; remove the break")
			return
		case unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			c.Add(path, BadInput, fmt.Sprintf("Der Text enthält ein Steuerzeichen (%U), das man nicht sieht. Bitte entfernen, notfalls den Text neu tippen.", r),
				fmt.Sprintf("the text has a control character in it (%U), which nobody sees; remove it, or type the text anew", r))
			return
		}
	}
}
