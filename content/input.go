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

// Maybe is a field of an input: absent, null, or a value.
type Maybe[V any] = graphql.Omittable[*V]

// put writes a value that cannot be nil; null makes it empty, for Validate to refuse if it is required.
func put[V any](to *V, in Maybe[V]) {
	v, set := in.ValueOK()
	if !set {
		return
	}
	if v == nil {
		v = new(V)
	}
	*to = *v
}

// putOptional writes a value that may be nil.
func putOptional[V any](to **V, in Maybe[V]) {
	if v, set := in.ValueOK(); set {
		*to = v
	}
}

// putText writes a text in one language. The map is copied, as others may hold it.
func putText(to *Text, l Locale, in Maybe[string]) {
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

// text makes one language of a text, beside what it has in others.
func text(t Text, l Locale, s *string) Text {
	putText(&t, l, graphql.OmittableOf(s))
	return t
}
