package auth

import (
	"cmp"
	"context"
	"strings"
	"time"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/content/list"
)

// Settings are what can be set about accounts.
type Settings struct {
	SessionTime time.Duration // how long a session lasts; 12 hours if zero
	PublicURL   string        // where people reach the pages of this program, for links
	Mails       bool          // whether links go to their people by mail, so that nobody else is shown them
}

const usualSessionTime = 12 * time.Hour

// Accounts does what can be done with accounts: signing in and out, finding out who is asking, and managing accounts. Several
// instances may work on one directory. The caller, and the network address, come from the context.
type Accounts struct {
	dir       Directory
	settings  Settings
	passwords *passwords
	failures  failures
	now       func() time.Time
}

// NewAccounts returns Accounts that works on a directory.
func NewAccounts(d Directory, s Settings) *Accounts {
	s.SessionTime = cmp.Or(s.SessionTime, usualSessionTime)
	s.PublicURL = strings.TrimRight(s.PublicURL, "/")
	return &Accounts{dir: d, settings: s, passwords: newPasswords(), failures: newFailures(time.Now), now: time.Now}
}

// Secure reports whether people reach this program over TLS only, so that cookies need not be sent over anything else.
func (a *Accounts) Secure() bool { return strings.HasPrefix(a.settings.PublicURL, "https://") }

// moment returns the present time, as exactly as the database keeps it.
func (a *Accounts) moment() time.Time { return a.now().UTC().Truncate(time.Millisecond) }

// Get returns an account; nil if there is none of this id.
func (a *Accounts) Get(ctx context.Context, id string) (*Account, error) {
	return a.dir.Accounts.Get(ctx, id)
}

// Viewer returns the account of the caller; nil if the caller has none.
func (a *Accounts) Viewer(ctx context.Context) (*Account, error) {
	if id := From(ctx).AccountID; id != "" {
		return a.Get(ctx, id)
	}
	return nil, nil
}

// All returns all accounts, by e-mail address: for whoever runs the program.
func (a *Accounts) All(ctx context.Context) ([]*Account, error) {
	return a.dir.Accounts.All(ctx, "email")
}

// List returns a page of all accounts, by e-mail address.
func (a *Accounts) List(ctx context.Context, w list.Window) (*AccountConnection, error) {
	page, err := a.dir.Accounts.Page(ctx, "email", func(a *Account) string { return a.Email }, w)
	if err != nil {
		return nil, err
	}
	together(page.Nodes...)
	return page, nil
}

// change changes an account with fn, and records the change under the action.
func (a *Accounts) change(ctx context.Context, id string, action audit.Action, fn func(context.Context, *Account) error) (changed *Account, err error) {
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		if err := a.dir.Alone(ctx); err != nil {
			return err
		}
		account, err := a.dir.Accounts.Get(ctx, id)
		if err != nil {
			return err
		}
		if account == nil {
			return refuse("id", content.NotFound, "Dieses Konto gibt es nicht.", "there is no such account")
		}
		before := *account
		if err := fn(ctx, account); err != nil {
			return err
		}
		if before.runs() && !account.runs() {
			if err := a.anotherRuns(ctx, id); err != nil {
				return err
			}
		}
		if err := a.dir.Accounts.Put(ctx, id, account); err != nil {
			return emailInUse("input.email", err)
		}
		changed = account
		return a.record(ctx, From(ctx), action, account.since(before), id)
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

// anotherRuns refuses a change if no account but this one can run the system.
func (a *Accounts) anotherRuns(ctx context.Context, but string) error {
	all, err := a.dir.Accounts.All(ctx, "_id")
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.ID != but && other.runs() {
			return nil
		}
	}
	return refuse("", LastAdmin, "Ohne dieses Konto könnte niemand mehr das System betreiben. Bitte erst jemand anderem die Rolle ADMIN geben.",
		"without this account nobody could run the system any more; give somebody else the role ADMIN first")
}

// record adds to the log what a caller did.
func (a *Accounts) record(ctx context.Context, by Caller, action audit.Action, detail string, subject ...string) error {
	return a.dir.Record(ctx, audit.Event{
		At: a.moment(), ActorID: by.AccountID, Actor: by.Name, Address: From(ctx).Address, Action: action, Subject: subject, Detail: detail,
	})
}

// refuse makes an error of one problem.
func refuse(path string, code content.Code, de, en string) error {
	return content.Problems{{Path: path, Code: code, DE: de, EN: en}}
}

// inSession returns the caller, if it is a person in a session.
func inSession(ctx context.Context) (Caller, error) {
	switch c := From(ctx); {
	case c.Session != "":
		return c, nil
	case c.Public():
		return c, content.Errorf(content.Unauthenticated, "this is only for those who are signed in; send a session")
	default:
		return c, content.Errorf(content.Forbidden, "this takes a session, not an API token; sign in")
	}
}
