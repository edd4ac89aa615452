package store_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

// Entries of every kind are kept: the store has a field for each type.
func TestEveryKindIsKept(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	for _, k := range content.Kinds() {
		if c := s.Of(k); c == nil || c.Kind() != k || c.New().EntryKind() != k {
			t.Errorf("%s: give the store (store/store.go) a field for its type, a Collection", k)
		}
	}
}
