package testkit

import (
	"context"
	"maps"
	"net/http"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/editing"
	"partnernetz/store"
	"partnernetz/web"
)

const publicURL = "http://partnernetz.test"

// Options returns the options of a server on the store, with the accounts of the store.
func Options(t testing.TB, s *store.Store, origins ...string) web.Options {
	t.Helper()
	return web.Options{
		Origins: origins, Accounts: auth.NewAccounts(s.Directory(), auth.Settings{PublicURL: publicURL}),
		Editor: editing.New(s, time.Now), PublicURL: publicURL, Media: Library(t),
	}
}

// As returns the server as seen by somebody with a role, with a session of a new account. With the role PARTNER the account
// belongs to the partner with this id; otherwise the id is empty.
func (s *Server) As(t testing.TB, role auth.Role, partnerID string) *Server {
	t.Helper()
	return s.Bearer(Session(t, s.Store, Account(t, s.Store, role, partnerID).ID))
}

// Bearer returns the server, to be asked with a secret.
func (s *Server) Bearer(secret string) *Server { return s.With("Authorization", "Bearer "+secret) }

// With returns the server, to be asked with one more header.
func (s *Server) With(name, value string) *Server {
	c := *s
	if c.header = maps.Clone(s.header); c.header == nil {
		c.header = http.Header{}
	}
	c.header.Set(name, value)
	return &c
}

// At returns the server, to be asked with a view in the address, such as locale=EN.
func (s *Server) At(view string) *Server {
	c := *s
	c.view = view
	return &c
}

// Account makes an account that no password opens: hashing one would take longer than most tests.
func Account(t testing.TB, s *store.Store, role auth.Role, partnerID string) *auth.Account {
	t.Helper()
	id := auth.NewID("acc")
	a := &auth.Account{ID: id, Email: id + "@example.org", Name: "Test " + string(role), Roles: []auth.Role{role},
		PartnerID: partnerID, Password: "unknown", CreatedAt: time.Now().UTC().Truncate(time.Millisecond)}
	Must(t, s.Directory().Accounts.Add(context.Background(), a))
	return a
}

// Session begins a session of an account and returns its secret.
func Session(t testing.TB, s *store.Store, accountID string) string {
	t.Helper()
	secret, session := auth.NewSession(accountID, time.Now(), time.Hour)
	Must(t, s.Directory().Sessions.Add(context.Background(), session))
	return secret
}
