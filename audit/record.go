package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"
)

// Record is an event in its place in the log.
type Record struct {
	Number   int    `bson:"_id"` // counted from 1, without gaps
	Event    Event  `bson:",inline"`
	Previous string `bson:"previous"` // the hash of the record before; empty for the first
	Hash     string `bson:"hash"`     // see sum
}

// Head is the end of the log. It is kept apart from the records, so that a log whose end was cut off does not fit it.
type Head struct {
	Number int    `bson:"number"` // of the last record; 0 for an empty log
	Hash   string `bson:"hash"`   // of the last record; empty for an empty log
}

// Next makes the record of an event that follows the head. The event is kept to the millisecond, and long text in it is cut.
func (h Head) Next(e Event) Record {
	r := Record{Number: h.Number + 1, Event: e.normal(), Previous: h.Hash}
	r.Hash = r.sum()
	return r
}

// Head returns the end of a log that ends with the record.
func (r Record) Head() Head { return Head{r.Number, r.Hash} }

const (
	form       = "partnernetz audit 1"      // names the encoding below
	timeLayout = "2006-01-02T15:04:05.000Z" // in UTC
)

// sum computes the hash of a record: SHA-256, in lower-case hexadecimal digits, over its fields as netstrings
// (https://cr.yp.to/proto/netstrings.txt), one after the other: the name of this form, the number, the previous hash, the
// time, the actor's id and name, the address, the action, the detail, the number of subjects, and each subject. The length
// in front of each text keeps what belongs to one field from being moved to its neighbour.
func (r Record) sum() string {
	h := sha256.New()
	e := r.Event
	add(h, form, strconv.Itoa(r.Number), r.Previous, e.At.UTC().Format(timeLayout), e.ActorID, e.Actor, e.Address, e.Action, e.Detail,
		strconv.Itoa(len(e.Subject)))
	add(h, e.Subject...)
	return hex.EncodeToString(h.Sum(nil))
}

func add(h hash.Hash, fields ...string) {
	for _, f := range fields {
		fmt.Fprintf(h, "%d:%s,", len(f), f) // a hash takes all that is written
	}
}
