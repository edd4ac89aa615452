package richtext_test

import (
	"fmt"
	"partnernetz/content/richtext"
	"strings"
	"testing"
)

// linksOf writes down the links of a text, and the addresses that its HTML and its tree have.
func linksOf(t *testing.T, source string) (links, hrefs string) {
	t.Helper()
	r := richtext.Render(source, richtext.Known{})
	for _, l := range r.Links() {
		links += fmt.Sprintf("%s → %s|", l.Title, or(l.Path, "nowhere"))
	}
	for _, n := range r.Nodes() {
		if n.Kind == "LINK" {
			hrefs += or(n.Href, "nowhere") + "|"
		}
	}
	h := r.HTML()
	inHTML := ""
	for _, m := range attribute.FindAllStringSubmatch(h, -1) {
		if m[1] == "href" {
			inHTML += strings.ReplaceAll(m[2], "&amp;", "&") + "|"
		}
	}
	if want := strings.ReplaceAll(hrefs, "nowhere|", ""); inHTML != want {
		t.Errorf("%q: the HTML leads to %s, the tree to %s", source, inHTML, hrefs)
	}
	return links, hrefs
}

func or(s *string, without string) string {
	if s == nil {
		return without
	}
	return *s
}

// The list of links, the tree and the HTML agree on where links lead.
func TestLinks(t *testing.T) {
	const id = "pag_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	tests := []struct{ name, source, links, hrefs string }{
		{"elsewhere", `[NRW](https://nrw.de/a?b=1&c=2#d)`, "NRW → https://nrw.de/a?b=1&c=2#d|", "https://nrw.de/a?b=1&c=2#d|"},
		{"elsewhere, with a reference", `[NRW](https://nrw.de/?b=1&amp;c=2)`, "NRW → https://nrw.de/?b=1&c=2|", "https://nrw.de/?b=1&c=2|"},
		{"with umlauts", `[Ü](/öffnung)`, "Ü → /%C3%B6ffnung|", "/%C3%B6ffnung|"},
		{"another page by its path", `[Netz](/netzwerk)`, "Netz → /netzwerk|", "/netzwerk|"},
		{"within the page", `[Ziele](#h-ziele)`, "Ziele → #h-ziele|", "#h-ziele|"},
		{"mail", `[Schreiben](mailto:a@b.de?subject=Frage%20zu)`, "Schreiben → mailto:a@b.de?subject=Frage%20zu|", "mailto:a@b.de?subject=Frage%20zu|"},
		{"an address by itself", `<https://nrw.de/a_b>`, "https://nrw.de/a_b → https://nrw.de/a_b|", "https://nrw.de/a_b|"},
		{"an address of mail by itself", `<a@b.de>`, "a@b.de → mailto:a@b.de|", "mailto:a@b.de|"},
		{"the same twice", "[a](/x) [b](/x) <https://a.de> [c](https://a.de)", "a → /x|https://a.de → https://a.de|", "/x|/x|https://a.de|https://a.de|"},
		{"words with forms", "[**a *b* `c`** &amp; \\*d\\*](/x)", "a b c & *d* → /x|", "/x|"},
		{"words over two lines", "[a\nb](/x)", "a b → /x|", "/x|"},
		{"by a reference", "[a][1]\n\n[1]: /x", "a → /x|", "/x|"},
		{"an image in a link", "[![weg](/b.png) da](/x)", "weg da → /x|", "/x|"},
		{"a script", "[a](javascript:alert(1)) <javascript:alert(1)> [b](javascript&colon;x) [c](JAVA&#83;CRIPT:x)",
			"a → nowhere|javascript:alert(1) → nowhere|b → nowhere|c → nowhere|", "nowhere|nowhere|nowhere|nowhere|"},
		{"data", "[a](data:text/html,x) [b](vbscript:x) [c](file:///etc/passwd) <ftp://a.de>",
			"a → nowhere|b → nowhere|c → nowhere|ftp://a.de → nowhere|", "nowhere|nowhere|nowhere|nowhere|"},
		{"nothing", "[a]()", "a → nowhere|", "nowhere|"},
		{"an entry that the view does not have", "[a](entry:" + id + ") [b](entry:" + id + "#h-x)", "a → nowhere|b → nowhere|", "nowhere|nowhere|"},
		{"a name of a file", "[a](entry:pages//mitmachen)", "a → nowhere|", "nowhere|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			links, hrefs := linksOf(t, tt.source)
			if links != tt.links || hrefs != tt.hrefs {
				t.Errorf("%s leads to\n%s\n%s, want\n%s\n%s", tt.source, links, hrefs, tt.links, tt.hrefs)
			}
		})
	}
}
