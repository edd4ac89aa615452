package audit

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 987_654_321, time.UTC)

// written is a log of so many records, and its head.
func written(n int) (log []Record, head Head) {
	for i := range n {
		r := head.Next(Event{At: noon.Add(time.Duration(i) * time.Minute), ActorID: "acc_1", Actor: "Ada", Address: "192.0.2.7",
			Action: "PUBLISHED", Subject: []string{fmt.Sprint("par_", i), "par_x"}, Detail: "Grund"})
		log, head = append(log, r), r.Head()
	}
	return log, head
}

func verify(log []Record, head Head, noted string) (Head, error) {
	return Verify(func(yield func(Record, error) bool) {
		for _, r := range log {
			if !yield(r, nil) {
				return
			}
		}
	}, head, noted)
}

// wantBreak checks that a log is found to be broken at a record, for a reason.
func wantBreak(t *testing.T, name string, log []Record, head Head, number int, reason string) {
	t.Helper()
	_, err := verify(log, head, "")
	b, ok := errors.AsType[*Break](err)
	if !ok || b.Number != number || !strings.Contains(b.Reason, reason) {
		t.Errorf("%s: %v, want a break at %d with %q", name, err, number, reason)
	}
}

// The hash can be computed by any other program: this one is what docs/audit.md computes with printf and sha256sum.
func TestForm(t *testing.T) {
	first := Head{}.Next(Event{At: noon, Actor: "system", Action: "SEEDED", Detail: "demo: 405 new"})
	second := first.Head().Next(Event{At: noon.Add(time.Hour), ActorID: "acc_1", Actor: "Zoë", Address: "2001:db8::1", Action: "PUBLISHED", Subject: []string{"par_1", "par_2"}})
	page, err := os.ReadFile("../docs/audit.md")
	if err != nil || !strings.Contains(string(page), first.Hash) {
		t.Errorf("docs/audit.md does not have the hash %s, %v", first.Hash, err)
	}
	for i, want := range []string{"5cee6bbf1c4024de72958cfe4e238e15e4873b2377fdcc893bdc83d818722673", "9c4cd3d542a61f07af1aeffd0c481c87562d23b74be70b9eb9acf3c8991aa16e"} {
		if got := []Record{first, second}[i].Hash; got != want {
			t.Errorf("record %d has the hash %s, want %s", i+1, got, want)
		}
	}
}

func TestVerify(t *testing.T) {
	for n := range 5 {
		log, head := written(n)
		if end, err := verify(log, head, ""); err != nil || end != head {
			t.Errorf("%d records: up to %v, %v", n, end, err)
		}
	}
	failed := errors.New("the database is gone")
	_, err := Verify(func(yield func(Record, error) bool) { yield(Record{}, failed) }, Head{}, "")
	if !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
}

// No field of a record can be changed, nor anything moved from one field to another.
func TestChanged(t *testing.T) {
	changes := map[string]func(*Record){
		"time":            func(r *Record) { r.Event.At = r.Event.At.Add(time.Millisecond) },
		"actor's id":      func(r *Record) { r.Event.ActorID = "acc_2" },
		"actor":           func(r *Record) { r.Event.Actor = "Eve" },
		"address":         func(r *Record) { r.Event.Address = "" },
		"action":          func(r *Record) { r.Event.Action = "ARCHIVED" },
		"detail":          func(r *Record) { r.Event.Detail += " " },
		"subject":         func(r *Record) { r.Event.Subject[0] = "par_9" },
		"subject removed": func(r *Record) { r.Event.Subject = r.Event.Subject[:1] },
		"subjects joined": func(r *Record) { r.Event.Subject = []string{strings.Join(r.Event.Subject, "")} },
		"subject moved": func(r *Record) {
			r.Event.Detail, r.Event.Subject = r.Event.Detail+r.Event.Subject[0], r.Event.Subject[1:]
		},
		"actor moved": func(r *Record) { r.Event.ActorID, r.Event.Actor = r.Event.ActorID+r.Event.Actor, "" },
		"previous":    func(r *Record) { r.Previous = strings.Repeat("0", 64) },
		"hash":        func(r *Record) { r.Hash = strings.Repeat("0", 64) },
		"no hash":     func(r *Record) { r.Hash = "" },
	}
	for name, change := range changes {
		for i := range 5 {
			log, head := written(5)
			change(&log[i])
			wantBreak(t, name, log, head, i+1, "was changed")
		}
	}
}

// A record with a new hash of its own does not fit its neighbours.
func TestReplaced(t *testing.T) {
	for i := range 5 {
		log, head := written(5)
		log[i].Event.Detail = "something else"
		log[i].Hash = log[i].sum()
		if i < 4 {
			wantBreak(t, "replaced", log, head, i+2, "it does not follow")
		} else {
			wantBreak(t, "replaced", log, head, 5, "not the one that the head of the log names")
		}
	}
}

func TestMissing(t *testing.T) {
	for i := range 5 {
		for n := 1; i+n <= 5; n++ {
			log, head := written(5)
			reason := "it is missing"
			if i+n == 5 {
				reason = "cut off"
			}
			wantBreak(t, "missing", slices.Delete(log, i, i+n), head, i+1, reason)
		}
	}
	log, head := written(5)
	without := slices.Delete(slices.Clone(log), 2, 3)
	without[2].Number, without[3].Number = 3, 4 // and the rest moved up
	wantBreak(t, "renumbered", without, head, 3, "was changed")
	for i := range without {
		without[i].Hash = without[i].sum()
	}
	wantBreak(t, "renumbered with new hashes", without, head, 3, "it does not follow")
}

func TestOutOfOrder(t *testing.T) {
	log, head := written(5)
	log[1], log[2] = log[2], log[1]
	wantBreak(t, "swapped", log, head, 2, "missing; the next one there is 3")
	log, _ = written(5)
	log[1].Event, log[2].Event = log[2].Event, log[1].Event
	wantBreak(t, "swapped what they say", log, head, 2, "was changed")
	log, _ = written(5)
	wantBreak(t, "twice", slices.Insert(log, 2, log[1]), head, 2, "out of order, behind record 2")
	log, _ = written(5)
	wantBreak(t, "a record before the first", slices.Insert(log, 0, Record{}), head, 0, "out of order")
}

// A log whose end was cut off or continued does not fit its head, however the head was mended.
func TestHead(t *testing.T) {
	log, head := written(5)
	wantBreak(t, "all gone", nil, head, 1, "cut off")
	wantBreak(t, "cut off", log[:3], head, 4, "cut off; the log should go on to record 5")
	wantBreak(t, "cut off with the head's number", log[:3], Head{3, head.Hash}, 3, "not the one that the head")
	wantBreak(t, "head put back", log, log[2].Head(), 4, "ends with record 3")
	wantBreak(t, "head emptied", log, Head{}, 1, "ends with record 0")
	wantBreak(t, "head without a hash", log, Head{Number: 5}, 5, "not the one that the head")
}

// A log that was written anew as a whole is right in itself; only what was noted elsewhere tells.
func TestNoted(t *testing.T) {
	log, head := written(5)
	for _, r := range log {
		if _, err := verify(log, head, r.Hash); err != nil {
			t.Errorf("the hash of record %d: %v", r.Number, err)
		}
	}
	if _, err := verify(log[:3], log[2].Head(), head.Hash); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), head.Hash) {
		t.Errorf("cut off with its head: %v", err)
	}
	if _, err := verify(nil, Head{}, head.Hash); !errors.Is(err, ErrNotFound) {
		t.Errorf("emptied with its head: %v", err)
	}
}

// What a caller makes long or strange is kept short, and as the database gives it back.
func TestNormal(t *testing.T) {
	e := Event{At: noon.In(time.FixedZone("", 3600)), Actor: strings.Repeat("ä", 600), Detail: "a\xffb\x00", Address: strings.Repeat("x", 2000), Subject: make([]string, 5000)}
	r := Head{}.Next(e)
	got := r.Event
	if !got.At.Equal(noon.Truncate(time.Millisecond)) || got.At.Location() != time.UTC {
		t.Errorf("time %v", got.At)
	}
	if len(got.Actor) != maxText || !utf8.ValidString(got.Actor) || len(got.Address) != maxText || got.Detail != "a\uFFFDb\x00" || len(got.Subject) != maxSubjects {
		t.Errorf("%d, %d, %q, %d", len(got.Actor), len(got.Address), got.Detail, len(got.Subject))
	}
	if len(e.Subject) != 5000 {
		t.Error("the caller's event was changed")
	}
	odd := Head{}.Next(Event{Actor: "x" + strings.Repeat("ä", 600)})
	if len(odd.Event.Actor) != maxText-1 || !utf8.ValidString(odd.Event.Actor) {
		t.Errorf("%d bytes, or half a character", len(odd.Event.Actor))
	}
}
