package audit

import (
	"fmt"
	"hash"
	"strconv"
	"time"
)

// Record is an event in its place in the log, without what may name a person.
type Record struct {
	Number   int       `bson:"_id"` // counted from 1, without gaps
	At       time.Time `bson:"at"`
	Who      string    `bson:"who"` // the commitment to who did it
	Action   Action    `bson:"action"`
	Said     string    `bson:"said,omitempty"` // the commitment to the detail; empty if there is none
	Subject  []string  `bson:"subjects,omitempty"`
	Former   string    `bson:"former,omitempty"` // the hash in the former form, for records first written in it; see sumFormer
	Previous string    `bson:"previous"`         // the hash of the record before; empty for the first
	Hash     string    `bson:"hash"`             // see sum

	Personal Personal `bson:"-"` // what the commitments are to, except what was erased
}

// Head is the end of the log. It is kept apart from the records, so that a log whose end was cut off does not fit its head.
type Head struct {
	Number int    `bson:"number"` // of the last record; 0 for an empty log
	Hash   string `bson:"hash"`   // of the last record; empty for an empty log
}

// Next makes the record of an event that follows the head. The time is kept to the millisecond, and long text is cut.
func (h Head) Next(e Event) Record {
	e = e.normal()
	return h.record(e, e.personal(h.Number+1), "")
}

// record makes the record of an event, with the part that is kept apart.
func (h Head) record(e Event, p Personal, former string) Record {
	r := Record{Number: p.Number, At: e.At, Who: p.Who.commitment(), Action: e.Action, Said: p.Said.commitment(), Subject: e.Subject,
		Former: former, Previous: h.Hash, Personal: p}
	r.Hash = r.sum()
	return r
}

// Head returns the head of a log that ends with the record.
func (r Record) Head() Head { return Head{r.Number, r.Hash} }

const (
	form       = "partnernetz audit 2"      // names the encoding below
	timeLayout = "2006-01-02T15:04:05.000Z" // in UTC
)

// sum computes the hash of a record: the digest of the name of this form, the number, the previous hash, the time, the
// commitment to who did it, the action, the commitment to the detail, the hash in the former form, the number of subjects,
// and each subject.
func (r Record) sum() string {
	return digest(append([]string{form, strconv.Itoa(r.Number), r.Previous, r.At.UTC().Format(timeLayout), r.Who, string(r.Action), r.Said, r.Former,
		strconv.Itoa(len(r.Subject))}, r.Subject...)...)
}

func add(h hash.Hash, fields ...string) {
	for _, f := range fields {
		fmt.Fprintf(h, "%d:%s,", len(f), f) // writing to a hash never fails
	}
}
