// Package testkit starts real parts of the program for tests: a store with the seed, and a server on it.
package testkit

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/testkit/must"
	"partnernetz/web"
)

// Server is a server with its own database.
type Server struct {
	URL      string
	Store    *store.Store
	DB       *store.Database
	Accounts *auth.Accounts

	header http.Header // sent with every request
	view   string      // in the address
}

// Database opens an empty database that goes away with the test: the embedded engine in memory, or a new database of
// the MongoDB that MONGODB_URI names. MONGODB_TRANSACTIONS=off is for servers without transactions.
func Database(t testing.TB) *store.Database {
	t.Helper()
	return Databases(t, 1)[0]
}

// Databases opens an empty database n times, as several instances of the program do. With the embedded engine, which only one
// process can open, and only once, it is the same database each time.
func Databases(t testing.TB, n int) (dbs []*store.Database) {
	t.Helper()
	ctx := context.Background()
	uri := os.Getenv("MONGODB_URI")
	if uri == "" {
		db, err := store.Embedded("")
		Must(t, err)
		t.Cleanup(func() { closeChecked(t, db) })
		return slices.Repeat([]*store.Database{db}, n)
	}
	u, err := url.Parse(uri)
	Must(t, err)
	u.Path = "/test_" + strings.ToLower(rand.Text()[:12])
	for i := range n {
		db, err := store.MongoDB(ctx, u.String(), os.Getenv("MONGODB_TRANSACTIONS") != "off")
		Must(t, err)
		t.Cleanup(func() {
			if i == 0 { // the last one to be closed
				_ = db.Drop(ctx)
			}
			closeChecked(t, db)
		})
		dbs = append(dbs, db)
	}
	return dbs
}

// closeChecked closes a database, and fails the test if any kept entry was changed.
func closeChecked(t testing.TB, db *store.Database) {
	t.Helper()
	if err := db.CheckKept(); err != nil {
		t.Error(err)
	}
	_ = db.Close(context.Background())
}

// Store opens a store with seed content: none, network or demo.
func Store(t testing.TB, which string) (*store.Store, *store.Database) {
	t.Helper()
	db := Database(t)
	s, err := store.New(context.Background(), db)
	Must(t, err)
	t.Cleanup(s.Close)
	_, err = seed.Fill(context.Background(), s, Library(t), which, nil)
	Must(t, err)
	return s, db
}

// Start starts a server with seed content, on its own port.
func Start(t testing.TB, which string) *Server {
	t.Helper()
	s, db := Store(t, which)
	server := httptest.NewUnstartedServer(nil)
	options := Options(t, s, "*")
	server.Config = web.NewServer(s, options)
	server.Start()
	t.Cleanup(server.Close)
	return &Server{URL: server.URL, Store: s, DB: db, Accounts: options.Accounts}
}

// Answer is an answer of the server.
type Answer struct {
	Status int
	Header http.Header
	Raw    []byte
	Data   map[string]any
	Errors []Error
}

// Error is an error of an answer.
type Error struct {
	Message    string
	Path       []any
	Extensions map[string]any
}

// Code returns the code of the first error; empty if there is none.
func (a *Answer) Code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// Query sends an operation as the website does.
func (s *Server) Query(t testing.TB, query string, variables any) *Answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	Must(t, err)
	return s.Post(t, body)
}

// Post sends a body.
func (s *Server) Post(t testing.TB, body []byte) *Answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql?"+s.view, bytes.NewReader(body))
	Must(t, err)
	maps.Copy(r.Header, s.header)
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	Must(t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	Must(t, err)
	a := &Answer{Status: resp.StatusCode, Header: resp.Header, Raw: raw}
	if err := json.Unmarshal(raw, a); err != nil {
		t.Fatalf("status %d, no JSON: %.500s", resp.StatusCode, raw)
	}
	return a
}

// Must ends the test if there is an error.
func Must(t testing.TB, err error) {
	t.Helper()
	must.Succeed(t, err)
}

// Lack is must.Lack.
func Lack(t testing.TB, what string) {
	t.Helper()
	must.Lack(t, what)
}
