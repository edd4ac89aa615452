package web

import (
	"context"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
)

// The generation grows at midnight in Berlin, in summer and winter and at the end of a year, and at no other time.
func TestGenerationOfADay(t *testing.T) {
	db, err := store.Embedded("")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.New(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(); _ = db.Close(context.Background()) })
	for _, day := range []time.Time{
		time.Date(2026, 1, 1, 0, 0, 0, 0, content.Berlin), time.Date(2026, 7, 1, 0, 0, 0, 0, content.Berlin),
		time.Date(2026, 3, 29, 0, 0, 0, 0, content.Berlin), time.Date(2026, 10, 25, 0, 0, 0, 0, content.Berlin),
	} {
		before, _ := public{s}.at(day.Add(-time.Second))
		first, _ := public{s}.at(day)
		last, ok := public{s}.at(day.AddDate(0, 0, 1).Add(-time.Second))
		if before >= first || first != last || !ok || !(public{s}).Changed(before, first, 0) || (public{s}).Changed(first, last, 0) {
			t.Errorf("%s: before it is %d, at first %d, at last %d", day, before, first, last)
		}
	}
}
