package content

import "time"

// Author is who saved a revision.
type Author struct {
	Account string `bson:"id"` // empty for what no account saved, such as an import
	Name    string // at that time
}

// AccountID is the account; nil if there is none.
func (a *Author) AccountID() *string {
	if a.Account == "" {
		return nil
	}
	return &a.Account
}

// RevisionAction is how a revision came about.
type RevisionAction string

// The actions.
const (
	Created   RevisionAction = "CREATED"
	Updated   RevisionAction = "UPDATED"
	Restored  RevisionAction = "RESTORED"  // made like an earlier one
	Discarded RevisionAction = "DISCARDED" // made like the public one
	PutAway   RevisionAction = "ARCHIVED"
	Merged    RevisionAction = "MERGED"  // made of the public one and of another, of which some languages became public
	Checked   RevisionAction = "CHECKED" // a test group has checked its Leichte Sprache
)

// Revision is one saved state of an entry, with how it came about.
type Revision struct {
	At      time.Time
	Author  Author
	Action  RevisionAction
	Note    *string // why; nil if nobody said
	Like    *int    // the revision that it was made like; nil for none
	Entry   Entry   // as it was saved
	Public  bool    // now
	Earlier Entry   // the revision that it was changed from, mostly the one before; nil for the first
}

// Revision is its number, counted from 1 for each entry.
func (r *Revision) Revision() int { return r.Entry.Head().Revision }

// Stage tells whether it is public now, a draft, or that of putting the entry away.
func (r *Revision) Stage() Stage {
	switch {
	case r.Public:
		return Published
	case r.Entry.Head().Archived:
		return Archived
	}
	return Draft
}

// EasyLanguageCheck is the check of its texts in Leichte Sprache; nil if there is none.
func (r *Revision) EasyLanguageCheck() *EasyLanguageCheck { return r.Entry.Head().Check }

// Changes are the differences from the revision that it was changed from.
func (r *Revision) Changes() []*Change { return Changes(r.Earlier, r.Entry) }
