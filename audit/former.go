package audit

import (
	"cmp"
	"strconv"
	"time"
)

// Former is a record in the first form of the log: the hash was over names and addresses themselves, so that these could not be
// erased. Such records are only read, to be sealed, and never written.
type Former struct {
	Number  int       `bson:"_id"`
	At      time.Time `bson:"at"`
	ActorID string    `bson:"actorId"`
	Actor   string    `bson:"actor"`
	Address string    `bson:"address"`
	Action  Action    `bson:"action"`
	Subject []string  `bson:"subjects"`
	Detail  string    `bson:"detail"`
	Hash    string    `bson:"hash"`
}

// Seal makes a record in the present form that follows the head and says the same as a former record, whether that is right
// or not. The record contains the former hash, so that a hash noted in the former form is still found.
func (h Head) Seal(f Former) Record {
	e := Event{At: f.At.UTC(), ActorID: f.ActorID, Actor: f.Actor, Address: f.Address, Action: f.Action, Subject: f.Subject, Detail: f.Detail}
	return h.record(e, e.personal(f.Number), cmp.Or(f.Hash, "none")) // a hash that Verify finds to be wrong
}

const formerForm = "partnernetz audit 1"

// sumFormer computes what the hash of a record was in the former form: the digest of the name of that form, the number, the
// former hash of the record before, the time, the actor's id and name, the address, the action, the detail, the number of
// subjects, and each subject. The hash can be computed as long as nothing is erased from the record.
func (r Record) sumFormer(previous string) string {
	w, said := *r.Personal.Who, ""
	if r.Personal.Said != nil {
		said = r.Personal.Said.Text
	}
	return digest(append([]string{formerForm, strconv.Itoa(r.Number), previous, r.At.UTC().Format(timeLayout), w.ID, w.Name, w.Address, string(r.Action), said,
		strconv.Itoa(len(r.Subject))}, r.Subject...)...)
}
