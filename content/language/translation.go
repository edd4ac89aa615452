package language

import (
	"crypto/sha256"
	"encoding/hex"
	"partnernetz/content"
	"regexp"
	"slices"
	"strings"
)

// PinTranslations notes for every language that the entry is saved with other texts in than before, or in at all, that
// these were made from the German texts as they are saved with them. Texts that are only fewer, as a block is gone, are not
// other ones. It is called with the number and the time of the new revision set. Texts that nothing has been noted of, and that
// stay as they are, are taken for made from the German ones before.
func PinTranslations(before, after content.Entry) {
	var sources map[content.Locale]content.Source
	for _, l := range content.Locales() {
		texts := hashTexts(after, l)
		if texts == "" {
			continue
		}
		source := content.Source{Revision: after.Head().Revision, Texts: hashTexts(after, content.DE), At: after.Head().UpdatedAt}
		if before != nil && (texts == hashTexts(before, l) || l != content.DE && within(after, before, l)) {
			source = carried(before, after, l)
		}
		if sources == nil {
			sources = map[content.Locale]content.Source{}
		}
		sources[l] = source
	}
	after.Head().Sources = sources
}

// sourceOf returns what the texts of an entry in a language were made from.
func sourceOf(e content.Entry, l content.Locale) content.Source {
	if source, pinned := e.Head().Sources[l]; pinned {
		return source
	}
	return content.Source{Revision: e.Head().Revision, Texts: hashTexts(e, content.DE), At: e.Head().UpdatedAt}
}

// carried returns what texts that come from one revision into another were made from. If that was its German, it is what is
// left of it too.
func carried(from, to content.Entry, l content.Locale) content.Source {
	source := sourceOf(from, l)
	if source.Texts == hashTexts(from, content.DE) && within(to, from, content.DE) {
		source.Texts = hashTexts(to, content.DE)
	}
	return source
}

// Stale reports whether the German texts of the entry have changed since its texts in the language were last touched.
func Stale(e content.Entry, l content.Locale) bool {
	source, pinned := e.Head().Sources[l]
	return l != content.DE && pinned && source.Texts != hashTexts(e, content.DE)
}

var itemNumber = regexp.MustCompile(`\.\d+\b`)

// hashTexts identifies the texts of an entry in a language, whatever the order in its lists; empty if it has none. So a
// German paragraph that comes in between makes a translation stale, and one that is moved does not.
func hashTexts(e content.Entry, l content.Locale) string {
	return content.Derive(e.Head(), l, func() string {
		texts := textsOf(e, l)
		if len(texts) == 0 {
			return ""
		}
		sum := sha256.Sum256([]byte(strings.Join(texts, "")))
		return hex.EncodeToString(sum[:16])
	})
}

// textsOf returns the texts of an entry in a language, each with the field that it is in, whatever its number in a list.
func textsOf(e content.Entry, l content.Locale) (texts []string) {
	for _, leaf := range content.Leaves(e) {
		if leaf.Locale == l {
			texts = append(texts, itemNumber.ReplaceAllString(strings.TrimSuffix(leaf.Path, string(l)), "")+"\x00"+leaf.Value+"\x00")
		}
	}
	slices.Sort(texts)
	return texts
}

// within reports whether an entry has no texts in a language but some of those of another.
func within(e, whole content.Entry, l content.Locale) bool {
	left := textsOf(whole, l)
	for _, text := range textsOf(e, l) {
		i, there := slices.BinarySearch(left, text)
		if !there {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}
