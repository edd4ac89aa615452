package language

import (
	"fmt"
	"partnernetz/content"
	"partnernetz/content/list"
	"slices"
	"strings"
	"time"
)

// TranslationStatus is what is to be done about an entry in a language.
type TranslationStatus string

// The statuses.
const (
	TranslationStale     TranslationStatus = "STALE"     // the German texts have changed since
	TranslationMissing   TranslationStatus = "MISSING"   // it is not there in the language
	TranslationUnchecked TranslationStatus = "UNCHECKED" // it is in Leichte Sprache that no test group has checked
)

// Translation is an entry in a language in which there is something to be done. It is stored beside the entry.
type Translation struct {
	EntryID         string              `bson:"-"`
	Entry           content.Entry       `bson:"-"` // its newest revision
	Locale          content.Locale      `bson:"locale"`
	Statuses        []TranslationStatus `bson:"statuses"`
	GermanRevision  int                 `bson:"germanRevision"`  // that the German texts are as they are since
	GermanChangedAt time.Time           `bson:"germanChangedAt"` // when that was saved
	SourceRevision  *int                `bson:"sourceRevision"`  // that the texts were made from; nil if there are none
}

// ToTranslate returns what is to be done about the translations of an entry.
func ToTranslate(e content.Entry) (todo []*Translation) {
	if hashTexts(e, content.DE) == "" {
		return nil
	}
	german := sourceOf(e, content.DE)
	if german.At.IsZero() { // noted before this was
		german.At = e.Head().UpdatedAt
	}
	for _, l := range content.Locales()[1:] {
		t := &Translation{Locale: l, GermanRevision: german.Revision, GermanChangedAt: german.At}
		there := hashTexts(e, l) != ""
		if there {
			from := sourceOf(e, l).Revision
			t.SourceRevision = &from
		}
		t.is(TranslationStale, Stale(e, l))
		t.is(TranslationMissing, !slices.Contains(Languages(e), l) && !onlyNames(e))
		t.is(TranslationUnchecked, there && l == content.DESimple && e.Head().Check == nil)
		if len(t.Statuses) > 0 {
			todo = append(todo, t)
		}
	}
	return todo
}

// onlyNames reports whether the entry has no German texts but proper names, which hold in every language.
func onlyNames(e content.Entry) bool {
	return !slices.ContainsFunc(content.Leaves(e), func(l content.Leaf) bool {
		field, german := strings.CutSuffix(l.Path, "."+string(content.DE))
		return german && l.Locale == content.DE && !slices.Contains(e.EntryKind().Traits().ProperNames, field)
	})
}

func (t *Translation) is(s TranslationStatus, holds bool) {
	if holds {
		t.Statuses = append(t.Statuses, s)
	}
}

// Position sorts translations by when the German texts have changed, latest first.
func (t *Translation) Position() string {
	return fmt.Sprintf("%019d %s %d", 1<<62-t.GermanChangedAt.UnixMilli(), t.EntryID, slices.Index(content.Locales(), t.Locale))
}

// TranslationFilter selects translations.
type TranslationFilter struct {
	Locales  []content.Locale    // nil for all but German
	Statuses []TranslationStatus // nil for any
	Kinds    []content.Kind      // nil for all
}

// Select reports whether the filter, which may be nil, lets a translation through.
func (f *TranslationFilter) Select(t *Translation) bool {
	return f == nil || (f.Locales == nil || slices.Contains(f.Locales, t.Locale)) &&
		(f.Statuses == nil || slices.ContainsFunc(t.Statuses, func(s TranslationStatus) bool { return slices.Contains(f.Statuses, s) }))
}

// Of lists the kinds that it lets through, each once.
func (f *TranslationFilter) Of() []content.Kind {
	if f == nil || f.Kinds == nil {
		return content.Kinds()
	}
	return slices.DeleteFunc(content.Kinds(), func(k content.Kind) bool { return !slices.Contains(f.Kinds, k) })
}

// What the schema has for lists of these.
type (
	TranslationConnection = list.Connection[*Translation]
	TranslationEdge       = list.Edge[*Translation]
)
