package audit

import (
	"cmp"
	"strconv"
	"time"
)

// Former is a record as the first form of the log had it: the hash was over names and addresses themselves, so that these
// could not be erased. It is read to be sealed, and never written.
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

// Seal makes the record of the present form that follows the head and says what a former record did, right or not. It has the
// former hash, and vouches for that from now on: what was noted in the former form is still found.
func (h Head) Seal(f Former) Record {
	e := Event{At: f.At.UTC(), ActorID: f.ActorID, Actor: f.Actor, Address: f.Address, Action: f.Action, Subject: f.Subject, Detail: f.Detail}
	return h.record(e, e.personal(f.Number), cmp.Or(f.Hash, "none")) // which is found to be wrong
}

const formerForm = "partnernetz audit 1"

// sumFormer computes what the hash of a record was in the former form: the digest of the name of that form, the number, the
// former hash of the record before, the time, the actor's id and name, the address, the action, the detail, the number of
// subjects, and each subject. It can be computed as long as nothing of the record is erased.
func (r Record) sumFormer(previous string) string {
	w, said := *r.Personal.Who, ""
	if r.Personal.Said != nil {
		said = r.Personal.Said.Text
	}
	return digest(append([]string{formerForm, strconv.Itoa(r.Number), previous, r.At.UTC().Format(timeLayout), w.ID, w.Name, w.Address, string(r.Action), said,
		strconv.Itoa(len(r.Subject))}, r.Subject...)...)
}
