package store

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

const leaseTime = 30 * time.Second

// lease makes one of several instances the only one to do something. A holder that dies loses it after half a minute.
type lease struct {
	settings lungo.ICollection
	name, me string
}

func (s *Store) lease(name string) *lease { return &lease{s.db.settings(), name, rand.Text()} }

// prepare makes sure that the document of the lease is there, with what else it shall hold.
func (l *lease) prepare(ctx context.Context, more ...bson.E) error {
	doc := append(bson.D{{Key: "_id", Value: l.name}, {Key: "until", Value: time.Time{}}}, more...)
	if _, err := l.settings.InsertOne(ctx, doc); err != nil && !isDuplicate(err) {
		return err
	}
	return nil
}

func (l *lease) is(more ...bson.E) bson.D { return append(docID(l.name), more...) }

// acquire takes the lease if nobody holds it.
func (l *lease) acquire(ctx context.Context) (bool, error) {
	err := l.settings.FindOneAndUpdate(ctx, l.is(field("until", "$lt", time.Now())...), l.held()).Err()
	if err == mongo.ErrNoDocuments {
		return false, nil
	}
	return err == nil, err
}

func (l *lease) held() bson.D {
	return bson.D{{Key: "$set", Value: bson.D{{Key: "holder", Value: l.me}, {Key: "until", Value: time.Now().Add(leaseTime)}}}}
}

// mine finds the document of the lease as long as it is held.
func (l *lease) mine() bson.D { return l.is(bson.E{Key: "holder", Value: l.me}) }

// release gives the lease back.
func (l *lease) release(ctx context.Context) error {
	_, err := l.settings.UpdateOne(ctx, l.mine(), bson.D{{Key: "$set", Value: bson.D{{Key: "until", Value: time.Time{}}}}})
	return err
}

// keep renews the lease until stop is called.
func (l *lease) keep(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(leaseTime / 3):
				_, _ = l.settings.UpdateOne(ctx, l.mine(), l.held()) // a lost lease shows at the next step
			}
		}
	}()
	return func() { cancel(); <-done }
}

// Alone runs fn and reports whether it did: not if another instance is running what has this name, or has to since this one is
// too old to write.
func (s *Store) Alone(ctx context.Context, name string, fn func(context.Context) error) (bool, error) {
	if now, err := s.turn(ctx); err == nil && s.supersededBy(now) != nil {
		return false, nil
	}
	l := s.lease(name)
	if err := l.prepare(ctx); err != nil {
		return false, err
	}
	if ok, err := l.acquire(ctx); err != nil || !ok {
		return false, err
	}
	stop := l.keep(ctx)
	err := fn(ctx)
	stop()
	if e := l.release(context.WithoutCancel(ctx)); err == nil {
		err = e
	}
	return true, err
}
