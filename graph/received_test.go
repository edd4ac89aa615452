package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/auth"
	"partnernetz/testkit"
)

// received is what an operation is answered, and what that took.
type received struct {
	status   int
	header   http.Header
	body     string
	commands int64
	Errors   []json.RawMessage
	Data     any // nil if there is none, or null
}

// faultID is the name of a fault of the server, which is another one each time.
var faultID = regexp.MustCompile(`"id":"[A-Z2-7]{26}"`)

// receive has a handler answer.
func (g *ground) receive(t *testing.T, h http.Handler, d drawn) received {
	t.Helper()
	body, err := json.Marshal(d.Operation)
	testkit.Must(t, err)
	r := httptest.NewRequest(http.MethodPost, "/graphql"+d.address, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	before, rec := g.db.Commands(), httptest.NewRecorder()
	h.ServeHTTP(rec, r.WithContext(auth.With(t.Context(), d.caller)))
	return newReceived(t, rec, g.db.Commands()-before)
}

func newReceived(t *testing.T, rec *httptest.ResponseRecorder, commands int64) received {
	t.Helper()
	a := received{status: rec.Code, header: rec.Header(), body: rec.Body.String(), commands: commands}
	if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil || len(a.Errors) == 0 {
		return a // as it is
	}
	// Fields are carried out side by side, so that errors come in any order; beyond the twentieth, any of them are left out.
	omitted := ""
	for i, e := range a.Errors {
		a.Errors[i] = faultID.ReplaceAll(e, []byte(`"id":"…"`))
		if bytes.Contains(e, []byte("ERRORS_OMITTED")) {
			omitted = fmt.Sprintf("%s, of %d", e, len(a.Errors))
		}
	}
	slices.SortFunc(a.Errors, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	var data struct{ Data json.RawMessage } // to the byte, and null is not nothing
	testkit.Must(t, json.Unmarshal(rec.Body.Bytes(), &data))
	a.body = omitted
	if omitted == "" {
		a.header.Del("Content-Length")
		a.body = fmt.Sprintf("%s", a.Errors)
	}
	a.body += "\n" + string(data.Data)
	return a
}

// differs says what another answer to the same operation has otherwise; empty if it is the same, and took no more.
func (a received) differs(b received) string {
	if a.status != b.status || a.body != b.body {
		return cmp.Diff(fmt.Sprintf("%d\n%s", a.status, a.body), fmt.Sprintf("%d\n%s", b.status, b.body))
	}
	if b.commands > a.commands && len(b.Errors) == 0 {
		return fmt.Sprintf("%d commands, and %d", a.commands, b.commands)
	}
	return cmp.Diff(a.header, b.header)
}

// shows reports whether there is something in the answer beside errors.
func (a received) shows() bool { return len(a.Errors) == 0 && says(a.Data) }

// says reports whether there is any value in a part of an answer.
func says(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case []any:
		return slices.ContainsFunc(v, says)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), says)
	}
	return true
}

// has reports whether an error has a code.
func (a received) has(code string) bool {
	return slices.ContainsFunc(a.Errors, func(e json.RawMessage) bool { return bytes.Contains(e, []byte(`"code":"`+code+`"`)) })
}

// code is that of the first error; empty if there is none.
func (a received) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	var e testkit.Error
	if json.Unmarshal(a.Errors[0], &e) != nil {
		return "no error"
	}
	return fmt.Sprint(e.Extensions["code"])
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v: %.500s", err, text)
	}
}
