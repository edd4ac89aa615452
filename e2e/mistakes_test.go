package e2e_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"
	"time"
)

// TestMistakes makes the mistakes that whoever writes a client will meet. Each has a code of its own, and says where it is.
func TestMistakes(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	admin, k := p.admin(t), known{}
	found := must(admin.send(`query Q @view(stage: DRAFT) { a: partner(slug: "kreis-soest") { id agreements(first: 1) { nodes { id } } } b: partner(slug: "polizeipraesidium-dortmund") { id agreements(first: 1) { nodes { id } } } }`, nil))
	k.alike(t, `{"a":{"id":"$soest","agreements":{"nodes":[{"id":"$its agreement"}]}},"b":{"id":"$police","agreements":{"nodes":[{"id":"$their agreement"}]}}}`, found.Data)
	soest, _ := k["$soest"].(string)
	partner := p.invite(t, admin, "soest@example.org", "PARTNER", &soest)
	input := func(more ...any) map[string]any {
		in := map[string]any{"agreement": "$its agreement", "title": "Neu", "area": "TRAINING", "status": "PLANNED", "description": "Neu."}
		for i := 0; i < len(more); i += 2 {
			in[more[i].(string)] = more[i+1]
		}
		return map[string]any{"input": in}
	}
	const (
		create = `mutation($input: CreateMeasureInput!, $l: Locale = DE) @view(locale: $l) { createMeasure(input: $input) { measure { id slug } errors { code message path } } }`
		update = `mutation($id: ID!, $known: Int!, $input: UpdateMeasureInput!, $l: Locale = DE) @view(locale: $l) {
			updateMeasure(id: $id, expectedRevision: $known, input: $input) { measure { revision } errors { code message path conflict { expected current } } } }`
	)
	changed := func(known int, field string, value any) map[string]any {
		return map[string]any{"id": "$measure", "known": known, "input": map[string]any{field: value}}
	}
	inEnglish := func(v map[string]any) map[string]any { v["l"] = "EN"; return v }
	for _, c := range []struct {
		what      string
		who       *client
		query     string
		variables map[string]any
		want      string // the answer, or the code of the whole request
	}{
		{"a measure, as it should be", partner, create, input(), `{"createMeasure":{"measure":{"id":"$measure","slug":"neu"},"errors":[]}}`},
		{"and a change to it", partner, update, changed(1, "title", "Neuer"), `{"updateMeasure":{"measure":{"revision":2},"errors":[]}}`},
		{"a stale revision", partner, update, changed(1, "title", "Anders"), `{"updateMeasure":{"measure":null,"errors":[{"code":"CONFLICT","path":["expectedRevision"],"message":"…","conflict":{"expected":1,"current":2}}]}}`},
		{"a revision of the future", partner, update, changed(7, "title", "Anders"), `{"updateMeasure":{"measure":null,"errors":[{"code":"CONFLICT","path":["expectedRevision"],"conflict":{"expected":7,"current":2}}]}}`},
		{"a slug in use", partner, create, input("slug", "neu"), `{"createMeasure":{"measure":null,"errors":[{"code":"KEY_IN_USE","path":["input","slug"],"message":"…"}]}}`},
		{"an agreement of another partner", partner, create, input("agreement", "$their agreement"), `{"createMeasure":{"measure":null,"errors":[{"code":"OTHER_PARTNER","path":["input","agreement"],"message":"Das gehört zu einem anderen Partner. Bitte etwas wählen, das demselben Partner gehört."}]}}`},
		{"the same by the office", admin, update, inEnglish(changed(2, "agreement", "$their agreement")), `{"updateMeasure":{"measure":null,"errors":[{"code":"OTHER_PARTNER","path":["input","agreement"],"message":"this belongs to another partner; choose what is the same one's"}]}}`},
		{"no agreement at all", partner, create, input("agreement", nil), "BAD_INPUT"},
		{"an end before the start", partner, create, input("startsOn", "2027-02-01", "endsOn", "2027-01-01"), `{"createMeasure":{"measure":null,"errors":[{"code":"BAD_INPUT","path":["input","endsOn"],"message":"…"}]}}`},
		{"all at once", partner, create, inEnglish(input("slug", "Nicht gut", "title", " ", "endsOn", "2027-01-01", "startsOn", "2027-02-01")), `{"createMeasure":{"measure":null,"errors":[
			{"code":"BAD_INPUT","path":["input","slug"]},{"code":"REQUIRED","path":["input","title"]},{"code":"BAD_INPUT","path":["input","endsOn"]},{"code":"REQUIRED","path":["input","description"]}]}}`},
		{"somebody else's measure", partner, update, map[string]any{"id": "mea_aaaaaaaaaaaaaaaaaaaaaaaaaa", "known": 1, "input": map[string]any{}}, `{"updateMeasure":{"measure":null,"errors":[{"code":"NOT_FOUND","path":["id"],"message":"…"}]}}`},
		{"publishing without the right to", partner, `mutation { publish(entries: []) { errors { code } } }`, nil, "FORBIDDEN"},
		{"a draft without signing in", p.as(""), `query Q @view(stage: DRAFT) { pages { totalCount } }`, nil, "UNAUTHENTICATED"},
		{"a word that is no area", partner, create, input("area", "SPORT"), "BAD_INPUT"},
		{"a token that never was", p.as("pns_never"), whoAmI, nil, "UNAUTHENTICATED"},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := must(c.who.send(c.query, k.fill(c.variables)))
			if c.want[0] != '{' {
				if a.code() != c.want || a.Errors[0].Message == "" {
					t.Errorf("%v %s, want %s", a.Errors, a.Data, c.want)
				}
			} else if len(a.Errors) > 0 {
				t.Errorf("%v", a.Errors)
			} else {
				k.alike(t, c.want, a.Data)
			}
		})
	}
}

const whoAmI = `{ viewer { email } }`

// TestExpiredToken uses a token up to its end, and beyond.
func TestExpiredToken(t *testing.T) {
	p := serve(t, t.TempDir(), append(withAdmin, "SEED=none")...)
	until := time.Now().Add(2 * time.Second)
	s := mustAsk[said](t, p.admin(t), `mutation($at: DateTime!) { createToken(input: {name: "kurz", permissions: [READ_DRAFTS], expiresAt: $at}) { secret errors { code message } } }`, map[string]any{"at": until})
	program := p.as(s.Secret)
	if a := must(program.send(whoAmI, nil)); a.code() != "" && time.Now().Before(until) {
		t.Errorf("before: %v", a.Errors)
	}
	time.Sleep(time.Until(until))
	a := must(program.send(whoAmI, nil))
	if a.code() != "TOKEN_EXPIRED" || a.Status != http.StatusUnauthorized {
		t.Errorf("after: status %d, %v", a.Status, a.Errors)
	}
}

// TestWrongPassword tells nobody who has an account: neither by the answer nor by how long it takes.
func TestWrongPassword(t *testing.T) {
	p := serve(t, t.TempDir(), append(withAdmin, "SEED=none")...)
	best, answers := map[string]time.Duration{}, map[string]bool{}
	for i := range 8 { // fewer than make the server refuse to look at the password
		email := []string{adminEmail, "nobody@example.org"}[i%2]
		start := time.Now()
		a := must(p.as("").send(`mutation($e: String!) { signIn(email: $e, password: "falsch") { token viewer { id } errors { code message path } } }`, map[string]any{"e": email}))
		if took := time.Since(start); best[email] == 0 || took < best[email] {
			best[email] = took
		}
		answers[string(must(json.Marshal(a)))] = true
	}
	if len(answers) != 1 {
		t.Errorf("the answers tell: %v", answers)
	}
	times := []time.Duration{best[adminEmail], best["nobody@example.org"]}
	if slices.Sort(times); times[1] > 5*times[0] { // without a look at a password it is some 30 times as fast
		t.Errorf("the times tell: %v", best)
	}
}
