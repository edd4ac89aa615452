package mail

import (
	"cmp"
	"time"

	"partnernetz/content"
)

const reminderTime = 7 * 24 * time.Hour // after which there may be another

// MissingReport is a report that a partner has still to hand in.
type MissingReport struct {
	About    string // see AboutReport
	Partner  content.Text
	Year     string
	Due      *content.Date // the last day on which it is on time
	Returned bool          // whether the office has sent it back
}

// AboutReport names the report of a partner on a year, by their ids.
func AboutReport(year, partner string) string { return year + "@" + partner }

// RemindOfReport writes to one of the people of a partner whose report is missing.
func RemindOfReport(to Person, r MissingReport, now time.Time) *Mail {
	m := write(ReportReminder, to, now, reminderTime)
	m.About = r.About
	partner := cmp.Or(r.Partner[m.Locale], r.Partner[content.DE])
	m.Title = m.in("Erinnerung: Bericht "+r.Year+" von "+partner, "Reminder: report "+r.Year+" of "+partner)
	m.greet(to)
	if r.Returned {
		m.say("der Bericht von "+partner+" über das Umsetzungsjahr "+r.Year+" ist zur Überarbeitung zurückgegangen und fehlt noch.",
			"the report of "+partner+" on the implementation year "+r.Year+" was returned for revision and is still missing.")
	} else {
		m.say("der Bericht von "+partner+" über das Umsetzungsjahr "+r.Year+" fehlt noch.", "the report of "+partner+" on the implementation year "+r.Year+" is still missing.")
	}
	if r.Due != nil {
		due, _ := time.ParseInLocation(time.DateOnly, string(*r.Due), content.Berlin) // nothing else is a Date
		m.say("Der letzte Tag dafür: "+m.day(due)+".", "The last day for it: "+m.day(due)+".")
	}
	m.say("Bitte melden Sie sich an und reichen Sie ihn ein. Wenn Sie Fragen haben, wenden Sie sich an die Geschäftsstelle.",
		"Please sign in and hand it in. If you have questions, turn to the office.")
	return m
}
