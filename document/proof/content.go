package proof

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"

	"partnernetz/testkit/must"
)

// Content is what a document tells whoever cannot see it, the same in all forms of it.
type Content struct {
	Headings []string // each behind its level; that of the title is 0
	Listed   []string // what the contents list
	Headers  []string // of tables, each behind what it is the header of
	Pictures []string // what they show
	Links    []string // each before the address that it leads to, if that is elsewhere
	Words    []string // runs of words in one language, behind that, without what only counts or lists
}

// say adds words in a language.
func (c *Content) say(language, words string) {
	if words = said(words); words == "" {
		return
	}
	language += ": "
	if last := len(c.Words) - 1; last >= 0 && strings.HasPrefix(c.Words[last], language) {
		c.Words[last] += words
		return
	}
	c.Words = append(c.Words, language+words)
}

// said is words without what is between them, as lines end elsewhere in each form.
func said(words string) string { return strings.Join(strings.Fields(words), "") }

// Missing are the headings of two levels that the contents do not list, besides their own.
func (c Content) Missing() (missing []string) {
	for _, h := range c.Headings[min(2, len(c.Headings)):] { // the title, and that of the contents
		if level, words, _ := strings.Cut(h, " "); level <= "2" && !slices.Contains(c.Listed, words) {
			missing = append(missing, words)
		}
	}
	return missing
}

// ReadHTML reads what a page says.
func ReadHTML(t *testing.T, data []byte) (c Content) {
	t.Helper()
	root, err := nethtml.Parse(bytes.NewReader(data))
	must.Succeed(t, err)
	c.page(root, "")
	return c
}

func (c *Content) page(n *nethtml.Node, language string) {
	if n.Type == nethtml.TextNode {
		c.say(language, n.Data)
		return
	}
	language = cmp.Or(strings.TrimSuffix(attribute(n, "lang"), "-simple"), language)
	words := said(text(n))
	switch n.Data {
	case "head":
		return
	case "nav":
		for a := range n.Descendants() {
			if a.Data == "a" {
				c.Listed = append(c.Listed, said(text(a)))
			}
		}
		return
	case "h1", "h2", "h3", "h4", "h5":
		c.Headings = append(c.Headings, string(n.Data[1]-1)+" "+words)
	case "th":
		c.Headers = append(c.Headers, attribute(n, "scope")+" "+words)
	case "img":
		if alt := attribute(n, "alt"); alt != "" {
			c.Pictures = append(c.Pictures, alt)
		}
	case "a":
		if attribute(n, "class") == "skip" {
			return
		}
		address := attribute(n, "href")
		if strings.HasPrefix(address, "#") {
			address = ""
		}
		c.Links = append(c.Links, words+" "+address)
	}
	for below := range n.ChildNodes() {
		c.page(below, language)
	}
}

func attribute(n *nethtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *nethtml.Node) (words string) {
	for below := range n.Descendants() {
		if below.Type == nethtml.TextNode {
			words += below.Data
		}
	}
	return words
}

var pageNumber = regexp.MustCompile(`\s*\d+$`)

// Content is what the PDF says.
func (f *Tagged) Content() (c Content) {
	for _, e := range f.All {
		words := said(e.Said)
		switch e.Role {
		case "Title":
			c.Headings = append(c.Headings, "0 "+words)
		case "H1", "H2", "H3", "H4":
			c.Headings = append(c.Headings, e.Role[1:]+" "+words)
		case "TOCI":
			c.Listed = append(c.Listed, said(pageNumber.ReplaceAllString(e.Said, "")))
		case "TH":
			c.Headers = append(c.Headers, map[string]string{"Column": "col", "Row": "row"}[e.Scope]+" "+words)
		case "Figure":
			c.Pictures = append(c.Pictures, e.Alt)
		case "Link":
			if !e.within("TOC") {
				c.Links = append(c.Links, words+" "+e.Links[0].Address)
			}
		}
	}
	for _, m := range f.Read {
		if !m.Of.within("TOC") && !m.Of.within("Lbl") {
			c.say(m.Of.language(), m.Said)
		}
	}
	return c
}

// within tells whether the element is one of a role, or in one.
func (e *Element) within(role string) bool {
	return e != nil && (e.Role == role || e.Above.within(role))
}

// language is what the element is in.
func (e *Element) language() string {
	if e.Lang != "" || e.Above == nil {
		return e.Lang
	}
	return e.Above.language()
}
