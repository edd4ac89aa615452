package content

import (
	"slices"
	"strings"
)

// Languages lists the languages that an entry is there in, German first.
func Languages(e Entry) []Locale {
	if says, ok := e.(Multilingual); ok {
		return says.Languages()
	}
	return e.Headline().Languages()
}

// Alternate is a language that an entry exists in.
type Alternate struct {
	Locale Locale
	Path   *string // where it stands on the website; nil if nowhere
	Stale  bool    // whether the German texts have changed since the translation was last touched

	Entry Entry // of which it is one
}

// Alternates lists the languages that an entry is there in, German first.
func Alternates(e Entry) []*Alternate {
	alternates := []*Alternate{}
	path := PathOf(e)
	for _, l := range Languages(e) {
		a := &Alternate{Locale: l, Stale: Stale(e, l), Entry: e}
		if path != "" {
			a.Path = &path
		}
		alternates = append(alternates, a)
	}
	return alternates
}

// EasyLanguageCheck is that of the texts, with Leichte Sprache; nil if there is none, and with other languages.
func (a *Alternate) EasyLanguageCheck() *EasyLanguageCheck {
	if a.Locale != DESimple {
		return nil
	}
	return a.Entry.Head().Check
}

// IsPublic reports whether what is public of the entry, which may be nil, is so in the language.
func (a *Alternate) IsPublic(public Entry) bool {
	return public != nil && slices.Contains(Languages(public), a.Locale)
}

// Changes reports whether publishing the newest revision in this language alone would change what is public, which may be nil.
func (a *Alternate) Changes(public, newest Entry) bool {
	return public == nil || !Alike(public, Merge(public, newest, []Locale{a.Locale}))
}

// LocalisedText is a text of an entry in all its languages; nil where it is not there.
type LocalisedText struct {
	Path             string
	DE, EN, DESimple *string
	Stale            []Locale // those of its languages in which the entry is stale
}

// Texts lists the texts of an entry in all languages, in the order of the fields.
func Texts(e Entry) []*LocalisedText {
	texts := []*LocalisedText{}
	stale := map[Locale]bool{}
	for _, l := range Locales() {
		stale[l] = Stale(e, l)
	}
	for _, leaf := range Leaves(e) {
		path := strings.TrimSuffix(leaf.Path, "."+string(leaf.Locale))
		if leaf.Locale == "" {
			continue
		}
		if len(texts) == 0 || texts[len(texts)-1].Path != path {
			texts = append(texts, &LocalisedText{Path: path, Stale: []Locale{}})
		}
		text := texts[len(texts)-1]
		*map[Locale]**string{DE: &text.DE, EN: &text.EN, DESimple: &text.DESimple}[leaf.Locale] = &leaf.Value
		if stale[leaf.Locale] {
			text.Stale = append(text.Stale, leaf.Locale)
		}
	}
	return texts
}
