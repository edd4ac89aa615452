package store

import (
	"context"
	"maps"
	"slices"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/audit"
)

const forgetAtOnce = 1000 // documents

// stamped is a revision without its content.
type stamped struct {
	DocID string `bson:"_id"`
	Saved Stamp  `bson:"saved"`
}

// forgetAuthors takes the person out of who saved revisions.
func (f *forgetting) forgetAuthors(ctx context.Context) error {
	erased := bson.D{{Key: "$set", Value: bson.D{{Key: "saved.author", Value: audit.Erased}}}, {Key: "$unset", Value: bson.D{{Key: "saved.authorId", Value: ""}}}}
	return f.revisions(ctx, field("saved.authorId", "$eq", f.id), &f.found.Revisions, func(d stamped) mongo.WriteModel {
		return mongo.NewUpdateOneModel().SetFilter(append(docID(d.DocID), field("saved.authorId", "$eq", f.id)...)).SetUpdate(erased)
	})
}

// forgetNotes removes the notes that name the person, whoever wrote them.
func (f *forgetting) forgetNotes(ctx context.Context) error {
	removed := bson.D{{Key: "$unset", Value: bson.D{{Key: "saved.note", Value: ""}}}}
	return f.revisions(ctx, field("saved.note", "$gt", ""), &f.found.Notes, func(d stamped) mongo.WriteModel {
		if !f.names(d.Saved.Note) {
			return nil
		}
		return mongo.NewUpdateOneModel().SetFilter(append(docID(d.DocID), field("saved.note", "$eq", d.Saved.Note)...)).SetUpdate(removed)
	})
}

// revisions looks through the revisions of all entries that a filter finds, has them changed, and counts those changed, each of
// which the history has once.
func (f *forgetting) revisions(ctx context.Context, where bson.D, count *int, change func(stamped) mongo.WriteModel) error {
	for _, c := range f.All() {
		for _, collection := range c.collections() {
			n, err := f.change(ctx, collection, where, change)
			if err != nil {
				return err
			}
			if collection.Name() == string(c.Kind())+historyEnd {
				*count += n
			}
		}
	}
	return nil
}

// change changes what is to be changed in a collection, in parts. A change names what it was made of: entries may be saved meanwhile.
func (f *forgetting) change(ctx context.Context, collection lungo.ICollection, where bson.D, change func(stamped) mongo.WriteModel) (n int, _ error) {
	for mark := ""; ; {
		some, err := nextPart[stamped](ctx, collection, mark, where, bson.D{{Key: "saved", Value: 1}})
		if err != nil || len(some) == 0 {
			return n, err
		}
		var models []mongo.WriteModel
		for _, d := range some {
			if m := change(d); m != nil {
				models = append(models, m)
			}
		}
		n, mark = n+len(models), some[len(some)-1].DocID
		if len(models) == 0 || f.dryRun {
			continue
		}
		err = f.Transaction(ctx, func(ctx context.Context) error {
			_, err := collection.BulkWrite(ctx, models)
			return err
		})
		if err != nil {
			return n, err
		}
	}
}

// nameContent finds the entries of which a revision names the person in its content.
func (f *forgetting) nameContent(ctx context.Context) error {
	for _, c := range f.All() {
		for _, collection := range c.collections() {
			if err := f.nameIn(ctx, collection); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *forgetting) nameIn(ctx context.Context, collection lungo.ICollection) error {
	for mark := ""; ; {
		some, err := nextPart[bson.M](ctx, collection, mark, nil, bson.D{{Key: "saved", Value: 0}})
		if err != nil || len(some) == 0 {
			return err
		}
		for _, doc := range some {
			mark, _ = doc["_id"].(string)
			if id, _ := doc["id"].(string); f.in(doc) && !slices.Contains(f.found.Named, id) {
				f.found.Named = append(f.found.Named, id)
			}
		}
	}
}

// nextPart returns a few of the documents that a filter finds, which follow on an _id, in the order of these.
func nextPart[D any](ctx context.Context, collection lungo.ICollection, mark string, where, fields bson.D) (some []D, _ error) {
	opts := options.Find().SetProjection(fields).SetSort(bson.D{{Key: "_id", Value: 1}}).SetLimit(forgetAtOnce).SetBatchSize(batchSize)
	cursor, err := collection.Find(ctx, append(field("_id", "$gt", mark), where...), opts)
	if err == nil {
		err = cursor.All(ctx, &some)
	}
	return some, err
}

// in reports whether a value names the person.
func (f *forgetting) in(value any) bool {
	switch v := value.(type) {
	case string:
		return f.names(v)
	case bson.M:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), f.in)
	case bson.A:
		return slices.ContainsFunc(v, f.in)
	}
	return false
}
