package store

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// Directory returns where accounts are kept.
func (s *Store) Directory() auth.Directory {
	return auth.Directory{
		Database: directory{s},
		Accounts: s.accounts,
		Sessions: s.sessions,
		Tokens:   s.tokens,
		Links:    s.links,
	}
}

// PeopleOf returns the accounts of partners: one command for all.
func (s *Store) PeopleOf(ctx context.Context, partners []string) ([]*auth.Account, error) {
	return s.accounts.find(ctx, field("partner", "$in", partners), sorting{by: "_id"}, 0)
}

// directory is a store as accounts know it.
type directory struct{ *Store }

// Alone writes to a document that all who call it write to, as two transactions that write to different documents go on
// side by side, each unaware of what the other does.
func (d directory) Alone(ctx context.Context) error {
	turn := bson.D{{Key: "$inc", Value: bson.D{{Key: "turn", Value: 1}}}}
	if _, err := d.db.settings().UpdateOne(ctx, docID("accounts"), turn); err != nil {
		return fmt.Errorf("waiting for other changes of accounts: %w", err)
	}
	return nil
}

// Partners returns the partners that a view has among the ids.
func (d directory) Partners(ctx context.Context, v content.View, ids []string) (map[string]*network.Partner, error) {
	return d.Store.Partners.ByIDs(ctx, v, ids)
}

// setUp creates the turn that accounts take.
func (d directory) setUp(ctx context.Context) error {
	_, err := d.db.settings().InsertOne(ctx, append(docID("accounts"), bson.E{Key: "turn", Value: 0}))
	if err != nil && !isDuplicate(err) {
		return fmt.Errorf("preparing accounts: %w", err)
	}
	return nil
}
