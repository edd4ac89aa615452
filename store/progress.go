package store

import (
	"context"

	"partnernetz/content/list"
	"partnernetz/network"
)

// ProgressTable reads the measures of a query and the years of the columns, of some labels or, if these are nil, all.
func (s *Store) ProgressTable(ctx context.Context, q list.Query, labels []string) (*network.MeasureProgressConnection, error) {
	measures, err := s.Measures.List(ctx, q)
	if err != nil {
		return nil, err
	}
	years, err := s.ImplementationYears.All(ctx, q.View)
	if err != nil {
		return nil, err
	}
	t := &network.ProgressTable{Measures: measures, Query: q, Years: network.YearsOf(years, labels)}
	return t.Rows(), nil
}
