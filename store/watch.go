package store

import (
	"context"
	"log/slog"
	"time"

	"go.mongodb.org/mongo-driver/mongo"
)

const watchAgain = time.Second

// Generation returns a number that changes whenever content does, in this instance or another. What was read before a
// change must not be kept under the number after it: ask for the number first, and read then. ok is false while changes of
// other instances cannot be seen; then nothing may be kept.
func (s *Store) Generation() (n uint64, ok bool) {
	ok = !s.blind.Load() // first: what is seen from here on raises the number
	return s.generation.Load(), ok
}

// watch follows the changes that other instances make. The embedded engine has no others.
func (s *Store) watch() {
	if s.db.embedded || !s.db.transactions {
		s.blind.Store(!s.db.embedded)
		s.stop = func() {}
		return
	}
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), watchingKey{}, true))
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

func (s *Store) follow(ctx context.Context) error {
	stream, err := s.db.db.Watch(ctx, mongo.Pipeline{})
	if err != nil {
		return err
	}
	defer stream.Close(context.WithoutCancel(ctx))
	s.generation.Add(1) // whatever happened until now is unknown
	s.blind.Store(false)
	for stream.Next(ctx) {
		s.generation.Add(1)
	}
	return stream.Err()
}
