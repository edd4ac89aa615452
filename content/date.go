package content

import (
	"io"
	"strconv"
	"time"
	_ "time/tzdata"
)

// Date is a calendar day as YYYY-MM-DD. Days sort as their text does.
type Date string

// ParseDate reads a day. What the calendar does not have is an error.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", Errorf(BadInput, "a Date is a day such as 2024-06-07")
	}
	return Date(s), nil
}

// MarshalGQL writes the day as it is.
func (d Date) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(d))) }

// UnmarshalGQL reads a day, and nothing else.
func (d *Date) UnmarshalGQL(v any) (err error) {
	s, _ := v.(string)
	*d, err = ParseDate(s)
	return err
}

// Berlin is where days begin and end.
var Berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err) // it is in the program, whatever the machine knows of time zones
	}
	return l
}()

// DayOf is the day in Berlin that a moment lies on.
func DayOf(t time.Time) Date { return Date(t.In(Berlin).Format(time.DateOnly)) }

// Midnight is the beginning of the day in Berlin that a moment lies on.
func Midnight(t time.Time) time.Time {
	y, m, d := t.In(Berlin).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, Berlin)
}

// Today is the beginning of the day of a view, in Berlin.
func (v View) Today() time.Time {
	at := v.AsOf
	if at.IsZero() {
		at = time.Now()
	}
	return Midnight(at)
}

// DaysUntil is how many days later another day is; less than 0 if it is earlier, and 0 if one of them is none.
func (d Date) DaysUntil(other Date) int {
	from, err := time.Parse(time.DateOnly, string(d))
	to, otherErr := time.Parse(time.DateOnly, string(other))
	if err != nil || otherErr != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}
