package content

import (
	"context"
	"math"
	"strings"
	"sync"
)

// RichText is Markdown, to be had in other forms. Links to entries are written as [text](entry:ID), or with # and a heading
// behind the id, and lead to where the entry stands now. {{partnerCount}} and the like are filled in.
type RichText struct {
	Source       string
	ServedLocale Locale    // the language that it is in
	entry        *Meta     // that it is a part of; its view is that of links and figures
	above        *RichText // on the same page, so that no anchor is there twice; nil for none

	once   sync.Once
	parsed *parsedText
	err    error
}

// Markdown returns the source.
func (r *RichText) Markdown() string { return r.Source }

func (r *RichText) parse(ctx context.Context) (*parsedText, error) {
	r.once.Do(func() {
		anchors := map[string]int{}
		if r.above != nil {
			above, err := r.above.parse(ctx)
			if err != nil {
				r.err = err
				return
			}
			anchors = above.anchors
		}
		r.parsed, r.err = parseText(ctx, r.entry, r.Source, anchors)
	})
	return r.parsed, r.err
}

// below puts texts on one page, from top to bottom.
func below(texts []*RichText) {
	for i := 1; i < len(texts); i++ {
		texts[i].above = texts[i-1]
	}
}

// HTML returns the text as HTML that is safe to show.
func (r *RichText) HTML(ctx context.Context) (string, error) {
	p, err := r.parse(ctx)
	if err != nil {
		return "", err
	}
	return p.html, nil
}

// Text returns the text without any structure.
func (r *RichText) Text(ctx context.Context) (string, error) {
	p, err := r.parse(ctx)
	if err != nil {
		return "", err
	}
	return p.text(), nil
}

// wordsPerMinute is how fast adults read German silently: 179 after Brysbaert, „How many words do we read per minute?“
// (2019), https://doi.org/10.1016/j.jml.2019.104047.
const wordsPerMinute = 179

// ReadingTimeMinutes tells how long it takes to read the text, at least one minute.
func (r *RichText) ReadingTimeMinutes(ctx context.Context) (int, error) {
	text, err := r.Text(ctx)
	return max(1, int(math.Ceil(float64(len(strings.Fields(text)))/wordsPerMinute))), err
}

// Links returns the links of the text in their order, each destination once.
func (r *RichText) Links(ctx context.Context) ([]*RichTextLink, error) {
	p, err := r.parse(ctx)
	if err != nil {
		return nil, err
	}
	return p.links, nil
}

// Headings returns the headings of the text in their order.
func (r *RichText) Headings(ctx context.Context) ([]*RichTextHeading, error) {
	p, err := r.parse(ctx)
	if err != nil {
		return nil, err
	}
	return p.headings, nil
}

// Nodes returns the text as a tree, written down from top to bottom.
func (r *RichText) Nodes(ctx context.Context) ([]*RichTextNode, error) {
	p, err := r.parse(ctx)
	if err != nil {
		return nil, err
	}
	return p.nodes(), nil
}

// RichTextLink is where a link of a text leads.
type RichTextLink struct {
	Target Node    // nil if it leads out of the content, or to what the view does not have
	Path   *string // nil if it leads to what the view does not have
	Title  string  // of the entry, or else what the link is written over
}

// RichTextHeading is a heading of a text.
type RichTextHeading struct {
	Level  int
	Text   string
	Anchor string
}
