// Package search finds entries by words, as people write them: in other forms, with other umlauts, as parts of longer words,
// with typing errors.
//
// Each view that is searched has an index, made of what the view has and nothing else. So content that a reader may not see
// affects neither the hits, nor their order, nor a count. Before an index is used it is brought up to date with the store.
package search

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"partnernetz/network"
	"partnernetz/store"
)

const (
	tries = 3 // to answer from one state of the content, while others change it

	// How many reads of the database a search counts as, so that an operation cannot have too many searches.
	reads      = 10
	readsAfter = 50 // in views for which an index may have to be made
)

// Finder finds entries of a store. It is made by [Of].
type Finder struct {
	store   *store.Store
	mu      sync.Mutex
	lasting kept // indexes of views that many readers share
	passing kept // indexes for moments in the past, and for preview links
}

// Of returns the Finder of a store.
func Of(s *store.Store) *Finder {
	return s.Searcher(func() store.Searcher {
		return &Finder{store: s, lasting: kept{most: 32}, passing: kept{most: 2}}
	}).(*Finder)
}

// Warm makes the index of what the public reads, so that nobody has to wait for it.
func (f *Finder) Warm(ctx context.Context) {
	start, x := time.Now(), f.index(content.PublicView())
	if err := x.refresh(ctx); err != nil && ctx.Err() == nil {
		slog.Warn("preparing the search; it is prepared when somebody first searches instead", "error", err)
		return
	}
	slog.Info("prepared the search", "entries", x.size(), "took", time.Since(start).Round(time.Millisecond))
}

// Search returns a page of the entries of a view that a text finds, best first. If the text has no words, or too many, the
// error has code BAD_INPUT.
func (f *Finder) Search(ctx context.Context, v content.View, text string, types []content.SearchType, w list.Window) (*network.SearchConnection, error) {
	for try := 1; ; try++ {
		generation, known := f.store.Generation(v)
		x, q, err := f.ask(ctx, v, text)
		if err != nil {
			return nil, err
		}
		hits := x.find(q, content.SearchKinds(types))
		page, err := list.Paginate(hits, place, w)
		if err != nil {
			return nil, err
		}
		missing, err := f.load(ctx, v, q, page)
		if err != nil {
			return nil, err
		}
		// An entry that was taken back just now must not be in a count either.
		if now, _ := f.store.Generation(v); missing == 0 && (now == generation || !known) || try == tries {
			return connection(page, len(hits)-missing), nil
		}
	}
}

// Matching returns the ids of the entries of a kind and a view that a text finds. It is for filters.
func (f *Finder) Matching(ctx context.Context, v content.View, k content.Kind, text string) ([]string, error) {
	x, q, err := f.ask(ctx, v, text)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, h := range x.find(q, []content.Kind{k}) {
		ids = append(ids, h.id)
	}
	return ids, nil
}

// ask returns an index that is up to date with the store, and the query to look for in it.
func (f *Finder) ask(ctx context.Context, v content.View, text string) (*index, query, error) {
	q, err := parse(text, v)
	if err != nil {
		return nil, q, err
	}
	cost := reads
	if !lasts(v) {
		cost = readsAfter
	}
	if err := store.Spend(ctx, cost); err != nil {
		return nil, q, err
	}
	store.Observed(ctx, content.SearchKinds(nil)...) // as the scores depend on all kinds
	x := f.index(v)
	if err := x.refresh(ctx); err != nil {
		return nil, q, fmt.Errorf("searching: %w", err)
	}
	return x, q, nil
}

// load reads the entries of a page through the reader's view, which has the last word, and cuts out snippets with the hits.
// It returns how many of the entries are not there any more.
func (f *Finder) load(ctx context.Context, v content.View, q query, page *list.Connection[*hit]) (missing int, _ error) {
	ids := map[content.Kind][]string{}
	for _, h := range page.Nodes {
		ids[h.kind] = append(ids[h.kind], h.id)
	}
	entries := map[string]content.Entry{}
	for kind, some := range ids {
		found, err := f.store.Of(kind).Some(ctx, v, some)
		if err != nil {
			return 0, err
		}
		for id, e := range found {
			entries[id] = e
		}
	}
	missing = len(page.Nodes) - len(entries)
	counts, err := f.counts(ctx, v, entries)
	if err != nil {
		return 0, err
	}
	there := make([]*hit, 0, len(entries))
	for _, h := range page.Nodes {
		if e := entries[h.id]; e != nil {
			html, in := snippet(richtext.ShownPassages(v, e, counts), q)
			h.shown = &network.SearchHit{Entry: e, Score: h.score, Snippet: html, SnippetLanguageTag: string(in)}
			there = append(there, h)
		}
	}
	page.Nodes = there
	return missing, nil
}

// counts returns the numbers of those kinds of entries whose numbers the texts of the hits show.
func (f *Finder) counts(ctx context.Context, v content.View, entries map[string]content.Entry) (map[content.Kind]int, error) {
	counts := map[content.Kind]int{}
	for _, e := range entries {
		for _, kind := range richtext.ShownCounts(v, e) {
			if _, counted := counts[kind]; counted {
				continue
			}
			tally, err := f.store.Of(kind).Tally(ctx, v, list.All())
			if err != nil {
				return nil, err
			}
			counts[kind] = tally.Total()
		}
	}
	return counts, nil
}

// place returns the place of a hit in the order: the best first, and equal ones by id.
func place(h *hit) string {
	return fmt.Sprintf("%016x%s", ^math.Float64bits(h.score), h.id)
}

func connection(page *list.Connection[*hit], total int) *network.SearchConnection {
	c := &network.SearchConnection{
		Total:   func(context.Context) (int, error) { return total, nil },
		HasNext: page.HasNext, HasPrevious: page.HasPrevious,
	}
	cursors := map[*network.SearchHit]string{}
	for _, h := range page.Nodes {
		c.Nodes = append(c.Nodes, h.shown)
		cursors[h.shown] = page.Cursor(h)
	}
	c.Cursor = func(h *network.SearchHit) string { return cursors[h] }
	return c
}
