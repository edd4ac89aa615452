package search

import "partnernetz/content"

// kept holds indexes. When there are too many, it drops the one that was used longest ago.
type kept struct {
	most   int
	clock  int
	byView map[content.View]*used
}

type used struct {
	*index
	at int
}

// index returns the index for a view; a new one is empty.
func (f *Finder) index(v content.View) *index {
	f.mu.Lock()
	defer f.mu.Unlock()
	k := &f.passing
	if lasts(v) {
		k = &f.lasting
	}
	return k.get(common(v), func(v content.View) *index {
		return &index{store: f.store, view: v, entries: map[string]*entry{}, words: map[string]*word{}}
	})
}

// common returns the view without what makes no difference to a search, so that readers share an index.
func common(v content.View) content.View {
	if v.Stage == content.Published { // all see the same, except what is only for some and never searched
		v.Scope = content.Scope{}
	}
	if v.Locale == content.DE {
		v.Fallback = true // to itself
	}
	return v
}

// lasts tells whether a view will be searched again.
func lasts(v content.View) bool {
	return v.AsOf.IsZero() && (v.Scope.Entry == "" || v.Stage == content.Published)
}

func (k *kept) get(v content.View, make func(content.View) *index) *index {
	if k.byView == nil {
		k.byView = map[content.View]*used{}
	}
	k.clock++
	if u := k.byView[v]; u != nil {
		u.at = k.clock
		return u.index
	}
	if len(k.byView) >= k.most {
		oldest := content.View{}
		at := k.clock
		for v, u := range k.byView {
			if u.at < at {
				oldest, at = v, u.at
			}
		}
		delete(k.byView, oldest)
	}
	u := &used{make(v), k.clock}
	k.byView[v] = u
	return u.index
}
