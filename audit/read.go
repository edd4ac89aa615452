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
	Actions  []Action // one of these; nil for any
	Subject  *string  // the id of something that it was done to
	From, To *time.Time
}

// What the schema calls it.
type (
	AuditEvent      = Record
	AuditAction     = Action
	AuditFilter     = Filter
	AuditActor      = Actor
	AuditConnection = list.Connection[*Record]
	AuditEdge       = list.Edge[*Record]
)

// Actor is who did something. Both are nil for one of the public.
type Actor struct{ AccountID, Name *string }

// Actor returns who did it. Somebody who was erased has a name that says so, and no id.
func (r *Record) Actor() Actor {
	if r.Personal.Who == nil {
		return Actor{Name: given(Erased)}
	}
	return Actor{given(r.Personal.Who.ID), given(r.Personal.Who.Name)}
}

// Address returns where from; nil for what was not asked for over the network, and of somebody who was erased.
func (r *Record) Address() *string {
	if r.Personal.Who == nil {
		return nil
	}
	return given(r.Personal.Who.Address)
}

// Subjects returns the ids of what it was done to, as a list that is never nil.
func (r *Record) Subjects() []string { return append([]string{}, r.Subject...) }

// Detail returns what else is to be said; nil if nothing is, or it was erased.
func (r *Record) Detail() *string { return given(r.said()) }

func (r *Record) said() string {
	if r.Personal.Said == nil {
		return ""
	}
	return r.Personal.Said.Text
}

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

// Position reads a cursor: the number of the record. What is none is an error of code BAD_INPUT.
func Position(cursor string) (int, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(b), cursorPrefix)
	n, notNumber := strconv.Atoi(digits)
	if err != nil || !ok || notNumber != nil || n < 1 {
		return 0, content.Errorf(content.BadInput, "this is not a cursor of the audit log")
	}
	return n, nil
}
