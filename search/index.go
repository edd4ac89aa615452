package search

import (
	"context"
	"sync"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/store"
)

// index has the words of the entries of a view.
type index struct {
	store *store.Store
	view  content.View

	renew      sync.Mutex // held while the index is brought up to date
	mu         sync.RWMutex
	fresh      bool   // whether generation is set
	generation uint64 // of the store; the index is at least as new
	entries    map[string]*entry
	words      map[string]*word // by their folded form
}

// word is a word that occurs in entries, with how much it counts in each.
type word struct {
	form
	in map[*entry]float64
}

// entry is what the index knows of an entry: not its texts, which are read when it is shown.
type entry struct {
	id    string
	kind  content.Kind
	state store.State
	value float64 // factor for its hits
	words []*word
}

// refresh makes the index at least as new as the store is when refresh is called. Only what has changed is read.
func (x *index) refresh(ctx context.Context) error {
	generation, known := x.store.Generation(x.view) // before anything is read
	if x.isOf(generation, known) {
		return nil
	}
	x.renew.Lock()
	defer x.renew.Unlock()
	if x.isOf(generation, known) { // by the holder of the lock before
		return nil
	}
	ctx = store.Unasked(ctx)
	for _, kind := range content.SearchKinds(nil) {
		if err := x.compare(ctx, x.store.Of(kind)); err != nil {
			return err
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.fresh, x.generation = known, generation
	return nil
}

func (x *index) size() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.entries)
}

// isOf reports whether the index is as new as a generation of the store. It never is while changes of other instances are not
// seen.
func (x *index) isOf(generation uint64, known bool) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return known && x.fresh && x.generation >= generation
}

// compare updates the index with what has changed among the entries of a kind.
func (x *index) compare(ctx context.Context, c store.Entries) error {
	there, err := c.States(ctx, x.view)
	if err != nil {
		return err
	}
	var gone []*entry
	var changed []string
	for id, state := range there {
		if e := x.entries[id]; e == nil || e.state != state {
			changed = append(changed, id)
		}
	}
	for _, e := range x.entries { // nobody else writes to it, as we hold renew
		if _, ok := there[e.id]; e.kind == c.Kind() && !ok {
			gone = append(gone, e)
		}
	}
	if len(changed) == 0 && len(gone) == 0 {
		return nil
	}
	var found map[string]content.Entry
	if len(changed) > 0 {
		if found, err = c.Some(ctx, x.view, changed); err != nil {
			return err
		}
	}
	counted := make(map[string]map[string]float64, len(found)) // without holding the lock, as counting takes the most time
	for id, e := range found {
		counted[id] = count(richtext.SearchedPassages(x.view, e))
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, e := range gone {
		x.remove(e)
	}
	for _, id := range changed {
		if e := x.entries[id]; e != nil {
			x.remove(e)
		}
		if e := found[id]; e != nil {
			x.add(e, counted[id])
		}
	}
	return nil
}

func (x *index) add(e content.Entry, words map[string]float64) {
	known := &entry{id: e.Head().ID, kind: e.EntryKind(), state: store.StateOf(e), value: value(e), words: make([]*word, 0, len(words))}
	for text, weight := range words {
		w := x.words[text]
		if w == nil {
			w = &word{formOf(text, x.view), map[*entry]float64{}}
			x.words[text] = w
		}
		w.in[known] = weight
		known.words = append(known.words, w)
	}
	x.entries[known.id] = known
}

// remove removes an entry, and the words that no other entry has, as if it had never been there.
func (x *index) remove(e *entry) {
	for _, w := range e.words {
		if delete(w.in, e); len(w.in) == 0 {
			delete(x.words, w.text)
		}
	}
	delete(x.entries, e.id)
}
