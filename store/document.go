package store

import (
	"reflect"
	"strconv"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
)

// document is a revision as it is stored. All three collections of a type have this shape.
type document[T content.Entry] struct {
	Entry  T      `bson:",inline"`
	Record record `bson:",inline"`
}

// record is what is stored beside the entry itself.
type record struct {
	DocID string `bson:"_id"` // the id, and in the history also the revision and how often it became public before
	Index index  `bson:",inline"`
	Stamp Stamp  `bson:"saved"`
	// Of a draft: whether publishing it would change what is public. See store/unpublished.go.
	Changed *bool `bson:"changed,omitempty"`
	// In the history: the time while the revision was public. A revision that becomes public again is kept once more,
	// with Repeat counted up, so that each document has one such time.
	From   *time.Time `bson:"from,omitempty"`
	To     *time.Time `bson:"to,omitempty"` // forever while it is public
	Repeat int        `bson:"repeat,omitempty"`
}

// Stamp says who saved a revision, and why.
type Stamp struct {
	At       time.Time              `bson:"at"`
	Author   string                 `bson:"author"`             // the name
	AuthorID string                 `bson:"authorId,omitempty"` // of the account; empty for none
	Action   content.RevisionAction `bson:"action,omitempty"`   // empty where it follows from the number
	Note     string                 `bson:"note,omitempty"`
	Like     int                    `bson:"like,omitempty"` // the revision that this one was made like; 0 for none
	Base     int                    `bson:"base,omitempty"` // the revision that this one was changed from; 0 for the one before
}

// action is how revision n came about.
func (s Stamp) action(n int) content.RevisionAction {
	switch {
	case s.Action != "":
		return s.Action
	case n == 1:
		return content.Created
	}
	return content.Updated
}

// base is the revision that revision n was changed from.
func (s Stamp) base(n int) int {
	if s.Base != 0 {
		return s.Base
	}
	return n - 1
}

// forever is the end of what has not ended. A value, and not its lack, keeps as-of filters plain.
var forever = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// index is what is computed from an entry to find and to sort it, since the embedded engine has neither collations nor
// expressions. It is never read back into an entry.
type index struct {
	Locales    []content.Locale             `bson:"locales"`        // in whose views without fallback the entry is
	Shown      map[string]map[string]string `bson:"shown"`          // by locale, by field: the text with fallback
	Keys       map[string]map[string]string `bson:"keys"`           // see content.Keys
	References []string                     `bson:"references"`     // ids of all that it links to
	Todo       []*language.Translation      `bson:"todo,omitempty"` // what is to be done about its translations
}

// entryOnly leaves out what is not read into an entry.
type entryOnly struct {
	Shown      int `bson:"shown"`
	Keys       int `bson:"keys"`
	Locales    int `bson:"locales"`
	References int `bson:"references"`
	Todo       int `bson:"todo"`
	Saved      int `bson:"saved"`
	Changed    int `bson:"changed"`
}

func indexOf(e content.Entry) index {
	x := index{Locales: localesOf(e), Shown: map[string]map[string]string{}, Keys: list.Keys(e), References: content.ReferenceIDs(e), Todo: language.ToTranslate(e)}
	for field, text := range e.Searchable() {
		for _, l := range content.Locales() {
			if s, _ := (content.View{Locale: l, Fallback: true}).Resolve(text); s != "" {
				if x.Shown[string(l)] == nil {
					x.Shown[string(l)] = map[string]string{}
				}
				x.Shown[string(l)][field] = s
			}
		}
	}
	return x
}

// localesOf lists the languages in whose views without fallback an entry is.
func localesOf(e content.Entry) (there []content.Locale) {
	for _, l := range content.Locales() {
		if title, _ := (content.View{Locale: l}).Title(e); title != "" {
			there = append(there, l)
		}
	}
	return there
}

func newDocument[T content.Entry](e T, s Stamp) document[T] {
	return document[T]{e, record{DocID: e.Head().ID, Index: indexOf(e), Stamp: s}}
}

// UnmarshalBSON reads the two parts one after the other, as the driver cannot inline into what a pointer points to.
func (d *document[T]) UnmarshalBSON(b []byte) error {
	d.Entry = reflect.New(reflect.TypeFor[T]().Elem()).Interface().(T)
	if err := bson.Unmarshal(b, d.Entry); err != nil {
		return err
	}
	return bson.Unmarshal(b, &d.Record)
}

// historic is the document as it stands in the history.
func (d document[T]) historic() document[T] {
	d.Record.DocID = d.Entry.Head().ID + "@" + strconv.Itoa(d.Entry.Head().Revision)
	if d.Record.Repeat > 0 {
		d.Record.DocID += "." + strconv.Itoa(d.Record.Repeat)
	}
	return d
}
