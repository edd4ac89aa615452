package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"regexp"
	"slices"
	"strconv"
)

// Page is a page of the website.
type Page struct {
	content.Meta        `bson:",inline" yaml:",inline"`
	Path                string               `bson:"path" yaml:"path,omitempty"`
	ParentID            string               `bson:"parent,omitempty" yaml:"parent,omitempty"` // of the page above; empty at the top
	Titles              content.Text         `bson:"title" yaml:"title,omitempty"`
	Leads               content.Text         `bson:"lead" yaml:"lead,omitempty"`
	StoredSeo           *StoredSEO           `bson:"seo,omitempty" yaml:"seo,omitempty"`
	Parts               []StoredBlock        `bson:"blocks" yaml:"blocks,omitempty"`
	StoredAccessibility *StoredAccessibility `bson:"accessibility,omitempty" yaml:"accessibility,omitempty"` // nil for what is no statement on it
}

// StoredSEO is what search engines are told of a page, in all languages.
type StoredSEO struct {
	Titles       content.Text `bson:"title" yaml:"title,omitempty"`
	Descriptions content.Text `bson:"description" yaml:"description,omitempty"`
	NoIndex      bool         `bson:"noIndex" yaml:"noIndex,omitempty"`
}

// PageSeo is what search engines are told of a page, as a view shows it.
type PageSeo struct {
	Title, TitleLanguageTag             string
	Description, DescriptionLanguageTag *string
	NoIndex                             bool
}

// Breadcrumb is a page on the way to another.
type Breadcrumb struct{ Path, Title, TitleLanguageTag string }

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a page an [Entry].
func (*Page) EntryKind() content.Kind { return content.Pages }

// Key is the path.
func (p *Page) Key() string { return p.Path }

// Headline is the title.
func (p *Page) Headline() content.Text { return p.Titles }

// Searchable has the title.
func (p *Page) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": p.Titles}
}

// Sortable has the values of PageOrderField.
func (p *Page) Sortable() map[string]any {
	return map[string]any{"PATH": p.Path, "TITLE": p.Titles, "UPDATED_AT": p.UpdatedAt}
}

var pathPattern = regexp.MustCompile(`^/([a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*)?$`)

// Follow takes note of which blocks have media of another type than they need, for Validate to compare.
func (p *Page) Follow(target content.Entry) {
	if m, ok := target.(*Media); ok {
		p.Parts = slices.Clone(p.Parts)
		for i := range p.Parts {
			if p.Parts[i].MediaID == m.ID {
				p.Parts[i].noImage, p.Parts[i].noVideo = !m.File.IsImage(), m.File.ContentType != TypeMP4
			}
			if p.Parts[i].CaptionsID == m.ID {
				p.Parts[i].noCaptions = m.File.ContentType != TypeVTT
			}
		}
	}
}

// Above is the page above.
func (p *Page) Above() (field, id string) { return "parent", p.ParentID }

// Validate finds what is wrong with the page.
func (p *Page) Validate() []content.Problem {
	var c content.Validator
	if !pathPattern.MatchString(p.Path) || len(p.Path) > content.MaxKey {
		c.Add("path", content.BadInput, "Ein Pfad beginnt mit / und besteht aus kleinen Buchstaben, Ziffern und Bindestrichen, etwa /mitmachen.",
			"a path begins with / and is made of small letters, digits and hyphens, such as /mitmachen")
	}
	c.Heading("title", p.Titles, true)
	c.Text("lead", p.Leads, false)
	if p.ParentID != "" && p.ParentID == p.ID {
		c.Problems = append(c.Problems, content.InCircle("parent"))
	}
	if p.StoredSeo != nil {
		c.Heading("seo.title", p.StoredSeo.Titles, false)
		c.Text("seo.description", p.StoredSeo.Descriptions, false)
	}
	for i, b := range p.Parts {
		b.validate(&c, "blocks."+strconv.Itoa(i))
	}
	if p.StoredAccessibility != nil {
		p.StoredAccessibility.validate(&c, "accessibility")
	}
	return c.Problems
}

// Title is what the view shows of the title.
func (p *Page) Title() string { return p.Show(p.Titles) }

// Lead is what the view shows of the sentence under the title; nil if it has none.
func (p *Page) Lead() *string { return p.ShowOptional(p.Leads) }

// LeadLanguageTag is the tag of the language of the lead.
func (p *Page) LeadLanguageTag() *string { return p.LanguageTag(p.Leads) }

// Blocks is what the view shows of the content. A block without anything in the view's language is left out.
func (p *Page) Blocks() []Block {
	blocks, texts := p.shown()
	richtext.OnePage(texts)
	return blocks
}

// shown is what the view shows of the blocks, and the texts in them from top to bottom.
func (p *Page) shown() (blocks []Block, texts []*richtext.Text) {
	blocks = []Block{}
	for i, b := range p.Parts {
		shown := b.show(p, i)
		if shown == nil {
			continue
		}
		blocks = append(blocks, shown)
		switch b := shown.(type) {
		case *TextBlock:
			texts = append(texts, b.Text)
		case *VideoBlock:
			if b.Transcript != nil {
				texts = append(texts, b.Transcript)
			}
		case *AccordionBlock:
			for _, item := range b.Items {
				texts = append(texts, item.Text)
			}
		}
	}
	return blocks, texts
}

// Seo is what search engines are told: what was written for them, or else the title and the lead.
func (p *Page) Seo() *PageSeo {
	seo := &PageSeo{p.Title(), string(p.ServedLocale()), p.Lead(), p.LeadLanguageTag(), false}
	if p.StoredSeo == nil {
		return seo
	}
	if title := p.Show(p.StoredSeo.Titles); title != "" {
		seo.Title, seo.TitleLanguageTag = title, string(p.ServedIn(p.StoredSeo.Titles))
	}
	if description := p.ShowOptional(p.StoredSeo.Descriptions); description != nil {
		seo.Description, seo.DescriptionLanguageTag = description, p.LanguageTag(p.StoredSeo.Descriptions)
	}
	seo.NoIndex = p.StoredSeo.NoIndex
	return seo
}

// Way returns the pages on the way to the page, from the top, as far as they are among those of the view.
func (p *Page) Way(pages []*Page) (above []*Page) {
	byID := make(map[string]*Page, len(pages))
	for _, other := range pages {
		byID[other.ID] = other
	}
	for a := byID[p.ParentID]; a != nil && a.ID != p.ID && !slices.Contains(above, a); a = byID[a.ParentID] {
		above = append(above, a)
	}
	slices.Reverse(above)
	return above
}

// Below returns those of some pages that are right below the page.
func (p *Page) Below(pages []*Page) []*Page {
	below := []*Page{}
	for _, other := range pages {
		if other.ParentID == p.ID {
			below = append(below, other)
		}
	}
	return below
}

// Breadcrumbs is a way to a page, from the top.
func Breadcrumbs(above []*Page) []*Breadcrumb {
	crumbs := make([]*Breadcrumb, len(above))
	for i, p := range above {
		crumbs[i] = &Breadcrumb{p.Path, p.Title(), string(p.ServedLocale())}
	}
	return crumbs
}

// ServedLocale is the language that the title is shown in.
func (p *Page) ServedLocale() content.Locale { return p.ServedIn(p.Titles) }

// What the schema has for the lists of every type.
type (
	PageConnection = list.Connection[*Page]
	PageEdge       = list.Edge[*Page]
	PageOrderField string
	PageOrder      = list.Order[PageOrderField]
)

// PageFilter selects pages.
type PageFilter struct {
	And, Or []*PageFilter
	Not     *PageFilter
	ID      *list.IDFilter
	Path    *list.StringFilter
	Title   *list.StringFilter
	Search  *string
	Parent  *PageFilter
	Demo    *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *PageFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), list.Matching(f.Search),
		f.ID.On(list.Path("id")), f.Path.On(list.Path("path")), f.Title.On(list.Title("title")), f.Demo.On(list.Path("demo")), f.Drafted(),
		list.LinkTo(list.Path("parent"), content.Pages, f.Parent))
}

// QueryPages asks for a list of pages, by path unless ordered otherwise.
func QueryPages(v content.View, f *PageFilter, by []*PageOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Page), f, by, PageOrder{Field: "PATH"}, w)
}
