package network

import (
	"fmt"
	"partnernetz/content"
	"partnernetz/content/list"
	"slices"
	"time"
)

// WorkItem is an entry of any type as it stands in the list of what there is to do, in its newest revision.
type WorkItem struct {
	EntryID               string
	Kind                  content.Kind
	Entry                 content.Entry // nil until it is read
	UpdatedAt             time.Time
	UpdatedBy             content.Author
	HasUnpublishedChanges bool
}

// Position sorts items by when they were saved, latest first.
func (w *WorkItem) Position() string {
	return fmt.Sprintf("%019d %s", 1<<62-w.UpdatedAt.UnixMilli(), w.EntryID)
}

// WorkItemFilter selects items. What is nil is not asked for.
type WorkItemFilter struct {
	ToPublish    *bool
	Mine         *bool
	ChangedSince *time.Time
	Kinds        []content.Kind
}

// Has reports whether the filter, which may be nil, lets through a kind.
func (f *WorkItemFilter) Has(k content.Kind) bool {
	return f == nil || f.Kinds == nil || slices.Contains(f.Kinds, k)
}

// Condition is all but the kinds as a condition, for one whose account this is; that of nil always holds.
func (f *WorkItemFilter) Condition(account string) list.Condition {
	if f == nil {
		return list.All()
	}
	drafts := list.DraftFilter{HasUnpublishedChanges: &list.BooleanFilter{Eq: f.ToPublish}, UpdatedAt: &list.DateTimeFilter{Gte: f.ChangedSince}}
	switch {
	case f.Mine == nil:
	case *f.Mine:
		drafts.UpdatedBy = &list.IDFilter{Eq: &account}
	default:
		drafts.UpdatedBy = &list.IDFilter{Ne: &account}
	}
	return drafts.Drafted()
}

// WorkCount is how many items there are of a type.
type WorkCount struct {
	Kind  content.Kind
	Count int
}

// WorkItemConnection is a page of the list, with how many items there are of each type on all pages and of the types that the
// filter leaves out.
type WorkItemConnection struct {
	*list.Connection[*WorkItem]
	Counts []*WorkCount
}

// WorkItemEdge is what the schema has for such lists.
type WorkItemEdge = list.Edge[*WorkItem]
