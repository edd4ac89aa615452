package content

import (
	"io"
	"slices"
	"strconv"
	"strings"
)

// Locale is a language that content is written in, as a BCP 47 tag.
type Locale string

// The locales. German is the one that every entry has and that the others fall back to.
const (
	DE       Locale = "de"
	EN       Locale = "en"
	DESimple Locale = "de-simple" // Leichte Sprache
)

// Locales lists all locales, German first.
func Locales() []Locale { return []Locale{DE, EN, DESimple} }

// Known reports whether it is one of the locales.
func (l Locale) Known() bool { return slices.Contains(Locales(), l) }

// Others lists all locales but this one.
func (l Locale) Others() []Locale {
	return slices.DeleteFunc(Locales(), func(o Locale) bool { return o == l })
}

// MarshalGQL writes the name that the schema has for the locale, such as DE_SIMPLE.
func (l Locale) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(strings.ToUpper(strings.ReplaceAll(string(l), "-", "_"))))
}

// UnmarshalGQL reads the name that the schema has for the locale.
func (l *Locale) UnmarshalGQL(v any) error {
	for _, known := range Locales() {
		if v == strings.ToUpper(strings.ReplaceAll(string(known), "-", "_")) {
			*l = known
			return nil
		}
	}
	return Errorf(BadInput, "%v is not a Locale", v)
}
