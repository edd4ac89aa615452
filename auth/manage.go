package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/mail"
)

// InviteAccountInput is the account that somebody is invited to.
type InviteAccountInput struct {
	Email   string
	Name    string
	Roles   []Role
	Partner *string
	Locale  *content.Locale
}

// UpdateAccountInput is what is to be changed about an account; absent fields stay as they are.
type UpdateAccountInput struct {
	Email    graphql.Omittable[*string]
	Name     graphql.Omittable[*string]
	Roles    graphql.Omittable[[]Role]
	Partner  graphql.Omittable[*string]
	Locale   graphql.Omittable[*content.Locale]
	Disabled graphql.Omittable[*bool]
}

// apply changes the account. Null empties a text; Validate decides whether it may be empty.
func (in UpdateAccountInput) apply(a *Account) {
	set(&a.Email, in.Email)
	set(&a.Name, in.Name)
	set(&a.PartnerID, in.Partner)
	set(&a.Language, in.Locale)
	if disabled := in.Disabled.Value(); disabled != nil { // null must not enable anybody
		a.Disabled = *disabled
	}
	if roles, ok := in.Roles.ValueOK(); ok {
		a.Roles = slices.Clone(roles)
	}
	a.tidy()
}

func set[T any](field *T, to graphql.Omittable[*T]) {
	if v, ok := to.ValueOK(); ok {
		*field = *new(T)
		if v != nil {
			*field = *v
		}
	}
}

// Invited is an account with the link to set its password; all nil if there is none, and only the link if that goes by mail.
type Invited struct {
	Account *Account
	Link    *OneTimeLink
}

// Invite makes an account, and a link for its person to set the first password.
func (a *Accounts) Invite(ctx context.Context, in InviteAccountInput) (invited Invited, err error) {
	account := &Account{ID: NewID("acc"), Email: in.Email, Name: in.Name, Roles: slices.Clone(in.Roles), CreatedAt: a.moment()}
	if in.Partner != nil {
		account.PartnerID = *in.Partner
	}
	if in.Locale != nil {
		account.Language = *in.Locale
	}
	account.tidy()
	err = a.dir.Transaction(ctx, func(ctx context.Context) (err error) {
		if err := a.check(ctx, account, account.Entered()); err != nil {
			return err
		}
		if err := a.dir.Accounts.Add(ctx, account); err != nil {
			return emailInUse("email", err)
		}
		if invited.Link, err = a.mailLink(ctx, Invitation, account, mail.Invite); err != nil {
			return err
		}
		return a.record(ctx, From(ctx), audit.AccountInvited, "", account.ID)
	})
	if err != nil {
		return Invited{}, under("input", fmt.Errorf("inviting: %w", err))
	}
	invited.Account = account
	return invited, nil
}

// Update changes an account. Its open sessions go on with the changed account, unless it is disabled.
func (a *Accounts) Update(ctx context.Context, id string, in UpdateAccountInput) (*Account, error) {
	account, err := a.change(ctx, id, audit.AccountChanged, func(ctx context.Context, account *Account) error {
		before := *account
		in.apply(account)
		problems := account.Validate()
		if account.Email != before.Email {
			problems = account.Entered()
		}
		if err := a.check(ctx, account, problems); err != nil {
			return under("input", err)
		}
		if account.Disabled || account.Email != before.Email && a.settings.Mails { // the link that was sent may be with somebody else
			if err := a.dir.Links.Remove(ctx, "account", id); err != nil {
				return err
			}
		}
		switch {
		case account.Disabled:
			if err := a.dir.Withdraw(ctx, id); err != nil {
				return err
			}
			return a.dir.Sessions.Remove(ctx, "account", id)
		case account.Email != before.Email || account.PartnerID != before.PartnerID:
			return a.dir.Withdraw(ctx, id)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("changing an account: %w", err)
	}
	return account, nil
}

// ResetPassword takes an account's password away, ends its sessions, and makes a link to set another. It is for the accounts of
// others; for one's own there is ChangePassword.
func (a *Accounts) ResetPassword(ctx context.Context, id string) (reset Invited, err error) {
	if id == From(ctx).AccountID {
		return reset, refuse("id", content.BadInput, "Bitte das eigene Passwort mit changePassword ändern.", "change your own password with changePassword")
	}
	reset.Account, err = a.change(ctx, id, audit.PasswordReset, func(ctx context.Context, account *Account) (err error) {
		if account.Disabled {
			return refuse("id", content.BadInput, "Das Konto ist gesperrt. Bitte erst die Sperre aufheben.", "the account is disabled; enable it first")
		}
		account.Password = ""
		if err := a.dir.Sessions.Remove(ctx, "account", id); err != nil {
			return err
		}
		reset.Link, err = a.mailLink(ctx, Reset, account, mail.ResetPassword)
		return err
	})
	if err != nil {
		return Invited{}, fmt.Errorf("resetting a password: %w", err)
	}
	return reset, nil
}

// check finds what is wrong with an account before it is kept, besides what is known.
func (a *Accounts) check(ctx context.Context, account *Account, ps content.Problems) error {
	if account.PartnerID != "" && slices.Contains(account.Roles, Partner) {
		found, err := a.dir.Partners(ctx, content.Everything(), []string{account.PartnerID})
		if err != nil {
			return err
		}
		if found[account.PartnerID] == nil {
			ps = append(ps, content.Problem{Path: "partner", Code: content.NotFound, DE: "Diese Partnerorganisation gibt es nicht.", EN: "there is no such partner organisation"})
		}
	}
	if len(ps) > 0 {
		return ps
	}
	return nil
}

// emailInUse turns the error of a key that is in use into one about the e-mail address; other errors stay as they are.
func emailInUse(path string, err error) error {
	if known, ok := errors.AsType[*content.Error](err); ok && known.Code == content.KeyInUse {
		return refuse(path, EmailInUse, "Diese E-Mail-Adresse hat schon ein anderes Konto.", "another account has this e-mail address already")
	}
	return err
}

// under puts a path in front of the paths of problems.
func under(path string, err error) error {
	if ps, ok := errors.AsType[content.Problems](err); ok {
		return ps.Under(path)
	}
	return err
}
