package dataloader

import (
	"context"
	"sync"
)

// once returns a function that calls fn when it is first called, and returns the same answer each time. If fn panics, every
// call panics: there is no answer, and zeros would look like one.
func once[T any](fn func(context.Context) (T, error)) func(context.Context) (T, error) {
	var (
		first sync.Once
		get   func() (T, error)
	)
	return func(ctx context.Context) (T, error) {
		first.Do(func() { get = sync.OnceValues(func() (T, error) { return fn(ctx) }) })
		return get()
	}
}
