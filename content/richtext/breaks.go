package richtext

import (
	"partnernetz/content"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

var (
	word      = regexp.MustCompile(`\S+`)
	anAddress = regexp.MustCompile(`^www\.|://|@`)
)

// withBreaks puts <wbr> behind the dots of the words of safe HTML. A word that never breaks is wider than a narrow screen.
func withBreaks(safe string) string {
	var b strings.Builder
	z, code := html.NewTokenizer(strings.NewReader(safe)), 0
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken: // the end
			return b.String()
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "code" && kind == html.StartTagToken {
				code++
			} else if string(name) == "code" {
				code--
			}
		case html.TextToken:
			if code == 0 {
				raw = word.ReplaceAllStringFunc(raw, withBreak)
			}
		}
		b.WriteString(raw)
	}
}

func withBreak(s string) string {
	if anAddress.MatchString(s) {
		return s
	}
	return content.BehindDots(s, "<wbr>")
}
