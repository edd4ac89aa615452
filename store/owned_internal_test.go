package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/256dpi/lungo"
	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// Many changes at once come to the same as one after the other, by the engine alone.
func TestManyChangesAtOnce(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		once, each := withUniqueKeys(t), withUniqueKeys(t)
		for _, d := range []*Database{once, each} {
			for i := range 40 {
				_, err := d.collection("things").InsertOne(ctx, bson.D{{Key: "_id", Value: fmt.Sprint("d", i)}, {Key: "key", Value: fmt.Sprint("d", i)}})
				must(t, err)
			}
		}
		for range 5 {
			var models []mongo.WriteModel
			for range 1 + random.IntN(30) {
				models = append(models, anyChange(random))
			}
			err := once.transaction(ctx, func(ctx context.Context) error {
				_, err := once.collection("things").BulkWrite(ctx, models)
				if found := allThings(t, ctx, once); err == nil {
					err = look(t, ctx, once, found)
				}
				return err
			})
			alone := each.transaction(ctx, func(ctx context.Context) error {
				for _, m := range models {
					if _, err := each.collection("things").BulkWrite(ctx, []mongo.WriteModel{m}); err != nil {
						return err
					}
				}
				return nil
			})
			if (err == nil) != (alone == nil) {
				t.Fatalf("seed %d: at once %v, alone %v", seed, err, alone)
			}
			if diff := cmp.Diff(allThings(t, ctx, each), allThings(t, ctx, once)); diff != "" {
				t.Fatalf("seed %d: %s", seed, diff)
			}
		}
	}
}

// look compares what a filter finds in the middle of a transaction with what is there.
func look(t *testing.T, ctx context.Context, d *Database, all []bson.M) error {
	t.Helper()
	want := 0
	for _, thing := range all {
		if thing["key"] == "k3" {
			want++
		}
	}
	cursor, err := d.collection("things").Find(ctx, field("key", "$in", bson.A{"k3"}))
	var found []bson.M
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	if len(found) != want {
		t.Errorf("found %d, want %d", len(found), want)
	}
	return err
}

// A transaction in which a change has failed commits nothing, whatever becomes of the error.
func TestNothingIsCommittedAfterAFailure(t *testing.T) {
	ctx, d := context.Background(), withUniqueKeys(t)
	thing := func(id, key string) mongo.WriteModel {
		return mongo.NewInsertOneModel().SetDocument(bson.D{{Key: "_id", Value: id}, {Key: "key", Value: key}})
	}
	err := d.transaction(ctx, func(ctx context.Context) error {
		_, err := d.collection("things").BulkWrite(ctx, []mongo.WriteModel{thing("a", "x"), thing("b", "y"), thing("c", "x")})
		if !isDuplicate(err) {
			t.Errorf("a key that is taken: %v", err)
		}
		return nil
	})
	if !isDuplicate(err) || len(allThings(t, ctx, d)) != 0 {
		t.Errorf("%v, and there is %v", err, allThings(t, ctx, d))
	}
	given := errors.New("changed its mind")
	err = d.transaction(ctx, func(ctx context.Context) error {
		if _, err := d.collection("things").BulkWrite(ctx, []mongo.WriteModel{thing("a", "x"), thing("b", "y")}); err != nil {
			return err
		}
		return given
	})
	if !errors.Is(err, given) || len(allThings(t, ctx, d)) != 0 {
		t.Errorf("%v, and there is %v", err, allThings(t, ctx, d))
	}
}

// withUniqueKeys opens a database with a collection in which keys are unique.
func withUniqueKeys(t *testing.T) *Database {
	t.Helper()
	d, err := Embedded("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close(context.Background()) })
	if _, err := d.collection("things").Indexes().CreateOne(context.Background(), mongo.IndexModel{Keys: bson.D{{Key: "key", Value: 1}}, Options: options.Index().SetUnique(true)}); err != nil {
		t.Fatal(err)
	}
	return d
}

// allThings returns what there is, in the order of the engine.
func allThings(t *testing.T, ctx context.Context, d *Database) (all []bson.M) {
	t.Helper()
	cursor, err := d.collection("things").(*driver).Find(ctx, bson.D{})
	if err == nil {
		err = cursor.All(ctx, &all)
	}
	if err != nil && !errors.Is(err, lungo.ErrEngineClosed) {
		t.Fatal(err)
	}
	return all
}

// anyChange makes one of the kinds of changes, to one of few documents, so that they meet.
func anyChange(random *rand.Rand) mongo.WriteModel {
	id, key := fmt.Sprint("d", random.IntN(40)), fmt.Sprint("k", random.IntN(1000))
	if random.IntN(100) == 0 {
		key = "k3" // which may be taken
	}
	doc := bson.D{{Key: "_id", Value: id}, {Key: "key", Value: key}, {Key: "list", Value: bson.A{key, id}}}
	switch random.IntN(40) {
	default:
		return mongo.NewInsertOneModel().SetDocument(bson.D{{Key: "_id", Value: fmt.Sprint("n", random.IntN(100_000))}, {Key: "key", Value: fmt.Sprint("n", random.IntN(100_000))}})
	case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9:
		return mongo.NewReplaceOneModel().SetFilter(docID(id)).SetReplacement(doc)
	case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19:
		return setIf(append(docID(id), bson.E{Key: "list", Value: bson.D{{Key: "$ne", Value: key}}}), bson.D{{Key: "key", Value: key}})
	case 20:
		return mongo.NewDeleteOneModel().SetFilter(docID(id))
	case 21:
		return mongo.NewInsertOneModel().SetDocument(doc) // which may be there
	}
}
