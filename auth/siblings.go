package auth

import (
	"context"

	"partnernetz/content"
)

// together makes accounts siblings: what belongs to one of them is read for all of them.
func together(accounts ...*Account) {
	s := &content.Siblings[*Account]{All: accounts}
	for _, a := range accounts {
		a.siblings = s
	}
}

// Siblings returns the accounts that this one was read with, itself among them. The account is not told, as others may be
// reading it.
func (a *Account) Siblings() *content.Siblings[*Account] {
	if a.siblings == nil {
		return &content.Siblings[*Account]{All: []*Account{a}}
	}
	return a.siblings
}

// PartnerView is the view that the organisation of an account is shown in, public or not: as its own people see it, or to an
// API token without READ_DRAFTS as everybody does.
func (a *Account) PartnerView(ctx context.Context) content.View {
	v := content.View{Stage: content.Draft, Locale: content.ViewFrom(ctx).Locale, Fallback: true, Scope: a.Caller().Scope()}
	switch c := From(ctx); {
	case c.May(ManageAccounts):
		v.Scope = c.Scope() // one for all of a list
	case c.AccountID != "" && !c.May(ReadDrafts): // asked with an API token that is not for that
		v.Stage, v.Scope = content.Published, c.Scope()
	}
	return v
}
