// Package content is the vocabulary of the domain: kinds, views, texts, revisions, and how entries of any type behave. What the
// types are is told in network; what is done with entries has rooms below. It knows neither GraphQL nor a database.
//
// A partner, an agreement, a measure, a page: each is an entry with an id for good and a growing series of
// immutable revisions. Nobody reads an entry as such; everybody reads through a [View], which selects at most
// one revision of it and a language.
package content

import (
	"reflect"
	"time"
)

// Meta is what every entry carries, whatever its type. It describes one revision.
type Meta struct {
	ID          string            `bson:"id" yaml:"id,omitempty"`
	Revision    int               `bson:"revision" yaml:"-"`                        // counted from 1; 0 before the first save
	UpdatedAt   time.Time         `bson:"updatedAt" yaml:"-"`                       // when this revision was saved
	PublishedAt *time.Time        `bson:"publishedAt" yaml:"publishedAt,omitempty"` // when this revision became public; nil while it is not
	Demo        bool              `bson:"demo" yaml:"demo,omitempty"`
	Archived    bool              `bson:"archived,omitempty" yaml:"-"` // put away: in no view but that of its stage
	Sources     map[Locale]Source `bson:"sources,omitempty" yaml:"-"`  // by language: what its texts were translated from
	Last        int               `bson:"last,omitempty" yaml:"-"`     // of a draft: the highest number given out, if its own is lower
	DraftOnly   bool              `bson:"-" yaml:"draft,omitempty"`    // in files: this is not public

	// What a test group said of its texts in Leichte Sprache; nil if none has read them.
	Check *EasyLanguageCheck `bson:"easyLanguageCheck,omitempty" yaml:"easyLanguageCheck,omitempty"`

	siblings *Siblings[Entry] // nil for what was not read
	derived  *derived         // nil for what is not kept
}

// Source is what a translation was made from: the entry's German texts at a revision. German's own is where it is from.
type Source struct {
	Revision int       `bson:"revision"`
	Texts    string    `bson:"texts"`        // their hash
	At       time.Time `bson:"at,omitempty"` // when the revision was saved; zero for what was noted before this was
}

// Head gives access to what all entries have in common.
func (m *Meta) Head() *Meta { return m }

// IsNode and IsEntry mark the Go types behind the interfaces of the schema.
func (*Meta) IsNode()  {}
func (*Meta) IsEntry() {}

// LastNumber is, of a draft, the highest number that was given to a revision of the entry.
func (m *Meta) LastNumber() int { return max(m.Revision, m.Last) }

// Stage tells whether the revision is public, a draft, or that of an entry that was put away.
func (m *Meta) Stage() Stage {
	switch {
	case m.Archived:
		return Archived
	case m.PublishedAt != nil:
		return Published
	}
	return Draft
}

// View returns what the entry was read through. Its links are resolved in the same view.
func (m *Meta) View() View {
	if m.siblings == nil {
		return View{}
	}
	return m.siblings.View
}

// Siblings returns what the entry was read with, itself among it; nil for one that was not read.
func (m *Meta) Siblings() *Siblings[Entry] { return m.siblings }

// Entry is one revision of anything the network consists of. What a type may have besides is in optional.go.
type Entry interface {
	Node
	Head() *Meta
	IsEntry()
	EntryKind() Kind
	// Key is what people name the entry by, unique among its kind: a slug, a path, a label.
	Key() string
	// Headline is the title or name; without fallback an entry is in the views of its languages alone, unless it is a proper name.
	// See also Languages.
	Headline() Text
	// ServedLocale is the language that the headline, or what stands for it, is shown in.
	ServedLocale() Locale
	// Searchable returns the localised texts that can be filtered, by the name of their field.
	Searchable() map[string]Text
	// Sortable returns what the entry can be sorted by, named as in the schema. The types of the values
	// say how: Text by the rules of a language, pointers may be nil and then come last.
	Sortable() map[string]any
	// Validate returns everything that is wrong with the entry taken by itself.
	Validate() []Problem
}

// Node is anything with an id of its own.
type Node interface{ IsNode() }

// Siblings are what was read by the same command, through the same view. What is to be known of one of them is found out for
// all of them at once, so that the number of commands never depends on how many there are.
type Siblings[T any] struct {
	View View
	All  []T
}

// Bind tells entries of the view that they were read through, and of each other.
func Bind[T Entry](v View, entries []T) {
	siblings := &Siblings[Entry]{v, make([]Entry, len(entries))}
	for i, e := range entries {
		siblings.All[i], e.Head().siblings = e, siblings
	}
}

// SiblingsOf returns the entries that e was read with, e among them.
func SiblingsOf(e Entry) *Siblings[Entry] {
	if s := e.Head().siblings; s != nil {
		return s
	}
	return &Siblings[Entry]{All: []Entry{e}}
}

// Clone copies the struct that an entry points to, so that the copy can be changed. What its fields lead to is shared, and
// is put in place of, never changed.
func Clone[T Entry](e T) T {
	c := reflect.New(reflect.TypeOf(e).Elem())
	c.Elem().Set(reflect.ValueOf(e).Elem())
	clone := c.Interface().(T)
	clone.Head().derived = nil
	return clone
}
