package network

import (
	"partnernetz/content"
	"partnernetz/content/richtext"
	"slices"
	"strconv"
)

// StoredBlock is a part of a page as it is kept, in all languages. Type says which of the other fields count.
type StoredBlock struct {
	ID         string        `bson:"id,omitempty" yaml:"-"` // empty for one that came from a file; see blockid.go
	Type       BlockType     `bson:"type" yaml:"type,omitempty"`
	Texts      content.Text  `bson:"text,omitempty" yaml:"text,omitempty"` // Markdown
	Labels     content.Text  `bson:"label,omitempty" yaml:"label,omitempty"`
	Sources    content.Text  `bson:"source,omitempty" yaml:"source,omitempty"`
	Value      string        `bson:"value,omitempty" yaml:"value,omitempty"`
	AsOf       *content.Date `bson:"asOf,omitempty" yaml:"asOf,omitempty"`
	TargetID   string        `bson:"target,omitempty" yaml:"target,omitempty"` // of an entry
	URL        string        `bson:"url,omitempty" yaml:"url,omitempty"`
	Sectors    []Sector      `bson:"sectors,omitempty" yaml:"sectors,omitempty"`
	Kinds      []EventKind   `bson:"kinds,omitempty" yaml:"kinds,omitempty"`
	Upcoming   bool          `bson:"upcoming,omitempty" yaml:"upcoming,omitempty"`
	Items      []StoredItem  `bson:"items,omitempty" yaml:"items,omitempty"`
	MediaID    string        `bson:"media,omitempty" yaml:"media,omitempty"`
	CaptionsID string        `bson:"captions,omitempty" yaml:"captions,omitempty"`
	Language   VideoLanguage `bson:"language,omitempty" yaml:"language,omitempty"`

	foreign             bool // whether the input named it as a block of another page
	unclear             bool // whether the input did not say what it is, or said several things
	noImage             bool // whether the media of an image was found to be none; see Page.Follow
	noVideo, noCaptions bool // the same of a video
}

// StoredItem is what opens and closes in an accordion, in all languages.
type StoredItem struct {
	ID       string       `bson:"id,omitempty" yaml:"-"`
	Headings content.Text `bson:"heading" yaml:"heading,omitempty"`
	Texts    content.Text `bson:"text" yaml:"text,omitempty"` // Markdown

	foreign bool // whether the input named it as an item of another block
}

// BlockType is the type of a part of a page.
type BlockType string

// The types of blocks.
const (
	BlockText      BlockType = "text"
	BlockPartners  BlockType = "partners"
	BlockEvents    BlockType = "events"
	BlockFigure    BlockType = "figure"
	BlockCall      BlockType = "call"
	BlockAccordion BlockType = "accordion"
	BlockImage     BlockType = "image"
	BlockDownload  BlockType = "download"
	BlockVideo     BlockType = "video"
)

// BlockTypes lists all types of blocks.
func BlockTypes() []BlockType {
	return []BlockType{BlockText, BlockPartners, BlockEvents, BlockFigure, BlockCall, BlockAccordion, BlockImage, BlockDownload, BlockVideo}
}

// Block is a part of a page as a view shows it.
type Block interface{ IsBlock() }

// blockOfPage is what all of them have: where they stand, and what they were made from.
type blockOfPage struct {
	ID   string
	page *Page
	b    StoredBlock
}

// Page is the page that the block is a part of.
func (b *blockOfPage) Page() *Page { return b.page }

// IsBlock marks a part of a page.
func (blockOfPage) IsBlock() {}

// TextBlock is a passage of text.
type TextBlock struct {
	blockOfPage
	Text *richtext.Text
}

// PartnerListBlock is a list of partners.
type PartnerListBlock struct{ blockOfPage }

// Heading is what the view shows above the list; nil if there is nothing.
func (l *PartnerListBlock) Heading() *string { return l.page.ShowOptional(l.b.Labels) }

// HeadingLanguageTag is the tag of the language of the heading.
func (l *PartnerListBlock) HeadingLanguageTag() *string { return l.page.LanguageTag(l.b.Labels) }

// Select returns those of some partners that are of the sectors of the block, all if it has none.
func (l *PartnerListBlock) Select(all []*Partner) []*Partner {
	partners := []*Partner{}
	for _, p := range all {
		if len(l.b.Sectors) == 0 || slices.Contains(l.b.Sectors, p.Sector) {
			partners = append(partners, p)
		}
	}
	return partners
}

// EventListBlock is a list of events.
type EventListBlock struct{ blockOfPage }

// Heading is what the view shows above the list; nil if there is nothing.
func (l *EventListBlock) Heading() *string { return l.page.ShowOptional(l.b.Labels) }

// HeadingLanguageTag is the tag of the language of the heading.
func (l *EventListBlock) HeadingLanguageTag() *string { return l.page.LanguageTag(l.b.Labels) }

// Select returns those of some events that are of the kinds of the block, all if it has none, and not over if it is of what is to come.
func (l *EventListBlock) Select(all []*Event) []*Event {
	events, today := []*Event{}, l.page.View().Today()
	for _, v := range all {
		ended := v.StartsAt
		if v.EndsAt != nil {
			ended = *v.EndsAt
		}
		if (len(l.b.Kinds) == 0 || slices.Contains(l.b.Kinds, v.Kind)) && !(l.b.Upcoming && ended.Before(today)) {
			events = append(events, v)
		}
	}
	return events
}

// FigureBlock is a figure and where it comes from.
type FigureBlock struct {
	blockOfPage
	Label            string
	LabelLanguageTag *string
	AsOf             *content.Date
}

// Written is the figure as it was written, with the names of counts.
func (f *FigureBlock) Written() string { return f.b.Value }

// Source is where the figure comes from; nil if not said.
func (f *FigureBlock) Source() *string { return f.page.ShowOptional(f.b.Sources) }

// SourceLanguageTag is the tag of the language of the source.
func (f *FigureBlock) SourceLanguageTag() *string { return f.page.LanguageTag(f.b.Sources) }

// CallToActionBlock is a link to press.
type CallToActionBlock struct {
	blockOfPage
	Label            string
	LabelLanguageTag *string
}

// TargetID is the entry that the link leads to; empty for an address.
func (c *CallToActionBlock) TargetID() string { return c.b.TargetID }

// Leads is where the link leads; nil if that is to an entry that is not among the targets, which are by id.
func (c *CallToActionBlock) Leads(targets map[string]content.Entry, server string) *string {
	if c.b.TargetID == "" {
		return content.Followable(c.b.URL)
	}
	if e := targets[c.b.TargetID]; e != nil {
		return content.Followable(content.AddressOf(e, server))
	}
	return nil
}

// ImageBlock is an image.
type ImageBlock struct{ mediaBlock }

// Caption is what the view shows below the image; nil if there is nothing.
func (i *ImageBlock) Caption() *string { return i.page.ShowOptional(i.b.Labels) }

// CaptionLanguageTag is the tag of the language of the caption.
func (i *ImageBlock) CaptionLanguageTag() *string { return i.page.LanguageTag(i.b.Labels) }

// DownloadBlock is a file to download.
type DownloadBlock struct{ mediaBlock }

// Words is what the view shows of what the file is; empty for its name.
func (d *DownloadBlock) Words() string { return d.page.Show(d.b.Labels) }

// LabelLanguageTag is the tag of the language of the words; nil for a name of a file, which is in none.
func (d *DownloadBlock) LabelLanguageTag() *string { return d.page.LanguageTag(d.b.Labels) }

type mediaBlock struct{ blockOfPage }

// MediaID is the file.
func (m *mediaBlock) MediaID() string { return m.b.MediaID }

// AccordionBlock is a list of texts that open and close.
type AccordionBlock struct {
	blockOfPage
	Items []*AccordionItem
}

// AccordionItem is a text that opens and closes.
type AccordionItem struct {
	ID                          string
	Heading, HeadingLanguageTag string
	Text                        *richtext.Text
}

// show is what the view shows of a block; nil if it has nothing in the view's language.
func (b StoredBlock) show(p *Page, i int) Block {
	at := blockOfPage{within(p.ID, b.id(i)), p, b}
	label, tag := p.Show(b.Labels), p.LanguageTag(b.Labels)
	switch b.Type {
	case BlockText:
		if text := richtext.Of(&p.Meta, b.Texts); text != nil {
			return &TextBlock{at, text}
		}
	case BlockPartners:
		return &PartnerListBlock{at}
	case BlockEvents:
		return &EventListBlock{at}
	case BlockFigure:
		if label != "" {
			return &FigureBlock{at, label, tag, b.AsOf}
		}
	case BlockCall:
		if label != "" {
			return &CallToActionBlock{at, label, tag}
		}
	case BlockAccordion:
		if items := b.showItems(p, at.ID); len(items) > 0 {
			return &AccordionBlock{at, items}
		}
	case BlockImage:
		return &ImageBlock{mediaBlock{at}}
	case BlockDownload:
		return &DownloadBlock{mediaBlock{at}}
	case BlockVideo:
		if label != "" {
			return &VideoBlock{mediaBlock{at}, label, tag, richtext.Of(&p.Meta, b.Texts)}
		}
	}
	return nil
}

func (b StoredBlock) showItems(p *Page, block string) (items []*AccordionItem) {
	for i, item := range b.Items {
		if heading, text := p.Show(item.Headings), richtext.Of(&p.Meta, item.Texts); heading != "" && text != nil {
			items = append(items, &AccordionItem{within(block, item.id(i)), heading, string(p.ServedIn(item.Headings)), text})
		}
	}
	return items
}

// validate finds what is wrong with a block.
func (b StoredBlock) validate(c *content.Validator, at string) {
	if ofThis(c, at+".id", b.foreign); b.foreign {
		return
	}
	if b.unclear {
		c.Add(at, content.BadInput, "Genau eines angeben, was dieser Teil der Seite ist, etwa text.", "say exactly one thing that this part of the page is, such as text")
		return
	}
	content.OneOf(c, at+".type", b.Type, BlockTypes())
	c.Text(at+".text", b.Texts, b.Type == BlockText || b.Type == BlockVideo)
	c.Heading(at+".label", b.Labels, b.Type == BlockFigure || b.Type == BlockCall || b.Type == BlockVideo)
	c.Heading(at+".source", b.Sources, false)
	c.Days(map[string]*content.Date{at + ".asOf": b.AsOf})
	switch b.Type {
	case BlockFigure:
		c.Required(at+".value", b.Value)
	case BlockCall:
		if (b.TargetID == "") == (b.URL == "") {
			c.Add(at+".target", content.Required, "Genau eines angeben: einen Eintrag oder eine Adresse.", "give an entry or an address, and not both")
		}
		c.Address(at+".url", b.URL)
	case BlockAccordion:
		if len(b.Items) == 0 {
			c.Required(at+".items", "")
		}
	case BlockVideo:
		b.validateVideo(c, at)
	case BlockImage, BlockDownload:
		c.Required(at+".media", b.MediaID)
		if b.noImage && b.Type == BlockImage {
			c.Problems = append(c.Problems, content.NoImage(at+".media"))
		}
	}
	for _, s := range b.Sectors {
		content.OneOf(c, at+".sectors", s, Sectors())
	}
	for _, k := range b.Kinds {
		content.OneOf(c, at+".kinds", k, EventKinds())
	}
	for i, item := range b.Items {
		ofThis(c, at+".items."+strconv.Itoa(i)+".id", item.foreign)
		c.Heading(at+".items."+strconv.Itoa(i)+".heading", item.Headings, true)
		c.Text(at+".items."+strconv.Itoa(i)+".text", item.Texts, true)
	}
}
