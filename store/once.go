package store

import (
	"context"
	"errors"
	"sync"
)

// once returns a function that calls fn at its first call and gives the same answer ever after; an error if fn panicked, as it
// has found nothing then.
func once[T any](fn func(context.Context) (T, error)) func(context.Context) (T, error) {
	var (
		do  sync.Once
		v   T
		err error
	)
	return func(ctx context.Context) (T, error) {
		do.Do(func() {
			err = errors.New("what was to be found out once was given up")
			v, err = fn(ctx)
		})
		return v, err
	}
}
