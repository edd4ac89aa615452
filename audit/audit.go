// Package audit is the log of who did what from where. Records are only ever added, and each holds a hash over itself and the one
// before it, so that none can be changed or left out unnoticed. Who did it, and the detail, are kept apart and can be erased: the
// hashes are over commitments to them.
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
	Address string // the network address of the request; empty if there was no request over the network
	Action  Action
	Subject []string // ids of what the action was done to: entries, accounts, tokens
	Detail  string   // such as a reason; never a secret
}

// Actors without an account.
const (
	System      = "system"       // the program by itself
	CommandLine = "command line" // whoever may run commands on the server
	Erased      = "erased"       // somebody who was erased
)

const (
	maxText     = 1000 // bytes; callers may not fill the log with long text
	maxSubjects = 1000
)

// normal returns the event in a form that can be stored and read back without any change, as the hash depends on it.
func (e Event) normal() Event {
	e.At = e.At.UTC().Truncate(time.Millisecond) // as the database stores it
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

// short cuts long text between two characters, and takes out bytes that are not text.
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
