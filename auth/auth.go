// Package auth says who asks, and what they may do.
package auth

import (
	"context"

	"partnernetz/content"
)

// Role is what a person does for the network.
type Role string

// The roles. Somebody without any is one of the public.
const (
	Admin  Role = "ADMIN"  // runs the system
	Editor Role = "EDITOR" // works in the office
)

// Caller is who asks. The zero value is the public.
type Caller struct{ Roles []Role }

// Public reports whether the caller is one of the public.
func (c Caller) Public() bool { return len(c.Roles) == 0 }

type callerKey struct{}

// With returns a context in which the caller asks.
func With(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns who asks.
func From(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// CheckView refuses a view that the caller may not have, with code FORBIDDEN.
func CheckView(c Caller, v content.View) error {
	if v.Stage == content.Draft && c.Public() {
		return content.Errorf(content.Forbidden, "drafts are only for those who may edit them")
	}
	return nil
}
