// Package audit is the log of who did what from where. It is only ever added to, and every event holds a hash of itself and
// of the one before it, so that none can be changed or left out unnoticed.
package audit

import "time"

// Event is something that somebody did.
type Event struct {
	At      time.Time
	ActorID string   // of the account; empty for the system itself or one of the public
	Actor   string   // the name at that time
	Address string   // of the network that the request came from; empty for what was not asked for over the network
	Action  string   // such as PUBLISHED or SIGNED_IN
	Subject []string // ids of what it was done to: entries, accounts, tokens
	Detail  string   // such as a reason; never a secret
}
