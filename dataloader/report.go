package dataloader

import (
	"context"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

// Comments returns the comments on a report, earliest first; none to those who do not see its state.
func (l *Loaders) Comments(ctx context.Context, r *network.Report) ([]*network.ReportComment, error) {
	shown := []*network.ReportComment{}
	if !r.Discloses() {
		return shown, nil
	}
	byReport, err := l.ReportComments.Load(ctx, r)
	for _, c := range byReport {
		located := *c
		located.Locate(r)
		shown = append(shown, &located)
	}
	return shown, err
}

// comments follows reports to what is said of them.
func comments(s *store.Store) fetch[*network.Report, []*network.ReportComment] {
	return func(ctx context.Context, _ content.View, parents []*network.Report, _ list.Query) (map[string][]*network.ReportComment, error) {
		return s.Comments(ctx, ids(parents))
	}
}

// collections finds how far the reports on years have come: by one command for each kind that this follows from.
func collections(s *store.Store) fetch[*network.ImplementationYear, *network.ReportCollection] {
	return func(ctx context.Context, v content.View, years []*network.ImplementationYear, _ list.Query) (map[string]*network.ReportCollection, error) {
		v = content.View{Stage: content.Draft, Locale: v.Locale, Fallback: true, Scope: v.Scope}
		n := &network.Round{Today: content.DayOf(v.Today())}
		reports, err := s.Reports.Linking(ctx, v, ids(years))
		if err != nil {
			return nil, err
		}
		for _, e := range reports {
			n.Reports = append(n.Reports, e.(*network.Report))
		}
		if n.Agreements, err = s.Agreements.All(ctx, v); err != nil {
			return nil, err
		}
		if n.Partners, err = s.Partners.All(ctx, v); err != nil {
			return nil, err
		}
		if n.Reminders, err = s.Reminders(ctx, ids(years)); err != nil {
			return nil, err
		}
		found := make(map[string]*network.ReportCollection, len(years))
		for _, y := range years {
			found[y.ID] = n.Collection(y)
		}
		return found, nil
	}
}

// Collection returns how far the reports on a year have come; nil to all but the office.
func (l *Loaders) Collection(ctx context.Context, y *network.ImplementationYear) (*network.ReportCollection, error) {
	if s := y.View().Scope; !s.Drafts || s.Entry != "" || !s.Has(content.ForOffice) {
		return nil, nil
	}
	return l.YearCollection.Load(ctx, y)
}
