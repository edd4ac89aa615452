// Package language tells what an entry is in each of its languages: what is there, what was translated from what, what becomes
// public apart, and what is to be done.
package language

import (
	"partnernetz/content"
	"slices"
	"strings"
)

// Languages lists the languages that an entry is there in, German first.
func Languages(e content.Entry) []content.Locale {
	if says, ok := e.(content.Multilingual); ok {
		return says.Languages()
	}
	return e.Headline().Languages()
}

// Alternate is a language that an entry exists in.
type Alternate struct {
	Locale content.Locale
	Path   *string // where it stands on the website; nil if nowhere
	Stale  bool    // whether the German texts have changed since the translation was last touched

	Entry content.Entry // of which it is one
}

// Alternates lists the languages that an entry is there in, German first.
func Alternates(e content.Entry) []*Alternate {
	alternates := []*Alternate{}
	path := content.PathOf(e)
	for _, l := range Languages(e) {
		a := &Alternate{Locale: l, Stale: Stale(e, l), Entry: e}
		if path != "" {
			a.Path = &path
		}
		alternates = append(alternates, a)
	}
	return alternates
}

// LanguageTag is the tag of the language, as websites write it.
func (a *Alternate) LanguageTag() string { return string(a.Locale) }

// EasyLanguageCheck is that of the texts, with Leichte Sprache; nil if there is none, and with other languages.
func (a *Alternate) EasyLanguageCheck() *content.EasyLanguageCheck {
	if a.Locale != content.DESimple {
		return nil
	}
	return a.Entry.Head().Check
}

// IsPublic reports whether what is public of the entry, which may be nil, is so in the language.
func (a *Alternate) IsPublic(public content.Entry) bool {
	return public != nil && slices.Contains(Languages(public), a.Locale)
}

// Changes reports whether publishing the newest revision in this language alone would change what is public, which may be nil.
func (a *Alternate) Changes(public, newest content.Entry) bool {
	return public == nil || !Alike(public, Merge(public, newest, []content.Locale{a.Locale}))
}

// LocalisedText is a text of an entry in all its languages; nil where it is not there.
type LocalisedText struct {
	Path             string
	DE, EN, DESimple *string
	Stale            []content.Locale // those of its languages in which the entry is stale
}

// Texts lists the texts of an entry in all languages, in the order of the fields.
func Texts(e content.Entry) []*LocalisedText {
	texts := []*LocalisedText{}
	stale := map[content.Locale]bool{}
	for _, l := range content.Locales() {
		stale[l] = Stale(e, l)
	}
	for _, leaf := range content.Leaves(e) {
		path := strings.TrimSuffix(leaf.Path, "."+string(leaf.Locale))
		if leaf.Locale == "" {
			continue
		}
		if len(texts) == 0 || texts[len(texts)-1].Path != path {
			texts = append(texts, &LocalisedText{Path: path, Stale: []content.Locale{}})
		}
		text := texts[len(texts)-1]
		*map[content.Locale]**string{content.DE: &text.DE, content.EN: &text.EN, content.DESimple: &text.DESimple}[leaf.Locale] = &leaf.Value
		if stale[leaf.Locale] {
			text.Stale = append(text.Stale, leaf.Locale)
		}
	}
	return texts
}
