package store

import (
	"context"
	"sync"
)

// once returns a function that calls fn at its first call and gives the same answer ever after.
func once[T any](fn func(context.Context) (T, error)) func(context.Context) (T, error) {
	var (
		do  sync.Once
		v   T
		err error
	)
	return func(ctx context.Context) (T, error) {
		do.Do(func() { v, err = fn(ctx) })
		return v, err
	}
}
