// Package document is the vocabulary of what is printed: a document of parts, blocks and words, as plain values. It says what things
// are (a heading, a table with a head, a picture that shows something), never what they look like. The packages below it write it
// down as HTML and as PDF.
package document

import "time"

// Document is what is printed as one file. The same document always gives the same bytes.
type Document struct {
	Title     string
	Language  string // the tag that websites write: de, en, de-simple
	Author    string
	Publisher string
	Subject   string    // what it is about, in a sentence
	Date      time.Time // of the content; files name no other time
	Cover     *Cover    // nil for none
	Parts     []Part
}

// Cover is the title page.
type Cover struct {
	Logo     *Picture // nil for none
	Above    string   // a line above the title, such as the kind of publication
	Title    string
	Subtitle []Inline
	Edition  string     // such as the year
	Imprint  [][]Inline // lines at the foot: who publishes it
}

// Picture is an image, PNG or JPEG. One that only decorates is kept from whoever has pages read aloud.
type Picture struct {
	Data       []byte
	Alt        string // what it shows
	Decorative bool   // it says nothing, and needs no Alt
}

// Part is a run of blocks that begins on a page of its own.
type Part struct {
	Language  string // empty for that of the document
	Head      string // what stands at the head of its pages; empty for nothing
	Continues bool   // it goes on where the part before it ends
	Blocks    []Block
}

// language is the language of something within something else.
func language(own, outer string) string {
	if own != "" {
		return own
	}
	return outer
}
