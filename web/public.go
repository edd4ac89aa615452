package web

import (
	"context"
	"time"

	"partnernetz/content"
	"partnernetz/store"
)

const dayBits = 20 // the bits of a number that count days

// public is the cache.Source for what the public can read. Its numbers grow with each change of public content, and each day,
// as the list of upcoming events changes with the day.
type public struct{ store *store.Store }

// Now returns the present number.
func (p public) Now() (uint64, bool) { return p.at(time.Now()) }

func (p public) at(now time.Time) (uint64, bool) {
	n, ok := p.store.Generation(content.PublicView())
	_, offset := now.In(content.Berlin).Zone()
	return n<<dayBits | uint64(now.Unix()+int64(offset))/(24*60*60), ok
}

// Observe returns a context that notes which kinds of entries are read.
func (p public) Observe(ctx context.Context) (context.Context, func() uint64) {
	ctx, read := store.Observe(ctx)
	return ctx, func() uint64 { return uint64(read.Kinds()) }
}

// Changed reports whether entries of the kinds have changed, or a day has passed.
func (p public) Changed(since, now, kinds uint64) bool {
	const day = 1<<dayBits - 1
	return since&day != now&day || p.store.ChangedSince(since>>dayBits, store.Kinds(kinds))
}
