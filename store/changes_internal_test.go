package store

import (
	"errors"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/network"
)

func fellBehind(err error) bool {
	known, ok := errors.AsType[*content.Error](err)
	return ok && known.Code == content.FellBehind
}

// The feed forgets what is older than thirty days, and what is too much, when it goes on in another document. Who has read up to
// there goes on.
func TestChangesForgotten(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	must(t, s.Announce(ctx, 3*chunkSize+1))
	month := time.Now().Add(-changesKept - time.Hour)
	_, err = s.db.collection(feed).UpdateMany(ctx, numberedChunk("$lt", 2), bson.D{{Key: "$set", Value: bson.D{{Key: "until", Value: month}}}})
	must(t, err)
	if some, err := s.Changes(ctx, 0, 1); len(some) != 1 || err != nil {
		t.Errorf("before anything is forgotten: %v, %v", some, err)
	}
	must(t, s.Announce(ctx, chunkSize)) // which begins the next document
	for after := range int64(2 * chunkSize) {
		if _, err := s.Changes(ctx, after, 10); !fellBehind(err) {
			t.Fatalf("after %d: %v", after, err)
		}
	}
	some, err := s.Changes(ctx, 2*chunkSize, 10*chunkSize)
	if err != nil || len(some) != 2*chunkSize+1 || some[0].Sequence != 2*chunkSize+1 {
		t.Errorf("after those forgotten there are %d: %v", len(some), err)
	}
	must(t, s.Announce(ctx, chunksKept*chunkSize))
	if n, err := s.db.collection(feed).CountDocuments(ctx, bson.D{}); n != chunksKept || err != nil {
		t.Errorf("%d documents are kept, %v", n, err)
	}
	last, err := s.LastChange(ctx)
	must(t, err)
	if _, err := s.Changes(ctx, last-(chunksKept-1)*chunkSize, 1); err != nil {
		t.Error(err)
	}
	if _, err := s.Changes(ctx, last-chunksKept*chunkSize, 1); !fellBehind(err) {
		t.Errorf("got %v", err)
	}
}

// Who follows the feed counts what others did: drafts for those who edit, public changes by kind, and everything once he fell
// behind.
func TestCatchUp(t *testing.T) {
	s, err := New(ctx, memory(t))
	must(t, err)
	// Another instance on the same database, which counts by itself.
	follower := &Store{db: &Database{db: s.db.db, embedded: true, committed: s.db.committed, transactions: true}}
	seen, g := int64(-1), &follower.db.generations
	step := func(name string, all, public bool, partners bool) {
		t.Helper()
		a, p := g.all.Load(), g.public.Load()
		must(t, follower.catchUp(ctx, &seen))
		if (g.all.Load() > a) != all || (g.public.Load() > p) != public || follower.ChangedSince(p, setOf(content.Partners)) != partners {
			t.Errorf("%s: all %d→%d, public %d→%d", name, a, g.all.Load(), p, g.public.Load())
		}
	}
	step("at first, when anything may have happened", true, true, true)
	step("nothing", false, false, false)
	saved, err := s.Partners.Save(ctx, Stamp{At: time.Now()}, partner("a", "A"))
	must(t, err)
	step("a draft", true, false, false)
	must(t, s.Partners.Publish(ctx, Publication{Ref{saved[0].ID, 1}, time.Now()}))
	step("a publication", true, true, true)
	m, err := s.Menus.Save(ctx, Stamp{At: time.Now()}, &network.Menu{Meta: content.Meta{ID: content.NewID(content.Menus)}, Slug: "main"})
	must(t, err)
	must(t, s.Menus.Publish(ctx, Publication{Ref{m[0].ID, 1}, time.Now()}))
	step("a publication of another kind", true, true, false)
	must(t, s.Partners.Unpublish(ctx, time.Now(), saved[0].ID))
	own, err := s.Changes(ctx, seen, 10)
	must(t, err)
	follower.db.generations.expect(own)
	step("one of its own, which it has counted", false, false, false)
	if len(g.own) > 0 {
		t.Errorf("it waits for %v", g.own)
	}
	must(t, s.Partners.Publish(ctx, Publication{Ref{saved[0].ID, 1}, time.Now()}))
	step("another after that", true, true, true)
	must(t, s.Announce(ctx, (chunksKept+3)*chunkSize))
	step("more than is kept", true, true, true)
	step("nothing after that", false, false, false)
}
