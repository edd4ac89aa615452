package content

import (
	"crypto/rand"
	"regexp"
	"strconv"
)

// Page is a page of the website.
type Page struct {
	Meta   `bson:",inline" yaml:",inline"`
	Path   string        `bson:"path" yaml:"path,omitempty"`
	Titles Text          `bson:"title" yaml:"title,omitempty"`
	Leads  Text          `bson:"lead" yaml:"lead,omitempty"`
	Parts  []StoredBlock `bson:"blocks" yaml:"blocks,omitempty"`
}

// StoredBlock is a part of a page as it is kept, in all languages. Type says which of the other fields count.
type StoredBlock struct {
	ID    string    `bson:"id,omitempty" yaml:"-"` // empty for one that came from a file; see id
	Type  BlockType `bson:"type" yaml:"type,omitempty"`
	Texts Text      `bson:"text,omitempty" yaml:"text,omitempty"` // Markdown
}

// BlockType is the type of a part of a page.
type BlockType string

// BlockText is a passage of text.
const BlockText BlockType = "text"

// Block is a part of a page as a view shows it.
type Block interface{ IsBlock() }

// TextBlock is a passage of text.
type TextBlock struct {
	ID   string
	Text *RichText
}

// IsBlock marks a part of a page.
func (TextBlock) IsBlock() {}

// EntryKind, Key, Headline, Searchable, Sortable, Links, Owner and Validate make a page an [Entry].
func (*Page) EntryKind() Kind { return Pages }

// Key is the path.
func (p *Page) Key() string { return p.Path }

// Headline is the title.
func (p *Page) Headline() Text { return p.Titles }

// Searchable has the title.
func (p *Page) Searchable() map[string]Text { return map[string]Text{"title": p.Titles} }

// Sortable has the values of PageOrderField.
func (p *Page) Sortable() map[string]any {
	return map[string]any{"PATH": p.Path, "TITLE": p.Titles, "UPDATED_AT": p.UpdatedAt}
}

var pathPattern = regexp.MustCompile(`^/([a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*)?$`)

// Links is empty.
func (*Page) Links() []Reference { return nil }

// Owner is empty: only the office edits it.
func (*Page) Owner() string { return "" }

// Validate finds what is wrong with the page.
func (p *Page) Validate() []Problem {
	var c check
	if !pathPattern.MatchString(p.Path) || len(p.Path) > maxKey {
		c.add("path", BadInput, "Ein Pfad beginnt mit / und besteht aus kleinen Buchstaben, Ziffern und Bindestrichen, etwa /mitmachen.",
			"a path begins with / and is made of small letters, digits and hyphens, such as /mitmachen")
	}
	c.text("title", p.Titles, true)
	c.text("lead", p.Leads, false)
	for i, b := range p.Parts {
		at := "blocks." + strconv.Itoa(i)
		oneOf(&c, at+".type", b.Type, []BlockType{BlockText})
		c.text(at+".text", b.Texts, true)
	}
	return c.problems
}

// Title is what the view shows of the title.
func (p *Page) Title() string { return p.show(p.Titles) }

// Lead is what the view shows of the sentence under the title; nil if it has none.
func (p *Page) Lead() *string { return p.showOptional(p.Leads) }

// Blocks is what the view shows of the content. A block without text in the view's language is left out.
func (p *Page) Blocks() []Block {
	blocks := []Block{}
	for i, b := range p.Parts {
		if text := p.showRich(b.Texts); text != nil {
			blocks = append(blocks, TextBlock{b.id(i), text})
		}
	}
	return blocks
}

// id names a block among those of its page, so that a change in one language finds it again.
func (b StoredBlock) id(i int) string {
	if b.ID != "" {
		return b.ID
	}
	return strconv.Itoa(i)
}

// Alternates lists the languages that the page is there in, German first.
func (p *Page) Alternates() []*Alternate {
	alternates := []*Alternate{}
	for _, l := range Locales() {
		if p.Titles[l] != "" {
			alternates = append(alternates, &Alternate{l, p.Path, Stale(p, l)})
		}
	}
	return alternates
}

// ServedLocale is the language that the title is shown in.
func (p *Page) ServedLocale() Locale { return p.served(p.Titles) }

// UpdatePageInput is what can be written of a page.
type UpdatePageInput struct {
	Path, Title, Lead Maybe[string]
	Blocks            Maybe[[]*BlockInput]
	Translations      []*PageTranslationInput
}

// CreatePageInput is the same for a new one.
type CreatePageInput = UpdatePageInput

// BlockInput is a part of a page. With the id of one that is there it is that one, and keeps its other languages.
type BlockInput struct {
	ID   *string
	Text *TextBlockInput
}

// TextBlockInput is a passage of text.
type TextBlockInput struct {
	Text         *string
	Translations []*TextTranslationInput
}

// TextTranslationInput is a text in one language.
type TextTranslationInput struct {
	Locale Locale
	Text   *string
}

// PageTranslationInput is the texts of a page in one language, save for those of its blocks.
type PageTranslationInput struct {
	Locale      Locale
	Title, Lead Maybe[string]
}

// Apply writes the input.
func (in *UpdatePageInput) Apply(l Locale, p *Page) {
	put(&p.Path, in.Path)
	if blocks, set := in.Blocks.ValueOK(); set {
		p.setBlocks(l, blocks)
	}
	for _, t := range append([]*PageTranslationInput{{l, in.Title, in.Lead}}, in.Translations...) {
		putText(&p.Titles, t.Locale, t.Title)
		putText(&p.Leads, t.Locale, t.Lead)
	}
}

// setBlocks writes the content from top to bottom. What is not in the list is gone.
func (p *Page) setBlocks(l Locale, blocks *[]*BlockInput) {
	before := map[string]StoredBlock{}
	for i, b := range p.Parts {
		before[b.id(i)] = b
	}
	p.Parts = nil
	if blocks == nil {
		return
	}
	for _, in := range *blocks {
		b := StoredBlock{ID: rand.Text()[:8], Type: BlockText}
		if in.ID != nil {
			if there, ok := before[*in.ID]; ok {
				b = there
				b.ID = *in.ID
			}
		}
		if in.Text != nil {
			for _, t := range append([]*TextTranslationInput{{l, in.Text.Text}}, in.Text.Translations...) {
				if t.Text != nil {
					b.Texts = text(b.Texts, t.Locale, t.Text)
				}
			}
		}
		p.Parts = append(p.Parts, b)
	}
}

// What the schema has for the lists of every type.
type (
	PageConnection = Connection[*Page]
	PageEdge       = Edge[*Page]
	PageOrderField string
	PageOrder      = Order[PageOrderField]
)

// PageFilter selects pages.
type PageFilter struct {
	And, Or []*PageFilter
	Not     *PageFilter
	ID      *IDFilter
	Path    *StringFilter
	Title   *StringFilter
	Search  *string
	Demo    *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *PageFilter) Condition() Condition {
	if f == nil {
		return all()
	}
	return all(logic(f.And, f.Or, f.Not), matching(f.Search),
		f.ID.on(path("id")), f.Path.on(path("path")), f.Title.on(title("title")), f.Demo.on(path("demo")))
}

// QueryPages asks for a list of pages, by path unless ordered otherwise.
func QueryPages(v View, f *PageFilter, by []*PageOrder, w Window) (Query, error) {
	return NewQuery(v, new(Page), f, by, PageOrder{Field: "PATH"}, w)
}
