package audit

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// Personal is the part of a record that may name a person. It is kept apart from the record, which only has commitments to Who and
// to Said, so that either can be erased while the record stays right. The salt is erased with it: without the salt nobody can find
// out by trying what a commitment is to.
type Personal struct {
	Number int   `bson:"_id"` // of the record
	Who    *Who  `bson:"who,omitempty"`
	Said   *Said `bson:"said,omitempty"`
}

// Who is who did something, and from where.
type Who struct {
	Salt    string `bson:"salt"`
	ID      string `bson:"id,omitempty"` // of the account
	Name    string `bson:"name,omitempty"`
	Address string `bson:"address,omitempty"`
}

// Said is the detail, in somebody's own words or not.
type Said struct {
	Salt string `bson:"salt"`
	Text string `bson:"text"`
}

// The names of the forms of commitments, which their hashes begin with.
const (
	whoForm  = "partnernetz audit 2 who"
	saidForm = "partnernetz audit 2 said"
)

// personal makes the part of a record that may name a person, with fresh salts.
func (e Event) personal(number int) Personal {
	p := Personal{Number: number, Who: &Who{rand.Text(), e.ActorID, e.Actor, e.Address}}
	if e.Detail != "" {
		p.Said = &Said{rand.Text(), e.Detail}
	}
	return p
}

// commitment returns the hash over who; empty if w is nil.
func (w *Who) commitment() string {
	if w == nil {
		return ""
	}
	return digest(whoForm, w.Salt, w.ID, w.Name, w.Address)
}

// commitment returns the hash over the detail; empty if s is nil.
func (s *Said) commitment() string {
	if s == nil {
		return ""
	}
	return digest(saidForm, s.Salt, s.Text)
}

// digest is SHA-256, in lower-case hexadecimal digits, over fields as netstrings (https://cr.yp.to/proto/netstrings.txt), one
// after the other. The length in front of each keeps text from being moved from one field to the next.
func digest(fields ...string) string {
	h := sha256.New()
	add(h, fields...)
	return hex.EncodeToString(h.Sum(nil))
}
