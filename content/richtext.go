package content

import (
	"bytes"
	"html"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
)

// RichText is Markdown, to be had in other forms.
type RichText struct{ Source string }

// Markdown returns the source.
func (r *RichText) Markdown() string { return r.Source }

var (
	markdown = goldmark.New() // raw HTML in the source is left out, and what remains is sanitised all the same
	safe     = safeHTML()
	bare     = bluemonday.StrictPolicy()
)

// safeHTML lets through what Markdown makes, save for images: one from elsewhere would tell that site who reads.
func safeHTML() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowStandardURLs()
	p.AllowAttrs("href").OnElements("a")
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "blockquote", "code", "pre")
	p.AllowLists()
	return p
}

// HTML returns the text as HTML that is safe to show.
func (r *RichText) HTML() (string, error) {
	var b bytes.Buffer
	if err := markdown.Convert([]byte(r.Source), &b); err != nil {
		return "", err
	}
	return strings.TrimSpace(safe.SanitizeReader(&b).String()), nil
}

// Text returns the text without any structure.
func (r *RichText) Text() (string, error) {
	h, err := r.HTML()
	return strings.TrimSpace(html.UnescapeString(bare.Sanitize(h))), err
}
