package editing

import (
	"context"
	"log/slog"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/mail"
	"partnernetz/network"
)

// year returns the newest revision of the implementation year of a label; nil with a problem if there is none, or its days are not known.
func (w *work) year(path, label string) (*network.ImplementationYear, error) {
	found, err := w.store.ImplementationYears.Named(w, w.view(content.Draft), label)
	y, _ := found.(*network.ImplementationYear)
	switch {
	case err != nil:
	case y == nil:
		w.add(content.Missing(path))
	case y.StartsOn == nil || y.EndsOn == nil:
		w.add(content.Problem{Path: path, Code: content.Required,
			DE: "Zu diesem Jahr fehlen die Tage, an denen es beginnt und endet. Bitte zuerst eintragen.", EN: "the days on which this year begins and ends are missing; write them first"})
	default:
		return y, nil
	}
	return nil, err
}

// OpenYear begins a report on a year for each partner with an agreement in force in it that has none yet, and returns those that it
// began. How many commands that takes does not depend on how many partners there are.
func (e *Editor) OpenYear(ctx context.Context, label string, due *content.Date) (*network.ImplementationYear, []*network.Report, error) {
	var year *network.ImplementationYear
	begun, err := do(ctx, e, auth.Publish, false, func(w *work) ([]*network.Report, error) {
		y, err := w.year("label", label)
		if err != nil || y == nil {
			return nil, err
		}
		if w.add(y.CheckDue("dueOn", due)...); !w.ok() {
			return nil, nil
		}
		year = y
		reports, err := w.begin(y, due)
		if err != nil || len(reports) == 0 {
			return nil, err
		}
		saved, err := w.store.Reports.Save(w, w.stamp(content.Created, ""), reports...)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(saved))
		for i, r := range saved {
			ids[i] = r.ID
		}
		if err := w.record(audit.YearOpened, y.Label, append([]string{y.ID}, ids...)...); err != nil {
			return nil, err
		}
		byID, err := w.store.Reports.ByIDs(w, w.view(content.Draft), ids)
		for i, id := range ids {
			saved[i] = byID[id]
		}
		return saved, err
	})
	return year, begun, err
}

// begin makes the reports on a year that there are to be and are not.
func (w *work) begin(y *network.ImplementationYear, due *content.Date) (begun []*network.Report, _ error) {
	n, err := w.round()
	if err != nil {
		return nil, err
	}
	years, err := w.store.ImplementationYears.All(w, w.view(content.Draft))
	if err != nil {
		return nil, err
	}
	measures, err := w.store.Measures.Ordered(w, w.view(content.Draft), "TITLE")
	if err != nil {
		return nil, err
	}
	former := y.Before(years)
	there, last, keys := map[string]bool{}, map[string]*network.Report{}, map[string]bool{}
	all, err := w.store.Reports.AllNewest(w) // what was put away as well
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		r := e.(*network.Report)
		keys[r.Slug] = true
		there[r.PartnerID] = there[r.PartnerID] || r.YearID == y.ID
		if former != nil && r.YearID == former.ID && !r.Archived {
			last[r.PartnerID] = r
		}
	}
	demo, inForce := n.InForce(y)
	for _, p := range n.Partners {
		if !inForce[p.ID] || there[p.ID] {
			continue
		}
		r := network.NewReport(y, p, last[p.ID], measures, due)
		r.ID, r.Demo = content.NewID(content.Reports), demo[p.ID]
		for keys[r.Slug] {
			r.Slug += "-2"
		}
		keys[r.Slug] = true
		begun = append(begun, r)
	}
	return begun, nil
}

// round reads what there is to be known of the partners: one command for each kind.
func (w *work) round() (*network.Round, error) {
	v := w.view(content.Draft)
	n := &network.Round{Today: content.DayOf(w.at)}
	var err error
	if n.Partners, err = w.store.Partners.Ordered(w, v, "NAME"); err != nil {
		return nil, err
	}
	if n.Agreements, err = w.store.Agreements.All(w, v); err != nil {
		return nil, err
	}
	n.Reports, err = w.store.Reports.All(w, v)
	return n, err
}

// RemindOfReports writes to the people of each partner whose report on a year is missing or was returned, once a day, and
// returns the partners that it was noted for.
func (e *Editor) RemindOfReports(ctx context.Context, label string) ([]*network.Partner, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) ([]*network.Partner, error) {
		y, err := w.year("year", label)
		if err != nil || y == nil {
			return nil, err
		}
		n, err := w.round()
		if err != nil {
			return nil, err
		}
		return w.remind(y, n.Collection(y).Waiting())
	})
}

func (w *work) remind(y *network.ImplementationYear, waiting []*network.MissingReport) (reminded []*network.Partner, _ error) {
	reminders, partners := make([]*network.ReportReminder, len(waiting)), map[string]*network.Partner{}
	for i, m := range waiting {
		reminders[i] = m.Reminder(y, w.at)
		partners[m.Partner.ID] = m.Partner
	}
	added, err := w.store.AddReminders(w, reminders)
	if err != nil || len(added) == 0 {
		return nil, err
	}
	ids, missing := []string{y.ID}, map[string]mail.MissingReport{}
	for _, r := range added {
		ids = append(ids, r.PartnerID)
		reminded = append(reminded, partners[r.PartnerID])
	}
	for _, m := range waiting {
		missing[m.Partner.ID] = mail.MissingReport{About: mail.AboutReport(y.ID, m.Partner.ID), Partner: m.Partner.Names, Year: y.Label, Due: m.DueOn, Returned: m.Report != nil && m.Report.StoredState == network.ReportReturned}
	}
	for _, r := range added {
		if err := w.store.WithdrawAbout(w, mail.AboutReport(y.ID, r.PartnerID)); err != nil {
			return nil, err
		}
	}
	people, err := w.store.PeopleOf(w, ids[1:])
	if err != nil {
		return nil, err
	}
	for _, a := range people {
		if to, ok := a.Reachable(); ok {
			if err := w.store.Post(w, mail.RemindOfReport(to, missing[a.PartnerID], w.at)); err != nil {
				return nil, err
			}
		}
	}
	return reminded, w.record(audit.ReportReminded, y.Label, ids...)
}

const (
	reminderTick = time.Hour
	remindAfter  = 7 * 24 * time.Hour // since the last reminder
)

// KeepReminders reminds partners of reports that are overdue, until the context ends. Any number of instances may do so.
func (e *Editor) KeepReminders(ctx context.Context) {
	for {
		if err := e.RemindOverdue(ctx); err != nil && ctx.Err() == nil {
			slog.Error("reminding of reports; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(reminderTick):
		}
	}
}

// RemindOverdue reminds of all reports that are overdue, a week after the last time, unless another instance is about to.
func (e *Editor) RemindOverdue(ctx context.Context) error {
	_, err := e.store.Alone(ctx, "reminders", func(ctx context.Context) error {
		_, err := do(auth.With(ctx, auth.Caller{Name: audit.System, Roles: []auth.Role{auth.Editor}}), e, auth.Publish, false, func(w *work) (any, error) {
			n, err := w.round()
			if err != nil {
				return nil, err
			}
			years, err := w.store.ImplementationYears.All(w, w.view(content.Draft))
			if err != nil {
				return nil, err
			}
			ids := make([]string, len(years))
			for i, y := range years {
				ids[i] = y.ID
			}
			if n.Reminders, err = w.store.Reminders(w, ids); err != nil {
				return nil, err
			}
			for _, y := range years {
				if _, err := w.remind(y, overdueReports(n.Collection(y).Waiting(), w.at)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		return err
	})
	return err
}

func overdueReports(waiting []*network.MissingReport, now time.Time) (late []*network.MissingReport) {
	for _, m := range waiting {
		if m.OverdueDays > 0 && (m.LastReminderAt == nil || now.Sub(*m.LastReminderAt) >= remindAfter) {
			late = append(late, m)
		}
	}
	return late
}
