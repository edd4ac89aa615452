package store_test

import (
	"context"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
)

// What a program has under way when a newer one begins becomes final before that, or not at all: of the latter it is told, and
// nothing of it is there, whichever instance of the program it was.
func TestSupersededMidway(t *testing.T) {
	dbs := testkit.Databases(t, 2)
	s, err := store.New(ctx, dbs[0])
	testkit.Must(t, err)
	t.Cleanup(s.Close)
	begun, superseded := make(chan struct{}), make(chan error, 1)
	go func() {
		<-begun
		superseded <- dbs[1].Supersede(ctx)
	}()
	tries := 0
	err = s.Transaction(ctx, func(ctx context.Context) error {
		tries++
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, company("a"))
		if tries == 1 {
			close(begun)
			if s.Remote() { // where the other does not wait for this
				testkit.Must(t, <-superseded)
				superseded <- nil
			}
			time.Sleep(10 * time.Millisecond)
		}
		return err
	})
	testkit.Must(t, <-superseded)
	draft, failed := s.Partners.ByKey(ctx, drafts, "a")
	testkit.Must(t, failed)
	if s.Remote() != (codeOf(err) == content.Superseded) || (err == nil) != (draft != nil) {
		t.Errorf("after %d tries: %v, and there is %v", tries, err, draft)
	}
	if _, err := s.Partners.Save(ctx, store.Stamp{At: day(1)}, company("b")); codeOf(err) != content.Superseded {
		t.Errorf("after that: %v", err)
	}
	if ran, err := s.Alone(ctx, "test", func(context.Context) error { return nil }); ran || err != nil {
		t.Errorf("it did something by itself: %v", err)
	}
}
