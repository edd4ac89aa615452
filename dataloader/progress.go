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

// progress follows measures to what the reports of the view say of them.
func progress(c *store.Collection[*network.Report]) fetch[*network.Measure, []*network.MeasureProgress] {
	return func(ctx context.Context, v content.View, parents []*network.Measure, _ list.Query) (map[string][]*network.MeasureProgress, error) {
		reports, err := c.Linking(ctx, v, ids(parents))
		found := make(map[string][]*network.MeasureProgress, len(parents))
		for _, e := range reports {
			for _, p := range e.(*network.Report).Entries() {
				found[p.MeasureID] = append(found[p.MeasureID], p)
			}
		}
		return found, err
	}
}

// Progress returns what became of a measure in some years, all if none is named, earliest first.
func (l *Loaders) Progress(ctx context.Context, m *network.Measure, labels []string) ([]*network.MeasureProgress, error) {
	all, err := l.MeasureProgress.Load(ctx, m)
	if err != nil {
		return nil, err
	}
	starts, some := map[*network.MeasureProgress]string{}, []*network.MeasureProgress{}
	for _, p := range all {
		year, err := l.ReportYear.Load(ctx, p.Report)
		if err != nil {
			return nil, err
		}
		if year != nil && year.StartsOn != nil {
			starts[p] = string(*year.StartsOn)
		}
		if labels == nil || year != nil && slices.Contains(labels, year.Label) {
			some = append(some, p)
		}
	}
	slices.SortStableFunc(some, func(a, b *network.MeasureProgress) int {
		return cmp.Or(cmp.Compare(starts[a], starts[b]), cmp.Compare(a.Report.Slug, b.Report.Slug))
	})
	return some, nil
}

// ProgressCells returns what became of the measure of a row in each year of its table.
func (l *Loaders) ProgressCells(ctx context.Context, r *network.MeasureProgressRow) ([]*network.MeasureProgressCell, error) {
	said, err := l.tableSaid(ctx, r.Table)
	return r.CellsOf(said), err
}

// ProgressCounts returns how the measures of all pages of a table stand in its years.
func (l *Loaders) ProgressCounts(ctx context.Context, t *network.ProgressTable) ([]*network.ProgressCount, error) {
	measures, err := l.Counts.store.Measures.IDs(ctx, t.Query.View, t.Query.Where)
	if err != nil {
		return nil, err
	}
	said, err := l.tableSaid(ctx, t)
	return network.CountProgress(t.Years, measures, said), err
}

// tableSaid returns what the reports on the years of a table say, for all of its rows at once.
func (l *Loaders) tableSaid(ctx context.Context, t *network.ProgressTable) (network.ProgressSaid, error) {
	return l.said.get(ctx, t, "", func(ctx context.Context) (network.ProgressSaid, error) {
		linking, err := l.Counts.store.Reports.Linking(ctx, t.Query.View, ids(t.Years))
		reports := make([]*network.Report, len(linking))
		for i, e := range linking {
			reports[i] = e.(*network.Report)
		}
		return network.SaidBy(reports), err
	})
}
