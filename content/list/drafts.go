package list

import (
	"partnernetz/content"
	"slices"
)

// StageFilter tests how far a revision has come.
type StageFilter = Comparison[content.Stage]

// DraftFilter is what all filters of entries have for those who edit: conditions on what the public is not told, so that only the
// views of drafts can be asked for them.
type DraftFilter struct {
	HasUnpublishedChanges *BooleanFilter
	Stage                 *StageFilter
	UpdatedAt             *DateTimeFilter
	UpdatedBy             *IDFilter
}

// ofDrafts is a field of the newest revision alone.
func ofDrafts(path, name string) Operand { return Operand{Path: path, Drafts: true, Name: name} }

// Drafted is the filter as a condition.
func (f DraftFilter) Drafted() Condition {
	return All(f.HasUnpublishedChanges.On(ofDrafts("changed", "hasUnpublishedChanges")), onStage(f.Stage),
		f.UpdatedAt.On(ofDrafts("updatedAt", "updatedAt")), f.UpdatedBy.On(ofDrafts("saved.authorId", "updatedBy")))
}

// onStage tests the stage, which follows from two fields.
func onStage(f *StageFilter) Condition {
	if f == nil || f.Eq == nil && f.Ne == nil && f.In == nil {
		return All()
	}
	is := func(op Op, path string, value any) Condition {
		return Condition{Op: op, Operand: ofDrafts(path, "stage"), Value: value}
	}
	stages := map[content.Stage]Condition{
		content.Published: All(is(Ne, "archived", true), is(IsNull, "publishedAt", false)),
		content.Draft:     All(is(Ne, "archived", true), is(IsNull, "publishedAt", true)),
		content.Archived:  is(Eq, "archived", true),
	}
	any := Condition{Op: Or, Of: []Condition{is(In, "id", []any{})}} // so that it is about drafts even where it finds nothing
	for _, s := range content.Stages() {
		if (f.Eq == nil || *f.Eq == s) && (f.Ne == nil || *f.Ne != s) && (f.In == nil || slices.Contains(f.In, s)) {
			any.Of = append(any.Of, stages[s])
		}
	}
	return any
}
