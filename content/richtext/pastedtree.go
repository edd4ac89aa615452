package richtext

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Elements that something is made of; others are no more than the words in them.
const (
	kept   = " a b blockquote br em h1 h2 h3 h4 h5 h6 hr i li ol p span strong table tbody td tfoot th thead tr ul "
	single = " br hr "
	apart  = "apart" // of a rule that only keeps apart what stands above and below
)

// Characters around the number of a part of the text in HTML, where the part is safe from whoever reads that.
const textBegin, textEnd = '\uE000', '\uE001'

// treeOf reads HTML with Markdown in it as browsers read it, whatever was left open or stands where it may not; nil if even they
// give up. Its texts are placeholders.
func treeOf(parts []part) *nethtml.Node {
	var b strings.Builder
	tables := 0
	for i, p := range parts {
		switch {
		case p.source == "":
		case !p.isMarkup() && strings.TrimSpace(p.source) == "" && (p.pasted || tables > 0):
			b.WriteString(" ")
		case !p.isMarkup(), p.inCell && standIn(p) != "":
			fmt.Fprintf(&b, "%c%d%c", textBegin, i, textEnd)
		case p.Type == nethtml.CommentToken:
		case p.Type == nethtml.SelfClosingTagToken && !among(single, p.Data), tables == 0 && among(" td th tr ", p.Data):
			if standIn(p) != "" {
				b.WriteString("<hr class=" + apart + ">")
			}
		case among(kept, p.Data):
			b.WriteString(p.source)
		case among(blocks, p.Data) && p.Type == nethtml.EndTagToken:
			b.WriteString("</div>")
		case among(blocks, p.Data):
			b.WriteString("<div>")
		}
		if p.Data == "table" && p.Type == nethtml.StartTagToken {
			tables++
		} else if p.Data == "table" && p.Type == nethtml.EndTagToken {
			tables--
		}
	}
	root := &nethtml.Node{Type: nethtml.ElementNode, Data: "body", DataAtom: atom.Body}
	children, err := nethtml.ParseFragment(strings.NewReader(b.String()), root)
	if err != nil {
		return nil
	}
	for _, c := range children {
		root.AppendChild(c)
	}
	return root
}

// attribute returns what an element says of itself; empty for nothing.
func attribute(n *nethtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// style is how the words of an element look.
type style struct {
	strong, em bool
	href       string
}

var (
	heavy    = regexp.MustCompile(`(?i)(?:^|[^-])font-weight:\s*(bold|[6-9]00)`)
	light    = regexp.MustCompile(`(?i)(?:^|[^-])font-weight:\s*(normal|lighter|[1-5]00)`)
	slanted  = regexp.MustCompile(`(?i)(?:^|[^-])font-style:\s*(italic|oblique)`)
	upright  = regexp.MustCompile(`(?i)(?:^|[^-])font-style:\s*normal`)
	unlikely = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\n", "", "\r", "", "\t", "", "\\", "%5C")
)

// within is how words look in an element that stands in words that look like this.
func (s style) within(n *nethtml.Node) style {
	switch n.Data {
	case "b", "strong":
		s.strong = true
	case "i", "em":
		s.em = true
	case "a":
		if to := strings.TrimSpace(attribute(n, "href")); followable(to) {
			s.href = unlikely.Replace(to)
		}
	}
	css := attribute(n, "style")
	s.strong = (s.strong || heavy.MatchString(css)) && !light.MatchString(css)
	s.em = (s.em || slanted.MatchString(css)) && !upright.MatchString(css)
	return s
}

var schemes = regexp.MustCompile(`^(?i:https?://|mailto:|/(?:[^/]|$)|entry:)`)

func followable(address string) bool { return schemes.MatchString(address) }

// textsOf calls fn with the number of each part of the text that stands in a node, in order.
func textsOf(n *nethtml.Node, fn func(int)) {
	if n.Type == nethtml.TextNode {
		for piece := range strings.SplitSeq(n.Data, string(textEnd)) {
			if _, number, ok := strings.Cut(piece, string(textBegin)); ok {
				i, _ := strconv.Atoi(number)
				fn(i)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		textsOf(c, fn)
	}
}

// find returns the first element within a node that is what somebody looks for, or nil.
func find(n *nethtml.Node, is func(*nethtml.Node) bool) *nethtml.Node {
	for c := range n.Descendants() {
		if c.Type == nethtml.ElementNode && is(c) {
			return c
		}
	}
	return nil
}

var (
	reference = regexp.MustCompile(`&#?\w+;`)
	blanks    = regexp.MustCompile(`[ \t\r\n\x{a0}]{2,}|[\t\r\n]`)
	lineStart = regexp.MustCompile(`\n[ \t]*([-*+>|]|#+|\d+[.)])[ \t]`)
)

// htmlText is a text of HTML as Markdown: with single blanks, and letters in place of their names.
func htmlText(s string) string {
	s = reference.ReplaceAllStringFunc(s, func(name string) string {
		if c := []rune(html.UnescapeString(name)); len(c) == 1 && c[0] >= 0xa0 && (unicode.IsPrint(c[0]) || unicode.IsSpace(c[0]) || c[0] == 0xad) {
			return string(c)
		}
		return name
	})
	var b strings.Builder
	begun := 0
	for _, at := range lineStart.FindAllStringSubmatchIndex(s, -1) { // a line that begins like one of a list stays one, but for dates
		if number := s[at[2]:at[3]]; !dayOf.MatchString(s[at[3]-1:]) || !unicode.IsDigit(rune(number[0])) {
			b.WriteString(blanks.ReplaceAllString(s[begun:at[0]], " ") + "\n")
			begun = at[2]
		}
	}
	b.WriteString(blanks.ReplaceAllString(s[begun:], " "))
	return b.String()
}
