package content

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	goldtext "github.com/yuin/goldmark/text"
)

var (
	markdown = goldmark.New(goldmark.WithExtensions(extension.Table)) // raw HTML in the source is left out, and what remains is sanitised all the same
	safe     = safeHTML()
	bare     = bluemonday.StrictPolicy()
)

// anchorPrefix keeps anchors apart from the names that scripts of a website go by.
const anchorPrefix = "h-"

// safeHTML lets through what Markdown makes, save for images: one from elsewhere would tell that site who reads.
func safeHTML() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowStandardURLs()
	p.RequireNoFollowOnLinks(false) // editors link to what they stand for
	p.AllowAttrs("href").OnElements("a")
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "blockquote", "code", "pre")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^`+anchorPrefix+`[a-z0-9-]+$`)).OnElements("h1", "h2", "h3", "h4", "h5", "h6")
	p.AllowElements("table", "thead", "tbody", "tr", "th", "td")
	p.AllowLists()
	return p
}

// parsedText is a text whose links have been resolved.
type parsedText struct {
	source   []byte
	root     ast.Node
	html     string
	links    []*RichTextLink
	headings []*RichTextHeading
	anchors  map[string]bool
}

func parseText(ctx context.Context, m *Meta, source string) (*parsedText, error) {
	filled, err := fillFigures(ctx, m, source)
	if err != nil {
		return nil, err
	}
	p := &parsedText{source: []byte(filled), links: []*RichTextLink{}, headings: []*RichTextHeading{}, anchors: map[string]bool{}}
	p.root = markdown.Parser().Parse(goldtext.NewReader(p.source))
	targets := map[string]Entry{}
	if m != nil && m.related != nil && len(mentions(source)) > 0 {
		if targets, err = m.related.Targets(ctx); err != nil {
			return nil, err
		}
	}
	p.resolve(targets)
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, p.source, p.root); err != nil {
		return nil, err
	}
	p.html = strings.TrimSpace(safe.SanitizeReader(&b).String())
	return p, nil
}

// resolve finds headings and links, and makes links lead to where their targets stand. One whose target is not there
// loses its address; its words stay.
func (p *parsedText) resolve(targets map[string]Entry) {
	seen := map[string]bool{}
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			h := &RichTextHeading{n.Level, p.textOf(n), ""}
			h.Anchor = p.anchor(h.Text)
			n.SetAttributeString("id", []byte(h.Anchor))
			p.headings = append(p.headings, h)
		case *ast.Link:
			link := p.link(string(n.Destination), p.textOf(n), targets)
			if n.Destination = nil; link.Path != nil {
				n.Destination = []byte(*link.Path)
			}
			if key := string(n.Destination); key == "" || !seen[key] {
				seen[key] = true
				p.links = append(p.links, link)
			}
		case *ast.AutoLink:
			if url := string(n.URL(p.source)); n.AutoLinkType == ast.AutoLinkURL && !seen[url] {
				seen[url] = true
				p.links = append(p.links, &RichTextLink{Path: &url, Title: url})
			}
		}
		return ast.WalkContinue, nil
	})
}

// link tells where a link leads.
func (p *parsedText) link(destination, words string, targets map[string]Entry) *RichTextLink {
	id, isEntry := strings.CutPrefix(destination, entryScheme)
	if !isEntry {
		return &RichTextLink{Path: &destination, Title: words}
	}
	id, heading, _ := strings.Cut(id, "#")
	e := targets[id]
	if e == nil {
		return &RichTextLink{Title: words}
	}
	path := PathOf(e)
	if heading != "" {
		path += "#" + heading
	}
	title, _ := e.Head().View().Resolve(e.Headline())
	return &RichTextLink{Target: e, Path: &path, Title: title}
}

// anchor names a heading, each differently.
func (p *parsedText) anchor(heading string) string {
	base := anchorPrefix + strings.Trim(Slug(heading), "-")
	if base == anchorPrefix {
		base += "abschnitt"
	}
	name := base
	for i := 2; p.anchors[name]; i++ {
		name = base + "-" + strconv.Itoa(i)
	}
	p.anchors[name] = true
	return name
}

// textOf returns the words within a node.
func (p *parsedText) textOf(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Value(p.source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(p.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// entryScheme begins the destination of a link to an entry.
const entryScheme = "entry:"

var mention = regexp.MustCompile(`\]\(\s*<?` + entryScheme + `([a-z]{3}_[a-z2-7]{26})`)

// mentions returns the ids of the entries that a text links to.
func mentions(source string) (ids []string) {
	for _, m := range mention.FindAllStringSubmatch(source, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// inTexts returns the links in the texts of an entry. They are for reading only.
func inTexts(e Entry) (links []Reference) {
	for _, l := range leaves(e) {
		if l.locale == "" {
			continue
		}
		for _, id := range mentions(l.value) {
			if kind, err := KindOf(id); err == nil {
				links = append(links, Reference{Path: l.path, Kind: kind, ID: &id})
			}
		}
	}
	return links
}

// References returns all links of an entry, those in its texts as well.
func References(e Entry) []Reference { return append(e.Links(), inTexts(e)...) }

// Referred returns the links of an entry that its texts and blocks show: not those that have loaders of their own.
func Referred(e Entry) []Reference {
	if _, isPage := e.(*Page); isPage {
		return References(e)
	}
	return inTexts(e)
}

// ReferenceIDs returns the ids of all that an entry links to, each once.
func ReferenceIDs(e Entry) []string {
	ids := []string{}
	for _, r := range References(e) {
		if *r.ID != "" {
			ids = append(ids, *r.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
