package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// migration changes the stored content from the version before to its own. Others may read meanwhile, and a program of the
// version before may write, so a step loses nothing of theirs: it reads and writes in one transaction, sets only the fields
// that it is about, and does so only in the state that it has read. What it does not get done in one transaction, which
// MongoDB ends after a minute, it does in [Store.parts], and goes on there after a crash. It may be run again from its
// beginning all the same, so it must do no harm to what is migrated already.
type migration struct {
	version int
	name    string
	run     func(context.Context, *Store) error
}

// migrations lists how the stored content came to its present form. The last version is the one that this program reads and
// writes. When the form of a stored document changes, add a step; when only what is computed from entries does (content.Keys,
// say), give the step that computes it the next version, as to do so once, last, is enough.
func migrations() []migration {
	return []migration{
		{2, "keep demo where it is false too, so that it can be asked for", keepDemo},
		{5, "let changes and records take turns in one document", nothingMore}, // which is there since the version was claimed
		{6, "seal the audit log, so that it can forget people", sealAudit},
		{7, "keep of drafts whether they differ from what is public", noteUnpublished},
		{8, "compute what entries are found and sorted by", reindex},
		{9, "say of events that they take place", confirmEvents},
	}
}

// Version is that of the stored content that this program reads and writes.
func Version() int {
	steps := migrations()
	return steps[len(steps)-1].version
}

const leasePoll = 50 * time.Millisecond

// settings is the one document that tells the version of the stored content, and who is changing it.
type settings struct {
	Version int       `bson:"version"`
	Holder  string    `bson:"holder"`
	Until   time.Time `bson:"until"`
}

func nothingMore(context.Context, *Store) error { return nil }

// migrate brings the database to the newest version. Of several instances that start at once one does it, while the
// others wait. A holder that dies loses its lease after half a minute. Programs that do not know the newest version write
// nothing from before the first step on.
func (s *Store) migrate(ctx context.Context, steps []migration) error {
	s.schema = steps[len(steps)-1].version
	l := s.lease("schema")
	if err := l.prepare(ctx, bson.E{Key: "version", Value: 0}); err != nil {
		return err
	}
	for {
		var now settings
		if err := l.settings.FindOne(ctx, l.is()).Decode(&now); err != nil {
			return err
		}
		if err := cmp.Or(s.supersededBy(turn{Schema: now.Version}), s.Ready(ctx)); err != nil {
			return err
		}
		if now.Version == s.schema {
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
	err := s.claim(ctx)
	if err == nil {
		err = s.run(ctx, l, steps)
	}
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

// parts does work in transactions one after the other. fn does the part behind a mark, which is empty at first, and returns
// the mark of the next part, or an empty one if there is none. The mark is kept in the transaction under a name that nothing
// else has, so that work that was cut off goes on where it was.
func (s *Store) parts(ctx context.Context, name string, fn func(ctx context.Context, mark string) (next string, err error)) error {
	is := docID("mark of " + name)
	for more := true; more; {
		err := s.Transaction(ctx, func(ctx context.Context) error {
			var at struct{ Mark string }
			err := s.db.settings().FindOne(ctx, is).Decode(&at)
			if err != nil && err != mongo.ErrNoDocuments {
				return err
			}
			next, err := fn(ctx, at.Mark)
			if more = next != ""; err != nil {
				return err
			}
			if !more {
				_, err = s.db.settings().DeleteOne(ctx, is)
				return err
			}
			_, err = s.db.settings().UpdateOne(ctx, is, bson.D{{Key: "$set", Value: bson.D{{Key: "mark", Value: next}}}}, options.Update().SetUpsert(true))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
