package mail

import (
	"fmt"
	"html"
	"strings"
)

// Block is a paragraph of a mail, or a link if it has an address.
type Block struct {
	Text    string `bson:"text"`
	URL     string `bson:"url,omitempty"`
	Secrets bool   `bson:"secret,omitempty"` // whether the secret of the mail is the end of the address
}

func (b Block) address(secret string) string {
	if b.Secrets {
		return b.URL + secret
	}
	return b.URL
}

// NeedsSecret reports whether the mail says nothing of use without its secret.
func (m *Mail) NeedsSecret() bool {
	for _, b := range m.Blocks {
		if b.Secrets {
			return true
		}
	}
	return false
}

// Plain is what the mail says to its reader.
func (m *Mail) Plain() string { return m.plain(m.Secret) }

func (m *Mail) plain(secret string) string {
	var paragraphs []string
	for _, b := range m.Blocks {
		text := b.Text
		if b.URL != "" {
			text += ":\n" + b.address(secret)
		}
		paragraphs = append(paragraphs, text)
	}
	return strings.Join(paragraphs, "\n\n")
}

// HTML is the same as a document.
func (m *Mail) HTML() string {
	var page strings.Builder
	fmt.Fprintf(&page, "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n", m.Locale, html.EscapeString(m.Title))
	for _, b := range m.Blocks {
		text := html.EscapeString(b.Text)
		if b.URL != "" {
			text = fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(b.address(m.Secret)), text)
		}
		fmt.Fprintf(&page, "<p>%s</p>\n", text)
	}
	page.WriteString("</body>\n</html>\n")
	return page.String()
}
