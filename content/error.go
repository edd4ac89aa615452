package content

import "fmt"

// Code is a stable name for what went wrong, for programs to branch on.
type Code string

// The codes that the domain gives. Anything without a code is a fault of the server.
const (
	BadInput  Code = "BAD_INPUT" // malformed, out of range, or contradictory
	Forbidden Code = "FORBIDDEN" // the caller may not do this
	Conflict  Code = "CONFLICT"  // the entry has changed since the revision that the caller knows
	KeyInUse  Code = "KEY_IN_USE"
	NotFound  Code = "NOT_FOUND"
	Required  Code = "REQUIRED"
	Timeout   Code = "TIMEOUT"
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

// Problem is one thing that is wrong with an entry, said to the person who can put it right.
type Problem struct {
	Path string // to the field, such as "endsOn" or "blocks.0.text"
	Code Code
	DE   string
	EN   string
}

func (p Problem) String() string { return p.Path + ": " + p.EN }
