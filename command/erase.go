package command

import (
	"context"
	"fmt"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/store"
)

// ErasePerson takes a person out of the database.
type ErasePerson struct {
	Person string `arg:"" help:"The id of the account (acc_…), or its e-mail address."`
	DryRun bool   `help:"Only say what would be erased."`
}

// Run erases the person, and prints what was erased.
func (c *ErasePerson) Run(ctx context.Context, s *store.Store) error {
	ctx = auth.With(ctx, auth.Caller{Name: audit.CommandLine})
	found, err := auth.NewAccounts(s.Directory(), auth.Settings{}).Erase(ctx, c.Person, c.DryRun)
	if err != nil {
		return err
	}
	verb := "erased"
	if c.DryRun {
		verb = "would be erased"
	}
	fmt.Printf("%s: %s\n", verb, found)
	for _, id := range found.Named {
		fmt.Printf("named in the content of %s, which stays as it is\n", id)
	}
	return nil
}
