package store

import (
	"context"
	"sync/atomic"

	"partnernetz/content"
)

type budgetKey struct{}

type budget struct {
	left atomic.Int64
	all  int
}

// WithBudget returns a context in which so many reads are allowed; the next one is an error of code BAD_INPUT.
func WithBudget(ctx context.Context, reads int) context.Context {
	b := &budget{all: reads}
	b.left.Store(int64(reads))
	return context.WithValue(ctx, budgetKey{}, b)
}

// spend takes a read from the budget. It also ends what has no time left, since the embedded engine does not look.
func spend(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if b, ok := ctx.Value(budgetKey{}).(*budget); ok {
		b.left.Add(-1)
	}
	return Spent(ctx)
}

// Spent returns the error of reads that went beyond the budget; nil if none did.
func Spent(ctx context.Context) error {
	if b, ok := ctx.Value(budgetKey{}).(*budget); ok && b.left.Load() < 0 {
		return content.Errorf(content.BadInput, "the operation reads the database more than %d times; ask for fewer lists, or filter by fewer texts and links", b.all)
	}
	return nil
}
