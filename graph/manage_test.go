package graph_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

const (
	inviteAccount = `mutation($input: InviteAccountInput!) { inviteAccount(input: $input) { account { id email roles partner { slug } } link { url expiresAt } errors { code path } } }`
	updateAccount = `mutation($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { account { email name roles partner { slug } disabled } errors { code path } } }`
	resetPassword = `mutation($id: ID!) { resetPassword(id: $id) { link { url } errors { code path } } }`
	setPassword   = `mutation($token: String!, $password: String!, $name: String, $email: String) { setPassword(token: $token, password: $password, name: $name, email: $email) { account { id email name } errors { code path } } }`
)

type vars = map[string]any

// secretOf returns what stands behind the # of a link.
func secretOf(t *testing.T, link any) string {
	t.Helper()
	address, _ := link.(string)
	page, secret, ok := strings.Cut(address, "#")
	if !ok || !strings.HasPrefix(page, "http://partnernetz.test/setup") {
		t.Fatalf("the link is %v", link)
	}
	return secret
}

// Somebody is invited, sets a password, forgets it, and sets another, each by a link that works once.
func TestInvitation(t *testing.T) {
	public, admin := withAdmin(t, "network")
	partner, err := public.Store.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	testkit.Must(t, public.Store.Partners.Unpublish(t.Context(), time.Now(), partner.ID))
	a := admin.Query(t, inviteAccount, vars{"input": vars{"email": "Erika@Example.org", "name": "Erika", "roles": []string{"PARTNER"}, "partner": partner.ID}})
	if got := fmt.Sprint(problemsOf(t, a, "inviteAccount"), valueAt(a, "inviteAccount.account.email"), valueAt(a, "inviteAccount.account.partner.slug")); got != "erika@example.orgstadt-wuppertal" {
		t.Fatalf("the invitation: %s", a.Raw)
	}
	secret, id := secretOf(t, valueAt(a, "inviteAccount.link.url")), valueAt(a, "inviteAccount.account.id")
	try := func(secret, password string) string {
		return problemsOf(t, public.Query(t, setPassword, vars{"token": secret, "password": password, "email": "else@example.org"}), "setPassword")
	}
	in := func(password string) *testkit.Answer {
		return public.Query(t, signIn, vars{"email": "erika@example.org", "password": password})
	}
	if got := problemsOf(t, in(""), "signIn"); got != "BAD_CREDENTIALS " {
		t.Errorf("without a password one signs in: %s", got)
	}
	for _, step := range []struct{ secret, password, want string }{
		{"pnl_unknown", adminPassword, "LINK_INVALID token"}, {"", adminPassword, "LINK_INVALID token"}, {secret, "kurz", "WEAK_PASSWORD password"},
		{secret, adminPassword, ""}, {secret, adminPassword, "LINK_INVALID token"},
	} {
		if got := try(step.secret, step.password); got != step.want {
			t.Errorf("with %q: %q, want %q", step.password, got, step.want)
		}
	}
	erika := public.Bearer(valueAt(in(adminPassword), "signIn.token").(string))
	// Its own people see their organisation, though it is not public.
	if got := string(erika.Query(t, whoAmI, nil).Raw); !strings.Contains(got, `"email":"erika@example.org"`) || !strings.Contains(got, `"partner":{"slug":"stadt-wuppertal"}`) {
		t.Errorf("the invited one is %s", got)
	}
	first := secretOf(t, valueAt(admin.Query(t, resetPassword, vars{"id": id}), "resetPassword.link.url"))
	second := secretOf(t, valueAt(admin.Query(t, resetPassword, vars{"id": id}), "resetPassword.link.url"))
	if got := problemsOf(t, in(adminPassword), "signIn"); got != "BAD_CREDENTIALS " || erika.Query(t, whoAmI, nil).Code() != "UNAUTHENTICATED" {
		t.Errorf("after a reset the old password gives %q, and the session goes on", got)
	}
	if got := try(first, adminPassword) + try(second, adminPassword+"!"); got != "LINK_INVALID token" || problemsOf(t, in(adminPassword+"!"), "signIn") != "" {
		t.Errorf("of two links the second is the one that works: %s", got)
	}
	if got := problemsOf(t, admin.Query(t, resetPassword, vars{"id": accountOf(t, public, "admin@example.org").ID}), "resetPassword"); got != "BAD_INPUT id" {
		t.Errorf("an admin resets the own password: %s", got)
	}
}

func TestBadInvitations(t *testing.T) {
	public, admin := withAdmin(t, "network")
	editor := public.As(t, auth.Editor, "")
	for want, input := range map[string]vars{
		"BAD_INPUT input.email, REQUIRED input.name, REQUIRED input.roles": {"email": "x", "name": " ", "roles": []string{}},
		"EMAIL_IN_USE input.email": {"email": "ADMIN@example.org", "name": "X", "roles": []string{"EDITOR"}},
		"REQUIRED input.partner":   {"email": "a@b.de", "name": "X", "roles": []string{"PARTNER"}},
		"BAD_INPUT input.partner":  {"email": "a@b.de", "name": "X", "roles": []string{"EDITOR"}, "partner": content.NewID(content.Partners)},
		"NOT_FOUND input.partner":  {"email": "a@b.de", "name": "X", "roles": []string{"PARTNER"}, "partner": content.NewID(content.Partners)},
		"BAD_INPUT input.email":    {"email": "Erika <a@b.de>", "name": "X", "roles": []string{"EDITOR"}},
		"BAD_INPUT input.name":     {"email": "a@b.de", "name": strings.Repeat("x", 201), "roles": []string{"EDITOR"}},
	} {
		if got := problemsOf(t, admin.Query(t, inviteAccount, vars{"input": input}), "inviteAccount"); got != want {
			t.Errorf("%v: %q, want %q", input, got, want)
		}
		if a := editor.Query(t, inviteAccount, vars{"input": input}); a.Code() != "FORBIDDEN" {
			t.Errorf("an editor is answered %s", a.Raw)
		}
	}
}

// What is left out of a change stays; null does not.
func TestUpdateAccount(t *testing.T) {
	public, admin := withAdmin(t, "network")
	partner, err := public.Store.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	id := testkit.Account(t, public.Store, auth.Partner, partner.ID).ID
	for _, step := range []struct {
		input vars
		want  string
	}{
		{vars{"name": "Neu"}, `"name":"Neu","roles":["PARTNER"],"partner":{"slug":"stadt-wuppertal"},"disabled":false`},
		{vars{"email": "Neu@Example.org"}, `"email":"neu@example.org","name":"Neu"`},
		{vars{"email": "admin@example.org"}, `{"code":"EMAIL_IN_USE","path":["input","email"]}`},
		{vars{"name": nil, "roles": nil}, `"errors":[{"code":"REQUIRED","path":["input","name"]},{"code":"REQUIRED","path":["input","roles"]},{"code":"BAD_INPUT","path":["input","partner"]}]`},
		{vars{"roles": []string{"EDITOR"}}, `[{"code":"BAD_INPUT","path":["input","partner"]}]`},
		{vars{"roles": []string{"EDITOR"}, "partner": nil}, `"roles":["EDITOR"],"partner":null,"disabled":false},"errors":[]`},
		{vars{"disabled": true}, `"disabled":true`},
		{vars{"disabled": nil}, `"disabled":true`},
		{vars{}, `"email":"neu@example.org","name":"Neu","roles":["EDITOR"],"partner":null,"disabled":true`},
		{vars{"disabled": false}, `"disabled":false`},
	} {
		if a := admin.Query(t, updateAccount, vars{"id": id, "input": step.input}); !strings.Contains(string(a.Raw), step.want) {
			t.Errorf("%v: %s, want %s", step.input, a.Raw, step.want)
		}
	}
	if got := problemsOf(t, admin.Query(t, updateAccount, vars{"id": "acc_x", "input": vars{}}), "updateAccount"); got != "NOT_FOUND id" {
		t.Errorf("an unknown account: %s", got)
	}
}

// Whatever happens at the same time, somebody is left to run the system.
func TestLastAdmin(t *testing.T) {
	public, admin := withAdmin(t, "none")
	first, second := accountOf(t, public, "admin@example.org").ID, testkit.Account(t, public.Store, auth.Admin, "")
	other := public.Bearer(testkit.Session(t, public.Store, second.ID))
	for range 10 {
		var both sync.WaitGroup
		both.Go(func() {
			admin.Query(t, updateAccount, vars{"id": second.ID, "input": vars{"roles": []string{"EDITOR"}}})
		})
		both.Go(func() { other.Query(t, updateAccount, vars{"id": first, "input": vars{"roles": []string{"EDITOR"}}}) })
		both.Wait()
		admins := 0
		for _, id := range []string{first, second.ID} {
			a, err := public.Accounts.Get(t.Context(), id)
			testkit.Must(t, err)
			if a.Caller().Has(auth.Admin) {
				admins++
			}
			a.Roles = []auth.Role{auth.Admin}
			testkit.Must(t, public.Store.Directory().Accounts.Put(t.Context(), id, a))
		}
		if admins != 1 {
			t.Fatalf("of two admins who take each other's role, %d are left", admins)
		}
	}
	for _, input := range []vars{{"roles": []string{"EDITOR"}}, {"disabled": true}} {
		second.Disabled = true
		testkit.Must(t, public.Store.Directory().Accounts.Put(t.Context(), second.ID, second))
		if got := problemsOf(t, admin.Query(t, updateAccount, vars{"id": first, "input": input}), "updateAccount"); got != "LAST_ADMIN " {
			t.Errorf("%v: %s", input, got)
		}
	}
}

// The list has all accounts in order, and costs the same however many there are.
func TestAccounts(t *testing.T) {
	public, admin := withAdmin(t, "network")
	partners, err := public.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	cost := func() int64 {
		before := public.DB.Commands()
		a := admin.Query(t, `{ accounts(first: 100) { totalCount nodes { id email permissions partner { slug } tokens { name } } } }`, nil)
		if len(a.Errors) > 0 || strings.Contains(string(a.Raw), `"partner":null,"tokens":[]},{"id"`) && !strings.Contains(string(a.Raw), `"partner":{"slug"`) {
			t.Errorf("the accounts are %s", a.Raw)
		}
		return public.DB.Commands() - before
	}
	testkit.Account(t, public.Store, auth.Partner, partners[0].ID)
	few := cost()
	for i := range 30 {
		testkit.Account(t, public.Store, auth.Partner, partners[i].ID)
	}
	if many := cost(); many != few {
		t.Errorf("2 accounts take %d commands, 32 take %d", few, many)
	}
	a := admin.Query(t, `{ accounts(first: 1) { totalCount nodes { id email } pageInfo { hasNextPage endCursor } } }`, nil)
	b := admin.Query(t, `query($after: String) { accounts(last: 100, before: null, after: $after) { nodes { email } } }`, vars{"after": valueAt(a, "accounts.pageInfo.endCursor")})
	if nodes, _ := valueAt(b, "accounts.nodes").([]any); len(nodes) != 0 && len(nodes) != 31 || fmt.Sprint(valueAt(a, "accounts.totalCount")) != "32" {
		t.Errorf("the pages are %s and %s", a.Raw, b.Raw)
	}
	one := admin.Query(t, `query($id: ID!) { account(id: $id) { email } none: account(id: "acc_x") { email } }`, vars{"id": valueAt(a, "accounts.nodes.0.id")})
	if valueAt(one, "account.email") != valueAt(a, "accounts.nodes.0.email") || valueAt(one, "none") != nil || len(one.Errors) > 0 {
		t.Errorf("one account is %s", one.Raw)
	}
}

func TestChangePassword(t *testing.T) {
	public, admin := withAdmin(t, "none")
	other := public.Bearer(testkit.Session(t, public.Store, accountOf(t, public, "admin@example.org").ID))
	const change = `mutation($current: String!, $new: String!) { changePassword(current: $current, new: $new) { errors { code path } } }`
	for _, step := range []struct{ current, new, want string }{
		{"falsch", adminPassword + "!", "BAD_CREDENTIALS current"}, {adminPassword, "kurz", "WEAK_PASSWORD new"}, {adminPassword, adminPassword + "!", ""},
		{adminPassword, adminPassword + "!", "BAD_CREDENTIALS current"},
	} {
		if got := problemsOf(t, admin.Query(t, change, vars{"current": step.current, "new": step.new}), "changePassword"); got != step.want {
			t.Errorf("%v: %q", step, got)
		}
	}
	if admin.Query(t, whoAmI, nil).Code() != "" || other.Query(t, whoAmI, nil).Code() != "UNAUTHENTICATED" {
		t.Error("not the other sessions have ended")
	}
}
