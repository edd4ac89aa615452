package store

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
)

const (
	watchAgain    = time.Second
	catchUpAtOnce = 1000 // changes
)

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
		seen := int64(-1) // whatever happened until now is unknown
		for ctx.Err() == nil {
			if err := s.follow(ctx, &seen); err != nil && ctx.Err() == nil {
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

// follow takes note of changes until that fails. The stream only tells that there are any; what they are is in the feed, so
// nothing is missed while there is no stream.
func (s *Store) follow(ctx context.Context, seen *int64) error {
	stream, err := s.db.collection(feed).Watch(ctx, mongo.Pipeline{})
	if err != nil {
		return err
	}
	defer stream.Close(context.WithoutCancel(ctx))
	if err := s.catchUp(ctx, seen); err != nil {
		return err
	}
	s.blind.Store(false)
	for stream.Next(ctx) {
		if stream.RemainingBatchLength() > 0 {
			continue
		}
		if err := s.catchUp(ctx, seen); err != nil {
			return err
		}
	}
	return stream.Err()
}

// catchUp takes note of the changes that follow on the last one that was seen.
func (s *Store) catchUp(ctx context.Context, seen *int64) error {
	for {
		changes, err := s.Changes(ctx, *seen, catchUpAtOnce)
		var known *content.Error
		if errors.As(err, &known) && known.Code == content.FellBehind {
			*seen, err = s.LastChange(ctx)
			s.db.generations.addAll()
		}
		if err != nil || len(changes) == 0 {
			return err
		}
		s.db.generations.add(s.db.generations.unexpected(changes))
		*seen = changes[len(changes)-1].Sequence
	}
}
