package auth

import (
	"context"
	"fmt"
	"slices"
	"time"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/mail"
)

// How long links can be used.
const (
	setUpTime  = 24 * time.Hour
	inviteTime = 7 * 24 * time.Hour
)

// OneTimeLink is an address that sets a password once. Whoever has the address can use it, so give it to its person only.
type OneTimeLink struct {
	URL       string
	ExpiresAt time.Time

	address, secret string // of which the URL is made
}

// issue makes a link, which takes the place of earlier links of the same account.
func (a *Accounts) issue(ctx context.Context, p Purpose, account string) (*OneTimeLink, error) {
	lasts := inviteTime
	if p == SetUp {
		lasts = setUpTime
	}
	secret, hash := NewSecret(linkSecret)
	l := &Link{ID: hash, Purpose: p, AccountID: account, ExpiresAt: a.moment().Add(lasts)}
	if err := a.dir.Links.Remove(ctx, "account", account); err != nil {
		return nil, err
	}
	if err := a.dir.Withdraw(ctx, account, mail.Invitation, mail.Reset); err != nil {
		return nil, err
	}
	if err := a.dir.Links.Add(ctx, l); err != nil {
		return nil, err
	}
	// The secret is behind the #: browsers send that part of an address to nobody.
	page := map[Purpose]string{SetUp: "/setup#", Invitation: "/setup?for=invitation#", Reset: "/setup?for=reset#"}[p]
	address := a.settings.PublicURL + page
	return &OneTimeLink{address + secret, l.ExpiresAt, address, secret}, nil
}

// mailLink makes a link for the person of an account, and writes a mail that has it. If mails are sent, the link is for nobody else
// and not returned; if not, the mail lacks its secret.
func (a *Accounts) mailLink(ctx context.Context, p Purpose, account *Account, write func(mail.Person, mail.Link, time.Time) *mail.Mail) (*OneTimeLink, error) {
	link, err := a.issue(ctx, p, account.ID)
	if err != nil {
		return nil, err
	}
	m := write(account.person(), mail.Link{Address: link.address, Secret: link.secret, Until: link.ExpiresAt}, a.moment())
	if a.settings.Mails {
		link = nil
	} else {
		m.Secret = ""
	}
	return link, a.dir.Post(ctx, m)
}

// LetIn makes a link with which the person of an account, named by its e-mail address or id, sets another password. Until the link is
// used, all stays as it is. It is for whoever runs the program, where nobody is left who could reset the password.
func (a *Accounts) LetIn(ctx context.Context, who string) (link *OneTimeLink, err error) {
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		if err := a.dir.Alone(ctx); err != nil {
			return err
		}
		account, err := a.named(ctx, who)
		if err != nil {
			return err
		}
		if account == nil {
			return content.Errorf(content.NotFound, "there is no account %s", who)
		}
		if account.Disabled {
			return content.Errorf(content.BadInput, "the account is disabled; an admin can enable it")
		}
		if link, err = a.issue(ctx, Reset, account.ID); err != nil {
			return err
		}
		return a.record(ctx, From(ctx), audit.PasswordReset, "link", account.ID)
	})
	if err != nil {
		return nil, fmt.Errorf("letting somebody in: %w", err)
	}
	return link, nil
}

// SetPassword uses up a link: it sets the password of the account that the link is for, and its name if one is given. The
// set-up link first makes the account, the first admin, with the given e-mail address.
func (a *Accounts) SetPassword(ctx context.Context, secret, password string, name, email *string) (account *Account, err error) {
	hash := Hash(secret)
	if account, err = a.linked(ctx, hash, name, email, false); err != nil {
		return nil, fmt.Errorf("setting a password: %w", err)
	}
	known := account.Validate
	if account.CreatedAt.IsZero() {
		known = account.Entered
	}
	ps := slices.Concat(known(), CheckPassword(password, account.Email))
	if len(ps) > 0 {
		return nil, ps
	}
	kept, err := a.passwords.hash(ctx, password)
	if err != nil {
		return nil, fmt.Errorf("setting a password: %w", err)
	}
	err = a.dir.Transaction(ctx, func(ctx context.Context) (err error) {
		if err := a.dir.Alone(ctx); err != nil {
			return err
		}
		if account, err = a.linked(ctx, hash, name, email, true); err != nil {
			return err
		}
		account.Password = kept
		if account.CreatedAt.IsZero() {
			account.CreatedAt = a.moment()
			err = emailInUse("email", a.dir.Accounts.Add(ctx, account))
		} else {
			err = a.dir.Accounts.Put(ctx, account.ID, account)
		}
		if err != nil {
			return err
		}
		if err := a.dir.Withdraw(ctx, account.ID, mail.Invitation, mail.Reset); err != nil {
			return err
		}
		if err := a.dir.Sessions.Remove(ctx, "account", account.ID); err != nil {
			return err
		}
		return a.record(ctx, account.Caller(), audit.PasswordSet, "", account.ID)
	})
	if err != nil {
		return nil, fmt.Errorf("setting a password: %w", err)
	}
	return account, nil
}

// linked returns the account that a link is for, with name and e-mail address as they are to be. With take it removes the link.
func (a *Accounts) linked(ctx context.Context, hash string, name, email *string, take bool) (*Account, error) {
	get := a.dir.Links.Get
	if take {
		get = a.dir.Links.Take
	}
	link, err := get(ctx, hash)
	if err != nil {
		return nil, err
	}
	var account *Account
	if link != nil && a.now().Before(link.ExpiresAt) {
		if account, err = a.target(ctx, link, email); err != nil {
			return nil, err
		}
	}
	if account == nil || account.Disabled {
		return nil, refuse("token", LinkInvalid, "Dieser Link gilt nicht mehr: Er wurde benutzt oder ersetzt oder ist abgelaufen. Bitte einen neuen anfordern.",
			"this link is not valid any more: it was used or replaced, or has expired; ask for another")
	}
	if name != nil && !content.Blank(*name) {
		account.Name = *name
	}
	account.tidy()
	return account, nil
}

// target returns the account of a link. For the set-up link this is a new account, as long as there is none.
func (a *Accounts) target(ctx context.Context, l *Link, email *string) (*Account, error) {
	if l.Purpose != SetUp {
		return a.Get(ctx, l.AccountID)
	}
	if empty, err := a.none(ctx); err != nil || !empty {
		return nil, err
	}
	account := &Account{ID: NewID("acc"), Roles: []Role{Admin}}
	if email != nil {
		account.Email = *email
	}
	return account, nil
}

func (a *Accounts) none(ctx context.Context) (bool, error) {
	all, err := a.dir.Accounts.All(ctx, "_id")
	return err == nil && len(all) == 0, err
}

// ChangePassword sets another password for the account that asks, and ends its other sessions.
func (a *Accounts) ChangePassword(ctx context.Context, current, next string) error {
	c, err := inSession(ctx)
	if err != nil {
		return err
	}
	account, err := a.Get(ctx, c.AccountID)
	if err != nil || account == nil {
		return fmt.Errorf("changing a password: reading the account: %w", err)
	}
	forgive, err := a.attempt(ctx, account.Email)
	if err != nil {
		return err
	}
	right, err := a.passwords.match(ctx, account, current)
	if err != nil {
		return fmt.Errorf("changing a password: %w", err)
	}
	if !right {
		return refuse("current", BadCredentials, "Das bisherige Passwort ist falsch.", "The current password is wrong.")
	}
	forgive()
	if ps := CheckPassword(next, account.Email); len(ps) > 0 {
		ps[0].Path = "new"
		return ps
	}
	kept, err := a.passwords.hash(ctx, next)
	if err != nil {
		return fmt.Errorf("changing a password: %w", err)
	}
	_, err = a.change(ctx, account.ID, audit.PasswordChanged, func(ctx context.Context, now *Account) error {
		if now.Password != account.Password {
			return refuse("current", BadCredentials, "Das bisherige Passwort ist falsch.", "The current password is wrong.")
		}
		now.Password = kept
		return a.endSessions(ctx, account.ID, c.Session)
	})
	if err != nil {
		return fmt.Errorf("changing a password: %w", err)
	}
	return nil
}

// endSessions ends all sessions of an account but one.
func (a *Accounts) endSessions(ctx context.Context, account, but string) error {
	sessions, err := a.dir.Sessions.Where(ctx, "account", account, "_id")
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if s.ID == but {
			continue
		}
		if _, err := a.dir.Sessions.Take(ctx, s.ID); err != nil {
			return err
		}
	}
	return nil
}
