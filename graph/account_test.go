package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

const (
	signIn = `mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) {
		token expiresAt viewer { id email roles } errors { code message path } } }`
	adminPassword = "sieben Zwetschgen im Schnee"
	whoAmI        = `{ viewer { email roles permissions partner { slug } } }`
)

// valueAt returns what stands in an answer under a path, such as signIn.errors.0.code; nil if there is nothing.
func valueAt(a *testkit.Answer, path string) any {
	var v any = a.Data
	for _, step := range strings.Split(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[step]
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// problemsOf lists code and path of all user errors of a mutation.
func problemsOf(t *testing.T, a *testkit.Answer, mutation string) string {
	t.Helper()
	if len(a.Errors) > 0 {
		t.Errorf("%s: %s", mutation, a.Raw)
	}
	var all []string
	errors, _ := valueAt(a, mutation+".errors").([]any)
	for _, e := range errors {
		e := e.(map[string]any)
		all = append(all, fmt.Sprint(e["code"], " ", strings.Trim(strings.ReplaceAll(fmt.Sprint(e["path"]), " ", "."), "[]")))
	}
	return strings.Join(all, ", ")
}

// withAdmin is a server with an admin who has the password, and the same server as this admin asks it.
func withAdmin(t *testing.T, which string) (public, admin *testkit.Server) {
	t.Helper()
	public = testkit.Start(t, which)
	_, err := public.Accounts.First(t.Context(), "admin@example.org", adminPassword)
	testkit.Must(t, err)
	a := public.Query(t, signIn, map[string]any{"email": " Admin@Example.org ", "password": adminPassword})
	token, ok := valueAt(a, "signIn.token").(string)
	if !ok {
		t.Fatalf("the admin cannot sign in: %s", a.Raw)
	}
	return public, public.Bearer(token)
}

func TestSignIn(t *testing.T) {
	public, admin := withAdmin(t, "none")
	generation, _ := public.Store.Generation(content.Everything())
	if got := string(admin.Query(t, whoAmI, nil).Raw); got != `{"data":{"viewer":{"email":"admin@example.org","roles":["ADMIN"],"permissions":["READ_DRAFTS","EDIT","PUBLISH","READ_AUDIT","MANAGE_ACCOUNTS"],"partner":null}}}` {
		t.Error(got)
	}
	if got := string(public.Query(t, whoAmI, nil).Raw); got != `{"data":{"viewer":null}}` {
		t.Errorf("the public is %s", got)
	}
	disabled := testkit.Account(t, public.Store, auth.Editor, "")
	disabled.Disabled, disabled.Password = true, accountOf(t, public, "admin@example.org").Password
	testkit.Must(t, public.Store.Directory().Accounts.Put(t.Context(), disabled.ID, disabled))
	var wrong []string
	for _, c := range []struct{ email, password string }{
		{"admin@example.org", "falsch"}, {"admin@example.org", ""}, {"admin@example.org", strings.Repeat("x", 10_000)},
		{"nobody@example.org", adminPassword}, {"", adminPassword}, {disabled.Email, adminPassword}, {"$ne", "$ne"},
	} {
		a := public.Query(t, signIn, map[string]any{"email": c.email, "password": c.password})
		wrong = append(wrong, fmt.Sprint(a.Status, string(a.Raw)))
		if a.Header.Get("Set-Cookie") != "" || problemsOf(t, a, "signIn") != "BAD_CREDENTIALS " {
			t.Errorf("%s is answered %s", c.email, a.Raw)
		}
	}
	for _, a := range wrong {
		if a != wrong[0] {
			t.Errorf("one is answered %s, another %s", wrong[0], a)
		}
	}
	if after, _ := public.Store.Generation(content.Everything()); after != generation {
		t.Error("signing in makes the cache forget everything")
	}
}

func accountOf(t *testing.T, s *testkit.Server, email string) *auth.Account {
	t.Helper()
	found, err := s.Store.Directory().Accounts.Where(t.Context(), "email", email, "_id")
	testkit.Must(t, err)
	if len(found) != 1 {
		t.Fatalf("there are %d accounts of %s", len(found), email)
	}
	return found[0]
}

// Two who send the same mutation at the same time are two: none is given what was made for the other.
func TestMutationsAreNotShared(t *testing.T) {
	public, _ := withAdmin(t, "none")
	tokens := make(chan any)
	for range 6 {
		go func() {
			tokens <- valueAt(public.Query(t, signIn, map[string]any{"email": "admin@example.org", "password": adminPassword}), "signIn.token")
		}()
	}
	seen := map[any]bool{}
	for range 6 {
		seen[<-tokens] = true
	}
	if len(seen) != 6 || seen[nil] {
		t.Errorf("6 who signed in at once have %d sessions", len(seen))
	}
}

func TestSignInIsLimited(t *testing.T) {
	public, _ := withAdmin(t, "none")
	said := ""
	for range 20 {
		a := public.Query(t, signIn, map[string]any{"email": "admin@example.org", "password": "falsch"})
		if said = problemsOf(t, a, "signIn"); said != "BAD_CREDENTIALS " {
			if message := fmt.Sprint(valueAt(a, "signIn.errors.0.message")); !strings.Contains(message, "Sekunden") {
				t.Errorf("it is not said when to try again: %s", message)
			}
			break
		}
	}
	right := problemsOf(t, public.Query(t, signIn, map[string]any{"email": "admin@example.org", "password": adminPassword}), "signIn")
	other := problemsOf(t, public.Query(t, signIn, map[string]any{"email": "other@example.org", "password": adminPassword}), "signIn")
	if said != "RATE_LIMITED " || right != said || other != "BAD_CREDENTIALS " {
		t.Errorf("after many failures: %q, with the right password %q, for somebody else %q", said, right, other)
	}
}

// A session ends by signing out, by its time, and with its account. Programs learn which; whoever asks is told in time.
func TestSessionsEnd(t *testing.T) {
	public, admin := withAdmin(t, "none")
	ask := func(who *testkit.Server) string {
		a := who.Query(t, whoAmI, nil)
		if a.Status == http.StatusUnauthorized && !strings.HasPrefix(a.Header.Get("WWW-Authenticate"), "Bearer") {
			t.Errorf("no WWW-Authenticate: %v", a.Header)
		}
		return fmt.Sprint(a.Status, " ", a.Code())
	}
	first, second := admin, public.Bearer(testkit.Session(t, public.Store, accountOf(t, public, "admin@example.org").ID))
	for what, who := range map[string]*testkit.Server{"nothing": public.Bearer(""), "a word": public.Bearer("x"), "an unknown session": public.Bearer("pns_X"),
		"an unknown token": public.Bearer("pnt_X"), "an unknown preview": public.Bearer("pnp_X"), "a hash": public.Bearer("pns_" + auth.Hash("x"))} {
		if got := ask(who); got != "401 UNAUTHENTICATED" {
			t.Errorf("%s is answered %s", what, got)
		}
	}
	secret, old := auth.NewSession(accountOf(t, public, "admin@example.org").ID, time.Now().Add(-time.Hour), time.Hour)
	testkit.Must(t, public.Store.Directory().Sessions.Add(t.Context(), old))
	if got := ask(public.Bearer(secret)); got != "401 TOKEN_EXPIRED" {
		t.Errorf("an expired session is answered %s", got)
	}
	if got := problemsOf(t, first.Query(t, `mutation { signOut { errors { code } } }`, nil), "signOut"); got != "" || ask(first) != "401 UNAUTHENTICATED" || ask(second) != "200 " {
		t.Errorf("signed out (%s), the session is answered %s, another %s", got, ask(first), ask(second))
	}
	third := public.Bearer(testkit.Session(t, public.Store, accountOf(t, public, "admin@example.org").ID))
	third.Query(t, `mutation { signOut(everywhere: true) { errors { code } } }`, nil)
	if ask(second) != "401 UNAUTHENTICATED" || ask(third) != "401 UNAUTHENTICATED" {
		t.Error("signed out everywhere, a session goes on")
	}
	if got := problemsOf(t, public.Query(t, `mutation { signOut { errors { code } } }`, nil), "signOut"); got != "" {
		t.Errorf("the public signing out is answered %s", got)
	}
	editor, boss := testkit.Account(t, public.Store, auth.Editor, ""), public.As(t, auth.Admin, "")
	session := public.Bearer(testkit.Session(t, public.Store, editor.ID))
	token := createToken(t, session, "READ_DRAFTS")
	boss.Query(t, `mutation($id: ID!) { updateAccount(id: $id, input: {disabled: true}) { errors { code } } }`, map[string]any{"id": editor.ID})
	if ask(session) != "401 UNAUTHENTICATED" || ask(token) != "401 UNAUTHENTICATED" {
		t.Error("a disabled account goes on")
	}
}

// createToken makes an API token and returns the server as asked with it.
func createToken(t *testing.T, who *testkit.Server, permissions ...string) *testkit.Server {
	t.Helper()
	a := who.Query(t, `mutation($p: [Permission!]!) { createToken(input: {name: "Test", permissions: $p}) { secret token { id name lastUsedAt } errors { code path } } }`,
		map[string]any{"p": permissions})
	secret, ok := valueAt(a, "createToken.secret").(string)
	if !ok {
		t.Fatalf("no token: %s", a.Raw)
	}
	return who.Bearer(secret)
}

func TestAPITokens(t *testing.T) {
	public, admin := withAdmin(t, "none")
	token := createToken(t, admin, "READ_DRAFTS", "EDIT")
	if got := fmt.Sprint(valueAt(token.Query(t, whoAmI, nil), "viewer.permissions")); got != "[READ_DRAFTS EDIT]" {
		t.Errorf("the token may %s", got)
	}
	if a := token.Query(t, `query @view(stage: DRAFT) { partners { totalCount } }`, nil); len(a.Errors) > 0 {
		t.Errorf("the token sees no drafts: %s", a.Raw)
	}
	for mutation, want := range map[string]string{
		`mutation { createToken(input: {name: "x", permissions: [EDIT]}) { secret } }`:                     "FORBIDDEN",
		`mutation { changePassword(current: "x", new: "y") { errors { code } } }`:                          "FORBIDDEN",
		`mutation { inviteAccount(input: {email: "a@b.de", name: "A", roles: [ADMIN]}) { link { url } } }`: "FORBIDDEN",
		`mutation { signOut(everywhere: true) { errors { code } } }`:                                       "FORBIDDEN",
		`{ accounts { totalCount } }`: "FORBIDDEN",
	} {
		if a := token.Query(t, mutation, nil); a.Code() != want {
			t.Errorf("with a token, %s is answered %s", mutation, a.Raw)
		}
		if a := public.Query(t, mutation, nil); a.Code() != "UNAUTHENTICATED" && !strings.Contains(mutation, "signOut") {
			t.Errorf("without anything, %s is answered %s", mutation, a.Raw)
		}
	}
	for input, want := range map[string]string{
		`{name: " ", permissions: []}`:                                                   "BAD_INPUT input.name, REQUIRED input.permissions",
		`{name: "x", permissions: [READ_DRAFTS, MANAGE_ACCOUNTS]}`:                       "FORBIDDEN input.permissions",
		`{name: "x", permissions: [READ_AUDIT]}`:                                         "FORBIDDEN input.permissions",
		`{name: "x", permissions: [EDIT], expiresAt: "2020-01-01T00:00:00Z"}`:            "BAD_INPUT input.expiresAt",
		`{name: "x", permissions: [EDIT], expiresAt: "2999-01-01T00:00:00Z"}`:            "BAD_INPUT input.expiresAt",
		`{name: "x", permissions: [EDIT], expiresAt: "` + later(300*24*time.Hour) + `"}`: "",
	} {
		if got := problemsOf(t, admin.Query(t, `mutation { createToken(input: `+input+`) { errors { code path } } }`, nil), "createToken"); got != want {
			t.Errorf("%s: %q, want %q", input, got, want)
		}
	}
	partner := public.As(t, auth.Partner, content.NewID(content.Partners))
	if got := problemsOf(t, partner.Query(t, `mutation { createToken(input: {name: "x", permissions: [PUBLISH]}) { errors { code path } } }`, nil), "createToken"); got != "FORBIDDEN input.permissions" {
		t.Errorf("a partner gives what it does not have: %s", got)
	}
	mine := admin.Query(t, `{ viewer { tokens { id name permissions lastUsedAt } } }`, nil)
	id, used := "", 0
	for i := range 2 {
		if valueAt(mine, fmt.Sprintf("viewer.tokens.%d.lastUsedAt", i)) != nil {
			used++
			id = valueAt(mine, fmt.Sprintf("viewer.tokens.%d.id", i)).(string)
		}
	}
	if used != 1 || strings.Contains(string(mine.Raw), "pnt_") {
		t.Errorf("the tokens are %s", mine.Raw)
	}
	const revoke = `mutation($id: ID!) { revokeToken(id: $id) { errors { code path } } }`
	if got := problemsOf(t, partner.Query(t, revoke, map[string]any{"id": id}), "revokeToken"); got != "NOT_FOUND id" {
		t.Errorf("somebody else revokes it: %s", got)
	}
	if got := problemsOf(t, admin.Query(t, revoke, map[string]any{"id": id}), "revokeToken"); got != "" || token.Query(t, whoAmI, nil).Code() != "UNAUTHENTICATED" {
		t.Errorf("revoked (%s), it goes on", got)
	}
	secret, hash := auth.NewSecret("pnt_")
	over := &auth.Token{Hash: hash, ID: auth.NewID("tok"), AccountID: accountOf(t, public, "admin@example.org").ID, ExpiresAt: time.Now().Add(-time.Second)}
	testkit.Must(t, public.Store.Directory().Tokens.Add(t.Context(), over))
	if a := public.Bearer(secret).Query(t, whoAmI, nil); a.Status != 401 || a.Code() != "TOKEN_EXPIRED" {
		t.Errorf("an expired token is answered %d %s", a.Status, a.Raw)
	}
}

func later(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }

// The secret in the database is of no use, and no secret is in it.
func TestSecretsAreNotKept(t *testing.T) {
	public, admin := withAdmin(t, "none")
	createToken(t, admin, "EDIT")
	d := public.Store.Directory()
	sessions, _ := d.Sessions.All(t.Context(), "_id")
	tokens, _ := d.Tokens.All(t.Context(), "_id")
	accounts, _ := d.Accounts.All(t.Context(), "_id")
	all, err := json.Marshal([]any{sessions, tokens, accounts})
	testkit.Must(t, err)
	for _, secret := range []string{adminPassword, "pns_", "pnt_"} {
		if strings.Contains(string(all), secret) {
			t.Errorf("the database has %s: %s", secret, all)
		}
	}
	if !strings.HasPrefix(accounts[0].Password, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the password is kept as %s", accounts[0].Password)
	}
	if a := public.Bearer(sessions[0].ID).Query(t, whoAmI, nil); a.Status != 401 {
		t.Errorf("with what is kept of a session one is answered %s", a.Raw)
	}
}
