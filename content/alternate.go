package content

import (
	"context"
	"slices"
	"strings"
)

// Languages lists the languages that an entry is there in, German first. An entry whose headline is no text, such as the name
// of a file, may say so itself.
func Languages(e Entry) []Locale {
	if says, ok := e.(interface{ Languages() []Locale }); ok {
		return says.Languages()
	}
	return languagesOf(e.Headline())
}

// languagesOf lists the languages that a text is there in, German first.
func languagesOf(t Text) []Locale {
	return slices.DeleteFunc(Locales(), func(l Locale) bool { return t[l] == "" })
}

// Alternate is a language that an entry exists in.
type Alternate struct {
	Locale Locale
	Path   *string // where it stands on the website; nil if nowhere
	Stale  bool    // whether the German texts have changed since the translation was last touched

	entry Entry
}

// Alternates lists the languages that the entry is there in, German first.
func (m *Meta) Alternates() []*Alternate {
	alternates := []*Alternate{}
	path := PathOf(m.self)
	for _, l := range Languages(m.self) {
		a := &Alternate{Locale: l, Stale: Stale(m.self, l), entry: m.self}
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
	return a.entry.Head().Check
}

// Published tells whether the entry is public in the language now; nil for a reader who does not see drafts of it.
func (a *Alternate) Published(ctx context.Context) (*bool, error) {
	return a.entry.Head().compare(ctx, func(public, _ Entry) bool { return public != nil && slices.Contains(Languages(public), a.Locale) })
}

// HasUnpublishedChanges tells whether publishing the newest revision in this language alone would change what is public; nil
// for a reader who does not see drafts of the entry.
func (a *Alternate) HasUnpublishedChanges(ctx context.Context) (*bool, error) {
	return a.entry.Head().compare(ctx, func(public, newest Entry) bool {
		return public == nil || !Alike(public, Merge(public, newest, []Locale{a.Locale}))
	})
}

// LocalisedText is a text of an entry in all its languages; nil where it is not there.
type LocalisedText struct {
	Path             string
	DE, EN, DESimple *string
	Stale            []Locale // those of its languages in which the entry is stale
}

// Texts lists the texts of the entry in all languages, in the order of the fields; none for a reader who does not see drafts
// of it.
func (m *Meta) Texts(ctx context.Context) ([]*LocalisedText, error) {
	texts := []*LocalisedText{}
	if newest, err := m.newest(ctx); err != nil || newest == nil {
		return texts, err
	}
	stale := map[Locale]bool{}
	for _, l := range Locales() {
		stale[l] = Stale(m.self, l)
	}
	for _, leaf := range leaves(m.self) {
		path := strings.TrimSuffix(leaf.path, "."+string(leaf.locale))
		if leaf.locale == "" {
			continue
		}
		if len(texts) == 0 || texts[len(texts)-1].Path != path {
			texts = append(texts, &LocalisedText{Path: path, Stale: []Locale{}})
		}
		text := texts[len(texts)-1]
		*map[Locale]**string{DE: &text.DE, EN: &text.EN, DESimple: &text.DESimple}[leaf.locale] = &leaf.value
		if stale[leaf.locale] {
			text.Stale = append(text.Stale, leaf.locale)
		}
	}
	return texts, nil
}
