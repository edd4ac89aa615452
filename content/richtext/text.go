// Package richtext makes of Markdown what is shown: HTML, plain words, links, headings, a tree. It alone knows a parser. What a
// text shows of others it is told as a plain value (Known), so that a PDF or a mail can render it without a request.
package richtext

import (
	"fmt"
	"maps"
	"partnernetz/content"
	"sync"
)

// Text is Markdown, to be had in other forms once it is known what it shows of others. Links to entries are written as
// [text](entry:ID), or with # and a heading behind the id, and lead to where the entry stands now. {{partnerCount}} and the
// like are filled in.
type Text struct {
	Source       string
	ServedLocale content.Locale // the language that it is in

	entry *content.Meta // that it is a part of; nil for none
	above *Text         // on the same page, so that no anchor is there twice; nil for none

	once     sync.Once
	rendered *Rendered
	err      error
}

// Known is what a text shows of others.
type Known struct {
	Targets map[string]content.Entry // by id; a link to an entry that is not here leads nowhere
	Server  string                   // the address of the server, where files are, without a slash at its end
	Counts  map[content.Kind]int
}

// Needs is what is to be known before a text can be rendered.
type Needs struct {
	Of      *content.Siblings[content.Entry] // the entries that the text is a part of one of; nil for a text by itself
	Targets []string                         // the ids that it links to
	Counts  []content.Kind                   // those whose numbers it shows
}

// LanguageTag is the tag of the language, as websites write it.
func (t *Text) LanguageTag() string { return string(t.ServedLocale) }

// Of is what the view of an entry shows of a text that is Markdown; nil if it shows nothing.
func Of(m *content.Meta, t content.Text) *Text {
	if s, l := m.View().Resolve(t); s != "" {
		return &Text{Source: s, ServedLocale: l, entry: m}
	}
	return nil
}

// Markdown returns the source.
func (r *Text) Markdown() string { return r.Source }

// Render makes the other forms of the text. Whoever calls it first is asked what the text needs, if it needs anything.
func (r *Text) Render(find func(Needs) (Known, error)) (*Rendered, error) {
	r.once.Do(func() {
		anchors := map[string]int{}
		if r.above != nil {
			above, err := r.above.Render(find)
			if err != nil {
				r.err = err
				return
			}
			anchors = above.parsed.anchors
		}
		needs, known := Needs{Targets: content.Mentions(r.Source), Counts: Figures(r.Source)}, Known{}
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
	r := &Text{Source: source}
	return r.render(Needs{Targets: content.Mentions(source)}, known, map[string]int{})
}

// OnePage puts texts on one page, from top to bottom.
func OnePage(texts []*Text) {
	for i := 1; i < len(texts); i++ {
		texts[i].above = texts[i-1]
	}
}

// position is a text in its place: below others, by whose anchors those of its own go.
type position struct {
	source  string
	in      content.Locale
	anchors string
}

// resolution is what a text shows of others: it as it is once its counts are filled in, and where its links lead.
type resolution struct{ source, targets string }

// target is what a link shows of the entry that it leads to.
type target struct {
	address, title string
	in             content.Locale // that the title is in
}

// render reads the text below others that have anchors, or returns how it was read before with the same in it.
func (r *Text) render(needs Needs, known Known, anchors map[string]int) *Rendered {
	source, targets := FillFigures(r.Source, known.Counts), map[string]target{}
	for _, id := range needs.Targets {
		if e := known.Targets[id]; e != nil && content.AddressOf(e, known.Server) != "" {
			title, in := e.Head().View().Title(e)
			targets[id] = target{content.AddressOf(e, known.Server), title, in}
		}
	}
	text := content.DeriveFrom(r.entry, position{r.Source, r.ServedLocale, fmt.Sprint(anchors)}, resolution{source, fmt.Sprint(targets)}, func() *parsed {
		return renderText(source, r.ServedLocale, maps.Clone(anchors), targets)
	})
	return &Rendered{text, known.Targets}
}
