package store

import (
	"context"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/language"
)

// unpublished reports whether publishing a draft would change what is public, which may be nil. It is kept beside the draft, so
// that drafts can be found by it: whatever changes one of the two says so anew.
func unpublished[T content.Entry](public, draft T) bool {
	return isNil(public) || !language.Alike(public, draft)
}

// isChanged is what is kept of it.
func isChanged(is bool) bson.E { return bson.E{Key: "changed", Value: is} }

// standingNow returns what is public of drafts, by id.
func (c *Collection[T]) standingNow(ctx context.Context, drafts map[string]T) (map[string]T, error) {
	public := make(map[string]T, len(drafts))
	if len(drafts) == 0 {
		return public, nil
	}
	var entries []T
	cursor, err := c.live.Find(ctx, field("id", "$in", slices.Collect(maps.Keys(drafts))), options.Find().SetProjection(entryOnly{}).SetBatchSize(batchSize))
	if err == nil {
		err = c.decode(ctx, c.live, cursor, &entries)
	}
	for _, e := range entries {
		public[e.Head().ID] = e
	}
	return public, err
}

// noteUnpublished keeps of all drafts whether they differ from what is public.
func noteUnpublished(ctx context.Context, s *Store) error {
	for _, c := range s.byKind {
		if err := c.noteUnpublished(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collection[T]) noteUnpublished(ctx context.Context) error {
	return c.store.parts(ctx, "comparing "+c.draft.Name(), func(ctx context.Context, mark string) (string, error) {
		docs, err := c.behind(ctx, c.draft, mark)
		if err != nil || len(docs) == 0 {
			return "", err
		}
		drafts := make(map[string]T, len(docs))
		for _, d := range docs {
			drafts[d.Entry.Head().ID] = d.Entry
		}
		public, err := c.standingNow(ctx, drafts)
		if err != nil {
			return "", err
		}
		models := make([]mongo.WriteModel, 0, len(docs))
		for id, draft := range drafts {
			models = append(models, set(id, bson.D{isChanged(unpublished(public[id], draft))}))
		}
		if err := c.write(ctx, c.draft, models); err != nil || len(docs) < reindexAtOnce {
			return "", err
		}
		return docs[len(docs)-1].Record.DocID, nil
	})
}
