package store

import (
	"context"
	"crypto/rand"
	"fmt"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// Secret returns 32 random bytes that all instances have in common, and that are made when first asked for.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	var kept struct {
		Bytes []byte `bson:"bytes"`
	}
	is := docID("secret " + name)
	err := s.db.settings().FindOne(ctx, is).Decode(&kept)
	if err == mongo.ErrNoDocuments {
		fresh := make([]byte, 32)
		_, _ = rand.Read(fresh) // never fails
		if _, err = s.db.settings().InsertOne(ctx, append(is, bson.E{Key: "bytes", Value: fresh})); err == nil || isDuplicate(err) {
			err = s.db.settings().FindOne(ctx, is).Decode(&kept) // that of another instance if it was faster
		}
	}
	if err != nil {
		return nil, fmt.Errorf("reading the secret %s: %w", name, err)
	}
	return kept.Bytes, nil
}
