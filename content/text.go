package content

import "slices"

// Text is a text in the languages that it has been written in. A language that is not there, or empty, is missing.
type Text map[Locale]string

// Locales lists the languages that the text has, sorted.
func (t Text) Locales() []Locale {
	var ls []Locale
	for l, s := range t {
		if s != "" {
			ls = append(ls, l)
		}
	}
	slices.Sort(ls)
	return ls
}

// Languages lists the languages that the text is there in, German first.
func (t Text) Languages() []Locale {
	return slices.DeleteFunc(Locales(), func(l Locale) bool { return t[l] == "" })
}

// Show returns the text as the entry's view has it, empty if the view has none.
func (m *Meta) Show(t Text) string {
	s, _ := m.View().Resolve(t)
	return s
}

// ShowName returns a proper name as the entry's view has it, and its language, which may be German in any view.
func (m *Meta) ShowName(t Text) (string, Locale) { return m.View().InAnyLanguage().Resolve(t) }

// ShowOptional is show for a text that need not be there; nil if the view has none.
func (m *Meta) ShowOptional(t Text) *string {
	if s := m.Show(t); s != "" {
		return &s
	}
	return nil
}

// ServedIn returns the language in which the view shows the text.
func (m *Meta) ServedIn(t Text) Locale {
	_, l := m.View().Resolve(t)
	return l
}

// LanguageTag returns the tag of the language in which the view shows the text; nil if the view has none.
func (m *Meta) LanguageTag(t Text) *string {
	s, l := m.View().Resolve(t)
	if s == "" {
		return nil
	}
	return new(string(l))
}
