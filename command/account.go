package command

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/config"
	"partnernetz/store"
)

// Account deals with accounts where nobody can sign in who might.
type Account struct {
	Link AccountLink `cmd:"" help:"Print a link that lets somebody set a new password, once and for a week. The old password works until then."`
	List AccountList `cmd:"" help:"List the accounts: e-mail address, name, roles, and when somebody last signed in."`
}

// AccountLink makes a link for somebody who is locked out.
type AccountLink struct {
	Person string `arg:"" help:"The e-mail address of the account, or its id (acc_…)."`
}

// Run prints the link.
func (c *AccountLink) Run(ctx context.Context, settings *config.Config, s *store.Store) error {
	ctx = auth.With(ctx, auth.Caller{Name: audit.CommandLine})
	address := strings.TrimSuffix(cmp.Or(settings.PublicURL, "http://localhost:"+settings.Port), "/")
	link, err := auth.NewAccounts(s.Directory(), auth.Settings{PublicURL: address}).LetIn(ctx, c.Person)
	if err == nil {
		fmt.Printf("%s\nworks once, until %s\n", link.URL, link.ExpiresAt.Format(time.RFC3339))
	}
	return err
}

// AccountList lists accounts.
type AccountList struct{}

// Run lists all accounts, by e-mail address.
func (AccountList) Run(ctx context.Context, s *store.Store) error {
	all, err := auth.NewAccounts(s.Directory(), auth.Settings{}).All(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, a := range all {
		fmt.Fprintln(table, strings.Join([]string{a.Email, a.Name, rolesOf(a), stateOf(a)}, "\t"))
	}
	return table.Flush()
}

func rolesOf(a *auth.Account) string {
	names := make([]string, len(a.Roles))
	for i, r := range a.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// stateOf tells whether somebody can sign in, and has.
func stateOf(a *auth.Account) string {
	switch {
	case a.Disabled:
		return "disabled"
	case a.Password == "":
		return "waits for a password to be set"
	case a.LastSignInAt == nil:
		return "never signed in"
	}
	return "signed in " + a.LastSignInAt.Format(time.DateOnly)
}
