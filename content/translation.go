package content

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
)

// Source is what a translation was made from: the entry's German texts at a revision.
type Source struct {
	Revision int    `bson:"revision"`
	Texts    string `bson:"texts"` // their hash
}

// Alternate is a language that an entry exists in.
type Alternate struct {
	Locale Locale
	Path   string
	Stale  bool // whether the German texts have changed since the translation was last touched
}

// PinTranslations notes for every language that the entry is saved with other texts in than before, or in at all, that
// these were made from the German texts as they are saved with them. It is called with the number of the new revision set.
func PinTranslations(before, after Entry) {
	sources := map[Locale]Source{}
	if before != nil {
		maps.Copy(sources, before.Head().Sources)
	}
	german := hashTexts(after, DE)
	for _, l := range Locales() {
		if l == DE {
			continue
		}
		texts := hashTexts(after, l)
		if texts == "" {
			delete(sources, l)
		} else if _, pinned := sources[l]; !pinned || before == nil || texts != hashTexts(before, l) {
			sources[l] = Source{after.Head().Revision, german}
		}
	}
	if len(sources) == 0 {
		sources = nil
	}
	after.Head().Sources = sources
}

// Stale reports whether the German texts of the entry have changed since its texts in the language were last touched.
func Stale(e Entry, l Locale) bool {
	source, pinned := e.Head().Sources[l]
	return l != DE && pinned && source.Texts != hashTexts(e, DE)
}

// hashTexts identifies the texts of an entry in a language; empty if it has none.
func hashTexts(e Entry, l Locale) string {
	h, any := sha256.New(), false
	for _, leaf := range leaves(e) {
		if leaf.locale == l {
			any = true
			h.Write([]byte(leaf.path[:len(leaf.path)-len(l)] + "\x00" + leaf.value + "\x00"))
		}
	}
	if !any {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
