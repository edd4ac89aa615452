package store

import (
	"maps"
	"sync"
	"sync/atomic"

	"partnernetz/content"
)

// generations count changes as the feed has them: all of them, and those that the public can read.
type generations struct {
	mu          sync.Mutex
	all, public atomic.Uint64
	last        [64]atomic.Uint64 // by kind, as in Kinds: the public number since its last change
	own         map[int64]bool    // numbers of changes that were counted as they were made, and not read in the feed yet
}

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

// ChangedSince reports whether the public can read something else of any of the kinds than when it had a generation.
func (s *Store) ChangedSince(public uint64, of Kinds) bool {
	for i := 0; of != 0; i, of = i+1, of>>1 {
		if of&1 != 0 && s.db.generations.last[i].Load() > public {
			return true
		}
	}
	return false
}

// add takes note of changes, once they can be read.
func (g *generations) add(changes []Change) {
	if len(changes) == 0 {
		return
	}
	var public Kinds
	for _, c := range changes {
		if c.Stage == content.Published {
			public |= setOf(c.Kind)
		}
	}
	g.addKinds(public)
}

// addAll takes note that anything may have changed.
func (g *generations) addAll() { g.addKinds(^Kinds(0)) }

// expect takes note of changes that will be read in the feed, and have been counted.
func (g *generations) expect(changes []Change) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.own == nil {
		g.own = map[int64]bool{}
	}
	for _, c := range changes {
		g.own[c.Sequence] = true
	}
}

// unexpected leaves out what has been counted of changes that were read in the feed.
func (g *generations) unexpected(changes []Change) (others []Change) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range changes {
		if !g.own[c.Sequence] {
			others = append(others, c)
		}
	}
	last := changes[len(changes)-1].Sequence
	maps.DeleteFunc(g.own, func(n int64, _ bool) bool { return n <= last })
	return others
}

func (g *generations) addKinds(public Kinds) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all.Add(1)
	if public == 0 {
		return
	}
	for i := range g.last {
		if public>>i&1 != 0 {
			g.last[i].Store(g.public.Load() + 1)
		}
	}
	g.public.Add(1)
}
