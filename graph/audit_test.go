package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/store"
	"partnernetz/testkit"
)

// me has the roles.
func me(roles ...auth.Role) auth.Caller {
	return auth.Caller{AccountID: fmt.Sprint("acc_me", roles), Roles: roles}
}

// eventful is a store whose log has nine events.
func eventful(t *testing.T) *store.Store {
	t.Helper()
	s, _ := testkit.Store(t, "none")
	for i := range 9 {
		testkit.Must(t, s.Record(t.Context(), audit.Event{
			At: time.Date(2026, 11, 1+i, 8, 0, 0, 0, time.UTC), ActorID: fmt.Sprint("acc_", i%2), Actor: fmt.Sprint("Person ", i%2),
			Address: "192.0.2.7", Action: []audit.Action{audit.Updated, audit.Published, audit.Archived}[i%3], Subject: []string{fmt.Sprint("par_", i%4)}, Detail: "Grund",
		}))
	}
	return s
}

// page is what an answer shows of a page of the log.
type page struct {
	Numbers    []int
	Next, Prev bool
	Total      int
	start, end string
}

func logPage(t *testing.T, server *testkit.Server, arguments string) page {
	t.Helper()
	a := server.Query(t, fmt.Sprintf("{auditLog%s {nodes {number} edges {cursor node {number}} pageInfo {hasNextPage hasPreviousPage startCursor endCursor} totalCount}}", arguments), nil)
	if len(a.Errors) > 0 {
		t.Fatalf("%s: %s", arguments, a.Raw)
	}
	var answer struct {
		Data struct {
			AuditLog struct {
				Nodes    []struct{ Number int }
				Edges    []struct{ Cursor string }
				PageInfo struct {
					HasNextPage, HasPreviousPage bool
					StartCursor, EndCursor       string
				}
				TotalCount int
			}
		}
	}
	testkit.Must(t, json.Unmarshal(a.Raw, &answer))
	list := answer.Data.AuditLog
	p := page{nil, list.PageInfo.HasNextPage, list.PageInfo.HasPreviousPage, list.TotalCount, list.PageInfo.StartCursor, list.PageInfo.EndCursor}
	for _, n := range list.Nodes {
		p.Numbers = append(p.Numbers, n.Number)
	}
	if n := len(list.Edges); n > 0 && (list.Edges[0].Cursor != p.start || list.Edges[n-1].Cursor != p.end) {
		t.Errorf("%s: the cursors of the edges are not those of the page: %s", arguments, a.Raw)
	}
	return p
}

func wantPage(t *testing.T, got page, next, prev bool, total int, numbers ...int) {
	t.Helper()
	if fmt.Sprint(got.Numbers) != fmt.Sprint(numbers) || got.Next != next || got.Prev != prev || got.Total != total {
		t.Errorf("got %v next %t previous %t of %d, want %v %t %t %d", got.Numbers, got.Next, got.Prev, got.Total, numbers, next, prev, total)
	}
}

// The log is paged in both directions, and pages stay whole while it grows.
func TestAuditPages(t *testing.T) {
	s := eventful(t)
	server := as(t, s, me(auth.Admin))
	wantPage(t, logPage(t, server, ""), false, false, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1)
	first := logPage(t, server, "(first: 4)")
	wantPage(t, first, true, false, 9, 9, 8, 7, 6)
	testkit.Must(t, s.Record(t.Context(), audit.Event{Action: audit.Updated}))
	second := logPage(t, server, fmt.Sprintf("(first: 4, after: %q)", first.end))
	wantPage(t, second, true, true, 10, 5, 4, 3, 2)
	wantPage(t, logPage(t, server, fmt.Sprintf("(first: 4, after: %q)", second.end)), false, true, 10, 1)
	wantPage(t, logPage(t, server, "(last: 3)"), false, true, 10, 3, 2, 1)
	wantPage(t, logPage(t, server, fmt.Sprintf("(last: 3, before: %q)", second.end)), true, true, 10, 5, 4, 3)
	wantPage(t, logPage(t, server, fmt.Sprintf("(last: 9, before: %q)", second.start)), true, false, 10, 10, 9, 8, 7, 6)
	wantPage(t, logPage(t, server, fmt.Sprintf("(after: %q, before: %q)", first.start, second.start)), true, true, 10, 8, 7, 6)
	wantPage(t, logPage(t, server, `(first: 2, filter: {actions: [UPDATED]})`), true, false, 4, 10, 7)
	for arguments, code := range map[string]string{
		"(first: 0)": "BAD_INPUT", "(first: 101)": "BAD_INPUT", "(first: 1, last: 1)": "BAD_INPUT", `(after: "x")`: "BAD_INPUT", `(before: "YXVkaXQ6MA")`: "BAD_INPUT",
	} {
		if a := server.Query(t, "{auditLog"+arguments+" {totalCount}}", nil); a.Code() != code {
			t.Errorf("%s: %s", arguments, a.Raw)
		}
	}
}

func TestAuditFilters(t *testing.T) {
	server := as(t, eventful(t), me(auth.Admin))
	for filter, want := range map[string][]int{
		`{}`:                                     {9, 8, 7, 6, 5, 4, 3, 2, 1},
		`{actor: "acc_1"}`:                       {8, 6, 4, 2},
		`{actions: PUBLISHED}`:                   {8, 5, 2},
		`{actions: [PUBLISHED, ARCHIVED]}`:       {9, 8, 6, 5, 3, 2},
		`{actions: []}`:                          nil,
		`{subject: "par_3"}`:                     {8, 4},
		`{from: "2026-11-08T08:00:00Z"}`:         {9, 8},
		`{to: "2026-11-02T09:00:00+01:00"}`:      {1},
		`{actor: "acc_0", subject: "par_2"}`:     {7, 3},
		`{actor: "acc_0", subject: "par_1"}`:     nil,
		`{actor: "{\"$gt\":\"\"}"}`:              nil,
		`{actor: null, from: null, actions: []}`: nil,
	} {
		wantPage(t, logPage(t, server, "(filter: "+filter+")"), false, false, len(want), want...)
	}
}

// What the log says of an event, and what is null where there is nothing to say.
func TestAuditEvent(t *testing.T) {
	s := eventful(t)
	testkit.Must(t, s.Record(t.Context(), audit.Event{Action: audit.SignedOut, At: time.Date(2026, 11, 22, 8, 0, 0, 1234567, time.UTC)}))
	a := as(t, s, me(auth.Admin)).Query(t, "{auditLog(first: 2) {nodes {number at actor {accountId name} address action subjects detail}}}", nil)
	want := `{"data":{"auditLog":{"nodes":[` +
		`{"number":10,"at":"2026-11-22T08:00:00.001Z","actor":{"accountId":null,"name":null},"address":null,"action":"SIGNED_OUT","subjects":[],"detail":null},` +
		`{"number":9,"at":"2026-11-09T08:00:00.000Z","actor":{"accountId":"acc_0","name":"Person 0"},"address":"192.0.2.7","action":"ARCHIVED","subjects":["par_0"],"detail":"Grund"}]}}}`
	if diff := cmp.Diff(want, string(a.Raw)); diff != "" {
		t.Error(diff)
	}
}

// The log is for admins, and for tokens that were given it; nobody else learns as much as how long it is.
func TestAuditIsForAdmins(t *testing.T) {
	s := eventful(t)
	for _, test := range []struct {
		roles []auth.Role
		code  string
	}{
		{nil, "UNAUTHENTICATED"},
		{[]auth.Role{auth.Partner}, "FORBIDDEN"},
		{[]auth.Role{auth.Editor}, "FORBIDDEN"},
		{[]auth.Role{auth.Editor, auth.Partner}, "FORBIDDEN"},
		{[]auth.Role{auth.Admin}, ""},
		{[]auth.Role{auth.Editor, auth.Admin}, ""},
	} {
		a := as(t, s, me(test.roles...)).Query(t, "{auditLog {totalCount}}", nil)
		if a.Code() != test.code || test.code != "" && a.Data != nil {
			t.Errorf("%v: %s", test.roles, a.Raw)
		}
		if a.Header.Get("ETag") != "" && test.code == "" {
			t.Errorf("%v: the answer may be kept: %v", test.roles, a.Header)
		}
	}
}
