package document

import (
	"partnernetz/content/richtext"
	"slices"
	"strings"
)

// Entry is a heading as the contents list it.
type Entry struct {
	Heading
	Anchor   string // no other heading has it
	Language string // never empty
}

// Outline returns all headings in their order, each with an anchor of its own.
func (d *Document) Outline() []Entry {
	taken := map[string]int{}
	d.each(func(b Block, _ string) {
		if h, ok := b.(Heading); ok && h.Anchor != "" {
			taken[h.Anchor] = 1
		}
	})
	entries := []Entry{}
	d.each(func(b Block, language string) {
		if h, ok := b.(Heading); ok {
			anchor := h.Anchor
			if anchor == "" {
				anchor = richtext.NameAnchor(Words(h.Text), taken)
			}
			entries = append(entries, Entry{h, anchor, language})
		}
	})
	return entries
}

// hasNotes tells whether there is a note that no Notes shows.
func (d *Document) hasNotes() bool {
	open := false
	d.each(func(b Block, _ string) {
		if _, shown := b.(Notes); shown {
			open = false
		}
		for _, text := range texts(b) {
			EachInline(text, func(i Inline) bool {
				_, note := i.(Note)
				open = open || note
				return true
			})
		}
	})
	return open
}

// Where tells below which headings a character stands; empty for one that is on the cover, or above all headings.
func (d *Document) Where(character rune) (below []string) {
	heading := ""
	d.each(func(b Block, _ string) {
		if h, ok := b.(Heading); ok {
			heading = Words(h.Text)
		}
		there := false
		for _, text := range texts(b) {
			EachInline(text, func(i Inline) bool {
				switch i := i.(type) {
				case Text:
					there = there || strings.ContainsRune(string(i), character)
				case Code:
					there = there || strings.ContainsRune(string(i), character)
				}
				return true
			})
		}
		if p, ok := b.(Preformatted); ok {
			there = strings.ContainsRune(p.Text, character)
		}
		if there && heading != "" && !slices.Contains(below, heading) {
			below = append(below, heading)
		}
	})
	return below
}

// Complete returns the document with all that it needs to be written: with notes at its end, unless they stand elsewhere.
func (d Document) Complete() Document {
	if d.hasNotes() {
		words := WordsFor(d.Language)
		d.Parts = append(d.Parts[:len(d.Parts):len(d.Parts)], Part{Head: words.Notes, Blocks: []Block{
			Heading{Level: 1, Text: Plain(words.Notes)}, Notes{},
		}})
	}
	return d
}
