package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/language"
)

// Save keeps each entry as the next revision of its draft and returns it so. Head().Revision names the revision that the
// change is based on, 0 for a new entry; if that is no longer the newest, the error has code CONFLICT. A key that
// another entry has is an error of code KEY_IN_USE.
func (c *Collection[T]) Save(ctx context.Context, s Stamp, entries ...T) ([]T, error) {
	s.At = s.At.UTC().Truncate(time.Millisecond) // as the database keeps it
	saved := make([]T, len(entries))
	err := c.store.Transaction(ctx, func(ctx context.Context) error {
		current, err := c.newest(ctx, field("id", "$in", ids(entries)))
		if err != nil {
			return err
		}
		public, err := c.standingNow(ctx, current)
		if err != nil {
			return err
		}
		var drafts, revisions []mongo.WriteModel
		for i, e := range entries {
			if err := unchanged(e, current[e.Head().ID]); err != nil {
				return err
			}
			next, s := content.Clone(e), s
			head := next.Head()
			head.UpdatedAt, head.PublishedAt, head.Last = s.At, nil, 0
			if draft := current[head.ID]; isNil(draft) {
				head.Revision = 1
			} else if head.Revision = draft.Head().LastNumber() + 1; draft.Head().Last > 0 {
				s.Base = draft.Head().Revision
			}
			if s.Action != content.Restored && s.Action != content.Discarded { // these bring back which text came from which, too
				language.PinTranslations(maybe(current[e.Head().ID]), next)
			}
			language.KeepCheck(next)
			saved[i] = next
			note(ctx, c.kind, head.ID, content.Draft, whatIs(s.Action, maybe(current[head.ID]), next))
			d := newDocument(next, s)
			revisions = append(revisions, mongo.NewInsertOneModel().SetDocument(d.historic()))
			d.Record.Changed = new(unpublished(public[head.ID], next))
			drafts = append(drafts, put(e.Head().Revision > 0, d))
		}
		if err := c.write(ctx, c.draft, drafts); err != nil {
			return err
		}
		return c.write(ctx, c.history, revisions)
	})
	if err != nil {
		return nil, fmt.Errorf("saving %s: %w", c.kind, err)
	}
	return saved, nil
}

// whatIs tells what saving an entry as another revision is.
func whatIs(action content.RevisionAction, before, now content.Entry) What {
	switch {
	case action == content.PutAway:
		return PutAway
	case action == content.Restored:
		return BroughtBack
	case before != nil && before.Key() != now.Key():
		return Moved
	}
	return Saved
}

// newest reads newest revisions, put away or not, with nobody's eyes.
func (c *Collection[T]) newest(ctx context.Context, where bson.D) (map[string]T, error) {
	var entries []T
	cursor, err := c.draft.Find(ctx, where, options.Find().SetProjection(entryOnly{}))
	if err == nil {
		err = c.decode(ctx, c.draft, cursor, &entries)
	}
	byID := make(map[string]T, len(entries))
	for _, e := range entries {
		byID[e.Head().ID] = e
	}
	return byID, err
}

// empty reports whether there never was an entry, or none is left.
func (c *Collection[T]) empty(ctx context.Context) (bool, error) {
	err := c.draft.FindOne(ctx, bson.D{}).Err()
	if err == mongo.ErrNoDocuments {
		return true, nil
	}
	return false, err
}

func unchanged[T content.Entry](e, current T) error {
	newest := 0
	if !isNil(current) {
		newest = current.Head().Revision
	}
	if base := e.Head().Revision; base != newest {
		return content.Problems{content.Outdated("expectedRevision", e.Key(), base, newest)}
	}
	return nil
}

// Erase removes entries with all their history, as if they had never been.
func (c *Collection[T]) Erase(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	err := c.store.Transaction(ctx, func(ctx context.Context) error {
		all := field("id", "$in", ids)
		revisions, err := c.documents(ctx, all)
		if err != nil {
			return err
		}
		stage := map[string]content.Stage{}
		for _, d := range revisions {
			if id := d.Entry.Head().ID; d.Record.From != nil { // what was public once is still read as of a moment, and as a former address
				stage[id] = content.Published
			} else if stage[id] == "" {
				stage[id] = content.Draft
			}
		}
		for _, id := range ids {
			if stage[id] != "" {
				note(ctx, c.kind, id, stage[id], Erased)
			}
		}
		if err := c.store.eraseBeside(ctx, c.kind, ids); err != nil {
			return err
		}
		gone := []mongo.WriteModel{mongo.NewDeleteManyModel().SetFilter(all)}
		return c.writeAll(ctx, gone, gone, gone)
	})
	if err != nil {
		return fmt.Errorf("erasing %s: %w", c.kind, err)
	}
	return nil
}

func (c *Collection[T]) documents(ctx context.Context, where bson.D) (docs []*document[T], _ error) {
	cursor, err := c.history.Find(ctx, where)
	if err == nil {
		err = cursor.All(ctx, &docs)
	}
	return docs, err
}

func (c *Collection[T]) writeAll(ctx context.Context, live, drafts, history []mongo.WriteModel) error {
	if err := c.write(ctx, c.live, live); err != nil {
		return err
	}
	if err := c.write(ctx, c.draft, drafts); err != nil {
		return err
	}
	return c.write(ctx, c.history, history)
}

func (c *Collection[T]) write(ctx context.Context, collection lungo.ICollection, models []mongo.WriteModel) error {
	together := max(len(models), 1)
	if !c.store.db.transactions {
		together = 50 // the server of the tests of reads stands still when a command has 100 updates
	}
	for part := range slices.Chunk(models, together) {
		if _, err := collection.BulkWrite(ctx, part); isTaken(err, c.traits.KeyField) {
			return content.Problems{content.Taken(c.traits.KeyField, c.kind)}
		} else if err != nil {
			return err
		}
	}
	return nil
}

// docID finds a document by its own id, which this program has made and which is never a document with operators.
func docID(id string) bson.D { return bson.D{{Key: "_id", Value: id}} }

// put keeps a document in place of the one that is there, or as a new one.
func put[T content.Entry](there bool, d document[T]) mongo.WriteModel {
	if there {
		return mongo.NewReplaceOneModel().SetFilter(docID(d.Record.DocID)).SetReplacement(d)
	}
	return mongo.NewInsertOneModel().SetDocument(d)
}

func set(id string, fields bson.D) mongo.WriteModel { return setIf(docID(id), fields) }

func setIf(where, fields bson.D) mongo.WriteModel {
	return mongo.NewUpdateOneModel().SetFilter(where).SetUpdate(bson.D{{Key: "$set", Value: fields}})
}

func ids[T content.Entry](entries []T) []string {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.Head().ID
	}
	return ids
}

// maybe is the entry, or nothing where there is none.
func maybe[T content.Entry](e T) content.Entry {
	if isNil(e) {
		return nil
	}
	return e
}

func isNil[T content.Entry](e T) bool { return reflect.ValueOf(e).IsNil() }
