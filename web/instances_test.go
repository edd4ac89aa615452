package web_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content/list"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

// instances starts several instances of the program on one database, each keeping schedules and answers.
func instances(t *testing.T, n int) (servers []*testkit.Server) {
	t.Helper()
	for _, db := range testkit.Databases(t, n) {
		s, err := store.New(t.Context(), db)
		testkit.Must(t, err)
		t.Cleanup(s.Close)
		options := testkit.Options(t, s, "*")
		server := httptest.NewServer(web.NewHandler(s, options))
		t.Cleanup(server.Close)
		kept := make(chan struct{})
		go func() { defer close(kept); options.Editor.KeepSchedules(t.Context()) }() // its context ends before the cleanup
		t.Cleanup(func() { <-kept })
		servers = append(servers, &testkit.Server{URL: server.URL, Store: s, DB: db, Accounts: options.Accounts})
	}
	return servers
}

// soon waits until an instance gives the wanted answer, and fails the test if this takes too long.
func soon(t *testing.T, within time.Duration, who *testkit.Server, query, want string) {
	t.Helper()
	start := time.Now()
	for {
		a := who.Query(t, query, nil)
		took := time.Since(start)
		if strings.Contains(string(a.Raw), want) {
			return
		}
		if took > within {
			t.Fatalf("%s: after %s there is %s, want %s", query, took, a.Raw, want)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

const ofNew = `{ page(path: "/neu") { title revision } }`

// A session that began on one instance is valid on the other, and ends on both.
func TestSessionOnTwoInstances(t *testing.T) {
	servers := instances(t, 2)
	_, err := servers[0].Accounts.First(t.Context(), "admin@example.org", goodPassword)
	testkit.Must(t, err)
	in := servers[0].Query(t, `mutation { signIn(email: "admin@example.org", password: "`+goodPassword+`") { token } }`, nil)
	token, _ := in.Data["signIn"].(map[string]any)["token"].(string)
	for i, s := range servers {
		if a := s.Bearer(token).Query(t, whoAmI, nil); string(a.Raw) != admin {
			t.Errorf("instance %d: %s", i, a.Raw)
		}
	}
	if a := servers[1].Bearer(token).Query(t, signOut, nil); len(a.Errors) > 0 {
		t.Errorf("signing out on the other one: %s", a.Raw)
	}
	for i, s := range servers {
		if a := s.Bearer(token).Query(t, whoAmI, nil); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("instance %d, after signing out: %s", i, a.Raw)
		}
	}
}

// What was published on one instance can be read on the other within a second, even if the other had kept an answer.
func TestPublicationOnTwoInstances(t *testing.T) {
	servers := instances(t, 2)
	token := testkit.Session(t, servers[0].Store, testkit.Account(t, servers[0].Store, auth.Editor, "").ID)
	a := servers[0].Bearer(token).Query(t, `mutation { createPage(input: {path: "/neu", title: "Titel 1"}) { page { id } errors { code } } }`, nil)
	id := a.Data["createPage"].(map[string]any)["page"].(map[string]any)["id"].(string)
	for n := 1; n <= 5; n++ {
		from, to := servers[n%2], servers[(n+1)%2]
		if n > 1 {
			from.Bearer(token).Query(t, fmt.Sprintf(`mutation { updatePage(id: %q, expectedRevision: %d, input: {title: "Titel %d"}) { errors { code } } }`, id, n-1, n), nil)
		}
		for range 3 { // the last two of these are kept ones
			if a := to.Query(t, ofNew, nil); strings.Contains(string(a.Raw), fmt.Sprint("Titel ", n)) {
				t.Errorf("a draft is public: %s", a.Raw)
			}
		}
		a := from.Bearer(token).Query(t, fmt.Sprintf(`mutation { publish(entries: [{id: %q, revision: %d}]) { entries { id } errors { code message } } }`, id, n), nil)
		if !strings.Contains(string(a.Raw), `"errors":[]`) {
			t.Fatalf("publishing: %s", a.Raw)
		}
		soon(t, 0, from, ofNew, fmt.Sprintf("Titel %d", n))
		soon(t, time.Second, to, ofNew, fmt.Sprintf("Titel %d", n))
	}
	if a := servers[0].Bearer(token).Query(t, fmt.Sprintf(`mutation { unpublish(ids: [%q]) { errors { code } } }`, id), nil); !strings.Contains(string(a.Raw), `"errors":[]`) {
		t.Fatalf("unpublishing: %s", a.Raw)
	}
	soon(t, time.Second, servers[1], ofNew, `"page":null`)
}

// Both instances keep schedules, and each step is taken once. Readers of either instance see its effect.
func TestScheduleOnTwoInstances(t *testing.T) {
	servers := instances(t, 2)
	editor, s := servers[0].As(t, auth.Editor, ""), servers[0].Store
	const pages = 5
	for i := range pages {
		a := editor.Query(t, fmt.Sprintf(`mutation { createPage(input: {path: "/neu-%d", title: "Neu"}) { page { id } errors { code } } }`, i), nil)
		id := a.Data["createPage"].(map[string]any)["page"].(map[string]any)["id"].(string)
		due := time.Now().Add(1500 * time.Millisecond).UTC().Format(time.RFC3339Nano)
		a = editor.Query(t, fmt.Sprintf(`mutation { schedule(id: %q, revision: 1, publishAt: %q) { schedule { id } errors { code message } } }`, id, due), nil)
		if !strings.Contains(string(a.Raw), `"errors":[]`) {
			t.Fatalf("scheduling: %s", a.Raw)
		}
	}
	for _, server := range servers {
		soon(t, 20*time.Second, server, `{ pages { totalCount } }`, fmt.Sprint(`"totalCount":`, pages))
	}
	soon(t, 20*time.Second, editor, `{ schedules(filter: {states: [DONE]}) { totalCount } }`, fmt.Sprint(`"totalCount":`, pages))
	time.Sleep(1500 * time.Millisecond) // time for either instance to take a step twice
	log, err := s.Audit(t.Context(), nil, list.Window{})
	testkit.Must(t, err)
	taken := map[string]int{}
	for _, r := range log.Nodes {
		if r.Action == audit.Published {
			taken[*r.Detail()]++
		}
	}
	for schedule, n := range taken {
		if n != 1 {
			t.Errorf("%s was carried out %d times", schedule, n)
		}
	}
	if len(taken) != pages {
		t.Errorf("%d schedules were carried out, want %d", len(taken), pages)
	}
}
