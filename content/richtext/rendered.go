package richtext

import (
	"cmp"
	"math"
	"partnernetz/content"
	"strings"
)

// Rendered is a text in the forms that it can be had in.
type Rendered struct {
	parsed  *parsed
	targets map[string]content.Entry
}

// Link is where a link of a text leads.
type Link struct {
	Target           content.Node // nil if it leads out of the content, or to what the view does not have
	Path             *string      // nil if it leads to what the view does not have
	Title            string       // of the entry, or else what the link is written over
	TitleLanguageTag string
}

// Heading is a heading of a text.
type Heading struct {
	Level  int
	Text   string
	Anchor string
}

// HTML returns the text as HTML that is safe to show.
func (r *Rendered) HTML() string { return r.parsed.html }

// HTMLWithBreaks is HTML whose words may be broken behind the dots of Leichte Sprache.
func (r *Rendered) HTMLWithBreaks() string { return withBreaks(r.parsed.html) }

// Text returns the text without any structure.
func (r *Rendered) Text() string { return r.parsed.text() }

// wordsPerMinute is how fast adults read German silently: 179 after Brysbaert, „How many words do we read per minute?“
// (2019), https://doi.org/10.1016/j.jml.2019.104047.
const wordsPerMinute = 179

// ReadingTimeMinutes tells how long it takes to read the text, at least one minute.
func (r *Rendered) ReadingTimeMinutes() int {
	return max(1, int(math.Ceil(float64(len(strings.Fields(r.Text())))/wordsPerMinute)))
}

// Links returns the links of the text in their order, each destination once.
func (r *Rendered) Links() []*Link {
	links := make([]*Link, len(r.parsed.links))
	for i, l := range r.parsed.links {
		links[i] = &Link{Path: l.path, Title: l.title, TitleLanguageTag: string(cmp.Or(l.in, r.parsed.in))}
		if l.id != "" {
			links[i].Target = r.targets[l.id]
		}
	}
	return links
}

// Headings returns the headings of the text in their order.
func (r *Rendered) Headings() []*Heading { return r.parsed.headings }

// Nodes returns the text as a tree, written down from top to bottom.
func (r *Rendered) Nodes() []*Node { return r.parsed.nodes() }
