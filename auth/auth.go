// Package auth says who is asking, and what they may do.
package auth

import (
	"context"
	"slices"

	"partnernetz/content"
	"partnernetz/limit"
)

// Role is what a person does in the network.
type Role string

// The roles. Somebody without any is one of the public.
const (
	Admin   Role = "ADMIN"   // runs the system
	Editor  Role = "EDITOR"  // works in the office
	Partner Role = "PARTNER" // is one of a partner organisation's own people
)

// Roles lists all roles.
func Roles() []Role { return []Role{Admin, Editor, Partner} }

// Caller is whoever sends a request. The zero value is the public. A Caller is made from what the request proves, never from what
// it claims.
type Caller struct {
	AccountID string // empty without an account
	Name      string
	Roles     []Role
	PartnerID string       // with the role PARTNER: the organisation
	Session   string       // with a session: its id; empty with an API token
	Forgeable bool         // known only by a cookie, which any website can make a browser send: may not use mutations
	Limit     []Permission // with an API token: no other permissions than these; nil for no such limit
	Entry     string       // with a preview link: the entry that it shows
	Files     string       // with a preview link: see content.Scope
	Address   string       // of the network that the request came from
	Weight    int          // with an API token: how many callers it counts as; 0 means one
}

// Public reports whether the caller is one of the public.
func (c Caller) Public() bool { return len(c.Roles) == 0 && c.Entry == "" }

// Scope is the part of the content that the caller can see.
func (c Caller) Scope() content.Scope {
	s := content.Scope{Audience: content.ForPublic, Entry: c.Entry, Files: c.Files, Drafts: c.May(ReadDrafts) || len(c.Roles) == 0 && c.Entry != ""}
	for _, r := range c.Roles {
		switch r {
		case Admin, Editor:
			s.Audience = content.ForOffice
		case Partner:
			s.Partner = c.PartnerID
			if s.Audience == content.ForPublic {
				s.Audience = content.ForNetwork
			}
		}
	}
	return s
}

// Network is the key that requests without an account are counted by.
func (c Caller) Network() string { return limit.Network(c.Address) }

// Has reports whether the caller has a role.
func (c Caller) Has(r Role) bool { return slices.Contains(c.Roles, r) }

type callerKey struct{}

// With returns a context with the caller.
func With(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns the caller of a context.
func From(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

// Of returns an account as a caller. If it is the account of the present caller, the limits of an API token hold.
func Of(ctx context.Context, a *Account) Caller {
	if c := From(ctx); c.AccountID == a.ID {
		return c
	}
	return a.Caller()
}
