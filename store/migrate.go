package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// migration changes the stored content from the version before to its own. It may be run again after a crash.
type migration struct {
	version int
	name    string
	run     func(context.Context, *Store) error
}

// migrations lists how the stored content came to its present form. Add one whenever the form of a stored document or
// of content.Keys changes; the last version is the one that this program reads and writes.
func migrations() []migration {
	return []migration{
		{1, "compute what entries are found and sorted by", func(ctx context.Context, s *Store) error { return s.reindex(ctx) }},
		{2, "keep demo where it is false too, so that it can be asked for", func(ctx context.Context, s *Store) error { return s.reindex(ctx) }},
		{3, "find entries by the links in their texts", func(ctx context.Context, s *Store) error { return s.reindex(ctx) }},
		{4, "list what is to be translated", func(ctx context.Context, s *Store) error { return s.reindex(ctx) }},
	}
}

const (
	leasePoll = 50 * time.Millisecond

	reindexAtOnce = 1000 // documents
)

// settings is the one document that tells the version of the stored content, and who is changing it.
type settings struct {
	Version int       `bson:"version"`
	Holder  string    `bson:"holder"`
	Until   time.Time `bson:"until"`
}

// migrate brings the database to the newest version. Of several instances that start at once one does it, while the
// others wait. A holder that dies loses its lease after half a minute.
func (s *Store) migrate(ctx context.Context, steps []migration) error {
	newest := steps[len(steps)-1].version
	l := s.lease("schema")
	if err := l.prepare(ctx, bson.E{Key: "version", Value: 0}); err != nil {
		return err
	}
	for {
		var now settings
		if err := l.settings.FindOne(ctx, l.is()).Decode(&now); err != nil {
			return err
		}
		if now.Version > newest {
			return fmt.Errorf("it has version %d, but this program knows versions up to %d; start a newer program", now.Version, newest)
		}
		if now.Version == newest {
			return nil
		}
		if ok, err := l.acquire(ctx); err != nil {
			return err
		} else if ok {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(leasePoll):
		}
	}
	stop := l.keep(ctx)
	err := s.run(ctx, l, steps)
	stop()
	return errors.Join(err, l.release(context.WithoutCancel(ctx))) // after a failure too, so that it can be run again
}

// run does the steps that the database has not seen. Each is recorded as it is done, if the lease still is ours.
func (s *Store) run(ctx context.Context, l *lease, steps []migration) error {
	var now settings
	if err := l.settings.FindOne(ctx, l.is()).Decode(&now); err != nil {
		return err
	}
	for _, m := range steps {
		if m.version <= now.Version {
			continue
		}
		if err := m.run(ctx, s); err != nil {
			return fmt.Errorf("migration %d (%s): %w", m.version, m.name, err)
		}
		done := bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: m.version}}}}
		if err := l.settings.FindOneAndUpdate(ctx, l.mine(), done).Err(); err != nil {
			return fmt.Errorf("recording migration %d, which another instance may have taken over: %w", m.version, err)
		}
	}
	return nil
}

// reindex computes anew what entries are found and sorted by, in all revisions.
func (s *Store) reindex(ctx context.Context) error {
	for _, c := range s.byKind {
		if err := c.reindex(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collection[T]) reindex(ctx context.Context) error {
	for _, collection := range []lungo.ICollection{c.live, c.draft, c.history} {
		var docs []document[T]
		cursor, err := collection.Find(ctx, bson.D{})
		if err == nil {
			err = cursor.All(ctx, &docs)
		}
		if err != nil {
			return err
		}
		// In parts: a transaction may not last for as long as all of it could take, and it does no harm to begin again.
		for some := range slices.Chunk(docs, reindexAtOnce) {
			var models []mongo.WriteModel
			for _, d := range some {
				d.Record.Index = indexOf(d.Entry)
				models = append(models, put(true, d))
			}
			if err := c.store.Transaction(ctx, func(ctx context.Context) error { return c.write(ctx, collection, models) }); err != nil {
				return err
			}
		}
	}
	return nil
}
