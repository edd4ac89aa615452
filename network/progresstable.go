package network

import (
	"cmp"
	"slices"

	"partnernetz/content"
	"partnernetz/content/list"
)

// ProgressTable is what a table of measures by years is made of: a page of the measures, and the years of its columns.
type ProgressTable struct {
	Measures *list.Connection[*Measure]
	Query    list.Query // that they were found by
	Years    []*ImplementationYear
}

// MeasureProgressConnection is the table as a list of its rows.
type MeasureProgressConnection struct {
	*list.Connection[*MeasureProgressRow]
	*ProgressTable
}

// MeasureProgressEdge is what the schema has for such lists.
type MeasureProgressEdge = list.Edge[*MeasureProgressRow]

// MeasureProgressRow is a measure in a table.
type MeasureProgressRow struct {
	Measure *Measure
	Table   *ProgressTable
}

// MeasureProgressCell is what became of a measure in a year; nil if nothing is said of it.
type MeasureProgressCell struct {
	Year     *ImplementationYear
	Progress *MeasureProgress
}

// ProgressCount is how many measures stand alike in a year; nil for those of which nothing is said.
type ProgressCount struct {
	Year   *ImplementationYear
	Status *ProgressStatus
	Count  int
}

// Rows makes the list of the rows.
func (t *ProgressTable) Rows() *MeasureProgressConnection {
	of := t.Measures
	rows := &list.Connection[*MeasureProgressRow]{Total: of.Total, HasNext: of.HasNext, HasPrevious: of.HasPrevious,
		Cursor: func(r *MeasureProgressRow) string { return of.Cursor(r.Measure) }}
	for _, m := range of.Nodes {
		rows.Nodes = append(rows.Nodes, &MeasureProgressRow{m, t})
	}
	return &MeasureProgressConnection{rows, t}
}

// YearsOf returns the years of some labels, all if these are nil, earliest first.
func YearsOf(all []*ImplementationYear, labels []string) []*ImplementationYear {
	some := slices.DeleteFunc(slices.Clone(all), func(y *ImplementationYear) bool { return labels != nil && !slices.Contains(labels, y.Label) })
	slices.SortFunc(some, func(a, b *ImplementationYear) int {
		return cmp.Or(cmp.Compare(dayOrNone(a.StartsOn), dayOrNone(b.StartsOn)), cmp.Compare(a.Label, b.Label))
	})
	return some
}

func dayOrNone(d *content.Date) content.Date {
	if d == nil {
		return ""
	}
	return *d
}

// ProgressSaid is what reports say of measures, by the ids of year and measure.
type ProgressSaid map[[2]string]struct {
	report *Report
	entry  StoredProgress
}

// SaidBy finds what reports say; of several on one year, what the first one does.
func SaidBy(reports []*Report) ProgressSaid {
	said := ProgressSaid{}
	for _, r := range reports {
		for _, e := range r.StoredEntries {
			of := [2]string{r.YearID, e.MeasureID}
			if s := said[of]; s.report == nil {
				s.report, s.entry = r, e
				said[of] = s
			}
		}
	}
	return said
}

// CellsOf finds what is said of the measure in each year.
func (r *MeasureProgressRow) CellsOf(said ProgressSaid) []*MeasureProgressCell {
	cells := make([]*MeasureProgressCell, len(r.Table.Years))
	for i, y := range r.Table.Years {
		cells[i] = &MeasureProgressCell{Year: y}
		if s := said[[2]string{y.ID, r.Measure.ID}]; s.report != nil {
			cells[i].Progress = s.report.show(s.entry)
		}
	}
	return cells
}

// CountProgress counts how measures, by their ids, stand in years.
func CountProgress(years []*ImplementationYear, measures []string, said ProgressSaid) (counts []*ProgressCount) {
	for _, y := range years {
		n := map[ProgressStatus]int{}
		for _, m := range measures {
			n[said[[2]string{y.ID, m}].entry.Status]++
		}
		for _, s := range append(ProgressStatuses(), "") {
			counts = append(counts, &ProgressCount{y, content.OrNil(s), n[s]})
		}
	}
	return counts
}
