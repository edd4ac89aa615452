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

// Siblings returns the accounts that this one was read with, itself among them. It does not change the account, as others may be
// reading it.
func (a *Account) Siblings() *content.Siblings[*Account] {
	if a.siblings == nil {
		return &content.Siblings[*Account]{All: []*Account{a}}
	}
	return a.siblings
}

// PartnerView is the view in which the organisation of an account is shown, whether it is public or not: as its own people see it.
// An API token without READ_DRAFTS sees it as the public does.
func (a *Account) PartnerView(ctx context.Context) content.View {
	v := content.View{Stage: content.Draft, Locale: content.ViewFrom(ctx).Locale, Fallback: true, Scope: a.Caller().Scope()}
	switch c := From(ctx); {
	case c.May(ManageAccounts):
		v.Scope = c.Scope() // one for all of a list
	case c.AccountID != "" && !c.May(ReadDrafts): // an API token that may not read drafts
		v.Stage, v.Scope = content.Published, c.Scope()
	}
	return v
}
