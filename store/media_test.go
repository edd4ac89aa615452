package store_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

// A file is known as long as any revision has it: of a draft, in public, in the history, or put away.
func TestFileSums(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	none, err := s.FileSums(ctx)
	testkit.Must(t, err)
	if len(none) != 0 {
		t.Errorf("an empty database has %v", none)
	}
	m := &content.Media{Slug: "a", File: content.File{Sum: "first"}}
	saved := mustSave(t, s.Media, day(1), m)
	mustPublish(t, s.Media, day(1), saved...)
	for n, sum := range []string{"second", "third"} {
		saved[0].File.Sum = sum
		saved = mustSave(t, s.Media, day(2+n), saved...)
	}
	mustSave(t, s.Media, day(4), &content.Media{Slug: "b", Meta: content.Meta{Archived: true}, File: content.File{Sum: "put away"}})
	got, err := s.FileSums(ctx)
	testkit.Must(t, err)
	for _, sum := range []string{"first", "second", "third", "put away"} {
		if !got[sum] {
			t.Errorf("%s is not known", sum)
		}
	}
	if len(got) != 4 {
		t.Errorf("known are %v", got)
	}
}
