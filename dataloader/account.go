package dataloader

import (
	"context"

	"partnernetz/auth"
	"partnernetz/network"
	"partnernetz/store"
)

// Accounts finds out what belongs to accounts, for all accounts that were read together.
type Accounts struct {
	store    *store.Store
	tokens   answers[map[string][]*auth.Token]
	partners answers[map[string]*network.Partner]
}

// Tokens returns the API tokens of an account.
func (l *Accounts) Tokens(ctx context.Context, a *auth.Account) ([]*auth.Token, error) {
	s := a.Siblings()
	if len(s.All) == 1 {
		return l.store.Directory().Tokens.Where(ctx, "account", a.ID, "id")
	}
	byAccount, err := l.tokens.get(ctx, s, "", func(ctx context.Context) (map[string][]*auth.Token, error) {
		all, err := l.store.Directory().Tokens.All(ctx, "id")
		byAccount := map[string][]*auth.Token{}
		for _, t := range all {
			byAccount[t.AccountID] = append(byAccount[t.AccountID], t)
		}
		return byAccount, err
	})
	return byAccount[a.ID], err
}

// Partner returns the organisation of an account, public or not; nil if there is none.
func (l *Accounts) Partner(ctx context.Context, a *auth.Account) (*network.Partner, error) {
	if a.PartnerID == "" {
		return nil, nil
	}
	s := a.Siblings()
	byID, err := l.partners.get(ctx, s, "", func(ctx context.Context) (map[string]*network.Partner, error) {
		var ids []string
		for _, sibling := range s.All {
			if sibling.PartnerID != "" {
				ids = append(ids, sibling.PartnerID)
			}
		}
		return l.store.Partners.ByIDs(ctx, a.PartnerView(ctx), ids)
	})
	return byID[a.PartnerID], err
}
