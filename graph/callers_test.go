package graph_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"partnernetz/editing"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

var (
	office = auth.Caller{AccountID: "acc_office", Name: "Olga Office", Roles: []auth.Role{auth.Editor}}
	admin  = auth.Caller{AccountID: "acc_admin", Name: "Anna Admin", Roles: []auth.Role{auth.Admin}}
)

// own is one of a partner's own people.
func own(partner string) auth.Caller {
	return auth.Caller{AccountID: "acc_" + partner, Name: "Paul Partner", Roles: []auth.Role{auth.Partner}, PartnerID: partner}
}

// serve makes the handler of a store. The context of a request says who asks, and gets what proves it.
func serve(t testing.TB, s *store.Store) http.Handler {
	t.Helper()
	handler, secrets := web.NewHandler(s, testkit.Options(t, s, "*")), map[string]string{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c := auth.From(r.Context()); !c.Public() {
			key := fmt.Sprintf("%#v", c) // which tells no limit from an empty one
			if secrets[key] == "" {
				secrets[key] = proofOf(r.Context(), s, c)
			}
			r.Header.Set("Authorization", "Bearer "+secrets[key])
		}
		handler.ServeHTTP(w, r)
	})
}

// proofOf makes what proves who a caller is: a preview link, or a session or an API token of an account.
func proofOf(ctx context.Context, s *store.Store, c auth.Caller) string {
	if c.Entry != "" {
		token, _, err := editing.New(s, time.Now).Preview(auth.With(ctx, office), c.Entry, 1)
		must(err)
		return token
	}
	account := &auth.Account{ID: c.AccountID, Email: c.AccountID + "@example.org", Name: c.Name, Roles: c.Roles, PartnerID: c.PartnerID, Password: "unknown"}
	if there, err := s.Directory().Accounts.Get(ctx, c.AccountID); err != nil || there == nil {
		must(err)
		must(s.Directory().Accounts.Add(ctx, account))
	}
	if c.Limit == nil {
		secret, session := auth.NewSession(c.AccountID, time.Now(), time.Hour)
		must(s.Directory().Sessions.Add(ctx, session))
		return secret
	}
	secret := "pnt_" + rand.Text()
	must(s.Directory().Tokens.Add(ctx, &auth.Token{Hash: auth.Hash(secret), ID: auth.NewID("tok"), AccountID: c.AccountID, Permissions: c.Limit, ExpiresAt: time.Now().Add(time.Hour)}))
	return secret
}

func must(err error) {
	if err != nil {
		panic(err) // of a fixture, in a handler
	}
}

// as starts a server on a store, and asks it as the caller.
func as(t *testing.T, s *store.Store, c auth.Caller) *testkit.Server {
	t.Helper()
	server := httptest.NewServer(web.NewHandler(s, testkit.Options(t, s, "*")))
	t.Cleanup(server.Close)
	return (&testkit.Server{URL: server.URL, Store: s}).Bearer(proofOf(t.Context(), s, c))
}

// change sends a mutation, which must not have an error of the whole, and decodes the payload of its one field.
func change[P any](t *testing.T, s *testkit.Server, query string, variables any) (payload P) {
	t.Helper()
	a := s.Query(t, query, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%.200s: %s", query, a.Raw)
	}
	for _, field := range a.Data {
		raw, err := json.Marshal(field)
		testkit.Must(t, err)
		testkit.Must(t, json.Unmarshal(raw, &payload))
	}
	return payload
}
