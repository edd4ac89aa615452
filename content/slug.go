package content

import (
	"strings"
	"unicode"
)

const maxSlug = 80 // characters of one made from a title

// Slug makes the key of an entry from its title: „Fortbildung für alle“ becomes fortbildung-fuer-alle. Empty if there is
// no letter or digit in it. whole reports whether all letters and digits of the title, as far as there is room, can be written in
// it, which those of other alphabets cannot.
func Slug(title string) (slug string, whole bool) {
	var b strings.Builder
	whole = true
	for _, r := range Fold(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
			continue
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			whole = false
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	s := b.String()
	if len(s) > maxSlug {
		s = s[:maxSlug]
		if i := strings.LastIndexByte(s, '-'); i > maxSlug/2 {
			s = s[:i]
		}
	}
	return strings.Trim(s, "-"), whole
}
