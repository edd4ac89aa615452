package auth

import (
	"context"
	"sync"

	"partnernetz/content"
)

// siblings are accounts that were read together. What belongs to them is read together too, at the first question, so that
// the number of reads does not grow with the list.
type siblings struct {
	accounts []*Account
	mu       sync.Mutex
	tokens   map[string][]*Token         // by account
	partners map[string]*content.Partner // by id
}

// together makes accounts siblings.
func together(accounts ...*Account) {
	s := &siblings{accounts: accounts}
	for _, a := range accounts {
		a.siblings = s
	}
}

// siblingsOf returns whom an account was read with, at least itself. The account is not told, as others may be reading it.
func siblingsOf(account *Account) *siblings {
	if account.siblings == nil {
		return &siblings{accounts: []*Account{account}}
	}
	return account.siblings
}

// Tokens returns the API tokens of an account.
func (a *Accounts) Tokens(ctx context.Context, account *Account) (_ []*Token, err error) {
	s := siblingsOf(account)
	if len(s.accounts) == 1 {
		return a.dir.Tokens.Where(ctx, "account", account.ID, "id")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tokens == nil {
		all, err := a.dir.Tokens.All(ctx, "id")
		if err != nil {
			return nil, err
		}
		s.tokens = map[string][]*Token{}
		for _, t := range all {
			s.tokens[t.AccountID] = append(s.tokens[t.AccountID], t)
		}
	}
	return s.tokens[account.ID], nil
}

// Partner returns the organisation of an account, public or not, as its own people see it, or
// to an API token without READ_DRAFTS as everybody does; nil if there is none.
func (a *Accounts) Partner(ctx context.Context, account *Account) (_ *content.Partner, err error) {
	if account.PartnerID == "" {
		return nil, nil
	}
	v := content.View{Stage: content.Draft, Locale: content.ViewFrom(ctx).Locale, Fallback: true, Scope: account.Caller().Scope()}
	switch c := From(ctx); {
	case c.May(ManageAccounts):
		v.Scope = c.Scope() // one for all of a list
	case c.AccountID != "" && !c.May(ReadDrafts): // asked with an API token that is not for that
		v.Stage, v.Scope = content.Published, c.Scope()
	}
	s := siblingsOf(account)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.partners == nil {
		var ids []string
		for _, sibling := range s.accounts {
			if sibling.PartnerID != "" {
				ids = append(ids, sibling.PartnerID)
			}
		}
		if s.partners, err = a.dir.Partners(ctx, v, ids); err != nil {
			return nil, err
		}
	}
	return s.partners[account.PartnerID], nil
}
