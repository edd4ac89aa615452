package richtext

import (
	"bufio"
	"bytes"
	"cmp"
	"html"
	"partnernetz/content"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	goldtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	markdown   = newMarkdown() // HTML that is left in the source is left out, and what remains is sanitised all the same
	speech     = newSpeech()
	safeMarkup = newSafeMarkup()
	noMarkup   = bluemonday.StrictPolicy()
)

// anchorPrefix keeps anchors apart from the names that scripts of a website go by.
const AnchorPrefix = "h-"

// newSafeMarkup lets through what Markdown makes, save for images: one from elsewhere would tell that site who reads.
func newSafeMarkup() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowStandardURLs()
	p.RequireNoFollowOnLinks(false) // editors link to what they stand for
	p.AllowAttrs("href").OnElements("a")
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "blockquote", "code", "pre")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^`+AnchorPrefix+`[a-z0-9-]+$`)).OnElements("h1", "h2", "h3", "h4", "h5", "h6")
	p.AllowElements("table", "thead", "tbody", "tr", "th", "td")
	p.AllowLists()
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	return p
}

// parsed is a text whose links have been resolved. It may be kept, so it holds nothing of entries that it was resolved by.
type parsed struct {
	source   []byte
	in       content.Locale
	root     ast.Node
	html     string
	links    []resolvedLink
	headings []*Heading
	anchors  map[string]int // by anchor: the number that the last one like it has
	text     func() string  // without any structure
}

// renderText reads a text that has its counts filled in, and makes its links lead to where their targets are. In Leichte Sprache,
// which has one sentence on a line, lines stay lines.
func renderText(source string, in content.Locale, anchors map[string]int, targets map[string]target) *parsed {
	p := readText(source, anchors)
	if p.in = in; in == content.DESimple {
		breakLines(p.root)
	}
	p.resolve(targets)
	var b bytes.Buffer
	_ = markdown.Renderer().Render(&b, p.source, p.root) // a buffer takes everything
	p.html = strings.TrimSpace(safeMarkup.SanitizeReader(&b).String())
	p.text = sync.OnceValue(func() string {
		var b bytes.Buffer
		_ = speech.Render(&b, p.source, p.root)
		return strings.TrimSpace(html.UnescapeString(noMarkup.SanitizeReader(&b).String()))
	})
	return p
}

// readText takes a text apart, and resolves nothing. Its anchors are added to those that there are already.
func readText(source string, anchors map[string]int) *parsed {
	if content.TooCostly(source) {
		source = asItIs(source)
	} else {
		source = withoutTags(source)
	}
	p := &parsed{source: []byte(source), headings: []*Heading{}, anchors: anchors}
	p.root = markdown.Parser().Parse(goldtext.NewReader(p.source))
	return p
}

// resolve finds headings and links, and makes links lead to where their targets stand. One whose target is not there
// loses its address; its words stay.
func (p *parsed) resolve(targets map[string]target) {
	seen := map[string]bool{}
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.SetAttributeString("id", []byte(p.heading(n).Anchor))
		case *ast.Link:
			link := linkTo(destination(n), p.textOf(n), targets)
			if n.Destination = nil; link.path != nil { // the renderer resolves references once more
				n.Destination = []byte(strings.ReplaceAll(*link.path, "&", "&amp;"))
			}
			p.add(link, seen)
		case *ast.AutoLink:
			p.add(resolvedLink{path: content.Followable(p.autoLink(n)), title: string(n.Label(p.source))}, seen)
		}
		return ast.WalkContinue, nil
	})
}

// heading takes a heading among those of the text.
func (p *parsed) heading(n *ast.Heading) *Heading {
	h := &Heading{n.Level, p.textOf(n), ""}
	h.Anchor = NameAnchor(h.Text, p.anchors)
	p.headings = append(p.headings, h)
	return h
}

// add takes a link among those of the text, unless one before it leads to the same.
func (p *parsed) add(link resolvedLink, seen map[string]bool) {
	if link.path != nil {
		if seen[*link.path] {
			return
		}
		seen[*link.path] = true
	}
	p.links = append(p.links, link)
}

// destination is what a link says of where it leads.
func destination(n *ast.Link) string { return string(util.URLEscape(n.Destination, true)) }

// autoLink is where an address leads that stands for itself.
func (p *parsed) autoLink(n *ast.AutoLink) string {
	address := string(util.URLEscape(n.URL(p.source), false))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	return address
}

// resolvedLink is a link of a text.
type resolvedLink struct {
	id    string         // of the entry that it leads to; empty for none
	path  *string        // nil if it leads nowhere
	title string         // of the entry, or else what the link is written over
	in    content.Locale // that the title is in; empty for that of the text
}

// linkTo tells where a link leads.
func linkTo(destination, words string, targets map[string]target) resolvedLink {
	id, isEntry := strings.CutPrefix(destination, content.EntryScheme)
	if !isEntry {
		return resolvedLink{path: content.Followable(destination), title: words}
	}
	id, heading, _ := strings.Cut(id, "#")
	to, there := targets[id]
	if !there {
		return resolvedLink{title: words}
	}
	if heading != "" {
		to.address += "#" + heading
	}
	return resolvedLink{id, content.Followable(to.address), to.title, to.in}
}

// NameAnchor names a heading, each differently from those that there are already, and adds its name to them.
func NameAnchor(heading string, anchors map[string]int) string {
	slug, _ := content.Slug(heading)
	base := AnchorPrefix + cmp.Or(slug, "abschnitt")
	name := base
	for anchors[name] > 0 {
		anchors[base]++
		name = base + "-" + strconv.Itoa(anchors[base])
	}
	anchors[name] = 1
	return name
}

// textOf returns the words within a node, as the HTML shows them.
func (p *parsed) textOf(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(p.words(n))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(n.Label(p.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// words returns the words of a node, with what stands for a character replaced by it.
func (p *parsed) words(n *ast.Text) string {
	var b bytes.Buffer
	w := bufio.NewWriterSize(&b, 64)
	if n.IsRaw() {
		goldhtml.DefaultWriter.RawWrite(w, n.Value(p.source))
	} else {
		goldhtml.DefaultWriter.Write(w, n.Value(p.source))
	}
	_ = w.Flush()
	return html.UnescapeString(b.String())
}

// asItIs is Markdown that shows a text as it is written.
func asItIs(source string) string {
	longest := 2
	for run := range strings.FieldsFuncSeq(source, func(r rune) bool { return r != '~' }) {
		longest = max(longest, len(run))
	}
	fence := strings.Repeat("~", longest+1)
	return fence + "\n" + source + "\n" + fence
}
