// Package graph answers GraphQL: a resolver names what a field needs, and the store or a loader has it.
package graph

//go:generate go tool gqlgen generate

import (
	"partnernetz/auth"
	"partnernetz/store"
)

// Resolver holds what resolvers read from.
type Resolver struct {
	Store *store.Store
	Auth  *auth.Accounts
}
