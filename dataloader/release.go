package dataloader

import (
	"cmp"
	"context"
	"slices"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

// brochures finds the newest public release on each year.
func brochures(s *store.Store) fetch[*network.ImplementationYear, *network.Release] {
	return func(ctx context.Context, v content.View, years []*network.ImplementationYear, _ list.Query) (map[string]*network.Release, error) {
		linking, err := s.Releases.Linking(ctx, v, ids(years))
		newest := make(map[string]*network.Release, len(years))
		for _, e := range linking {
			r := e.(*network.Release)
			if before := newest[r.YearID]; r.State == network.ReleasePublic && r.PublishedAt != nil && (before == nil || r.FrozenAt.After(*before.FrozenAt)) {
				newest[r.YearID] = r
			}
		}
		return newest, err
	}
}

// releaseChanges compares what releases have with what they would have if they were frozen now.
func releaseChanges(s *store.Store) fetch[*network.Release, []*network.ReleaseChange] {
	return func(ctx context.Context, v content.View, releases []*network.Release, _ list.Query) (map[string][]*network.ReleaseChange, error) {
		changes := make(map[string][]*network.ReleaseChange, len(releases))
		for _, r := range releases {
			changes[r.ID] = []*network.ReleaseChange{}
		}
		if !v.Edits() {
			return changes, nil
		}
		c := &comparison{pinned: map[string]map[string]int{}, own: map[string]bool{}}
		var years []string
		for _, r := range releases {
			years = append(years, r.YearID)
			c.pinned[r.ID] = map[string]int{}
			for _, id := range r.FileIDs() {
				c.own[id] = true
			}
		}
		pins, err := s.Pinned(ctx, ids(releases))
		if err != nil {
			return nil, err
		}
		for _, p := range pins {
			c.pinned[p.Release][p.ID] = p.Revision
		}
		if c.current, err = s.PublicStates(ctx); err != nil {
			return nil, err
		}
		if c.reports, err = s.ReportsOn(ctx, years...); err != nil {
			return nil, err
		}
		for _, r := range releases {
			if r.IsFrozen() {
				changes[r.ID] = c.of(r)
			}
		}
		return changes, c.name(ctx, s, v)
	}
}

// comparison is of releases with what is public, and the reports that are accepted.
type comparison struct {
	pinned  map[string]map[string]int // revisions by id, by release
	current map[string]store.State
	reports map[string]*store.YearReports // by year
	own     map[string]bool               // ids of the files of the releases
	byID    map[string][]*network.ReleaseChange
}

// of returns what stands otherwise, by type and id, without the entries.
func (c *comparison) of(r *network.Release) (changes []*network.ReleaseChange) {
	if c.byID == nil {
		c.byID = map[string][]*network.ReleaseChange{}
	}
	pinned, current := c.pinned[r.ID], c.reports[r.YearID].Over(c.current)
	var differing []string
	for id, revision := range pinned {
		if !c.own[id] && current[id].Revision != revision {
			differing = append(differing, id)
		}
	}
	for id := range current {
		if pinned[id] == 0 {
			differing = append(differing, id)
		}
	}
	slices.SortFunc(differing, func(a, b string) int { return cmp.Or(numberOf(a)-numberOf(b), cmp.Compare(a, b)) })
	changes = []*network.ReleaseChange{}
	for _, id := range differing {
		change := &network.ReleaseChange{PinnedRevision: content.OrNil(pinned[id]), CurrentRevision: content.OrNil(current[id].Revision)}
		changes, c.byID[id] = append(changes, change), append(c.byID[id], change)
	}
	return changes
}

// name reads the entries of all changes: one command for each type.
func (c *comparison) name(ctx context.Context, s *store.Store, v content.View) error {
	byKind := map[content.Kind][]string{}
	for id := range c.byID {
		kind, _ := content.KindOf(id) // it is one
		byKind[kind] = append(byKind[kind], id)
	}
	v.Stage = content.Draft
	for kind, some := range byKind {
		found, err := s.Of(kind).Some(ctx, v.InAnyLanguage(), some)
		if err != nil {
			return err
		}
		for id, e := range found {
			for _, change := range c.byID[id] {
				change.Entry = e
			}
		}
	}
	return nil
}

func numberOf(id string) int {
	kind, _ := content.KindOf(id)
	return kind.Number()
}
