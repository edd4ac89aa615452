package language

import "partnernetz/content"

// KeepCheck is called when an entry is about to be saved: a check that was just made is of the texts that it is saved with,
// and one of other texts no longer holds.
func KeepCheck(e content.Entry) {
	c := e.Head().Check
	if c == nil {
		return
	}
	texts := hashTexts(e, content.DESimple)
	switch {
	case texts == "" || c.Texts != "" && c.Texts != texts:
		e.Head().Check = nil
	case c.Texts == "":
		made := *c
		made.Texts = texts
		e.Head().Check = &made
	}
}

// SameTexts reports whether two revisions have the same texts in a language.
func SameTexts(a, b content.Entry, l content.Locale) bool { return hashTexts(a, l) == hashTexts(b, l) }

// Unchecked reports whether an entry that is to become public has texts in Leichte Sprache that no test group has checked. What
// is public as it is, which may be nil, is not asked about again.
func Unchecked(public, e content.Entry) bool {
	return e.Head().Check == nil && hashTexts(e, content.DESimple) != "" && (public == nil || !SameTexts(public, e, content.DESimple))
}
