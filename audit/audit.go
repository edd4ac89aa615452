// Package audit is the log of who did what from where. It is only ever added to, and every record holds a hash of itself and
// of the one before it, so that none can be changed or left out unnoticed. Who it was, and what was said of it, stands apart
// and can be erased: the hashes are over commitments to it.
package audit

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Event is something that somebody did.
type Event struct {
	At      time.Time
	ActorID string // of the account; empty for the system itself or one of the public
	Actor   string // the name at that time
	Address string // of the network that the request came from; empty for what was not asked for over the network
	Action  Action
	Subject []string // ids of what it was done to: entries, accounts, tokens
	Detail  string   // such as a reason; never a secret
}

// Actors without an account.
const (
	System      = "system"       // what the program does by itself
	CommandLine = "command line" // whoever may run commands on the server
	Erased      = "erased"       // somebody who was erased
)

const (
	maxText     = 1000 // bytes; what callers can make long may not fill the log
	maxSubjects = 1000
)

// normal returns the event as it can be kept and read back without any change, which its hash depends on.
func (e Event) normal() Event {
	e.At = e.At.UTC().Truncate(time.Millisecond) // as the database keeps it
	for _, s := range []*string{&e.ActorID, &e.Actor, &e.Address, &e.Detail} {
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
