package store

import (
	"errors"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

// Only who has the key of another is told so. Whatever else is there twice is a fault of ours.
func TestDuplicates(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, partner("a", "A"))
	must(t, err)
	other := partner("b", "B")
	other.Slug = "a"
	if _, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, other); !isProblem(err, content.KeyInUse) {
		t.Errorf("a key that another has: %v", err)
	}
	// A revision stands in the history that the draft does not know of.
	stray := newDocument(saved[0], Stamp{})
	stray.Record.DocID = saved[0].ID + "@2"
	_, err = s.Partners.history.InsertOne(ctx, stray)
	must(t, err)
	_, err = s.Partners.Save(ctx, Stamp{At: time.Now()}, saved[0])
	if _, ok := errors.AsType[content.Problems](err); ok || !isDuplicate(err) {
		t.Errorf("a revision that is there already: %v", err)
	}
}

func isProblem(err error, code content.Code) bool {
	ps, ok := errors.AsType[content.Problems](err)
	return ok && ps[0].Code == code
}

// Both databases name the index, however the driver wraps what they say.
func TestTaken(t *testing.T) {
	said := func(index, value string) string {
		return `E11000 duplicate key error collection: net.partners_draft index: ` + index + ` dup key: { slug: "` + value + `" }`
	}
	write := func(message string) error {
		return mongo.WriteException{WriteErrors: mongo.WriteErrors{{Code: 11000, Message: message}}}
	}
	for name, test := range map[string]struct {
		err  error
		want bool
	}{
		"bulk":              {mongo.BulkWriteException{WriteErrors: []mongo.BulkWriteError{{WriteError: mongo.WriteError{Code: 11000, Message: said("slug_1", "a")}}}}, true},
		"write":             {write(said("slug_1", "a")), true},
		"command":           {mongo.CommandError{Code: 11000, Message: said("slug_1", "a")}, true},
		"embedded":          {errors.New(`duplicate document for index "slug_1"`), true},
		"_id":               {write(said("_id_", "a")), false},
		"_id of the engine": {errors.New(`duplicate document for index "_id_"`), false},
		"a value that says": {write(said("_id_", "index: slug_1 ")), false},
		"another field":     {write(said("slug_1_from_1", "a")), false},
		"another error":     {mongo.CommandError{Code: 112, Message: "WriteConflict index: slug_1"}, false},
		"nothing":           {nil, false},
	} {
		if isTaken(test.err, "slug") != test.want {
			t.Errorf("%s: %v", name, test.err)
		}
	}
	db := memory(t)
	must(t, createIndexes(ctx, db.collection("things"), []mongo.IndexModel{unique("slug")}))
	for _, want := range []bool{false, true} {
		if _, err := db.collection("things").InsertOne(ctx, bson.D{{Key: "slug", Value: "a"}}); isTaken(err, "slug") != want {
			t.Errorf("got %v", err)
		}
	}
}
