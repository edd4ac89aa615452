package document

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Invalid is a document that cannot be written so that everybody can read it.
type Invalid struct{ Problems []string }

func (i *Invalid) Error() string {
	return "the document cannot be printed: " + strings.Join(i.Problems, " ")
}

// Validate returns an *Invalid that tells all that is wrong with the document, a sentence each; nil if nothing is.
func (d *Document) Validate() error {
	c := checker{anchors: map[string]bool{}}
	if strings.TrimSpace(d.Title) == "" {
		c.say("The document has no title.")
	}
	if d.Language == "" {
		c.say("The document does not say its language.")
	}
	c.language(d.Language)
	for _, p := range d.Parts {
		c.language(p.Language)
	}
	if d.Date.IsZero() {
		c.say("The document has no date.")
	}
	if d.Cover != nil && d.Cover.Logo != nil {
		c.picture(*d.Cover.Logo, "The logo of the cover")
	}
	for _, e := range d.Outline() {
		if !anchorForm.MatchString(e.Anchor) {
			c.say("The anchor %q has other characters than a to z, digits and hyphens.", e.Anchor)
		}
		if c.anchors[e.Anchor] {
			c.say("Two headings have the anchor %q.", e.Anchor)
		}
		c.anchors[e.Anchor] = true
	}
	if d.Cover != nil {
		c.inlines(d.Cover.Subtitle)
		for _, line := range d.Cover.Imprint {
			c.inlines(line)
		}
	}
	d.each(func(b Block, language string) {
		c.block(b)
		c.language(ownLanguage(b))
		for _, text := range texts(b) {
			c.inlines(text)
		}
	})
	if len(c.problems) > 0 {
		return &Invalid{c.problems}
	}
	return nil
}

var anchorForm = regexp.MustCompile(`^[a-z0-9-]+$`)

type checker struct {
	problems []string
	anchors  map[string]bool
	level    int // of the last heading
}

func (c *checker) say(format string, a ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, a...))
}

// languageForm is how websites write languages.
var languageForm = regexp.MustCompile(`^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$`)

func (c *checker) language(tag string) {
	if tag != "" && !languageForm.MatchString(tag) {
		c.say("%q is not how a language is written, such as de or de-simple.", tag)
	}
}

func (c *checker) block(b Block) {
	switch b := b.(type) {
	case Heading:
		c.heading(b)
	case Figure:
		c.picture(b.Picture, fmt.Sprintf("The figure %q", Words(b.Caption)))
	case Table:
		c.table(b)
	case List:
		if len(b.Items) == 0 {
			c.say("A list has no items.")
		}
	}
}

func (c *checker) heading(h Heading) {
	words := Words(h.Text)
	switch {
	case words == "":
		c.say("A heading of level %d has no words.", h.Level)
	case h.Level < 1 || h.Level > 4:
		c.say("The heading %q has level %d; there are 1 to 4.", words, h.Level)
	case h.Level > c.level+1:
		c.say("The heading %q has level %d below one of level %d, so a level is left out.", words, h.Level, c.level)
	}
	c.level = h.Level
}

func (c *checker) picture(p Picture, what string) {
	switch alt := strings.TrimSpace(p.Alt); {
	case alt == "" && !p.Decorative:
		c.say("%s has no alternative text.", what)
	case alt != "" && p.Decorative:
		c.say("%s is decorative and has an alternative text.", what)
	}
	if p.MediaType() == "" {
		c.say("%s is neither PNG nor JPEG.", what)
	}
}

// MediaType is image/png or image/jpeg; empty for a picture that cannot be printed.
func (p Picture) MediaType() string {
	switch {
	case strings.HasPrefix(string(p.Data), "\x89PNG\r\n"):
		return "image/png"
	case strings.HasPrefix(string(p.Data), "\xff\xd8\xff"):
		return "image/jpeg"
	}
	return ""
}

func (c *checker) table(t Table) {
	caption := Words(t.Caption)
	if headless := len(t.Head) == 0 && t.RowHeaders; len(t.Columns) == 0 || len(t.Head) != len(t.Columns) && !headless {
		c.say("The table %q has %d columns, and %d cells in its head.", caption, len(t.Columns), len(t.Head))
	}
	for i, cell := range t.Head {
		if Words(cell) == "" && !(i == 0 && t.RowHeaders) {
			c.say("The table %q does not say what its column %d is.", caption, i+1)
		}
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			c.say("Row %d of the table %q has %d cells and not %d.", i+1, caption, len(row), len(t.Columns))
		} else if t.RowHeaders && Words(row[0]) == "" {
			c.say("Row %d of the table %q does not say what it is about.", i+1, caption)
		}
	}
}

func (c *checker) inlines(text []Inline) {
	EachInline(text, func(i Inline) bool {
		switch i := i.(type) {
		case Link:
			c.link(i)
		case Span:
			if i.Language == "" {
				c.say("The words %q are marked as of another language, but not of which.", Words(i.Text))
			}
			c.language(i.Language)
		case Note:
			if Words(i) == "" {
				c.say("A note has no words.")
			}
		}
		return true
	})
}

func (c *checker) link(l Link) {
	words := Words(l.Text)
	if words == "" {
		c.say("A link to %q has no words.", l.Address+l.To)
	}
	EachInline(l.Text, func(i Inline) bool {
		switch i.(type) {
		case Link, Note:
			c.say("The link %q has another link or a note in it.", words)
		}
		return true
	})
	switch {
	case (l.Address == "") == (l.To == ""):
		c.say("The link %q leads either to an address or to a heading.", words)
	case l.Address != "":
		if !l.leads() {
			c.say("The link %q leads to %q, which is no whole address.", words, l.Address)
		}
	case !c.anchors[l.To]:
		c.say("The link %q leads to %q, and no heading has this anchor.", words, l.To)
	}
}

// leads tells whether the address leads somewhere from wherever the document is read.
func (l Link) leads() bool {
	u, err := url.Parse(l.Address)
	return err == nil && slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme)
}
