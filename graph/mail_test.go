package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/mail"
	"partnernetz/testkit"
	"partnernetz/web"
)

const invite = `mutation($email: String!, $locale: Locale) { inviteAccount(input: {email: $email, name: "Anna Muster", roles: [EDITOR], locale: $locale}) {
	account { id locale } link { url } errors { code path } } }`

type invited struct {
	InviteAccount struct {
		Account *struct{ ID, Locale string }
		Link    *struct{ URL string }
		Errors  []struct {
			Code string
			Path []string
		}
	}
}

func told[T any](t *testing.T, a *testkit.Answer) (told T) {
	t.Helper()
	var whole struct{ Data *T }
	whole.Data = &told
	testkit.Must(t, json.Unmarshal(a.Raw, &whole))
	if len(a.Errors) > 0 {
		t.Fatalf("%s", a.Raw)
	}
	return told
}

// mailing is the server, as it is with a mail server in the settings.
func mailing(t *testing.T, s *testkit.Server) *testkit.Server {
	t.Helper()
	o := testkit.Options(t, s.Store, "*")
	o.Accounts = auth.NewAccounts(s.Store.Directory(), auth.Settings{PublicURL: "https://netz.example.org", Mails: true})
	server := httptest.NewServer(web.NewHandler(s.Store, o))
	t.Cleanup(server.Close)
	c := *s
	c.URL, c.Accounts = server.URL, o.Accounts
	return &c
}

// inOutbox are the mails of the outbox as they are kept, newest first.
func inOutbox(t *testing.T, s *testkit.Server) []*mail.Mail {
	t.Helper()
	page, err := s.Store.Outbox(t.Context(), nil, list.Window{})
	testkit.Must(t, err)
	return page.Nodes
}

// Without a mail server the link is shown to whoever invites, and is nowhere else. With one it is in the mail alone.
func TestInvitationByMail(t *testing.T) {
	server := testkit.Start(t, "none")
	admin := server.As(t, auth.Admin, "")
	shown := told[invited](t, admin.Query(t, invite, vars{"email": "anna@example.org"})).InviteAccount
	if shown.Link == nil || shown.Account.Locale != "DE" {
		t.Fatalf("without a server: %+v", shown)
	}
	_, secret, _ := strings.Cut(shown.Link.URL, "#")
	m := inOutbox(t, server)[0]
	if m.Kind != mail.Invitation || m.To != "anna@example.org" || m.Secret != "" || strings.Contains(m.Plain(), secret) || m.State != mail.Waiting {
		t.Errorf("in the outbox: %+v", m)
	}
	sending := mailing(t, server)
	admin = sending.As(t, auth.Admin, "")
	a := admin.Query(t, invite, vars{"email": "berta@example.org", "locale": "EN"})
	hidden := told[invited](t, a).InviteAccount
	if hidden.Link != nil || hidden.Account == nil || hidden.Account.Locale != "EN" {
		t.Errorf("with a server: %+v", hidden)
	}
	m = inOutbox(t, server)[0]
	if !strings.HasPrefix(m.Secret, "pnl_") || m.Locale != content.EN || !strings.Contains(m.Plain(), "https://netz.example.org/setup?for=invitation#"+m.Secret) {
		t.Fatalf("in the outbox: %+v", m)
	}
	const outbox = `{ outbox(first: 1, state: WAITING) { totalCount nodes { kind state recipient locale languageTag subject text attempts lastError createdAt sentAt nextAttemptAt } edges { cursor } pageInfo { hasNextPage } } }`
	for who, want := range map[*testkit.Server]string{admin: "", server.As(t, auth.Editor, ""): "", server.As(t, auth.Partner, "par_x"): "FORBIDDEN", server: "UNAUTHENTICATED"} {
		a := who.Query(t, outbox, nil)
		if raw := string(a.Raw); a.Code() != want || strings.Contains(raw, m.Secret) || (want == "") != strings.Contains(raw, `"recipient":"berta@example.org"`) || (want == "") != strings.Contains(raw, `for=invitation#…`) {
			t.Errorf("%q is told %s", want, raw)
		}
	}
	if log := admin.Query(t, `{ auditLog { nodes { detail subjects } } }`, nil); strings.Contains(string(log.Raw), m.Secret) || strings.Contains(string(log.Raw), "berta@") {
		t.Errorf("in the log: %s", log.Raw)
	}
	set := `mutation($t: String!) { setPassword(token: $t, password: "sieben Zwetschgen im Schnee") { account { email } errors { code } } }`
	before := m
	told[any](t, admin.Query(t, `mutation($id: ID!) { resetPassword(id: $id) { link { url } errors { code } } }`, vars{"id": hidden.Account.ID}))
	mails := inOutbox(t, server)
	if mails[0].Kind != mail.Reset || mails[0].Secret == "" || len(mails) != 2 {
		t.Errorf("after a reset there are %d mails, the newest %+v", len(mails), mails[0])
	}
	if a := server.Query(t, set, vars{"t": before.Secret}); !strings.Contains(string(a.Raw), "LINK_INVALID") {
		t.Errorf("the link that was replaced: %s", a.Raw)
	}
	told[any](t, admin.Query(t, `mutation($id: ID!) { updateAccount(id: $id, input: {email: "andere@example.org"}) { errors { code } } }`, vars{"id": hidden.Account.ID}))
	if a := server.Query(t, set, vars{"t": mails[0].Secret}); !strings.Contains(string(a.Raw), "LINK_INVALID") || len(inOutbox(t, server)) != 1 {
		t.Errorf("the link to a former address: %s", a.Raw)
	}
	told[any](t, admin.Query(t, `mutation($id: ID!) { resetPassword(id: $id) { link { url } errors { code } } }`, vars{"id": hidden.Account.ID}))
	if m := inOutbox(t, server)[0]; m.To != "andere@example.org" || m.Locale != content.EN {
		t.Errorf("after that: %+v", m)
	} else if a := server.Query(t, set, vars{"t": m.Secret}); !strings.Contains(string(a.Raw), `"andere@example.org"`) {
		t.Errorf("the link: %s", a.Raw)
	}
	told[any](t, admin.Query(t, invite, vars{"email": "carla@example.org"}))
	carla := inOutbox(t, server)[0]
	told[any](t, admin.Query(t, `mutation($id: ID!) { updateAccount(id: $id, input: {disabled: true}) { errors { code } } }`, vars{"id": carla.AccountID}))
	for _, m := range inOutbox(t, server) {
		if m.AccountID == carla.AccountID {
			t.Errorf("to an account that is shut: %+v", m)
		}
	}
}

// What mail cannot be sent to is refused when it is entered, and nothing was written.
func TestAddressesThatMailCannotBeSentTo(t *testing.T) {
	server := testkit.Start(t, "none")
	admin := server.As(t, auth.Admin, "")
	for address, code := range map[string]string{"müller@example.org": "UNDELIVERABLE", "a@example.org\r\nBcc: b@example.org": "BAD_INPUT", "a@example.org\n": "", "a@b..c": "BAD_INPUT", "b@müller.example": ""} {
		got := told[invited](t, admin.Query(t, invite, vars{"email": address})).InviteAccount
		if code == "" {
			if got.Account == nil {
				t.Errorf("%q: %+v", address, got)
			}
		} else if got.Account != nil || len(got.Errors) != 1 || got.Errors[0].Code != code || fmt.Sprint(got.Errors[0].Path) != "[input email]" {
			t.Errorf("%q: %+v", address, got)
		}
	}
	if n := len(inOutbox(t, server)); n != 2 {
		t.Errorf("there are %d mails", n)
	}
	for locale, word := range map[string]string{"DE": "Vor dem @", "EN": "ahead of the @"} {
		if a := admin.At("locale="+locale).Query(t, `mutation { inviteAccount(input: {email: "müller@example.org", name: "X", roles: [EDITOR]}) { errors { message } } }`, nil); !strings.Contains(string(a.Raw), word) {
			t.Errorf("%s: %s", locale, a.Raw)
		}
	}
}

// An account from before whose address no mail reaches can be disabled, and set a password; another such address is refused.
func TestAccountsWithFormerAddresses(t *testing.T) {
	server := testkit.Start(t, "none")
	admin := server.As(t, auth.Admin, "")
	a := testkit.Account(t, server.Store, auth.Editor, "")
	a.Email = "müller@example.org"
	testkit.Must(t, server.Store.Directory().Accounts.Put(t.Context(), a.ID, a))
	const update = `mutation($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { account { disabled } errors { code path } } }`
	if got := admin.Query(t, update, vars{"id": a.ID, "input": vars{"email": "mäller@example.org"}}); !strings.Contains(string(got.Raw), "UNDELIVERABLE") {
		t.Errorf("another address: %s", got.Raw)
	}
	for _, disabled := range []bool{true, false} {
		if got := admin.Query(t, update, vars{"id": a.ID, "input": vars{"disabled": disabled}}); !strings.Contains(string(got.Raw), fmt.Sprintf(`"disabled":%t`, disabled)) {
			t.Errorf("%s", got.Raw)
		}
	}
	reset := admin.Query(t, `mutation($id: ID!) { resetPassword(id: $id) { link { url } errors { code } } }`, vars{"id": a.ID})
	address, _ := valueAt(reset, "resetPassword.link.url").(string)
	_, secret, _ := strings.Cut(address, "#")
	set := server.Query(t, `mutation($t: String!) { setPassword(token: $t, password: "sieben Zwetschgen im Schnee") { account { email } errors { code } } }`, vars{"t": secret})
	if !strings.Contains(string(set.Raw), "müller@example.org") || len(inOutbox(t, server)) != 0 {
		t.Errorf("%s; %d mails wait of which nothing is to come", set.Raw, len(inOutbox(t, server)))
	}
}
