package store_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/web"
)

const goodPassword = "sieben Zwetschgen im Schnee"

// instances are two of the program on one database.
func instances(t *testing.T) (stores []*store.Store, accounts []*auth.Accounts) {
	t.Helper()
	db := testkit.Database(t)
	for range 2 {
		s, err := store.New(ctx, db)
		testkit.Must(t, err)
		t.Cleanup(s.Close)
		stores, accounts = append(stores, s), append(accounts, auth.NewAccounts(s.Directory(), auth.Settings{PublicURL: "https://netz.example/"}))
	}
	return stores, accounts
}

// allAtOnce has every instance do the same many times at once, and counts how often it succeeds.
func allAtOnce(accounts []*auth.Accounts, do func(*auth.Accounts) error) int64 {
	var succeeded atomic.Int64
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			if do(accounts[i%len(accounts)]) == nil {
				succeeded.Add(1)
			}
		})
	}
	wait.Wait()
	return succeeded.Load()
}

// Instances that start at once make one admin, and a link is used by one of many who try at once.
func TestFirstAdmin(t *testing.T) {
	stores, accounts := instances(t)
	d := stores[0].Directory()
	if n := allAtOnce(accounts, func(a *auth.Accounts) error {
		link, err := a.First(ctx, "Admin@example.org", goodPassword)
		if link != "" {
			t.Errorf("there is an admin, and a link: %s", link)
		}
		return err
	}); n != 8 {
		t.Errorf("%d of 8 starts succeeded", n)
	}
	found, err := d.Accounts.All(ctx, "_id")
	testkit.Must(t, err)
	if len(found) != 1 || found[0].Email != "admin@example.org" || !found[0].Caller().Has(auth.Admin) {
		t.Errorf("the accounts are %+v", found)
	}
	if link, err := accounts[1].First(ctx, "", ""); link != "" || err != nil {
		t.Errorf("with an account there is a link %q (%v)", link, err)
	}
}

func TestSetUpLink(t *testing.T) {
	stores, accounts := instances(t)
	old, err := accounts[0].First(ctx, "", "")
	testkit.Must(t, err)
	link, err := accounts[1].First(ctx, "", "")
	testkit.Must(t, err)
	page, secret, _ := strings.Cut(link, "#")
	_, oldSecret, _ := strings.Cut(old, "#")
	if page != "https://netz.example/setup" {
		t.Errorf("the link is %s", link)
	}
	set := func(a *auth.Accounts, secret string, name, email *string) error {
		_, err := a.SetPassword(ctx, secret, goodPassword, name, email)
		return err
	}
	name, email := ptr("Admin"), ptr("admin@example.org")
	if problem := firstProblem(set(accounts[0], oldSecret, name, email)); problem.Code != auth.LinkInvalid {
		t.Errorf("the former link: %v", problem)
	}
	for i, want := range []string{"email", "name"} {
		if ps, _ := errors.AsType[content.Problems](set(accounts[0], secret, nil, nil)); len(ps) != 2 || ps[i].Path != want {
			t.Errorf("without a name and an address: %v", ps)
		}
	}
	if n := allAtOnce(accounts, func(a *auth.Accounts) error { return set(a, secret, name, email) }); n != 1 {
		t.Errorf("one link was used %d times", n)
	}
	found, err := stores[0].Directory().Accounts.All(ctx, "_id")
	testkit.Must(t, err)
	if len(found) != 1 {
		t.Errorf("there are %d accounts", len(found))
	}
}

func firstProblem(err error) content.Problem {
	if ps, ok := errors.AsType[content.Problems](err); ok {
		return ps[0]
	}
	return content.Problem{}
}

// A session that one instance began works on the other, and ends on both.
func TestSessionOnTwoInstances(t *testing.T) {
	stores, accounts := instances(t)
	var servers []*testkit.Server
	for _, s := range stores {
		server := httptest.NewServer(web.NewHandler(s, testkit.Options(t, s, "*")))
		t.Cleanup(server.Close)
		servers = append(servers, &testkit.Server{URL: server.URL, Store: s})
	}
	_, err := accounts[0].First(ctx, "admin@example.org", goodPassword)
	testkit.Must(t, err)
	signIn := `mutation { signIn(email: "admin@example.org", password: "` + goodPassword + `") { token } }`
	in, _ := servers[0].Query(t, signIn, nil).Data["signIn"].(map[string]any)
	secret, _ := in["token"].(string)
	for i, s := range servers {
		if a := s.Bearer(secret).Query(t, "{ viewer { email } }", nil); string(a.Raw) != `{"data":{"viewer":{"email":"admin@example.org"}}}` {
			t.Errorf("instance %d answers %s", i, a.Raw)
		}
	}
	servers[1].Bearer(secret).Query(t, "mutation { signOut { errors { code } } }", nil)
	for i, s := range servers {
		if a := s.Bearer(secret).Query(t, "{ viewer { email } }", nil); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("signed out of the other, instance %d answers %s", i, a.Raw)
		}
	}
}

// An account has no more sessions than it is allowed; the oldest give way.
func TestSessionsAreBounded(t *testing.T) {
	stores, accounts := instances(t)
	d := stores[0].Directory()
	_, err := accounts[0].First(ctx, "admin@example.org", goodPassword)
	testkit.Must(t, err)
	found, err := d.Accounts.All(ctx, "_id")
	testkit.Must(t, err)
	var oldest string
	for i := range 60 {
		secret, s := auth.NewSession(found[0].ID, day(i%28+1), 1e9)
		s.ExpiresAt = s.CreatedAt.AddDate(100, 0, 0)
		if i == 0 {
			oldest = secret
		}
		testkit.Must(t, d.Sessions.Add(ctx, s))
	}
	in, err := accounts[0].SignIn(ctx, "admin@example.org", goodPassword)
	testkit.Must(t, err)
	sessions, err := d.Sessions.All(ctx, "_id")
	testkit.Must(t, err)
	if len(sessions) != 50 {
		t.Errorf("there are %d sessions", len(sessions))
	}
	if _, err := accounts[1].Authenticate(ctx, oldest); err == nil {
		t.Error("the oldest goes on")
	}
	if _, err := accounts[1].Authenticate(ctx, *in.Token); err != nil {
		t.Error(err)
	}
}

// A change that is refused half way leaves nothing behind.
func TestInvitationIsWholeOrNot(t *testing.T) {
	stores, accounts := instances(t)
	d := stores[0].Directory()
	admin := auth.With(context.Background(), auth.Caller{AccountID: "acc_x", Roles: []auth.Role{auth.Admin}, Session: "x"})
	in := auth.InviteAccountInput{Email: "a@b.de", Name: "A", Roles: []auth.Role{auth.Editor}}
	if n := allAtOnce(accounts, func(a *auth.Accounts) error { _, err := a.Invite(admin, in); return err }); n != 1 {
		t.Errorf("one address was invited %d times", n)
	}
	links, err := d.Links.All(ctx, "_id")
	testkit.Must(t, err)
	if len(links) != 1 {
		t.Errorf("there are %d links", len(links))
	}
}

// Of many who use one link at once, one sets the password.
func TestLinkWorksOnce(t *testing.T) {
	_, accounts := instances(t)
	admin := auth.With(context.Background(), auth.Caller{AccountID: "acc_x", Roles: []auth.Role{auth.Admin}, Session: "x"})
	invited, err := accounts[0].Invite(admin, auth.InviteAccountInput{Email: "a@b.de", Name: "A", Roles: []auth.Role{auth.Editor}})
	testkit.Must(t, err)
	_, secret, _ := strings.Cut(invited.Link.URL, "#")
	if n := allAtOnce(accounts, func(a *auth.Accounts) error {
		_, err := a.SetPassword(ctx, secret, goodPassword, nil, nil)
		return err
	}); n != 1 {
		t.Errorf("one link was used %d times", n)
	}
}

// An account has no more API tokens than it is allowed.
func TestTokensAreBounded(t *testing.T) {
	stores, accounts := instances(t)
	owner := testkit.Account(t, stores[0], auth.Editor, "").Caller()
	owner.Session = "x"
	made, in := 0, auth.CreateTokenInput{Name: "x", Permissions: []auth.Permission{auth.Edit}}
	for made < 100 {
		_, err := accounts[0].CreateToken(auth.With(ctx, owner), in)
		if err != nil {
			break
		}
		made++
	}
	if made != 20 {
		t.Errorf("there are %d tokens", made)
	}
}
