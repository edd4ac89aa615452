package calendar

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The forms of a moment.
const (
	utc   = "20060102T150405Z"
	local = "20060102T150405"
	day   = "20060102"
)

// lineOctets is how long a line may be, without its end.
const lineOctets = 75

type writer struct {
	berlin *time.Location
	out    []byte
}

// lines writes lines, each folded where it is too long, at the border of a character.
func (w *writer) lines(all ...string) {
	for _, l := range all {
		for room := lineOctets; len(l) > room; room = lineOctets - 1 { // what goes on begins with a blank
			cut := room
			for !utf8.RuneStart(l[cut]) {
				cut--
			}
			w.out = append(append(w.out, l[:cut]...), "\r\n "...)
			l = l[cut:]
		}
		w.out = append(append(w.out, l...), "\r\n"...)
	}
}

var escape = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\u2028", `\n`, "\u2029", `\n`)

// text writes a property with a text in a language; nothing if there is none.
func (w *writer) text(name string, t Text) {
	value := strings.TrimSpace(t.Words)
	if value == "" {
		return
	}
	if t.Language != "" {
		name += ";LANGUAGE=" + t.Language
	}
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) || r == '\u00ad' || r == utf8.RuneError {
			return -1 // which no reader would show, or all would show wrong
		}
		return r
	}, value)
	w.lines(name + ":" + escape.Replace(value))
}

// moment writes a time as the clocks in Berlin show it. What they show twice, on a night in October, is written in UTC: by the
// standard the local time would be the first of the two, and readers take the second.
func (w *writer) moment(name string, t time.Time) {
	shown := t.In(w.berlin).Truncate(time.Second)
	for _, other := range []time.Duration{-time.Hour, time.Hour} {
		if shown.Add(other).Format(local) == shown.Format(local) {
			w.lines(name + ":" + shown.UTC().Format(utc))
			return
		}
	}
	w.lines(name + ";TZID=" + zoneName + ":" + shown.Format(local))
}

// days writes the days from one moment to another. The end of the format is the day behind the last. One that ends at midnight
// does not take the day that begins then.
func (w *writer) days(start, end time.Time) {
	first := start.In(w.berlin)
	last := first
	if end.After(start) {
		last = end.Add(-time.Nanosecond).In(w.berlin)
	}
	w.lines("DTSTART;VALUE=DATE:"+first.Format(day), "DTEND;VALUE=DATE:"+last.AddDate(0, 0, 1).Format(day))
}
