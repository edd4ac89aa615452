package audit

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// erase takes people out of records. With record it adds a record of the erasure.
func erase(log []Record, head Head, record bool, numbers ...int) ([]Record, Head) {
	var subject []string
	for _, n := range numbers {
		log[n-1].Personal = Personal{Number: n}
		subject = append(subject, fmt.Sprint(n))
	}
	if !record {
		return log, head
	}
	r := head.Next(Event{At: noon, Actor: CommandLine, Action: PersonErased, Subject: subject})
	return append(log, r), r.Head()
}

// A log from which a person was erased is right, and verifying it still finds every other change.
func TestErased(t *testing.T) {
	log, head := written(5)
	noted := head.Hash
	log, head = erase(log, head, true, 2, 4)
	for _, hash := range []string{"", noted, log[1].Hash, head.Hash} {
		if end, err := verify(log, head, hash); err != nil || end != head {
			t.Errorf("%s: up to %v, %v", hash, end, err)
		}
	}
	if a := log[1].Actor(); a.AccountID != nil || *a.Name != Erased || log[1].Address() != nil || log[1].Detail() != nil {
		t.Errorf("it still says %+v", a)
	}
	if a := log[0].Actor(); *a.AccountID != "acc_1" || *a.Name != "Ada" || *log[0].Address() != "192.0.2.7" || *log[0].Detail() != "Grund" {
		t.Errorf("somebody else's says %+v", a)
	}
	changed := slices.Clone(log)
	changed[1].Subject = []string{"par_9"}
	wantBreak(t, "an erased record was changed", changed, head, 2, "was changed")
	changed = slices.Clone(log)
	changed[1].Personal = Head{}.Next(Event{Actor: "Eve"}).Personal
	wantBreak(t, "an erased person was replaced", changed, head, 2, "does not fit its commitments")
}

// Taking a person out without the program is found, whatever the log says of other erasures.
func TestErasedWithoutRecord(t *testing.T) {
	log, head := written(5)
	erase(log, head, false, 3)
	wantBreak(t, "not recorded", log, head, 3, "no record of an erasure")
	log, head = erase(log, head, true, 2, 4)
	wantBreak(t, "others are", log, head, 3, "no record of an erasure")
	log, head = written(5)
	log[2].Personal.Said = nil
	wantBreak(t, "only what was said", log, head, 3, "no record of an erasure")
	log, head = written(2)
	r := head.Next(Event{At: noon, Action: PersonErased, Subject: []string{"4"}})
	log, head = append(log, r), r.Head()
	r = head.Next(Event{At: noon, Actor: "Ada", Action: Published})
	log, head = erase(append(log, r), r.Head(), false, 4)
	wantBreak(t, "recorded before it was there", log, head, 4, "no record of an erasure")
}

// formers is a log in the former form, as the program used to write it.
func formers(n int) (log []Former) {
	previous := ""
	for i := range n {
		f := Former{Number: i + 1, At: noon.Truncate(time.Millisecond).Add(time.Duration(i) * time.Minute), ActorID: "acc_1", Actor: "Ada", Address: "192.0.2.7",
			Action: Published, Subject: []string{fmt.Sprint("par_", i)}}
		f.Hash = digest("partnernetz audit 1", fmt.Sprint(f.Number), previous, f.At.Format(timeLayout), f.ActorID, f.Actor, f.Address, "PUBLISHED", "", "1", f.Subject[0])
		previous, log = f.Hash, append(log, f)
	}
	return log
}

func sealed(formers []Former) (log []Record, head Head) {
	for _, f := range formers {
		r := head.Seal(f)
		log, head = append(log, r), r.Head()
	}
	return log, head
}

// A sealed log is right, can go on, can forget people, and still has every hash that was noted before it was sealed.
func TestSealed(t *testing.T) {
	old := formers(5)
	log, head := sealed(old)
	r := head.Next(Event{At: noon, Actor: System, Action: LogSealed, Subject: []string{old[4].Hash}})
	log, head = erase(append(log, r), r.Head(), true, 2, 5)
	for _, noted := range []string{"", old[0].Hash, old[1].Hash, old[4].Hash, log[1].Hash} {
		if end, err := verify(log, head, noted); err != nil || end != head {
			t.Errorf("%s: %v, %v", noted, end, err)
		}
	}
	late := slices.Clone(log)
	late[6].Former = old[4].Hash
	late[6].Hash = late[6].sum()
	wantBreak(t, "claims to be old", late, late[6].Head(), 7, "the former form of the log, which ended before")
}

// A log that was broken before it was sealed is broken afterwards, at the same record.
func TestSealedBroken(t *testing.T) {
	for name, test := range map[string]struct {
		tamper func([]Former) []Former
		number int
		reason string
	}{
		"changed": {func(log []Former) []Former { log[2].Actor = "Eve"; return log }, 3, "while the log had its former form"},
		"action":  {func(log []Former) []Former { log[2].Action = Archived; return log }, 3, "while the log had its former form"},
		"hash":    {func(log []Former) []Former { log[2].Hash = ""; return log }, 3, "while the log had its former form"},
		"missing": {func(log []Former) []Former { return slices.Delete(log, 2, 3) }, 3, "missing"},
		"replaced": {func(log []Former) []Former {
			log[2].Actor = "Eve"
			r, _ := sealed(log[:3])
			log[2].Hash = r[2].sumFormer(log[1].Hash)
			return log
		}, 4, "replaced together with the record before it"},
	} {
		log, head := sealed(test.tamper(formers(5)))
		wantBreak(t, name, log, head, test.number, test.reason)
	}
	log, head := sealed(formers(3))
	r := head.Next(Event{At: noon, Action: LogBroken, Detail: "record 4: the end was cut off"})
	wantBreak(t, "the end", append(log, r), r.Head(), 4, "broken already: record 4: the end was cut off")
}
