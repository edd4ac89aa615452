package testkit

import (
	"context"
	"sync"
	"testing"

	"partnernetz/media"
)

var library = sync.OnceValues(func() (*media.Library, error) { return media.Open(context.Background(), "mem://") })

// Library is where tests keep files, in memory. All tests share it: a file is named by its content, so they do not get in
// each other's way.
func Library(t testing.TB) *media.Library {
	t.Helper()
	l, err := library()
	Must(t, err)
	return l
}
