package auth

import (
	"context"
	"fmt"
	"strings"

	"partnernetz/audit"
	"partnernetz/content"
)

// Person is somebody to be erased.
type Person struct {
	AccountID string
	Called    []string // names and e-mail addresses, as far as an account is left to tell them
}

// Traces counts what the database has of a person.
type Traces struct {
	Accounts, Sessions, Tokens, Links int
	Revisions, Notes, Schedules       int      // that are by them; notes are those that name them
	Records, Details                  int      // of the audit log: that are by them; details are those that name them
	Named                             []string // entries of which a revision has a name or the e-mail address in its content, which stays
}

// String says it without the entries.
func (t Traces) String() string {
	return fmt.Sprintf("accounts: %d, sessions: %d, API tokens: %d, links: %d, revisions: %d, notes: %d, schedules: %d, records of the audit log: %d, details of these: %d",
		t.Accounts, t.Sessions, t.Tokens, t.Links, t.Revisions, t.Notes, t.Schedules, t.Records, t.Details)
}

func (t Traces) none() bool {
	return t.Accounts+t.Sessions+t.Tokens+t.Links+t.Revisions+t.Notes+t.Schedules+t.Records+t.Details == 0
}

// Erase takes a person out of everything but the content itself, or only counts what there is of them. Who it is, is said by the id
// of the account or its e-mail address. It may take several transactions, of which the last removes the account; cut off,
// it can be done again, by the id even then when the account is gone. The last one who can run the system is not erased, with code LAST_ADMIN.
func (a *Accounts) Erase(ctx context.Context, who string, dryRun bool) (found Traces, err error) {
	account, err := a.named(ctx, who)
	if err != nil {
		return found, err
	}
	p := Person{AccountID: who}
	if account != nil {
		p = Person{account.ID, []string{account.Email, account.Name}}
		if err = a.shutOut(ctx, account.ID, &found, dryRun); err != nil {
			return found, fmt.Errorf("erasing a person: %w", err)
		}
	}
	if err := a.dir.Forget(ctx, p, &found, dryRun); err != nil {
		return found, fmt.Errorf("erasing a person: %w", err)
	}
	if found.none() {
		return found, content.Errorf(content.NotFound, "there is nothing of %s", who)
	}
	if dryRun {
		return found, nil
	}
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		if _, err := a.dir.Accounts.Take(ctx, p.AccountID); err != nil {
			return err
		}
		return a.record(ctx, From(ctx), audit.PersonErased, found.String())
	})
	if err != nil {
		return found, fmt.Errorf("erasing a person: %w", err)
	}
	return found, nil
}

// named returns the account of an e-mail address, or that of an id; nil if the latter is gone.
func (a *Accounts) named(ctx context.Context, who string) (*Account, error) {
	if strings.HasPrefix(who, "acc_") {
		return a.Get(ctx, who)
	}
	account, err := a.byEmail(ctx, plainEmail(who))
	if err == nil && account == nil {
		err = content.Errorf(content.NotFound, "no account has the e-mail address %q; if its person was being erased, give its id, acc_…", who)
	}
	return account, err
}

// shutOut ends all that the account can be used by, so that nothing more is done with it, and counts that.
func (a *Accounts) shutOut(ctx context.Context, id string, found *Traces, dryRun bool) error {
	return a.dir.Transaction(ctx, func(ctx context.Context) error {
		if !dryRun {
			if err := a.dir.Alone(ctx); err != nil {
				return err
			}
		}
		account, err := a.Get(ctx, id)
		if err != nil || account == nil {
			return err
		}
		if account.runs() {
			if err := a.anotherRuns(ctx, id); err != nil {
				return err
			}
		}
		sessions, err := a.dir.Sessions.Where(ctx, "account", id, "_id")
		if err != nil {
			return err
		}
		tokens, err := a.dir.Tokens.Where(ctx, "account", id, "_id")
		if err != nil {
			return err
		}
		links, err := a.dir.Links.Where(ctx, "account", id, "_id")
		if err != nil {
			return err
		}
		found.Accounts, found.Sessions, found.Tokens, found.Links = 1, len(sessions), len(tokens), len(links)
		if dryRun {
			return nil
		}
		account.Disabled = true
		if err := a.dir.Accounts.Put(ctx, id, account); err != nil {
			return err
		}
		if err := a.dir.Sessions.Remove(ctx, "account", id); err != nil {
			return err
		}
		if err := a.dir.Tokens.Remove(ctx, "account", id); err != nil {
			return err
		}
		return a.dir.Links.Remove(ctx, "account", id)
	})
}
