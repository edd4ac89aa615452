package audit

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
)

// Filter selects records for which all given conditions hold.
type Filter struct {
	Actor    *string  // id of the account
	Actions  []Action // one of these; nil for any
	Subject  *string  // the id of something that the action was done to
	From, To *time.Time
}

// The names that the schema uses.
type (
	AuditEvent      = Record
	AuditAction     = Action
	AuditFilter     = Filter
	AuditActor      = Actor
	AuditConnection = list.Connection[*Record]
	AuditEdge       = list.Edge[*Record]
)

// Actor is who did something. Both fields are nil for one of the public.
type Actor struct{ AccountID, Name *string }

// Actor returns who did what the record tells of. The actor of an erased record has the name Erased and no id.
func (r *Record) Actor() Actor {
	if r.Personal.Who == nil {
		return Actor{Name: given(Erased)}
	}
	return Actor{given(r.Personal.Who.ID), given(r.Personal.Who.Name)}
}

// Address returns the network address of the request; nil if there was no request over the network, or the address was erased.
func (r *Record) Address() *string {
	if r.Personal.Who == nil {
		return nil
	}
	return given(r.Personal.Who.Address)
}

// Subjects returns the ids of what the action was done to. The list is never nil.
func (r *Record) Subjects() []string { return append([]string{}, r.Subject...) }

// Detail returns the detail; nil if there is none, or it was erased.
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

// Position returns the number of the record that a cursor is for. If the text is not a cursor, the error has code BAD_INPUT.
func Position(cursor string) (int, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(b), cursorPrefix)
	n, notNumber := strconv.Atoi(digits)
	if err != nil || !ok || notNumber != nil || n < 1 {
		return 0, content.Errorf(content.BadInput, "this is not a cursor of the audit log")
	}
	return n, nil
}
