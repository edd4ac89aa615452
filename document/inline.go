package document

import "strings"

// Inline is words, or something among them.
type Inline interface{ inline() }

// Text is words.
type Text string

// Strong is words that matter more than those around them.
type Strong []Inline

// Emphasis is words that are stressed.
type Emphasis []Inline

// Code is what a machine reads, or has written.
type Code string

// Span is words in a language of their own.
type Span struct {
	Language string
	Text     []Inline
}

// Link leads to an address, or else to the heading that has the anchor To.
type Link struct {
	Address string
	To      string
	Text    []Inline
}

// Note is a remark that stands apart: in its place is a number that leads there, and there one that leads back.
type Note []Inline

// Break begins a new line.
type Break struct{}

func (Text) inline()     {}
func (Strong) inline()   {}
func (Emphasis) inline() {}
func (Code) inline()     {}
func (Span) inline()     {}
func (Link) inline()     {}
func (Note) inline()     {}
func (Break) inline()    {}

// Plain is words without anything among them.
func Plain(words string) []Inline {
	if words == "" {
		return nil
	}
	return []Inline{Text(words)}
}

// Say is a paragraph of plain words.
func Say(words string) Paragraph { return Paragraph{Text: Plain(words)} }

// Items makes items of plain words.
func Items(words ...string) []Item {
	items := make([]Item, len(words))
	for i, w := range words {
		items[i] = Item{Say(w)}
	}
	return items
}

// Cells makes a row of plain words.
func Cells(words ...string) []Cell {
	cells := make([]Cell, len(words))
	for i, w := range words {
		cells[i] = Plain(w)
	}
	return cells
}

// Words returns what is said, without notes.
func Words(text []Inline) string {
	var b strings.Builder
	EachInline(text, func(i Inline) bool {
		switch i := i.(type) {
		case Text:
			b.WriteString(string(i))
		case Code:
			b.WriteString(string(i))
		case Break:
			b.WriteByte(' ')
		case Note:
			return false
		}
		return true
	})
	return strings.Join(strings.Fields(unset.Replace(b.String())), " ")
}

// unset takes out what only says where words may be broken.
var unset = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")
