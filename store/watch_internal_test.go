package store

import (
	"context"
	"testing"

	"partnernetz/content"
)

// What another instance writes is told apart by the collection that it writes to, and never taken for less than it may be.
func TestChanged(t *testing.T) {
	db, err := Embedded("")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(); _ = db.Close(context.Background()) })
	nothing, drafts, both := written{}, written{content: true}, written{content: true, public: true}
	for collection, want := range map[string]struct{ inserted, updated, deleted written }{
		"":                 {both, both, both},
		"accounts":         {nothing, nothing, nothing},
		"sessions":         {nothing, nothing, nothing},
		"settings":         {nothing, nothing, nothing},
		"schedules":        {nothing, nothing, nothing},
		"audit":            {nothing, nothing, nothing},
		"media_draft_more": {nothing, nothing, nothing},
	} {
		checkWritten(t, s, collection, want.inserted, want.updated, want.deleted)
	}
	for _, kind := range content.Kinds() {
		checkWritten(t, s, string(kind), both, both, both)
		checkWritten(t, s, string(kind)+draftEnd, drafts, drafts, drafts)
		checkWritten(t, s, string(kind)+historyEnd, drafts, both, both)
	}
}

func checkWritten(t *testing.T, s *Store, collection string, inserted, updated, deleted written) {
	t.Helper()
	for operation, want := range map[string]written{"insert": inserted, "update": updated, "replace": updated, "delete": deleted, "drop": deleted} {
		c := changeEvent{Operation: operation}
		c.NS.Collection = collection
		if got := s.changed(c); got != want {
			t.Errorf("%s in %q counts as %+v, want %+v", operation, collection, got, want)
		}
	}
}
