// Package graph answers GraphQL: a resolver names what a field needs, and the store or a loader has it.
package graph

//go:generate go run ./generate

import (
	"partnernetz/auth"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/store"
)

// Resolver holds what resolvers read from and change by.
type Resolver struct {
	Store     *store.Store
	Editor    *editing.Editor
	Auth      *auth.Accounts
	Library   *media.Library
	PublicURL string // where people reach this server, without a slash at the end
}
