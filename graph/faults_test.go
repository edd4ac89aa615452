package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

// record is a line of the log.
type record struct{ Level, Msg, Error, ID, Path string }

// logged makes the log readable for the length of a test.
func logged(t *testing.T) func() []record {
	t.Helper()
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&b, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return func() (records []record) {
		for d := json.NewDecoder(&b); d.More(); {
			var r record
			testkit.Must(t, d.Decode(&r))
			records = append(records, r)
		}
		return records
	}
}

// A fault of the server is in the log once with an id, and the caller gets the id alone, be it one field that is hit or one
// of each of 39 partners.
func TestFaults(t *testing.T) {
	closed, db := testkit.Store(t, "none")
	testkit.Must(t, db.Close(t.Context()))
	for _, test := range []struct {
		name, query string
		spoil       func(*store.Store)
		errors      int
	}{
		{"at the root", "{partners{totalCount}}", func(s *store.Store) { s.Partners = closed.Partners }, 1},
		{"in a list", "{partners(first: 100) {nodes {agreements {totalCount}}}}", func(s *store.Store) { s.Agreements = closed.Agreements }, 39},
		{"in a count", "{partners(first: 100) {nodes {slug measureCount}}}", func(s *store.Store) { s.Measures = closed.Measures }, 39},
		{"in two fields that fail alike", "{a: measures(first: 1) {totalCount} b: measures {totalCount}}", func(s *store.Store) { s.Measures = closed.Measures }, 2},
		{"a panic at the root", "{pages{totalCount}}", func(s *store.Store) { s.Pages = nil }, 1},
		{"a panic in a list", "{partners(first: 100) {nodes {agreements {totalCount}}}}", func(s *store.Store) { s.Agreements = nil }, 39},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, db := testkit.Store(t, "network")
			test.spoil(s)
			server := httptest.NewServer(web.NewHandler(s, testkit.Options(t, s, "*")))
			defer server.Close()
			log := logged(t)
			a := (&testkit.Server{URL: server.URL, Store: s, DB: db}).Query(t, test.query, nil)
			records := log()
			if len(records) != 1 || records[0].Level != "ERROR" || records[0].ID == "" || records[0].Error == "" || records[0].Path == "" {
				t.Fatalf("the log has %v", records)
			}
			omitted := 0
			for _, e := range a.Errors {
				if n, ok := e.Extensions["omitted"].(float64); ok {
					omitted = int(n) - 1 // in place of which this one stands
					continue
				}
				if e.Extensions["code"] != "INTERNAL_ERROR" || e.Extensions["id"] != records[0].ID || len(e.Extensions) != 2 || len(e.Path) == 0 {
					t.Errorf("error %v, the log has %s", e, records[0].ID)
				}
			}
			if len(a.Errors)+omitted != test.errors {
				t.Errorf("%d errors, want %d: %s", len(a.Errors)+omitted, test.errors, a.Raw)
			}
			for _, inside := range []string{"closed", "engine", "reading", "panic", "nil pointer", ".go", "goroutine", "lungo"} {
				if strings.Contains(string(a.Raw), inside) {
					t.Errorf("the answer tells of %q: %s", inside, a.Raw)
				}
			}
			if a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("a fault may be kept: %v", a.Header)
			}
		})
	}
}

// A database that goes away at once and for good.
func TestDatabaseGone(t *testing.T) {
	server := testkit.Start(t, "network")
	log := logged(t)
	testkit.Must(t, server.DB.Close(context.Background()))
	a := server.Query(t, `{partner(slug: "stadt-wuppertal") {slug}}`, nil)
	records := log()
	if a.Code() != "INTERNAL_ERROR" || len(records) != 1 || a.Errors[0].Extensions["id"] != records[0].ID {
		t.Errorf("answer %s, log %v", a.Raw, records)
	}
}

// Two requests that fail alike are two faults, with an id each.
func TestFaultsOfTwoRequests(t *testing.T) {
	server := testkit.Start(t, "none")
	log := logged(t)
	testkit.Must(t, server.DB.Close(context.Background()))
	first, second := server.Query(t, "{pages{totalCount}}", nil), server.Query(t, "{pages{totalCount}}", nil)
	if ids := fmt.Sprint(first.Errors[0].Extensions["id"], second.Errors[0].Extensions["id"]); len(log()) != 2 || first.Errors[0].Extensions["id"] == second.Errors[0].Extensions["id"] {
		t.Errorf("ids %s", ids)
	}
}
