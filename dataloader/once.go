package dataloader

import (
	"context"
	"sync"
)

// once returns a function that calls fn at its first call and gives the same answer ever after. If fn panics, so does every
// call: nothing was found out, and zeros would look like an answer.
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
