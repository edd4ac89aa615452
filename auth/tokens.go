package auth

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"
	"unicode/utf8"

	"partnernetz/audit"
	"partnernetz/content"
)

const (
	maxTokens      = 20 // of one account
	maxTokenTime   = 366 * 24 * time.Hour
	usualTokenTime = 90 * 24 * time.Hour
	noteUseAfter   = time.Minute
	maxWeight      = 100
)

// Grantable lists the permissions that an API token can have. Managing accounts and reading the log of who did what are for
// people.
func Grantable() []Permission { return []Permission{ReadDrafts, Edit, Publish} }

// CreateTokenInput describes the API token that somebody asks for.
type CreateTokenInput struct {
	Name        string
	Permissions []Permission
	ExpiresAt   *time.Time
	Weight      *int
}

// Weight is how many callers the token counts as when the server is busy.
func (t *Token) Weight() int { return max(1, t.Shares) }

// CreatedToken is a new API token with its secret, which cannot be shown again.
type CreatedToken struct {
	Secret *string
	Token  *Token
}

// CreateToken makes an API token for the account that asks.
func (a *Accounts) CreateToken(ctx context.Context, in CreateTokenInput) (created CreatedToken, err error) {
	c, err := inSession(ctx)
	if err != nil {
		return created, err
	}
	now := a.moment()
	secret, hash := NewSecret(tokenSecret)
	t := &Token{Hash: hash, ID: NewID("tok"), AccountID: c.AccountID, Name: trimmed(in.Name), CreatedAt: now, ExpiresAt: now.Add(usualTokenTime)}
	t.Permissions = slices.DeleteFunc(Permissions(), func(p Permission) bool { return !slices.Contains(in.Permissions, p) })
	if in.ExpiresAt != nil {
		t.ExpiresAt = in.ExpiresAt.UTC().Truncate(time.Millisecond)
	}
	t.Shares = 1
	if in.Weight != nil {
		t.Shares = *in.Weight
	}
	if ps := t.validate(c, now); len(ps) > 0 {
		return created, ps.Under("input")
	}
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		others, err := a.dir.Tokens.Where(ctx, "account", c.AccountID, "id")
		if err != nil {
			return err
		}
		if len(others) >= maxTokens {
			return refuse("", content.BadInput, "Ein Konto hat höchstens 20 API-Token. Bitte eines widerrufen, das nicht mehr gebraucht wird.",
				"an account has at most 20 API tokens; revoke one that is not needed any more")
		}
		if err := a.dir.Tokens.Add(ctx, t); err != nil {
			return err
		}
		return a.record(ctx, c, audit.TokenCreated, t.Name, t.ID, c.AccountID)
	})
	if err != nil {
		return created, fmt.Errorf("creating a token: %w", err)
	}
	return CreatedToken{&secret, t}, nil
}

// validate finds what is wrong with a token that somebody makes now.
func (t *Token) validate(by Caller, now time.Time) content.Problems {
	var ps content.Problems
	if n := utf8.RuneCountInString(t.Name); n == 0 || n > maxName {
		ps = append(ps, content.Problem{Path: "name", Code: content.BadInput, DE: "Ein Name hat 1 bis 200 Zeichen.", EN: "a name has 1 to 200 characters"})
	}
	ps = append(ps, line("name", t.Name)...)
	if len(t.Permissions) == 0 {
		ps = append(ps, content.Problem{Path: "permissions", Code: content.Required, DE: "Mindestens eine Berechtigung ist nötig.", EN: "at least one permission is needed"})
	}
	for _, p := range t.Permissions {
		if !slices.Contains(Grantable(), p) || !by.May(p) {
			ps = append(ps, content.Problem{Path: "permissions", Code: content.Forbidden,
				DE: fmt.Sprintf("Die Berechtigung %s lässt sich von diesem Konto aus keinem API-Token geben.", p), EN: fmt.Sprintf("this account cannot give the permission %s to an API token", p)})
		}
	}
	if !t.ExpiresAt.After(now) || t.ExpiresAt.After(now.Add(maxTokenTime)) {
		ps = append(ps, content.Problem{Path: "expiresAt", Code: content.BadInput,
			DE: "Ein API-Token läuft in der Zukunft ab, spätestens in einem Jahr.", EN: "an API token expires in the future, in a year at the latest"})
	}
	if t.Shares < 1 || t.Shares > maxWeight {
		ps = append(ps, content.Problem{Path: "weight", Code: content.BadInput, DE: "Ein Gewicht ist eine Zahl von 1 bis 100.", EN: "a weight is a number from 1 to 100"})
	} else if t.Shares > 1 && !by.Has(Admin) {
		ps = append(ps, content.Problem{Path: "weight", Code: content.Forbidden, DE: "Ein Gewicht über 1 können nur Admins geben.", EN: "only admins can give a weight of more than 1"})
	}
	return ps
}

// RevokeToken ends an API token: one's own, or with MANAGE_ACCOUNTS anybody's.
func (a *Accounts) RevokeToken(ctx context.Context, id string) error {
	c, err := inSession(ctx)
	if err != nil {
		return err
	}
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		found, err := a.dir.Tokens.Where(ctx, "id", id, "id")
		if err != nil {
			return err
		}
		if len(found) == 0 || found[0].AccountID != c.AccountID && !c.May(ManageAccounts) {
			return refuse("id", content.NotFound, "Dieses API-Token gibt es nicht.", "there is no such API token")
		}
		if _, err := a.dir.Tokens.Take(ctx, found[0].Hash); err != nil {
			return err
		}
		return a.record(ctx, c, audit.TokenRevoked, found[0].Name, id, found[0].AccountID)
	})
	if err != nil {
		return fmt.Errorf("revoking a token: %w", err)
	}
	return nil
}

// noteUse notes when a token was used last, at most once a minute. If this fails, the caller is not refused for it.
func (a *Accounts) noteUse(ctx context.Context, t *Token) {
	now := a.moment()
	if t.LastUsedAt != nil && now.Sub(*t.LastUsedAt) < noteUseAfter {
		return
	}
	err := a.dir.Transaction(ctx, func(ctx context.Context) error {
		t, err := a.dir.Tokens.Get(ctx, t.Hash)
		if err != nil || t == nil {
			return err
		}
		t.LastUsedAt = &now
		return a.dir.Tokens.Put(ctx, t.Hash, t)
	})
	if err != nil {
		slog.WarnContext(ctx, "noting the use of an API token", "error", err)
	}
}
