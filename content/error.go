package content

import (
	"fmt"
	"strings"
)

// Code is a stable name for what went wrong, for programs to branch on.
type Code string

// The codes that the domain gives. Anything without a code is a fault of the server.
const (
	BadInput          Code = "BAD_INPUT"          // malformed, out of range, or contradictory
	Required          Code = "REQUIRED"           // what must be there is not
	NotFound          Code = "NOT_FOUND"          // there is none, or none that the caller may see
	KeyInUse          Code = "KEY_IN_USE"         // another entry has the slug, path or label
	Conflict          Code = "CONFLICT"           // the entry has changed since the revision that the caller knows
	OtherPartner      Code = "OTHER_PARTNER"      // what is linked to belongs to another partner
	Dangling          Code = "DANGLING_LINK"      // a public entry would link to one that is not
	NotPublic         Code = "NOT_PUBLIC"         // the entry would have to be public for this
	IsArchived        Code = "ARCHIVED"           // the entry was put away
	InUse             Code = "IN_USE"             // something links to what would be removed
	NotChecked        Code = "UNCHECKED"          // Leichte Sprache that no test group has checked
	Circular          Code = "CIRCULAR"           // something would be part of itself
	Found             Code = "FINDING"            // a reader would stumble over it
	IllegalTransition Code = "ILLEGAL_TRANSITION" // one state cannot follow another
	Unprintable       Code = "UNPRINTABLE"        // the brochure cannot be set
	Overlapping       Code = "OVERLAPPING"        // a period would overlap another
	OutsideTerm       Code = "OUTSIDE_TERM"       // something did not run in the period that it is said of
	NotAccepted       Code = "NOT_ACCEPTED"       // a report that is to be printed was not accepted
	NotByItself       Code = "NOT_BY_ITSELF"      // the entry becomes public with a release alone
	Locked            Code = "LOCKED"             // the entry is in a state in which nobody, or only the office, writes it
	NoField           Code = "NO_FIELD"           // the entry has no such field
	Unauthenticated   Code = "UNAUTHENTICATED"    // only for those who are signed in
	Forbidden         Code = "FORBIDDEN"          // the caller may not do this
	Timeout           Code = "TIMEOUT"            // the operation took too long
	FellBehind        Code = "FELL_BEHIND"        // what a reader of changes asks for is not kept any more
	Superseded        Code = "SUPERSEDED"         // a newer program has taken over the database, and this one only reads
)

// Error is an error whose message may be shown to the caller.
type Error struct {
	Code    Code
	Message string
}

func (e *Error) Error() string { return e.Message }

// Errorf makes an error that may be shown to the caller.
func Errorf(code Code, format string, args ...any) error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Problem is one thing that is wrong with what somebody wants to write, said to the person who can put it right.
type Problem struct {
	Path     string // to the field, such as "endsOn" or "blocks.0.text"
	Code     Code
	DE       string
	EN       string
	Conflict *RevisionConflict // with code CONFLICT
}

// RevisionConflict is how a change came too late.
type RevisionConflict struct {
	Expected int // the revision that the change is based on
	Current  int // the newest one
}

func (p Problem) String() string { return p.Path + ": " + p.EN }

// Message says what is wrong in a language.
func (p Problem) Message(l Locale) string {
	if l == EN {
		return p.EN
	}
	return p.DE
}

// Problems are all the reasons why something was not written. Nothing of it was.
type Problems []Problem

func (ps Problems) Error() string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// Under returns the problems with a longer path, which begins at what was asked for.
func (ps Problems) Under(path string) Problems {
	under := make(Problems, len(ps))
	for i, p := range ps {
		p.Path = strings.Trim(path+"."+p.Path, ".")
		under[i] = p
	}
	return under
}
