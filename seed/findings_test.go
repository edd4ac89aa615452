package seed_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// The checks find nothing in the seed, neither errors nor warnings.
func TestNothingIsFound(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	entries := all(t, s)
	byRevision, err := s.Findings(ctx, entries)
	testkit.Must(t, err)
	if len(byRevision) != len(entries) || len(entries) < 350 {
		t.Errorf("%d of %d entries were inspected", len(byRevision), len(entries))
	}
	for _, found := range byRevision {
		for _, f := range found {
			t.Errorf("%s %s: %s in %s (%s): %s", f.Entry.EntryKind(), f.Entry.Key(), f.Rule, f.Field, f.Language, f.DE)
		}
	}
	e := content.Clone(entries[0].(*network.Partner))
	e.Descriptions = content.Text{content.DE: "[hier](/nirgends)"}
	if byRevision, err = s.Findings(ctx, []content.Entry{e}); err != nil || len(byRevision) != 1 {
		t.Errorf("%v, %v", byRevision, err)
	}
	for _, found := range byRevision {
		if len(found) != 2 {
			t.Errorf("in a broken entry %v was found", found)
		}
	}
}
