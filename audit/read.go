package audit

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
)

// Filter selects records. All that is given must hold.
type Filter struct {
	Actor    *string  // id of the account
	Actions  []string // one of these; nil for any
	Subject  *string  // the id of something that it was done to
	From, To *time.Time
}

// What the schema calls it.
type (
	AuditEvent      = Record
	AuditFilter     = Filter
	AuditActor      = Actor
	AuditConnection = list.Connection[*Record]
	AuditEdge       = list.Edge[*Record]
)

// Actor is who did something. Both are nil for one of the public.
type Actor struct{ ID, Name *string }

// At returns when it was done.
func (r *Record) At() time.Time { return r.Event.At }

// Actor returns who did it.
func (r *Record) Actor() Actor { return Actor{given(r.Event.ActorID), given(r.Event.Actor)} }

// Address returns where from; nil for what was not asked for over the network.
func (r *Record) Address() *string { return given(r.Event.Address) }

// Action returns what was done.
func (r *Record) Action() string { return r.Event.Action }

// Subjects returns the ids of what it was done to, as a list that is never nil.
func (r *Record) Subjects() []string { return append([]string{}, r.Event.Subject...) }

// Detail returns what else is to be said; nil if nothing is.
func (r *Record) Detail() *string { return given(r.Event.Detail) }

func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

const cursorPrefix = "audit:"

// Cursor returns the place of the record in a list of the log.
func (r *Record) Cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorPrefix + strconv.Itoa(r.Number)))
}

// Position reads a cursor: the number of the record; 0 for nil. What is none is an error of code BAD_INPUT.
func Position(cursor *string) (int, error) {
	if cursor == nil {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(*cursor)
	digits, ok := strings.CutPrefix(string(b), cursorPrefix)
	n, notNumber := strconv.Atoi(digits)
	if err != nil || !ok || notNumber != nil || n < 1 {
		return 0, content.Errorf(content.BadInput, "this is not a cursor of the audit log")
	}
	return n, nil
}
