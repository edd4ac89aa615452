package store

import (
	"context"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

// Keep adds a revision to the history of an entry, beside its draft, which stays the one that is edited. It is to have the next
// number, or the error has code CONFLICT.
func (c *Collection[T]) Keep(ctx context.Context, s Stamp, e content.Entry) error {
	s.At = s.At.UTC().Truncate(time.Millisecond)
	err := c.store.Transaction(ctx, func(ctx context.Context) error {
		head := e.Head()
		drafts, err := c.newest(ctx, field("id", "$eq", head.ID))
		if err != nil {
			return err
		}
		draft := drafts[head.ID]
		if isNil(draft) {
			return content.Errorf(content.NotFound, "there is no %s", head.ID)
		}
		if last := draft.Head().LastNumber(); head.Revision != last+1 {
			return content.Problems{content.Outdated("revision", e.Key(), head.Revision-1, last)}
		}
		kept := content.Clone(e.(T))
		kept.Head().UpdatedAt, kept.Head().PublishedAt = s.At, nil
		note(ctx, c.kind, head.ID, content.Draft, Saved)
		if err := c.write(ctx, c.draft, []mongo.WriteModel{set(head.ID, bson.D{{Key: "last", Value: head.Revision}})}); err != nil {
			return err
		}
		return c.write(ctx, c.history, []mongo.WriteModel{mongo.NewInsertOneModel().SetDocument(newDocument(kept, s).historic())})
	})
	if err != nil {
		return fmt.Errorf("keeping a revision of %s: %w", c.kind, err)
	}
	return nil
}
