package web

import (
	"context"
	"sync"

	"partnernetz/content"
	"partnernetz/store"
)

// maxKnown bounds how many files are remembered.
const maxKnown = 10_000

// files knows which files are served, and remembers it until content changes.
type files struct {
	store *store.Store

	mu         sync.Mutex
	generation uint64
	known      map[string]known // by sum
}

type known struct {
	file    *content.File
	focuses []content.Focus
}

// Shown asks the store, unless it has been asked since content last changed.
func (f *files) Shown(ctx context.Context, sum string) (*content.File, []content.Focus, error) {
	generation, ok := f.store.Generation() // before anything is read
	f.mu.Lock()
	if f.generation != generation || len(f.known) >= maxKnown || f.known == nil {
		f.generation, f.known = generation, map[string]known{}
	}
	k, found := f.known[sum]
	f.mu.Unlock()
	if found && ok {
		return k.file, k.focuses, nil
	}
	file, focuses, err := f.store.Shown(ctx, sum)
	if file != nil && ok {
		f.mu.Lock()
		if f.generation == generation {
			f.known[sum] = known{file, focuses}
		}
		f.mu.Unlock()
	}
	return file, focuses, err
}
