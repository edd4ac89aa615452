package graph_test

import (
	"encoding/json"
	"net/http/httptest"
	"testing"

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

// as starts a server on a store, and asks it as the caller, for whom there is an account.
func as(t *testing.T, s *store.Store, c auth.Caller) *testkit.Server {
	t.Helper()
	server := httptest.NewServer(web.NewHandler(s, testkit.Options(s, "*")))
	t.Cleanup(server.Close)
	account := &auth.Account{ID: c.AccountID, Email: c.AccountID + "@example.org", Name: c.Name, Roles: c.Roles, PartnerID: c.PartnerID, Password: "unknown"}
	testkit.Must(t, s.Directory().Accounts.Add(t.Context(), account))
	return (&testkit.Server{URL: server.URL, Store: s}).Bearer(testkit.Session(t, s, c.AccountID))
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
