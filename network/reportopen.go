package network

import (
	"strings"

	"partnernetz/content"
)

// Before returns the last of some years that ended before this one began; nil if there is none.
func (y *ImplementationYear) Before(all []*ImplementationYear) (last *ImplementationYear) {
	for _, o := range all {
		ended := o.EndsOn != nil && y.StartsOn != nil && *o.EndsOn < *y.StartsOn
		if ended && (last == nil || *last.EndsOn < *o.EndsOn) {
			last = o
		}
	}
	return last
}

// CheckDue demands that reports on the year are not due before the year begins.
func (y *ImplementationYear) CheckDue(path string, due *content.Date) content.Problems {
	var c content.Validator
	c.Days(map[string]*content.Date{path: due})
	if due != nil && y.StartsOn != nil && *due < *y.StartsOn {
		c.Add(path, content.BadInput, "Dieser Tag liegt vor dem Anfang des Jahres.", "this day is before the year begins")
	}
	return c.Problems
}

// NewReport makes the report of a partner on a year, filled with the texts of the report before, which may be nil, and with the
// measures that are still open.
func NewReport(y *ImplementationYear, p *Partner, last *Report, measures []*Measure, due *content.Date) *Report {
	r := &Report{Slug: reportSlug(y, p), PartnerID: p.ID, YearID: y.ID, StoredState: ReportOpen, Due: due}
	r.Follow(p)
	r.Follow(y)
	taken := map[string]bool{}
	if last != nil {
		r.Summaries, r.Outlooks = last.Summaries, last.Outlooks
		taken[sectionSummary], taken[sectionOutlook] = len(last.Summaries) > 0, len(last.Outlooks) > 0
	}
	for _, m := range measures {
		if m.PartnerID != p.ID || !overlap(m.StartsOn, m.EndsOn, y.StartsOn, y.EndsOn) {
			continue
		}
		was, there := last.stored(m.ID)
		switch {
		case there && was.Status.Open():
			r.StoredEntries = append(r.StoredEntries, StoredProgress{MeasureID: m.ID, Status: was.Status.next(), Summaries: was.Summaries})
			taken[m.ID] = true
		case !there && ProgressStatus(m.Status).Open():
			r.StoredEntries = append(r.StoredEntries, StoredProgress{MeasureID: m.ID, Status: ProgressStatus(m.Status)})
		}
	}
	r.NoteSections(nil, 1)
	for name := range taken {
		if taken[name] {
			r.Noted.Sections[name] = SectionNote{Revision: 1, TakenOver: true}
		}
	}
	return r
}

// next is what a measure of this status begins the next year with.
func (s ProgressStatus) next() ProgressStatus {
	if s == ProgressCarriedOver {
		return ProgressPlanned
	}
	return s
}

// stored returns what a report, which may be nil, says of a measure.
func (r *Report) stored(measure string) (StoredProgress, bool) {
	if r != nil {
		for _, e := range r.StoredEntries {
			if e.MeasureID == measure {
				return e, true
			}
		}
	}
	return StoredProgress{}, false
}

func reportSlug(y *ImplementationYear, p *Partner) string {
	slug := y.Label + "-" + p.Slug
	return strings.Trim(slug[:min(len(slug), content.MaxKey)], "-")
}
