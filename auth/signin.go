package auth

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"partnernetz/audit"
	"partnernetz/content"
)

const (
	maxSessions = 50                 // of an account; the oldest end
	rememberFor = 7 * 24 * time.Hour // sessions and links that have expired, to tell them from ones that never existed
)

// SignedIn is the result of signing in; all fields are nil if it failed.
type SignedIn struct {
	Token     *string // the secret of the session
	ExpiresAt *time.Time
	Viewer    *Account
}

// Browser is where the caller keeps the secret of a session without any script seeing it.
type Browser interface {
	// Keep has the secret sent with all requests until it expires.
	Keep(secret string, until time.Time)
	// Forget has the secret sent no more.
	Forget()
}

type browserKey struct{}

// WithBrowser returns a context in which sessions are kept by the browser of the caller.
func WithBrowser(ctx context.Context, b Browser) context.Context {
	return context.WithValue(ctx, browserKey{}, b)
}

// SignIn begins a session. An unknown account, a disabled one and a wrong password take the same time and are answered alike,
// with code BAD_CREDENTIALS. After too many failures the code is RATE_LIMITED.
func (a *Accounts) SignIn(ctx context.Context, email, password string) (in SignedIn, err error) {
	email = plainEmail(email)
	forgive, err := a.attempt(ctx, email)
	if err != nil {
		return in, err
	}
	found, err := a.byEmail(ctx, email)
	if err != nil {
		return in, err
	}
	if found != nil && found.Disabled {
		found = nil
	}
	right, err := a.passwords.match(ctx, found, password)
	if err != nil {
		return in, fmt.Errorf("checking a password: %w", err)
	}
	if right {
		in, right, err = a.begin(ctx, found)
	}
	if err == nil && !right {
		slog.WarnContext(ctx, "a sign-in failed", "address", From(ctx).Address) // not for which account: logs are to name nobody
		return SignedIn{}, refuse("", BadCredentials, "E-Mail-Adresse oder Passwort ist falsch.", "the e-mail address or the password is wrong")
	}
	if err != nil {
		return SignedIn{}, fmt.Errorf("beginning a session: %w", err)
	}
	forgive()
	if b, ok := ctx.Value(browserKey{}).(Browser); ok {
		b.Keep(*in.Token, *in.ExpiresAt)
	}
	return in, nil
}

func (a *Accounts) byEmail(ctx context.Context, email string) (*Account, error) {
	found, err := a.dir.Accounts.Where(ctx, "email", email, "_id")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// begin begins a session, unless the account is no longer what the password was checked against.
func (a *Accounts) begin(ctx context.Context, checked *Account) (in SignedIn, ok bool, err error) {
	now := a.moment()
	secret, session := NewSession(checked.ID, now, a.settings.SessionTime)
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		account, err := a.Get(ctx, checked.ID)
		if err != nil {
			return err
		}
		if ok = account != nil && !account.Disabled && account.Password == checked.Password; !ok {
			return nil
		}
		account.LastSignInAt = &now
		in = SignedIn{&secret, &session.ExpiresAt, account}
		if err := a.makeRoom(ctx, account.ID, now); err != nil {
			return err
		}
		if err := a.dir.Accounts.Put(ctx, account.ID, account); err != nil {
			return err
		}
		if err := a.dir.Sessions.Add(ctx, session); err != nil {
			return err
		}
		return a.record(ctx, account.Caller(), audit.SignedIn, "", account.ID)
	})
	return in, ok, err
}

// makeRoom removes sessions and links that expired long ago, and ends the oldest sessions of an account that has too many.
func (a *Accounts) makeRoom(ctx context.Context, account string, now time.Time) error {
	if err := a.dir.Sessions.RemoveExpired(ctx, now.Add(-rememberFor)); err != nil {
		return err
	}
	if err := a.dir.Links.RemoveExpired(ctx, now.Add(-rememberFor)); err != nil {
		return err
	}
	sessions, err := a.dir.Sessions.Where(ctx, "account", account, "createdAt")
	for len(sessions) >= maxSessions && err == nil {
		_, err = a.dir.Sessions.Take(ctx, sessions[0].ID)
		sessions = sessions[1:]
	}
	return err
}

// SignOut ends the session of the caller, or all sessions of the account. Without a session there is nothing to end.
func (a *Accounts) SignOut(ctx context.Context, everywhere bool) error {
	c := From(ctx)
	if c.Session != "" {
		err := a.dir.Transaction(ctx, func(ctx context.Context) (err error) {
			if everywhere {
				err = a.dir.Sessions.Remove(ctx, "account", c.AccountID)
			} else {
				_, err = a.dir.Sessions.Take(ctx, c.Session)
			}
			if err != nil {
				return err
			}
			return a.record(ctx, c, audit.SignedOut, "", c.AccountID)
		})
		if err != nil {
			return fmt.Errorf("signing out: %w", err)
		}
	} else if !c.Public() {
		_, err := inSession(ctx)
		return err
	}
	if b, ok := ctx.Value(browserKey{}).(Browser); ok {
		b.Forget()
	}
	return nil
}

// Authenticate returns the holder of the secret of a session or an API token. The error has code UNAUTHENTICATED for a secret
// that is unknown or was revoked, TOKEN_EXPIRED for one that has expired.
func (a *Accounts) Authenticate(ctx context.Context, secret string) (c Caller, err error) {
	hash, account, expires := Hash(secret), "", time.Time{}
	var token *Token
	switch {
	case strings.HasPrefix(secret, sessionSecret):
		var s *Session
		if s, err = a.dir.Sessions.Get(ctx, hash); s != nil {
			account, expires, c.Session = s.AccountID, s.ExpiresAt, s.ID
		}
	case strings.HasPrefix(secret, tokenSecret):
		if token, err = a.dir.Tokens.Get(ctx, hash); token != nil {
			account, expires = token.AccountID, token.ExpiresAt
		}
	}
	if err != nil {
		return Caller{}, fmt.Errorf("finding out who is asking: %w", err)
	}
	if account != "" && !a.now().Before(expires) {
		return Caller{}, content.Errorf(TokenExpired, "the session or API token has expired; sign in again, or create another token")
	}
	var found *Account
	if account != "" {
		if found, err = a.Get(ctx, account); err != nil {
			return Caller{}, fmt.Errorf("finding out who is asking: %w", err)
		}
	}
	if found == nil || found.Disabled {
		return Caller{}, content.Errorf(content.Unauthenticated, "this session or API token is unknown, or was ended; sign in again, or create another token")
	}
	session := c.Session
	c = found.Caller()
	c.Session = session
	if token != nil {
		c.Limit = slices.DeleteFunc(slices.Clone(Grantable()), func(p Permission) bool { return !slices.Contains(token.Permissions, p) })
		c.Weight = token.Weight()
		a.noteUse(ctx, token)
	}
	return c, nil
}
