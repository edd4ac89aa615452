package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// Whatever a reader asks, in whatever way, the answer is the same, letter by letter, whether there is more than what he may
// see or not. So nothing of that can be told from output, filters, orders, counts, cursors or errors.
func TestNobodySeesMore(t *testing.T) {
	before := debug.SetGCPercent(400) // a third of the time otherwise
	t.Cleanup(func() { debug.SetGCPercent(before) })
	w := walker{schema: loadSchema(t)}
	w.knowsArguments(t)
	full := serve(t, newWorld(t, everything()).Store) // one for all, so that nobody is shown what was kept for another
	asked := questions(t, w, func(query string) []string { return cursors(t, full, query) })
	for _, r := range readers() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			small := serve(t, newWorld(t, r).Store)
			sees(t, full, r)
			n := 0
			for i, q := range asked {
				ask := answered
				if i%2 > 0 { // every other one, since each way to name a view is an operation to be read
					ask = byAddress
				}
				for _, v := range q.views {
					compare(t, q.text, v, ask(t, small, r.caller, q.text, v), ask(t, full, r.caller, q.text, v))
					n++
				}
			}
			tried := probes(t, w, r)
			for _, p := range tried {
				compare(t, p, mutation, answered(t, small, r.caller, p, mutation), answered(t, full, r.caller, p, mutation))
			}
			t.Logf("asked %d times and tried %d changes", n, len(tried))
		})
	}
	t.Run("the office", func(t *testing.T) {
		t.Parallel()
		sees(t, full, everything())
		differs(t, full, asked)
	})
}

// sees demands that a reader is shown what he may see: by the rules in the table of readers, in each stage.
func sees(t *testing.T, full http.Handler, r reader) {
	t.Helper()
	for _, v := range mainViews {
		var ids, want []string
		for _, k := range entries() {
			ids = append(ids, quote(k.id))
			if r.sees(k, v) {
				want = append(want, k.id)
			}
		}
		got := answered(t, full, r.caller, "{nodes(ids: ["+strings.Join(ids, ", ")+"]) {id}}", v)
		if n := strings.Count(got, `"id":`); n != len(want) || slices.ContainsFunc(want, func(id string) bool { return !strings.Contains(got, id) }) {
			t.Errorf("in %v %d entries are seen, want %d: %.500s", v, n, len(want), got)
		}
	}
}

// differs demands that to the office nearly all answers say that there is more, so that what is asked would find it. What
// is left is about entries without drafts, and what such entries are found by in lists of all types.
func differs(t *testing.T, full http.Handler, asked []question) {
	small, same := serve(t, newWorld(t, readers()[0]).Store), []string{}
	for _, q := range asked {
		if !q.closed && !slices.ContainsFunc([]view{drafts, putAway}, func(v view) bool {
			more := answered(t, full, office, q.text, v)
			return more != answered(t, small, office, q.text, v) && !isNone(more)
		}) {
			same = append(same, fmt.Sprintf("%.300s", q.text))
		}
	}
	if len(same) > len(asked)/4 || len(asked) < 500 {
		t.Errorf("%d of %d questions find nothing:\n%s", len(same), len(asked), strings.Join(same, "\n"))
	}
}

// cursors returns those of a list of drafts.
func cursors(t *testing.T, full http.Handler, query string) (all []string) {
	t.Helper()
	var a struct {
		Data map[string]struct{ Edges []struct{ Cursor string } }
	}
	testkit.Must(t, json.Unmarshal([]byte(answered(t, full, admin, query, drafts)), &a))
	for _, list := range a.Data {
		for _, e := range list.Edges {
			all = append(all, e.Cursor)
		}
	}
	return all
}

// compare demands that an answer is that of the world with nothing hidden, and that it is one at all.
func compare(t *testing.T, query string, v view, want, got string) {
	t.Helper()
	if strings.Contains(want, "QUERY_TOO_EXPENSIVE") && got == want {
		return // a way too long to be gone; differs keeps these few
	}
	if isNone(want) {
		t.Fatalf("%.600s is no answer to %.2000s", want, query)
	}
	if got == want {
		return
	}
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	at = max(0, at-150)
	t.Fatalf("what is hidden shows in the answer in %v to\n%.600s\nfrom byte %d on:\n%.600s\nwithout it:\n%.600s", v, query, at, got[at:], want[min(at, len(want)):])
}

// isNone reports whether an answer only says why there is none, which would be the same whatever there is.
func isNone(answer string) bool {
	return slices.ContainsFunc([]string{"BAD_INPUT", "QUERY_TOO_", "INTERNAL_ERROR", "TIMEOUT", "BUSY", "GRAPHQL_"}, func(code string) bool {
		return strings.Contains(answer, `"code":"`+code)
	})
}

// answered has a handler answer through a view that the operation names.
func answered(t *testing.T, h http.Handler, c auth.Caller, query string, v view) string {
	t.Helper()
	return posted(t, h, c, "/graphql", v.request(query))
}

// byAddress has a handler answer through a view that the address names.
func byAddress(t *testing.T, h http.Handler, c auth.Caller, query string, v view) string {
	t.Helper()
	return posted(t, h, c, "/graphql?"+v.address(), map[string]any{"query": query})
}

// posted has a handler answer a request, with errors in the order of their places, since fields are carried out side by side. It asks
// again for as long as the server is busy, as one on a slow machine may be.
func posted(t *testing.T, h http.Handler, c auth.Caller, address string, request map[string]any) string {
	t.Helper()
	body, err := json.Marshal(request)
	testkit.Must(t, err)
	for end := time.Now().Add(5 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if answer := postedOnce(t, h, c, address, body); !strings.Contains(answer, `"code":"BUSY"`) || time.Now().After(end) {
			return answer
		}
	}
}

func postedOnce(t *testing.T, h http.Handler, c auth.Caller, address string, body []byte) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, address, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(auth.With(r.Context(), c)))
	if !bytes.HasPrefix(w.Body.Bytes(), []byte(`{"errors"`)) {
		return w.Body.String()
	}
	var a struct {
		Errors []json.RawMessage
		Data   json.RawMessage
	}
	testkit.Must(t, json.Unmarshal(w.Body.Bytes(), &a))
	slices.SortFunc(a.Errors, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	sorted, err := json.Marshal(a)
	testkit.Must(t, err)
	return string(sorted)
}
