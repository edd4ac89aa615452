package auth_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

const goodPassword = "sieben Zwetschgen im Schnee"

func problem(err error) content.Code {
	if ps, ok := errors.AsType[content.Problems](err); ok {
		return ps[0].Code
	}
	return ""
}

// Whoever tries, and whatever is wrong, exactly one hash is computed, so that the time tells nothing. For a refused attempt
// no hash is computed, so that a flood costs nothing.
func TestEveryAttemptCostsTheSame(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	accounts := auth.NewAccounts(s.Directory(), auth.Settings{})
	_, err := accounts.First(t.Context(), "admin@example.org", goodPassword)
	testkit.Must(t, err)
	invited, disabled := testkit.Account(t, s, auth.Editor, ""), testkit.Account(t, s, auth.Editor, "")
	invited.Password, disabled.Disabled = "", true
	for _, a := range []*auth.Account{invited, disabled} {
		testkit.Must(t, s.Directory().Accounts.Put(t.Context(), a.ID, a))
	}
	for _, c := range []struct {
		email, password string
		want            content.Code
	}{
		{"admin@example.org", goodPassword, ""}, {"admin@example.org", "falsch", auth.BadCredentials}, {"admin@example.org", "", auth.BadCredentials},
		{"nobody@example.org", goodPassword, auth.BadCredentials}, {"", "", auth.BadCredentials},
		{invited.Email, "", auth.BadCredentials}, {disabled.Email, goodPassword, auth.BadCredentials},
	} {
		before := accounts.Computed()
		if _, err := accounts.SignIn(t.Context(), c.email, c.password); problem(err) != c.want || accounts.Computed() != before+1 {
			t.Errorf("%q with %q: %v, and %d hashes", c.email, c.password, err, accounts.Computed()-before)
		}
	}
	for _, email := range []string{"admin@example.org", "nobody@example.org"} {
		var many sync.WaitGroup
		before := accounts.Computed()
		for range 30 { // at once, as somebody would who wants to get through before the first is counted
			many.Go(func() { _, _ = accounts.SignIn(t.Context(), email, "falsch") })
		}
		many.Wait()
		if n := accounts.Computed() - before; n == 0 || n > 10 {
			t.Errorf("30 attempts for %s computed %d hashes", email, n)
		}
		before = accounts.Computed()
		if _, err := accounts.SignIn(t.Context(), email, goodPassword); problem(err) != auth.RateLimited || accounts.Computed() != before {
			t.Errorf("limited, %s is told %v after %d hashes", email, err, accounts.Computed()-before)
		}
	}
}

// The log says where a failed attempt came from, but neither the account nor the password that was tried.
func TestFailuresAreLogged(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	accounts := auth.NewAccounts(s.Directory(), auth.Settings{})
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	ctx := auth.With(context.Background(), auth.Caller{Address: "192.0.2.7"})
	_, _ = accounts.SignIn(ctx, "nobody@example.org", goodPassword)
	said := log.String()
	if !strings.Contains(said, "192.0.2.7") || strings.Contains(said, "nobody") || strings.Contains(said, goodPassword) {
		t.Errorf("the log says %s", said)
	}
}
