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

	"partnernetz/content"
)

// Table keeps documents of one type that are no entries: each is there once, without drafts and revisions, and is found by
// its _id. Fields are named as their bson tags name them.
type Table[T any] struct {
	db        *Database
	documents lungo.ICollection
	indexes   []mongo.IndexModel
}

// newTable declares a table with what is to be unique in it.
func newTable[T any](db *Database, name string, unique ...mongo.IndexModel) *Table[T] {
	return &Table[T]{db, db.collection(name), unique}
}

// sought declares by which fields documents are looked for. The embedded engine reads every document anyway, and would pay
// for an index at each write.
func (t *Table[T]) sought(by ...mongo.IndexModel) *Table[T] {
	if !t.db.embedded {
		t.indexes = append(t.indexes, by...)
	}
	return t
}

// setUp creates the indexes that are not there.
func (t *Table[T]) setUp(ctx context.Context) error {
	if len(t.indexes) == 0 {
		return nil
	}
	return createIndexes(ctx, t.documents, t.indexes)
}

// Get returns the document of an _id; nil if there is none.
func (t *Table[T]) Get(ctx context.Context, id string) (*T, error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	return t.one(t.documents.FindOne(ctx, docID(id)))
}

// Take removes the document of an _id and returns it; nil if there is none any more, perhaps since somebody else took it.
func (t *Table[T]) Take(ctx context.Context, id string) (*T, error) {
	return t.one(t.documents.FindOneAndDelete(ctx, docID(id)))
}

func (t *Table[T]) one(found lungo.ISingleResult) (*T, error) {
	document := new(T)
	err := found.Decode(document)
	switch {
	case errors.Is(err, mongo.ErrNoDocuments):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", t.documents.Name(), err)
	}
	return document, nil
}

// Where returns the documents whose field has a value, ascending by the field by.
func (t *Table[T]) Where(ctx context.Context, name, value, by string) ([]*T, error) {
	return t.find(ctx, field(name, "$eq", value), sorting{by: by}, 0)
}

// All returns all documents, ascending by the field by.
func (t *Table[T]) All(ctx context.Context, by string) ([]*T, error) {
	return t.find(ctx, bson.D{}, sorting{by: by}, 0)
}

// sorting is a field that documents are listed by, and whether the greatest comes first.
type sorting struct {
	by         string
	descending bool
}

// find returns the documents that a filter finds in an order, and no more than a limit; 0 for none.
func (t *Table[T]) find(ctx context.Context, where bson.D, in sorting, limit int) (found []*T, err error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	opts := options.Find().SetSort(bson.D{{Key: in.by, Value: direction(in.descending)}}).SetLimit(int64(limit)).SetBatchSize(batchSize)
	cursor, err := t.documents.Find(ctx, where, opts)
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", t.documents.Name(), err)
	}
	return found, nil
}

// count counts the documents that a filter finds.
func (t *Table[T]) count(ctx context.Context, where bson.D) (int, error) {
	if err := spend(ctx); err != nil {
		return 0, err
	}
	n, err := t.documents.CountDocuments(ctx, where)
	if err != nil {
		return 0, fmt.Errorf("counting %s: %w", t.documents.Name(), err)
	}
	return int(n), nil
}

// Add keeps a new document. One that is to be unique and is not is an error of code KEY_IN_USE.
func (t *Table[T]) Add(ctx context.Context, document *T) error {
	_, err := t.documents.InsertOne(ctx, document)
	return t.written(err)
}

// Put keeps a document in place of the one of an _id, if that is still there. Errors are as with Add.
func (t *Table[T]) Put(ctx context.Context, id string, document *T) error {
	_, err := t.replace(ctx, docID(id), document)
	return err
}

// replace keeps a document in place of the one that a filter finds, and reports whether there was one: a filter that names what
// was read keeps a change of somebody else from being lost.
func (t *Table[T]) replace(ctx context.Context, where bson.D, document *T) (bool, error) {
	replaced, err := t.documents.ReplaceOne(ctx, where, document)
	if err != nil {
		return false, t.written(err)
	}
	return replaced.MatchedCount > 0, nil
}

// Remove removes all documents whose field has a value.
func (t *Table[T]) Remove(ctx context.Context, name, value string) error {
	return t.remove(ctx, field(name, "$eq", value))
}

// RemoveExpired removes what expired before a moment.
func (t *Table[T]) RemoveExpired(ctx context.Context, before time.Time) error {
	return t.remove(ctx, field("expiresAt", "$lt", before))
}

func (t *Table[T]) remove(ctx context.Context, where bson.D) error {
	_, err := t.documents.DeleteMany(ctx, where)
	return t.written(err)
}

func (t *Table[T]) written(err error) error {
	switch {
	case isDuplicate(err):
		return content.Errorf(content.KeyInUse, "another of the %s is the same in what must be unique", t.documents.Name())
	case err != nil:
		return fmt.Errorf("writing %s: %w", t.documents.Name(), err)
	}
	return nil
}
