package content

import (
	"context"
	"time"
)

// Author is who saved a revision.
type Author struct {
	AccountID string `bson:"id"` // empty for what no account saved, such as an import
	Name      string // at that time
}

// ID is the account; nil if there is none.
func (a *Author) ID() *string {
	if a.AccountID == "" {
		return nil
	}
	return &a.AccountID
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

// What the schema has for lists of these.
type (
	RevisionConnection = Connection[*Revision]
	RevisionEdge       = Edge[*Revision]
	EntryConnection    = Connection[Entry]
	EntryEdge          = Edge[Entry]
)

// Related is what a database knows of an entry besides the revision that was read. What has to do with drafts is nil for a
// reader who does not see the newest one, which need not be of the same partner as the revision that was read.
type Related interface {
	// Newest returns the newest revision of an entry; nil for a reader who does not see its drafts.
	Newest(ctx context.Context, id string) (Entry, error)
	// Public returns what is public of an entry; nil if it is not.
	Public(ctx context.Context, id string) (Entry, error)
	Revisions(ctx context.Context, id string, w Window) (*RevisionConnection, error)
	UsedIn(ctx context.Context, id string, w Window) (*EntryConnection, error)
	Scheduled(ctx context.Context, id string) (*Schedule, error)
	// Findings returns what a reader would stumble over in a revision, in order; nil for a reader who does not see the entry's drafts.
	Findings(ctx context.Context, id string, revision int) ([]*Finding, error)
	// Targets returns the entries of the view that the texts of those read together link to, by id.
	Targets(ctx context.Context) (map[string]Entry, error)
	// List returns all of a kind that the view has, by a field of its order.
	List(ctx context.Context, kind Kind, order string) ([]Entry, error)
	// Former returns what an entry was called while it was public, before it had its present name, latest first.
	Former(ctx context.Context, id string) ([]*FormerName, error)
	// Statistics counts what the view has.
	Statistics() *Statistics
}

// HasUnpublishedChanges tells whether the newest revision has something that the public one has not; nil for a reader who
// does not see drafts of the entry.
func (m *Meta) HasUnpublishedChanges(ctx context.Context) (*bool, error) {
	return m.compare(ctx, func(public, newest Entry) bool { return public == nil || !Alike(public, newest) })
}

// compare looks at what is public of the entry, which may be nil, and its newest revision; the answer is nil for a reader who
// does not see that one.
func (m *Meta) compare(ctx context.Context, fn func(public, newest Entry) bool) (*bool, error) {
	newest, err := m.newest(ctx)
	if err != nil || newest == nil {
		return nil, err
	}
	public, err := m.related().Public(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	answer := fn(public, newest)
	return &answer, nil
}

// newest is the newest revision; nil for a reader who does not see it.
func (m *Meta) newest(ctx context.Context) (Entry, error) {
	if !m.View().Scope.Drafts {
		return nil, nil
	}
	return m.related().Newest(ctx, m.ID)
}

// Revisions lists how the entry came to be as it is, newest first; nil for a reader who does not see drafts of
// the entry, or only by a preview link.
func (m *Meta) Revisions(ctx context.Context, first *int, after *string, last *int, before *string) (*RevisionConnection, error) {
	if !m.View().Scope.Drafts || m.View().Scope.Entry != "" {
		return nil, nil
	}
	return m.related().Revisions(ctx, m.ID, Window{first, after, last, before})
}

// UsedIn lists the entries of the view that link to this one.
func (m *Meta) UsedIn(ctx context.Context, first *int, after *string, last *int, before *string) (*EntryConnection, error) {
	return m.related().UsedIn(ctx, m.ID, Window{first, after, last, before})
}

// Schedule is the one for the entry that has steps left; nil if there is none, and for a reader who may not edit the entry.
func (m *Meta) Schedule(ctx context.Context) (*Schedule, error) {
	if !m.View().Scope.Drafts || m.View().Scope.Entry != "" {
		return nil, nil
	}
	return m.related().Scheduled(ctx, m.ID)
}

// Findings lists what a reader would stumble over; nil for a reader who may not edit the entry.
func (m *Meta) Findings(ctx context.Context, filter *FindingFilter, first *int, after *string, last *int, before *string) (*FindingConnection, error) {
	if !m.View().Scope.Drafts || m.View().Scope.Entry != "" {
		return nil, nil
	}
	all, err := m.related().Findings(ctx, m.ID, m.Revision)
	if err != nil || all == nil {
		return nil, err
	}
	return Paginate(filter.Select(all), (*Finding).Position, Window{first, after, last, before})
}
