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
	Called    []string // names and e-mail addresses, if the account still exists to tell them
}

// Traces counts what the database has about a person.
type Traces struct {
	Accounts, Sessions, Tokens, Links int
	Revisions, Notes, Schedules       int      // revisions and schedules by the person, and notes that name the person
	Mails                             int      // to the person, or naming the person
	Comments                          int      // on reports, by the person, answered by the person, or naming the person
	Records, Details                  int      // records of the audit log by the person, and details that name the person
	Named                             []string // entries with a revision whose content has a name or the e-mail address; it stays
}

// String lists the numbers, without the entries.
func (t Traces) String() string {
	return fmt.Sprintf("accounts: %d, sessions: %d, API tokens: %d, links: %d, revisions: %d, notes: %d, schedules: %d, records of the audit log: %d, details of these: %d, comments on reports: %d, mails: %d",
		t.Accounts, t.Sessions, t.Tokens, t.Links, t.Revisions, t.Notes, t.Schedules, t.Records, t.Details, t.Comments, t.Mails)
}

func (t Traces) none() bool {
	return t.Accounts+t.Sessions+t.Tokens+t.Links+t.Revisions+t.Notes+t.Schedules+t.Comments+t.Mails+t.Records+t.Details == 0
}

// Erase takes a person out of everything but the content itself; a dry run only counts. who is the id of the account or its e-mail
// address. Erasing may take several transactions, of which the last removes the account. If it is cut off, it can be done again;
// once the account is gone, only by its id. The last account that can run the system is refused with code LAST_ADMIN.
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
		return found, content.Errorf(content.NotFound, "there is nothing about %s", who)
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

// named returns the account with an e-mail address or an id. With an id it is nil if the account is gone.
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

// shutOut ends all sessions, tokens and links of the account, so that nobody can use it any more, and counts them.
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
