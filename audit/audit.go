// Package audit is the log of who did what from where. It is only ever added to, and every record holds a hash of itself and
// of the one before it, so that none can be changed or left out unnoticed.
package audit

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Event is something that somebody did.
type Event struct {
	At      time.Time `bson:"at"`
	ActorID string    `bson:"actorId,omitempty"`  // of the account; empty for the system itself or one of the public
	Actor   string    `bson:"actor,omitempty"`    // the name at that time
	Address string    `bson:"address,omitempty"`  // of the network that the request came from; empty for what was not asked for over the network
	Action  string    `bson:"action"`             // such as PUBLISHED or SIGNED_IN
	Subject []string  `bson:"subjects,omitempty"` // ids of what it was done to: entries, accounts, tokens
	Detail  string    `bson:"detail,omitempty"`   // such as a reason; never a secret
}

// Actions of the program itself; others stand where they are done.
const (
	Seeded      = "SEEDED"       // an empty database was filled at the start
	Imported    = "IMPORTED"     // content came in from files
	DemoRemoved = "DEMO_REMOVED" // all examples were erased, with their history
)

// Actors without an account.
const (
	System      = "system"       // what the program does by itself
	CommandLine = "command line" // whoever may run commands on the server
)

const (
	maxText     = 1000 // bytes; what callers can make long may not fill the log
	maxSubjects = 1000
)

// normal returns the event as it can be kept and read back without any change, which its hash depends on.
func (e Event) normal() Event {
	e.At = e.At.UTC().Truncate(time.Millisecond) // as the database keeps it
	for _, s := range []*string{&e.ActorID, &e.Actor, &e.Address, &e.Action, &e.Detail} {
		*s = short(*s)
	}
	subjects := make([]string, min(len(e.Subject), maxSubjects))
	for i := range subjects {
		subjects[i] = short(e.Subject[i])
	}
	e.Subject = subjects
	return e
}

// short cuts text between two characters, and takes out what is no text.
func short(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= maxText {
		return s
	}
	end := maxText
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}
