package content

import (
	"fmt"
	"maps"
	"sync"
)

// RichText is Markdown, to be had in other forms once it is known what it shows of others. Links to entries are written as
// [text](entry:ID), or with # and a heading behind the id, and lead to where the entry stands now. {{partnerCount}} and the
// like are filled in.
type RichText struct {
	Source       string
	ServedLocale Locale // the language that it is in

	entry *Meta     // that it is a part of; nil for none
	above *RichText // on the same page, so that no anchor is there twice; nil for none

	once     sync.Once
	rendered *Rendered
	err      error
}

// Known is what a text shows of others.
type Known struct {
	Targets map[string]Entry // by id; a link to an entry that is not here leads nowhere
	Server  string           // the address of the server, where files are, without a slash at its end
	Counts  map[Kind]int
}

// Needs is what is to be known before a text can be rendered.
type Needs struct {
	Of      *Siblings[Entry] // the entries that the text is a part of one of; nil for a text by itself
	Targets []string         // the ids that it links to
	Counts  []Kind           // those whose numbers it shows
}

// Of is what the view of an entry shows of a text that is Markdown; nil if it shows nothing.
func Of(m *Meta, t Text) *RichText {
	if s, l := m.View().Resolve(t); s != "" {
		return &RichText{Source: s, ServedLocale: l, entry: m}
	}
	return nil
}

// Markdown returns the source.
func (r *RichText) Markdown() string { return r.Source }

// Render makes the other forms of the text. Whoever calls it first is asked what the text needs, if it needs anything.
func (r *RichText) Render(find func(Needs) (Known, error)) (*Rendered, error) {
	r.once.Do(func() {
		anchors := map[string]int{}
		if r.above != nil {
			above, err := r.above.Render(find)
			if err != nil {
				r.err = err
				return
			}
			anchors = above.text.anchors
		}
		needs, known := Needs{Targets: Mentions(r.Source), Counts: Figures(r.Source)}, Known{}
		if len(needs.Targets)+len(needs.Counts) > 0 {
			if r.entry != nil {
				needs.Of = r.entry.Siblings()
			}
			if known, r.err = find(needs); r.err != nil {
				return
			}
		}
		r.rendered = r.render(needs, known, anchors)
	})
	return r.rendered, r.err
}

// For is what is known, whatever a text needs: for whoever knows all there is to know before rendering.
func (k Known) For(Needs) (Known, error) { return k, nil }

// Render makes the other forms of a text that is no part of an entry.
func Render(source string, known Known) *Rendered {
	r := &RichText{Source: source}
	return r.render(Needs{Targets: Mentions(source)}, known, map[string]int{})
}

// OnePage puts texts on one page, from top to bottom.
func OnePage(texts []*RichText) {
	for i := 1; i < len(texts); i++ {
		texts[i].above = texts[i-1]
	}
}

// written is a text in its place: below others, by whose anchors those of its own go.
type written struct{ source, anchors string }

// shown is what a text shows of others: it as it is once its counts are filled in, and where its links lead.
type shown struct{ source, targets string }

// shownTarget is what a link shows of the entry that it leads to.
type shownTarget struct{ address, title string }

// render reads the text below others that have anchors, or returns how it was read before with the same in it.
func (r *RichText) render(needs Needs, known Known, anchors map[string]int) *Rendered {
	source, targets := FillFigures(r.Source, known.Counts), map[string]shownTarget{}
	for _, id := range needs.Targets {
		if e := known.Targets[id]; e != nil && AddressOf(e, known.Server) != "" {
			title, _ := e.Head().View().Resolve(e.Headline())
			targets[id] = shownTarget{AddressOf(e, known.Server), title}
		}
	}
	text := DeriveFrom(r.entry, written{r.Source, fmt.Sprint(anchors)}, shown{source, fmt.Sprint(targets)}, func() *parsedText {
		return renderText(source, maps.Clone(anchors), targets)
	})
	return &Rendered{text, known.Targets}
}
