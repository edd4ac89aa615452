package content

import (
	"maps"

	"github.com/99designs/gqlgen/graphql"
)

// Input is what somebody wants to write of an entry. What is absent stays as it is; null takes away what is there.
type Input[T Entry] interface {
	// Apply changes the entry. Text is in the language, save for translations, which name theirs.
	Apply(l Locale, e T)
}

// Writable is an entry of a type that has inputs.
type Writable[T Entry] interface {
	Entry
	// Written is the input that changes nothing: it has all that can be written of the entry, as it is, with text in the
	// language, and with translations to all others.
	Written(l Locale) Input[T]
}

// Maybe is a field of an input: absent, null, or a value.
type Maybe[V any] = graphql.Omittable[*V]

// Set writes a value that cannot be nil; null makes it empty, for Validate to refuse if it is required.
func Set[V any](to *V, in Maybe[V]) {
	v, set := in.ValueOK()
	if !set {
		return
	}
	if v == nil {
		v = new(V)
	}
	*to = *v
}

// SetOptional writes a value that may be nil.
func SetOptional[V any](to **V, in Maybe[V]) {
	if v, set := in.ValueOK(); set {
		*to = v
	}
}

// SetText writes a text in one language. The map is copied, as others may hold it.
func SetText(to *Text, l Locale, in Maybe[string]) {
	v, set := in.ValueOK()
	if !set {
		return
	}
	t := maps.Clone(*to)
	if t == nil {
		t = Text{}
	}
	if v == nil || *v == "" {
		delete(t, l)
	} else {
		t[l] = *v
	}
	*to = t
}

// WithText makes one language of a text, beside what it has in others.
func WithText(t Text, l Locale, s *string) Text {
	SetText(&t, l, graphql.OmittableOf(s))
	return t
}

// Kept is a field of an input that says what is there; null for the zero value.
func Kept[V comparable](v V) Maybe[V] { return Given(OrNil(v)) }

// Given is a field of an input that is there; nil is null.
func Given[V any](v *V) Maybe[V] { return graphql.OmittableOf(v) }

// OrNil points to a value; nil for the zero value.
func OrNil[V comparable](v V) *V {
	if v == *new(V) {
		return nil
	}
	return &v
}
