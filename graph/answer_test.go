package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/graph"
	"partnernetz/testkit"
)

// An answer that passes its bytes is an error and no data, whoever carries out the operation: the writer, gqlgen, or one of
// them for the other. With just as many bytes as the data has it is whole.
func TestAnswersWithinBytes(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	testkit.Account(t, s, auth.Editor, "")
	wide := strings.Repeat("x", 200)
	for name, test := range map[string]struct {
		query, at string // the field at which the bytes are passed
		caller    auth.Caller
	}{
		"written":            {query: "{partners(first: 39) {nodes {slug name measures {nodes {title}}}}}", at: "partners > nodes > measures > nodes > title"},
		"long names":         {query: fmt.Sprintf("{partners(first: 39) {nodes {a%s: __typename}}}", wide), at: "partners > nodes > axxx"},
		"an interface":       {query: `{search(query: "Vielfalt") {nodes {snippet entry {id ... on Partner {name}}}}}`, at: "search > nodes"},
		"introspection":      {query: "{__schema {types {name description fields {name description}}}}", at: "__schema > types"},
		"names of types":     {query: fmt.Sprintf("{__schema {types {fields {a%s: __typename}}}}", wide), at: "__schema > types > fields"},
		"within permissions": {query: "{accounts(first: 100) {nodes {email name permissions}}}", caller: admin, at: "accounts > nodes"},
		"within a fault":     {query: `{partners(first: 39) {nodes {slug name measures {nodes {title}}}} node(id: "prt_?") {id}}`, at: "partners > nodes"},
	} {
		t.Run(name, func(t *testing.T) {
			ask := func(bytes int) answerOf {
				return post(t, carriedOut(t, s, graph.Limits{Answer: bytes, Time: time.Hour}, graph.Executable), test.caller, test.query)
			}
			whole := ask(100 << 20)
			if len(whole.Data) < 100 || strings.Contains(name, "fault") != (len(whole.Errors) > 0) {
				t.Fatalf("the whole is %.300s, %v", whole.Data, whole.Errors)
			}
			if again := ask(len(whole.Data)); string(again.Data) != string(whole.Data) {
				t.Errorf("with as many bytes as it has: %.300s, %v", again.Data, again.Errors)
			}
			for _, bytes := range []int{len(whole.Data) - 1, len(whole.Data) / 2, 50} {
				a := ask(bytes)
				if string(a.Data) != "null" || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "ANSWER_TOO_LARGE" || a.status != http.StatusOK {
					t.Fatalf("with %d bytes: status %d, %.300s, %v", bytes, a.status, a.Data, a.Errors)
				}
				if bytes == len(whole.Data)/2 && !strings.Contains(a.Errors[0].Message, " at "+test.at) {
					t.Errorf("the message is %q, want the place %q in it", a.Errors[0].Message, test.at)
				}
			}
		})
	}
}

// A change has happened even if its answer is too large, and the answer says so.
func TestChangeWithTooLargeAnswer(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	h := carriedOut(t, s, graph.Limits{Answer: 200, Time: time.Hour}, graph.Executable)
	a := post(t, h, office, fmt.Sprintf(`mutation {createPartner(input: {slug: "neu", sector: COMPANY, name: "Neu"}) {partner {a%s: slug} errors {code path}}}`, strings.Repeat("x", 300)))
	if string(a.Data) != "null" || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "ANSWER_TOO_LARGE" || !strings.Contains(a.Errors[0].Message, "may have been made") {
		t.Errorf("%s, %v", a.Data, a.Errors)
	}
	draft := content.PublicView()
	draft.Stage, draft.Scope = content.Draft, office.Scope()
	if p, err := s.Partners.ByKey(t.Context(), draft, "neu"); err != nil || p == nil {
		t.Errorf("there is %v, %v", p, err)
	}
}

// An operation that reads more often than it may ends there, by whomever it is carried out.
func TestReadsEnd(t *testing.T) {
	s, db := testkit.Store(t, "network")
	var query strings.Builder
	for i := range 99 {
		fmt.Fprintf(&query, `a%d: partners(first: 1, filter: {slug: {eq: "x%d"}}) {totalCount nodes {slug}} `, i, i)
	}
	before := db.Commands()
	a := post(t, carriedOut(t, s, graph.Limits{Time: time.Hour}, graph.Executable), auth.Caller{}, "{"+query.String()+"}")
	if string(a.Data) != "null" || len(a.Errors) != 1 || !strings.Contains(a.Errors[0].Message, "reads the database more than 180 times") {
		t.Errorf("%.300s, %v", a.Data, a.Errors)
	}
	if n := db.Commands() - before; n > 180 {
		t.Errorf("%d commands", n)
	}
}

// Where gqlgen carries out an operation, be it for one field that fails, the fields are counted too: each takes it long.
func TestFieldsEnd(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	h := carriedOut(t, s, graph.Limits{Answer: 100 << 20, Time: time.Hour}, graph.Executable)
	query := "{measures(first:100){nodes{partner{measures(first:9){nodes{partner{measures(first:9){nodes{" + strings.Join(strings.Fields(aliased(90, "a", "demo")), " ") + "}}}}}}}} %s}"
	if a := post(t, h, auth.Caller{}, fmt.Sprintf(query, "")); len(a.Errors) > 0 {
		t.Errorf("written: %v", a.Errors)
	}
	a := post(t, h, auth.Caller{}, fmt.Sprintf(query, `node(id: "prt_?") {id}`))
	if string(a.Data) != "null" || len(a.Errors) != 1 || !strings.Contains(a.Errors[0].Message, "more than 120000 fields. It passed them at measures > nodes > partner > measures > nodes > partner > measures > nodes > a") {
		t.Errorf("beside a field that fails: %.100s, %v", a.Data, a.Errors)
	}
}

// answerOf is an answer as it came.
type answerOf struct {
	status int
	Data   json.RawMessage
	Errors []testkit.Error
}

func post(t *testing.T, h http.Handler, c auth.Caller, query string) (a answerOf) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	testkit.Must(t, err)
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r.WithContext(auth.With(t.Context(), c)))
	a.status = rec.Code
	decode(t, rec.Body.String(), &a)
	return a
}
