package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"partnernetz/calendar"
)

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return l
}()

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// written returns the lines of the only event of a calendar, unfolded.
func written(e calendar.Event) []string {
	c := calendar.Calendar{Name: calendar.Text{Language: "de", Words: "Termine"}, Events: []calendar.Event{e}}
	return strings.Split(strings.ReplaceAll(string(c.Bytes(berlin)), "\r\n ", ""), "\r\n")
}

func wants(t *testing.T, lines []string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		found := false
		for _, l := range lines {
			found = found || l == w
		}
		if !found {
			t.Errorf("no line %s in\n%s", w, strings.Join(lines, "\n"))
		}
	}
}

// The clocks show 2:30 twice on the day that summer ends, and never on the day that it begins.
func TestClockChanges(t *testing.T) {
	for _, c := range []struct{ start, want string }{
		{"2024-06-07T10:00:00+02:00", "DTSTART;TZID=Europe/Berlin:20240607T100000"},
		{"2024-10-26T23:59:59Z", "DTSTART;TZID=Europe/Berlin:20241027T015959"},
		{"2024-10-27T00:00:00Z", "DTSTART:20241027T000000Z"}, // the first time
		{"2024-10-27T01:59:59Z", "DTSTART:20241027T015959Z"}, // the second time
		{"2024-10-27T02:00:00Z", "DTSTART;TZID=Europe/Berlin:20241027T030000"},
		{"2024-03-31T00:59:59Z", "DTSTART;TZID=Europe/Berlin:20240331T015959"},
		{"2024-03-31T01:00:00Z", "DTSTART;TZID=Europe/Berlin:20240331T030000"},
	} {
		wants(t, written(calendar.Event{UID: "1", Start: at(c.start), Status: calendar.Confirmed}), c.want)
	}
}

// Whole days end with the day behind the last, whatever moment of the last day is named as the end.
func TestWholeDays(t *testing.T) {
	const start = "2024-03-30T00:00:00+01:00" // two days with 47 hours
	for _, c := range []struct{ end, want string }{
		{"", "20240331"}, {start, "20240331"},
		{"2024-03-31T00:00:00+01:00", "20240331"}, {"2024-03-31T12:00:00+02:00", "20240401"}, {"2024-04-01T00:00:00+02:00", "20240401"},
	} {
		e := calendar.Event{UID: "1", Start: at(start), AllDay: true}
		if c.end != "" {
			e.End = at(c.end)
		}
		wants(t, written(e), "DTSTART;VALUE=DATE:20240330", "DTEND;VALUE=DATE:"+c.want)
	}
}

// Readers refuse an end that is not behind the start.
func TestNoEndBeforeTheStart(t *testing.T) {
	start := at("2024-06-07T10:00:00+02:00")
	for _, end := range []time.Time{{}, start, start.Add(-time.Minute)} {
		if all := strings.Join(written(calendar.Event{UID: "1", Start: start, End: end}), "\n"); strings.Contains(all, "DTEND") {
			t.Errorf("an end at %s is written:\n%s", end, all)
		}
	}
	wants(t, written(calendar.Event{UID: "1", Start: start, End: start.Add(time.Hour)}), "DTEND;TZID=Europe/Berlin:20240607T110000")
}

// A text says what it said, and never begins a line of its own.
func TestTexts(t *testing.T) {
	lines := written(calendar.Event{
		UID: "1", Summary: calendar.Text{Language: "de-simple", Words: "Eins, zwei; drei\\vier\u00ad\x07"}, Description: calendar.Text{Language: "de", Words: "Erste Zeile\r\nEND:VEVENT\nDritte"},
		Category: calendar.Text{Words: "Bildung, Schule"},
	})
	wants(t, lines, `SUMMARY;LANGUAGE=de-simple:Eins\, zwei\; drei\\vier`, `DESCRIPTION;LANGUAGE=de:Erste Zeile\nEND:VEVENT\nDritte`, "CATEGORIES:Bildung  Schule")
	if strings.Contains(strings.Join(lines, "\n"), "LOCATION") {
		t.Error("there is a place that nobody named")
	}
}

// Lines have 75 octets at most, and no character is cut in two, wherever a line is folded.
func TestFolding(t *testing.T) {
	for n := range 80 {
		title := strings.Repeat("x", n) + strings.Repeat("ä€🎉", 40)
		c := calendar.Calendar{Events: []calendar.Event{{UID: "1", Summary: calendar.Text{Words: title}}}}
		raw := string(c.Bytes(berlin))
		for _, l := range strings.Split(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) || l == "" || l == " " || strings.ContainsAny(l, "\r\n") {
				t.Fatalf("line of %d octets: %q", len(l), l)
			}
		}
		if unfolded := strings.ReplaceAll(raw, "\r\n ", ""); !strings.Contains(unfolded, "\r\nSUMMARY:"+title+"\r\n") {
			t.Fatalf("the title is not what it was:\n%s", raw)
		}
	}
}

// A later revision has a higher number, which fits into what readers have for it.
func TestRevisions(t *testing.T) {
	before := int64(-1)
	for _, revised := range []time.Time{{}, at("2024-06-07T10:00:00Z"), at("2024-06-07T10:00:01Z"), at("2079-12-31T00:00:00Z")} {
		var sequence int64 = -1
		for _, l := range written(calendar.Event{UID: "1", Revised: revised}) {
			_, _ = fmt.Sscanf(l, "SEQUENCE:%d", &sequence)
		}
		if sequence <= before || sequence >= 1<<31 {
			t.Errorf("revised at %s: %d after %d", revised, sequence, before)
		}
		before = sequence
	}
}

// A calendar without events is one, with its zone.
func TestEmpty(t *testing.T) {
	c := calendar.Calendar{Name: calendar.Text{Words: "Termine"}}
	raw := string(c.Bytes(berlin))
	for _, part := range []string{"BEGIN:VCALENDAR\r\n", "BEGIN:VTIMEZONE\r\n", "END:VTIMEZONE\r\n", "END:VCALENDAR\r\n", "VERSION:2.0\r\n", "PRODID:"} {
		if strings.Count(raw, part) != 1 {
			t.Errorf("%q is not there once:\n%s", part, raw)
		}
	}
	if strings.Contains(raw, "METHOD") {
		t.Error("there is a METHOD, which would need an ORGANIZER")
	}
}
