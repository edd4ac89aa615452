package store

import (
	"context"
	"strings"
	"sync/atomic"

	"partnernetz/content"
)

// Kinds is a set of kinds of entries.
type Kinds uint64

func setOf(k content.Kind) Kinds {
	if i := k.Number(); i >= 0 {
		return 1 << i
	}
	return 0
}

// Readings are the kinds of which something was read, or looked for in vain.
type Readings struct{ kinds atomic.Uint64 }

// Kinds returns them so far.
func (r *Readings) Kinds() Kinds { return Kinds(r.kinds.Load()) }

type readingsKey struct{}

// Observe returns a context under which it is noted what is read. What is found out once and then remembered for others has to
// be noted by whoever remembers it, with [Observed].
func Observe(ctx context.Context) (context.Context, *Readings) {
	r := &Readings{}
	return context.WithValue(ctx, readingsKey{}, r), r
}

// Observed notes that something depends on some kinds.
func Observed(ctx context.Context, kinds ...content.Kind) {
	if r, ok := ctx.Value(readingsKey{}).(*Readings); ok {
		for _, k := range kinds {
			r.kinds.Or(uint64(setOf(k)))
		}
	}
}

// observed notes that a collection is read, whatever it is of.
func observed(ctx context.Context, collection string) {
	name := strings.TrimSuffix(strings.TrimSuffix(collection, draftEnd), historyEnd)
	Observed(ctx, content.Kind(name))
}
