package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

// Entries finds out facts about entries of any type besides the revision that was read. Facts about drafts are nil for a
// reader who does not see the newest draft; its partner need not be that of the revision that was read.
type Entries struct {
	store     *store.Store
	drafts    answers[map[string]content.Entry]
	public    answers[map[string]content.Entry]
	users     answers[map[string][]content.Entry]
	schedules answers[map[string]*network.Schedule]
	findings  answers[map[store.Ref][]*check.Finding]
	histories answers[map[string]*list.RevisionConnection]
	targets   answers[map[string]content.Entry]
}

// newest returns the newest revisions of the siblings, put away or not, if the reader can see them.
func (l *Entries) newest(ctx context.Context, s *content.Siblings[content.Entry]) (map[string]content.Entry, error) {
	if !s.View.Scope.Drafts {
		return nil, nil
	}
	return l.drafts.get(ctx, s, "", func(ctx context.Context) (map[string]content.Entry, error) {
		return l.store.Of(s.All[0].EntryKind()).Drafts(ctx, s.View.Scope, ids(s.All))
	})
}

// Compare calls fn with the public revision of an entry, which may be nil, and its newest one. It returns nil for a reader
// who does not see drafts.
func (l *Entries) Compare(ctx context.Context, e content.Entry, fn func(public, newest content.Entry) bool) (*bool, error) {
	s := content.SiblingsOf(e)
	drafts, err := l.newest(ctx, s)
	newest := drafts[e.Head().ID]
	if err != nil || newest == nil {
		return nil, err
	}
	public, err := l.public.get(ctx, s, "", func(ctx context.Context) (map[string]content.Entry, error) {
		return l.store.Of(e.EntryKind()).Some(ctx, content.PublicView(), ids(s.All))
	})
	if err != nil {
		return nil, err
	}
	answer := fn(public[e.Head().ID], newest)
	return &answer, nil
}

// Texts lists the texts of an entry in all languages; none for a reader who does not see drafts of it.
func (l *Entries) Texts(ctx context.Context, e content.Entry) ([]*language.LocalisedText, error) {
	drafts, err := l.newest(ctx, content.SiblingsOf(e))
	if err != nil || drafts[e.Head().ID] == nil {
		return []*language.LocalisedText{}, err
	}
	return language.Texts(e), nil
}

// edited returns the newest revisions of the siblings, for facts that are shown only to those who may edit the entry: not by
// a preview link.
func (l *Entries) edited(ctx context.Context, s *content.Siblings[content.Entry]) (map[string]content.Entry, error) {
	if s.View.Scope.Entry != "" {
		return nil, nil
	}
	return l.newest(ctx, s)
}

// Revisions lists the history of an entry, newest first; nil for a reader who may not edit it.
func (l *Entries) Revisions(ctx context.Context, e content.Entry, w list.Window) (*list.RevisionConnection, error) {
	s := content.SiblingsOf(e)
	drafts, err := l.edited(ctx, s)
	if err != nil || drafts == nil {
		return nil, err
	}
	lists, err := l.histories.get(ctx, s, w.Key(), func(ctx context.Context) (map[string]*list.RevisionConnection, error) {
		return l.store.Of(e.EntryKind()).Histories(ctx, s.View, drafts, w)
	})
	return lists[e.Head().ID], err
}

// Schedule returns the schedule of an entry that still has steps to take; nil if there is none, and for a reader who may not
// edit the entry.
func (l *Entries) Schedule(ctx context.Context, e content.Entry) (*network.Schedule, error) {
	s := content.SiblingsOf(e)
	drafts, err := l.edited(ctx, s)
	if err != nil || drafts[e.Head().ID] == nil {
		return nil, err
	}
	open, err := l.schedules.get(ctx, s, "", func(ctx context.Context) (map[string]*network.Schedule, error) {
		found, err := l.store.OpenSchedules(ctx, ids(s.All)...)
		byEntry := make(map[string]*network.Schedule, len(found))
		for _, sch := range found {
			byEntry[sch.EntryID] = sch
		}
		return byEntry, err
	})
	return open[e.Head().ID], err
}

// Findings lists what a reader would stumble over in a revision; nil for a reader who may not edit the entry.
func (l *Entries) Findings(ctx context.Context, e content.Entry, f *check.Filter, w list.Window) (*check.FindingConnection, error) {
	s := content.SiblingsOf(e)
	drafts, err := l.edited(ctx, s)
	if err != nil || drafts[e.Head().ID] == nil {
		return nil, err
	}
	found, err := l.findings.get(ctx, s, "", func(ctx context.Context) (map[store.Ref][]*check.Finding, error) {
		return l.store.Findings(ctx, s.All)
	})
	if err != nil {
		return nil, err
	}
	return list.Paginate(f.Select(found[store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}]), (*check.Finding).Position, w)
}

// UsedIn lists the entries of the view that link to an entry.
func (l *Entries) UsedIn(ctx context.Context, e content.Entry, w list.Window) (*list.EntryConnection, error) {
	s := content.SiblingsOf(e)
	users, err := l.users.get(ctx, s, "", func(ctx context.Context) (map[string][]content.Entry, error) {
		return l.store.Users(ctx, s.View, s.All)
	})
	if err != nil {
		return nil, err
	}
	return list.Paginate(users[e.Head().ID], func(e content.Entry) string { return e.Head().ID }, w)
}

// Targets returns the entries that the texts and blocks of the siblings link to, by id.
func (l *Entries) Targets(ctx context.Context, s *content.Siblings[content.Entry]) (map[string]content.Entry, error) {
	return l.targets.get(ctx, s, "", func(ctx context.Context) (map[string]content.Entry, error) {
		return l.store.Targets(ctx, s.View, s.All)
	})
}
