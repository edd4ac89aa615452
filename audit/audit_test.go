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

// written returns a log of n records, and its head.
func written(n int) (log []Record, head Head) {
	for i := range n {
		r := head.Next(Event{At: noon.Add(time.Duration(i) * time.Minute), ActorID: "acc_1", Actor: "Ada", Address: "192.0.2.7",
			Action: Published, Subject: []string{fmt.Sprint("par_", i), "par_x"}, Detail: "Grund"})
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

// wantBreak checks that a log is found to be broken at a record, for the given reason.
func wantBreak(t *testing.T, name string, log []Record, head Head, number int, reason string) {
	t.Helper()
	_, err := verify(log, head, "")
	b, ok := errors.AsType[*Break](err)
	if !ok || b.Number != number || !strings.Contains(b.Reason, reason) {
		t.Errorf("%s: %v, want a break at %d with %q", name, err, number, reason)
	}
}

// Any other program can compute the hashes: these are the ones that docs/audit.md computes with printf and sha256sum.
func TestForm(t *testing.T) {
	who, said := Who{Salt: "ZWXYABCDEFGH", Name: "system"}, Said{"KLMNOPQRSTUV", "demo: 405 new"}
	first := Head{}.record(Event{At: noon, Action: Seeded}, Personal{1, &who, &said}, "")
	second := first.Head().record(Event{At: noon.Add(time.Hour), Action: Published, Subject: []string{"par_1", "par_2"}},
		Personal{2, &Who{"ZWXYABCDEFGH", "acc_1", "Zoë", "2001:db8::1"}, nil}, "former")
	page, err := os.ReadFile("../docs/audit.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{first.Who, first.Said, first.Hash} {
		if !strings.Contains(string(page), hash) {
			t.Errorf("docs/audit.md does not have the hash %s", hash)
		}
	}
	for i, want := range []string{"05c80b5dccb6589b8f8f284eb68a66e5b71e86feac4657e4b0024c606026d1de", "4fe8ee3222dbb8ce1b0a29731dc085e307286b6e8f5c94938090263893f6b586"} {
		if got := []Record{first, second}[i].Hash; got != want {
			t.Errorf("record %d has the hash %s, want %s", i+1, got, want)
		}
	}
	r := Head{}.Seal(Former{Number: 1, At: noon, Actor: "system", Action: Seeded, Detail: "demo: 405 new"})
	if got, want := r.sumFormer(""), "5cee6bbf1c4024de72958cfe4e238e15e4873b2377fdcc893bdc83d818722673"; got != want {
		t.Errorf("the former hash is %s, want %s", got, want)
	}
}

// The records of equal events do not show that the events are equal, so what is erased cannot be found out by trying.
func TestSalted(t *testing.T) {
	e := Event{At: noon, ActorID: "acc_1", Actor: "Ada", Address: "192.0.2.7", Action: Published, Detail: "Grund"}
	a, b := Head{}.Next(e), Head{}.Next(e)
	if a.Who == b.Who || a.Said == b.Said || a.Hash == b.Hash {
		t.Error("two records of one event are alike")
	}
	if len(a.Personal.Who.Salt) < 26 || len(a.Personal.Said.Salt) < 26 || a.Personal.Who.Salt == a.Personal.Said.Salt {
		t.Errorf("the salts are %q and %q", a.Personal.Who.Salt, a.Personal.Said.Salt)
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

// No field of a record can be changed unnoticed, nor can anything be moved from one field to another.
func TestChanged(t *testing.T) {
	changes := map[string]func(*Record){
		"time":            func(r *Record) { r.At = r.At.Add(time.Millisecond) },
		"actor's id":      func(r *Record) { r.Personal.Who.ID = "acc_2" },
		"actor":           func(r *Record) { r.Personal.Who.Name = "Eve" },
		"address":         func(r *Record) { r.Personal.Who.Address = "" },
		"action":          func(r *Record) { r.Action = Archived },
		"detail":          func(r *Record) { r.Personal.Said.Text += " " },
		"subject":         func(r *Record) { r.Subject[0] = "par_9" },
		"subject removed": func(r *Record) { r.Subject = r.Subject[:1] },
		"subjects joined": func(r *Record) { r.Subject = []string{strings.Join(r.Subject, "")} },
		"subject moved": func(r *Record) {
			r.Said, r.Subject = r.Said+r.Subject[0], r.Subject[1:]
		},
		"actor moved": func(r *Record) { r.Personal.Who.ID, r.Personal.Who.Name = r.Personal.Who.ID+r.Personal.Who.Name, "" },
		"previous":    func(r *Record) { r.Previous = strings.Repeat("0", 64) },
		"hash":        func(r *Record) { r.Hash = strings.Repeat("0", 64) },
		"no hash":     func(r *Record) { r.Hash = "" },
		"salt":        func(r *Record) { r.Personal.Who.Salt = "" },
		"commitment":  func(r *Record) { r.Who = strings.Repeat("0", 64) },
		"nothing was said of it, and then something was": func(r *Record) { r.Said = "" },
		"former hash": func(r *Record) { r.Former = strings.Repeat("0", 64) },
	}
	for name, change := range changes {
		for i := range 5 {
			log, head := written(5)
			change(&log[i])
			wantBreak(t, name, log, head, i+1, "was changed")
		}
	}
}

// A changed record with its own new hash does not fit its neighbours.
func TestReplaced(t *testing.T) {
	for i := range 5 {
		log, head := written(5)
		log[i].Action = Archived
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
	log[1].Personal, log[2].Personal = log[2].Personal, log[1].Personal
	wantBreak(t, "swapped what they say", log, head, 2, "was changed")
	log, _ = written(5)
	wantBreak(t, "twice", slices.Insert(log, 2, log[1]), head, 2, "out of order, after record 2")
	log, _ = written(5)
	wantBreak(t, "a record before the first", slices.Insert(log, 0, Record{}), head, 0, "out of order")
}

// A log whose end was cut off or continued does not fit its head, however the head was changed.
func TestHead(t *testing.T) {
	log, head := written(5)
	wantBreak(t, "all gone", nil, head, 1, "cut off")
	wantBreak(t, "cut off", log[:3], head, 4, "cut off; the log should go on to record 5")
	wantBreak(t, "cut off with the head's number", log[:3], Head{3, head.Hash}, 3, "not the one that the head")
	wantBreak(t, "head put back", log, log[2].Head(), 4, "ends with record 3")
	wantBreak(t, "head emptied", log, Head{}, 1, "ends with record 0")
	wantBreak(t, "head without a hash", log, Head{Number: 5}, 5, "not the one that the head")
}

// A log that was written anew as a whole is right in itself; only a hash that was noted elsewhere shows the change.
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

// Long or strange input of a caller is cut, and brought into the form in which the database returns it.
func TestNormal(t *testing.T) {
	e := Event{At: noon.In(time.FixedZone("", 3600)), Actor: strings.Repeat("ä", 600), Detail: "a\xffb\x00", Address: strings.Repeat("x", 2000), Subject: make([]string, 5000)}
	got := Head{}.Next(e)
	if !got.At.Equal(noon.Truncate(time.Millisecond)) || got.At.Location() != time.UTC {
		t.Errorf("time %v", got.At)
	}
	who, said := got.Personal.Who, got.Personal.Said.Text
	if len(who.Name) != maxText || !utf8.ValidString(who.Name) || len(who.Address) != maxText || said != "a\uFFFDb\x00" || len(got.Subject) != maxSubjects {
		t.Errorf("%d, %d, %q, %d", len(who.Name), len(who.Address), said, len(got.Subject))
	}
	if len(e.Subject) != 5000 {
		t.Error("the caller's event was changed")
	}
	odd := Head{}.Next(Event{Actor: "x" + strings.Repeat("ä", 600)})
	if name := odd.Personal.Who.Name; len(name) != maxText-1 || !utf8.ValidString(name) {
		t.Errorf("%d bytes, or half a character", len(name))
	}
}
