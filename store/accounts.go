package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// Directory returns where accounts are kept.
func (s *Store) Directory() auth.Directory {
	return auth.Directory{
		Database: directory{s},
		Accounts: table[auth.Account]{s.db.collection("accounts")},
		Sessions: table[auth.Session]{s.db.collection("sessions")},
		Tokens:   table[auth.Token]{s.db.collection("tokens")},
		Links:    table[auth.Link]{s.db.collection("links")},
	}
}

// directory is a store as accounts know it.
type directory struct{ *Store }

// Alone writes to a document that all who call it write to, as two transactions that write to different documents go on
// side by side, each unaware of what the other does.
func (d directory) Alone(ctx context.Context) error {
	turn := bson.D{{Key: "$inc", Value: bson.D{{Key: "turn", Value: 1}}}}
	if _, err := d.db.collection("settings").UpdateOne(ctx, docID("accounts"), turn); err != nil {
		return fmt.Errorf("waiting for other changes of accounts: %w", err)
	}
	return nil
}

// Partners returns the partners that a view has among the ids.
func (d directory) Partners(ctx context.Context, v content.View, ids []string) (map[string]*network.Partner, error) {
	return d.Store.Partners.ByIDs(ctx, v, ids)
}

// setUp creates what accounts need of the database and what is not there.
func (d directory) setUp(ctx context.Context) error {
	indexes := map[string][]mongo.IndexModel{"accounts": {unique("email")}, "tokens": {unique("id")}}
	if !d.db.embedded {
		indexes["tokens"] = append(indexes["tokens"], ascending("account"))
		indexes["sessions"] = []mongo.IndexModel{ascending("account"), ascending("expiresAt")}
		indexes["links"] = []mongo.IndexModel{ascending("account"), ascending("expiresAt")}
	}
	for name, models := range indexes {
		if err := createIndexes(ctx, d.db.collection(name), models); err != nil {
			return err
		}
	}
	_, err := d.db.collection("settings").InsertOne(ctx, append(docID("accounts"), bson.E{Key: "turn", Value: 0}))
	if err != nil && !isDuplicate(err) {
		return fmt.Errorf("preparing accounts: %w", err)
	}
	return nil
}

// table keeps documents of one type.
type table[T any] struct{ lungo.ICollection }

// Get returns the document of an _id.
func (t table[T]) Get(ctx context.Context, id string) (*T, error) {
	return t.one(t.FindOne(ctx, docID(id)))
}

// Take removes the document of an _id and returns it.
func (t table[T]) Take(ctx context.Context, id string) (*T, error) {
	return t.one(t.FindOneAndDelete(ctx, docID(id)))
}

func (t table[T]) one(found lungo.ISingleResult) (*T, error) {
	document := new(T)
	err := found.Decode(document)
	switch {
	case errors.Is(err, mongo.ErrNoDocuments):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", t.Name(), err)
	}
	return document, nil
}

// Where returns the documents whose field has a value.
func (t table[T]) Where(ctx context.Context, name, value, by string) ([]*T, error) {
	return t.find(ctx, field(name, "$eq", value), by)
}

// All returns all documents.
func (t table[T]) All(ctx context.Context, by string) ([]*T, error) {
	return t.find(ctx, bson.D{}, by)
}

func (t table[T]) find(ctx context.Context, where bson.D, by string) (found []*T, _ error) {
	order := options.Find().SetSort(bson.D{{Key: by, Value: 1}}).SetBatchSize(batchSize)
	cursor, err := t.Find(ctx, where, order)
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", t.Name(), err)
	}
	return found, nil
}

// Add keeps a new document.
func (t table[T]) Add(ctx context.Context, document *T) error {
	_, err := t.InsertOne(ctx, document)
	return t.written(err)
}

// Put keeps a document in place of another.
func (t table[T]) Put(ctx context.Context, id string, document *T) error {
	_, err := t.ReplaceOne(ctx, docID(id), document)
	return t.written(err)
}

// Remove removes all documents whose field has a value.
func (t table[T]) Remove(ctx context.Context, name, value string) error {
	_, err := t.DeleteMany(ctx, field(name, "$eq", value))
	return t.written(err)
}

// RemoveExpired removes what expired before a moment.
func (t table[T]) RemoveExpired(ctx context.Context, before time.Time) error {
	_, err := t.DeleteMany(ctx, field("expiresAt", "$lt", before))
	return t.written(err)
}

func (t table[T]) written(err error) error {
	switch {
	case isDuplicate(err):
		return content.Errorf(content.KeyInUse, "another of the %s is the same in what must be unique", t.Name())
	case err != nil:
		return fmt.Errorf("writing %s: %w", t.Name(), err)
	}
	return nil
}
