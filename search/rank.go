package search

import (
	"cmp"
	"maps"
	"math"
	"math/bits"
	"slices"

	"partnernetz/content"
	"partnernetz/content/richtext"
	"partnernetz/network"
)

// hit is an entry that was found.
type hit struct {
	id    string
	kind  content.Kind
	score float64
	shown *network.SearchHit // set once the entry was read
}

// How soon further occurrences of a word add nothing more, and how much this depends on the length of the text.
const (
	saturation = 1.2
	byLength   = 0.5
)

// usual is how many words a text of average length has. It is fixed, so that scores do not depend on other entries.
var usual = map[content.Weight]float64{content.InTitle: 4, content.InLead: 15, content.InBody: 60}

// count returns the words of an entry, with how much each counts.
func count(passages []richtext.Passage) map[string]float64 {
	times, lengths := map[content.Weight]map[string]float64{}, map[content.Weight]float64{}
	for _, p := range passages {
		if times[p.Weight] == nil {
			times[p.Weight] = map[string]float64{}
		}
		for _, t := range tokens(p.Text) {
			times[p.Weight][t.word]++
			lengths[p.Weight]++
		}
	}
	words := map[string]float64{}
	for _, weight := range []content.Weight{content.InTitle, content.InLead, content.InBody} { // always in the same order, so that sums are the same
		for word, n := range times[weight] {
			words[word] += float64(weight) * n / (n + saturation*(1-byLength+byLength*lengths[weight]/usual[weight]))
		}
	}
	return words
}

// value returns the factor for the hits of an entry. Partners and pages come before what is done in the network, and facts before
// examples, even if a fact has in its text what an example has in its title.
func value(e content.Entry) float64 {
	v := 1.0
	if k := e.EntryKind(); k == content.Partners || k == content.Pages {
		v = 1.25
	}
	if e.Head().Demo {
		v /= 16
	}
	return v
}

// find returns the entries of the kinds that the query finds, best first: those with all of its words or, if there are none, those
// with any.
func (x *index) find(q query, kinds []content.Kind) []*hit {
	x.mu.RLock()
	defer x.mu.RUnlock()
	scores, has := map[*entry]float64{}, map[*entry]uint16{}
	for _, t := range q.terms {
		best := map[*entry]float64{}
		for w, fits := range x.expand(t) {
			t.found[w.text] = true
			for e, weight := range w.in {
				if slices.Contains(kinds, e.kind) {
					best[e] = max(best[e], fits*weight)
				}
			}
		}
		rare := math.Log(1 + float64(len(x.entries))/float64(1+len(best)))
		for e, b := range best {
			scores[e] += rare * b
			has[e] |= t.stands
		}
	}
	most := 0
	for words := range maps.Values(has) {
		most = max(most, bits.OnesCount16(words))
	}
	var hits []*hit
	for e, score := range scores {
		if words := bits.OnesCount16(has[e]); words == q.words || most < q.words {
			hits = append(hits, &hit{id: e.id, kind: e.kind, score: score * e.value * float64(words) / float64(q.words)})
		}
	}
	slices.SortFunc(hits, func(a, b *hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) })
	return hits
}
