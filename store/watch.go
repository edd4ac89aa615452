package store

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

const watchAgain = time.Second

// watch follows the changes that other instances make. The embedded engine has no others.
func (s *Store) watch() {
	if s.db.embedded || !s.db.transactions {
		s.blind.Store(!s.db.embedded)
		s.stop = func() {}
		return
	}
	ctx, cancel := context.WithCancel(Unasked(context.Background()))
	done := make(chan struct{})
	s.stop = func() { cancel(); <-done }
	s.blind.Store(true)
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if err := s.follow(ctx); err != nil && ctx.Err() == nil {
				slog.Warn("following changes of the database; answers are not cached until that works", "error", err)
			}
			s.blind.Store(true)
			select {
			case <-ctx.Done():
			case <-time.After(watchAgain):
			}
		}
	}()
}

// follow reads changes until that fails. All that come together were there before the first of them is looked at, so they
// count as one: a transaction that publishes many entries is not many changes.
func (s *Store) follow(ctx context.Context) error {
	stream, err := s.db.db.Watch(ctx, mongo.Pipeline{})
	if err != nil {
		return err
	}
	defer stream.Close(context.WithoutCancel(ctx))
	s.db.generations.add(written{content: true, public: true}) // whatever happened until now is unknown
	s.blind.Store(false)
	var seen written
	for stream.Next(ctx) {
		var c changeEvent
		if err := stream.Decode(&c); err != nil {
			c = changeEvent{} // which may be of anything
		}
		seen.add(s.changed(c))
		if stream.RemainingBatchLength() == 0 {
			s.db.generations.add(seen)
			seen = written{}
		}
	}
	return stream.Err()
}

// changeEvent is what the database says of a change.
type changeEvent struct {
	Operation string `bson:"operationType"`
	NS        struct {
		Collection string `bson:"coll"`
	} `bson:"ns"`
}

// changed tells what was written to. The history of an entry is public as well, as far as its revisions are or were; a
// revision begins as none of these, so what is only inserted there is no news to the public.
func (s *Store) changed(c changeEvent) written {
	collection := c.NS.Collection
	name, draft := strings.CutSuffix(collection, draftEnd)
	name, history := strings.CutSuffix(name, historyEnd)
	switch {
	case collection == "": // of the whole database
		return written{content: true, public: true}
	case s.byKind[content.Kind(name)] == nil: // a session, say, changes no answer
		return written{}
	}
	return written{content: true, public: !draft && !(history && c.Operation == "insert")}
}
