package store

import (
	"context"
	"testing"
)

// Who asks after a panic is not told zeros, which would look like an answer.
func TestOncePanics(t *testing.T) {
	calls := 0
	count := once(func(context.Context) (int, error) {
		calls++
		panic("broken")
	})
	func() {
		defer func() { _ = recover() }()
		_, _ = count(t.Context())
	}()
	if n, err := count(t.Context()); err == nil || calls != 1 {
		t.Errorf("after %d calls it is %d", calls, n)
	}
}
