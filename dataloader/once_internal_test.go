package dataloader

import (
	"context"
	"testing"
)

// A call after a panic does not return zeros, which would look like an answer.
func TestOncePanics(t *testing.T) {
	calls := 0
	count := once(func(context.Context) (int, error) {
		calls++
		panic("broken")
	})
	for range 2 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("there is no panic")
				}
			}()
			_, _ = count(t.Context())
		}()
	}
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}
