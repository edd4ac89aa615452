package store

import (
	"context"
	"sync/atomic"

	"partnernetz/content"
)

// generations count changes: of all content, and of what the public can read.
type generations struct{ all, public atomic.Uint64 }

// Generation returns a number that changes whenever what the view has does, in this instance or another. What was read
// before a change must not be kept under the number after it: ask for the number first, and read then. ok is false while
// changes of other instances cannot be seen; then nothing may be kept.
//
// What the public can read, now or as of a moment, has a number of its own, which no draft, dry run or refused change moves.
func (s *Store) Generation(v content.View) (n uint64, ok bool) {
	ok = !s.blind.Load() // first: what is seen from here on raises the number
	if v.Stage == content.Published {
		return s.db.generations.public.Load(), ok
	}
	return s.db.generations.all.Load(), ok
}

// add takes note of what was written, once it can be read.
func (g *generations) add(w written) {
	if w.content || w.public {
		g.all.Add(1)
	}
	if w.public {
		g.public.Add(1)
	}
}

func (w *written) add(more written) {
	w.content, w.public = w.content || more.content, w.public || more.public
}

// note says that the transaction of the context has written to a collection of entries.
func note(ctx context.Context, public bool) {
	if w := workOf(ctx); w != nil {
		w.add(written{content: true, public: public})
	}
}
