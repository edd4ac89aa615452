package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"partnernetz/audit"
	"partnernetz/content"
)

// FirstAccount is the account that First makes with an e-mail address, without its password.
func FirstAccount(email string) *Account {
	a := &Account{ID: NewID("acc"), Email: email, Name: "Administration", Roles: []Role{Admin}}
	a.tidy()
	return a
}

// First sees to it that somebody can sign in. If there is no account, it makes an admin with the e-mail address and password, or,
// without these, a link to set up the first account, which takes the place of earlier links. It returns the address of the link;
// empty if none is needed. Several instances may call it at once.
func (a *Accounts) First(ctx context.Context, email, password string) (setUp string, err error) {
	if empty, err := a.none(ctx); err != nil {
		return "", err
	} else if !empty {
		if email != "" {
			slog.Info("ADMIN_EMAIL and ADMIN_PASSWORD are ignored, as there are accounts; whoever is locked out gets in with `partnernetz account link`")
		}
		return "", nil
	}
	kept := ""
	if email != "" {
		if kept, err = a.passwords.hash(ctx, password); err != nil {
			return "", fmt.Errorf("making the first account: %w", err)
		}
	}
	err = a.dir.Transaction(ctx, func(ctx context.Context) error {
		setUp = ""
		if err := a.dir.Alone(ctx); err != nil {
			return err
		}
		if empty, err := a.none(ctx); err != nil || !empty {
			return err
		}
		if email == "" {
			link, err := a.issue(ctx, SetUp, "")
			if err == nil {
				setUp = link.URL
			}
			return err
		}
		account := FirstAccount(email)
		account.Password, account.CreatedAt = kept, a.moment()
		if err := a.dir.Accounts.Add(ctx, account); err != nil {
			return err
		}
		return a.record(ctx, Caller{}, audit.AccountCreated, "ADMIN_EMAIL", account.ID)
	})
	if known, ok := errors.AsType[*content.Error](err); ok && known.Code == content.KeyInUse {
		return "", nil // another instance was faster
	}
	if err != nil {
		return "", fmt.Errorf("making the first account: %w", err)
	}
	return setUp, nil
}
