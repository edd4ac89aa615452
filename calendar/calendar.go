// Package calendar writes calendars that programs subscribe to, as iCalendar (RFC 5545, RFC 7986). It knows nothing of the network.
//
// What readers make of the format differs more than the standard allows: docs/calendar.md has a table. So no event repeats, every
// time has a zone that is in the file, and a cancelled event says so in its title as well.
package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Calendar is a list of events with a name.
type Calendar struct {
	Name   Text
	Events []Event
}

// Event is something with a beginning. What is empty is left out.
type Event struct {
	UID         string    // the same for good, and in no other event of any calendar
	Revised     time.Time // when it got to be what it is. A later moment is a later revision (SEQUENCE)
	Start       time.Time
	End         time.Time // zero if unknown
	AllDay      bool      // whether the days alone count, from that of the start to that of the end, both in the zone of the calendar
	Status      Status
	Summary     Text
	Description Text
	Location    Text
	Category    Text // one: a comma would part it in two where readers write it back
}

// Text is words in a language.
type Text struct {
	Language string // BCP 47; empty if it is not known, or several
	Words    string
}

// Status says whether an event takes place.
type Status string

// The statuses.
const (
	Confirmed Status = "CONFIRMED"
	Tentative Status = "TENTATIVE"
	Cancelled Status = "CANCELLED"
)

// zoneName is the zone of all times. Its rules have been the same since 1996.
const zoneName = "Europe/Berlin"

const zone = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

// refresh is how often a subscriber may ask anew.
const refresh = "PT6H"

// epoch is when revisions begin to be counted, in seconds, so that they fit into the 31 bits that readers have for them until 2080.
var epoch = time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)

// Bytes is the calendar as a file. The caller brings the zone of Berlin, which not every machine has.
func (c *Calendar) Bytes(berlin *time.Location) []byte {
	w := writer{berlin: berlin}
	w.lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Partnernetz//Partnernetz//DE", "CALSCALE:GREGORIAN")
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", Text{Words: c.Name.Words})
	w.lines("X-WR-TIMEZONE:"+zoneName, "REFRESH-INTERVAL;VALUE=DURATION:"+refresh, "X-PUBLISHED-TTL:"+refresh)
	w.lines(strings.Split(zone, "\n")...)
	for i := range c.Events {
		w.event(&c.Events[i])
	}
	w.lines("END:VCALENDAR")
	return w.out
}

func (w *writer) event(e *Event) {
	w.lines("BEGIN:VEVENT")
	w.text("UID", Text{Words: e.UID})
	revised := e.Revised.UTC().Format(utc)
	w.lines("DTSTAMP:"+revised, "LAST-MODIFIED:"+revised, fmt.Sprintf("SEQUENCE:%d", max(0, e.Revised.Unix()-epoch.Unix())))
	if e.AllDay {
		w.days(e.Start, e.End)
	} else {
		w.moment("DTSTART", e.Start)
		if e.End.After(e.Start) { // one at the same moment is no end, and readers refuse one before
			w.moment("DTEND", e.End)
		}
	}
	w.lines("STATUS:" + string(e.Status))
	if e.Status == Cancelled {
		w.lines("TRANSP:TRANSPARENT")
	}
	w.text("SUMMARY", e.Summary)
	w.text("DESCRIPTION", e.Description)
	w.text("LOCATION", e.Location)
	w.text("CATEGORIES", Text{e.Category.Language, strings.ReplaceAll(e.Category.Words, ",", " ")})
	w.lines("END:VEVENT")
}
