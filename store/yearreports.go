package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"partnernetz/content"
	"partnernetz/network"
)

// YearReports are the reports on a year, as a release on it takes them.
type YearReports struct {
	Accepted []*network.Report // the newest revision of each that the office has accepted, public or not
	Waiting  []*network.Report // those that were begun, or reopened, and are not accepted as they are now
}

// Over returns the states of a release that has the accepted reports besides what is public.
func (y *YearReports) Over(public map[string]State) map[string]State {
	all := maps.Clone(public)
	for _, r := range y.Accepted {
		all[r.ID] = StateOf(r)
	}
	return all
}

// Refs names the accepted revisions.
func (y *YearReports) Refs() (refs []Ref) {
	for _, r := range y.Accepted {
		refs = append(refs, Ref{r.ID, r.Revision})
	}
	return refs
}

// ReportsOn reads the reports on years that were not put away, by year: two commands at most. A year without any is there as well.
func (s *Store) ReportsOn(ctx context.Context, years ...string) (map[string]*YearReports, error) {
	found := make(map[string]*YearReports, len(years))
	for _, y := range years {
		found[y] = &YearReports{}
	}
	newest, err := s.Reports.find(ctx, content.Everything(), field("year", "$in", years))
	if err != nil {
		return nil, err
	}
	var reopened []string
	for _, r := range newest {
		if y := found[r.YearID]; r.StoredState == network.ReportAccepted {
			y.Accepted = append(y.Accepted, r)
		} else {
			y.Waiting, reopened = append(y.Waiting, r), append(reopened, r.ID)
		}
	}
	former, err := s.acceptedOnce(ctx, reopened)
	for _, r := range former {
		if y := found[r.YearID]; y != nil {
			y.Accepted = append(y.Accepted, r)
		}
	}
	for _, y := range found {
		slices.SortFunc(y.Accepted, bySlug)
		slices.SortFunc(y.Waiting, bySlug)
	}
	return found, err
}

// acceptedOnce reads the newest revision of each of some reports that was accepted.
func (s *Store) acceptedOnce(ctx context.Context, ids []string) (newest []*network.Report, _ error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if err := spend(ctx); err != nil {
		return nil, err
	}
	docs, err := s.Reports.documents(ctx, append(field("id", "$in", ids), append(field("state", "$eq", network.ReportAccepted), field("archived", "$ne", true)...)...))
	if err != nil {
		return nil, fmt.Errorf("reading accepted reports: %w", err)
	}
	byID := map[string]*network.Report{}
	for _, d := range docs {
		if before := byID[d.Entry.ID]; before == nil || before.Revision < d.Entry.Revision {
			byID[d.Entry.ID] = d.Entry
		}
	}
	for _, r := range byID {
		newest = append(newest, r)
	}
	content.Bind(content.Everything(), newest)
	return newest, nil
}

func bySlug(a, b *network.Report) int { return cmp.Compare(a.Slug, b.Slug) }
