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

// Generation returns a number that changes whenever content does, in this instance or another. What was read before a
// change must not be kept under the number after it: ask for the number first, and read then. ok is false while changes of
// other instances cannot be seen; then nothing may be kept.
func (s *Store) Generation() (n uint64, ok bool) {
	ok = !s.blind.Load() // first: what is seen from here on raises the number
	return s.db.generation.Load(), ok
}

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

// isContent reports whether a collection has what is read through views. A session, say, changes no answer.
func (s *Store) isContent(collection string) bool {
	kind := strings.TrimSuffix(strings.TrimSuffix(collection, draftEnd), historyEnd)
	return s.byKind[content.Kind(kind)] != nil || collection == ""
}

func (s *Store) follow(ctx context.Context) error {
	stream, err := s.db.db.Watch(ctx, mongo.Pipeline{})
	if err != nil {
		return err
	}
	defer stream.Close(context.WithoutCancel(ctx))
	s.db.generation.Add(1) // whatever happened until now is unknown
	s.blind.Store(false)
	for stream.Next(ctx) {
		var change struct {
			NS struct {
				Collection string `bson:"coll"`
			} `bson:"ns"`
		}
		if err := stream.Decode(&change); err != nil || s.isContent(change.NS.Collection) {
			s.db.generation.Add(1)
		}
	}
	return stream.Err()
}
