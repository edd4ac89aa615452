package web

import (
	"context"
	"sync"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
)

// maxKnown bounds how many files are remembered.
const maxKnown = 10_000

// files knows which files are served, and remembers them until content changes.
type files struct {
	store *store.Store

	mu         sync.Mutex
	generation uint64
	known      map[string]known // by sum
}

type known struct {
	files   []network.File
	focuses []network.Focus
}

// Shown asks the store, unless it was asked since content last changed.
func (f *files) Shown(ctx context.Context, sum string) ([]network.File, []network.Focus, error) {
	generation, ok := f.store.Generation(content.Everything()) // before anything is read
	f.mu.Lock()
	if f.generation != generation || len(f.known) >= maxKnown || f.known == nil {
		f.generation, f.known = generation, map[string]known{}
	}
	k, there := f.known[sum]
	f.mu.Unlock()
	if there && ok {
		return k.files, k.focuses, nil
	}
	found, focuses, err := f.store.Shown(ctx, sum)
	if len(found) > 0 && ok {
		f.mu.Lock()
		if f.generation == generation {
			f.known[sum] = known{found, focuses}
		}
		f.mu.Unlock()
	}
	return found, focuses, err
}
