package network

import (
	"cmp"
	"slices"
	"time"

	"partnernetz/content"
)

// ReportCollection is how far the reports on a year have come.
type ReportCollection struct {
	Expected, Submitted, Accepted, Returned int
	Missing                                 []*MissingReport
	ToReview                                []*Report

	returned []*MissingReport
}

// MissingReport is a report that a partner has not handed in yet.
type MissingReport struct {
	Partner        *Partner
	Report         *Report // nil if there is none yet
	DueOn          *content.Date
	OverdueDays    int
	LastReminderAt *time.Time
}

// ReportReminder is that a partner was reminded of its report. There is one a day.
type ReportReminder struct {
	ID        string    `bson:"_id"`
	YearID    string    `bson:"year"`
	PartnerID string    `bson:"partner"`
	ReportID  string    `bson:"report"` // empty if there is none yet
	At        time.Time `bson:"at"`
}

// Waiting is all that a partner has to hand in: what is missing, and what was returned.
func (c *ReportCollection) Waiting() []*MissingReport { return slices.Concat(c.Missing, c.returned) }

// Round is what there is to be known of the partners to see how far the reports on a year have come.
type Round struct {
	Partners   []*Partner
	Agreements []*Agreement
	Reports    []*Report // on any year
	Reminders  []*ReportReminder
	Today      content.Date
}

// Collection finds how far the reports on a year have come.
func (n *Round) Collection(y *ImplementationYear) *ReportCollection {
	c := &ReportCollection{Missing: []*MissingReport{}, ToReview: []*Report{}}
	reports := map[string]*Report{}
	for _, r := range n.Reports {
		if r.YearID == y.ID {
			reports[r.PartnerID] = r
		}
	}
	expected := map[string]bool{}
	if y.StartsOn != nil && y.EndsOn != nil && len(reports) > 0 { // it was opened
		_, expected = n.InForce(y)
	}
	for _, p := range n.Partners {
		r := reports[p.ID]
		if r == nil && !expected[p.ID] {
			continue
		}
		c.Expected++
		switch {
		case r == nil || r.StoredState == ReportOpen:
			c.Missing = append(c.Missing, n.missing(y, p, r))
		case r.StoredState == ReportReturned:
			c.Returned++
			c.returned = append(c.returned, n.missing(y, p, r))
		case r.StoredState == ReportSubmitted:
			c.Submitted++
			c.ToReview = append(c.ToReview, r)
		case r.StoredState == ReportAccepted:
			c.Accepted++
		}
	}
	slices.SortFunc(c.Missing, func(a, b *MissingReport) int {
		return cmp.Or(-cmp.Compare(a.OverdueDays, b.OverdueDays), cmp.Compare(a.Partner.Slug, b.Partner.Slug))
	})
	slices.SortFunc(c.ToReview, func(a, b *Report) int {
		return cmp.Or(sentAt(a).Compare(sentAt(b)), cmp.Compare(a.Slug, b.Slug))
	})
	return c
}

func sentAt(r *Report) time.Time {
	if r.Sent == nil {
		return time.Time{}
	}
	return *r.Sent
}

func (n *Round) missing(y *ImplementationYear, p *Partner, r *Report) *MissingReport {
	m := &MissingReport{Partner: p, Report: r}
	if r != nil && r.Due != nil {
		m.DueOn = r.Due
		m.OverdueDays = max(0, r.Due.DaysUntil(n.Today))
	}
	for _, s := range n.Reminders {
		if s.YearID == y.ID && s.PartnerID == p.ID && (m.LastReminderAt == nil || m.LastReminderAt.Before(s.At)) {
			m.LastReminderAt = &s.At
		}
	}
	return m
}

// Reminder makes the reminder of what is missing; the same one all day.
func (m *MissingReport) Reminder(y *ImplementationYear, now time.Time) *ReportReminder {
	r := &ReportReminder{ID: y.ID + "@" + m.Partner.ID + "@" + string(content.DayOf(now)), YearID: y.ID, PartnerID: m.Partner.ID, At: now}
	if m.Report != nil {
		r.ReportID = m.Report.ID
	}
	return r
}

// InForce finds the partners with an agreement in force in a year whose days are known, and those of them of which that is invented for demonstration.
func (n *Round) InForce(y *ImplementationYear) (demo, inForce map[string]bool) {
	demo, inForce = map[string]bool{}, map[string]bool{}
	for _, a := range n.Agreements {
		if a.InForce(*y.StartsOn, *y.EndsOn) {
			demo[a.PartnerID] = a.Demo && (demo[a.PartnerID] || !inForce[a.PartnerID])
			inForce[a.PartnerID] = true
		}
	}
	return demo, inForce
}
