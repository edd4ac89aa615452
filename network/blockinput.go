package network

import "partnernetz/content"

// BlockInput is a part of a page. With the id of one that is there it is that one, and keeps the texts that the input does
// not name. One of the other fields says what it is; none keeps what is there.
type BlockInput struct {
	ID        *string
	Text      *TextBlockInput
	Partners  *PartnerListBlockInput
	Events    *EventListBlockInput
	Figure    *FigureBlockInput
	Call      *CallToActionBlockInput
	Accordion *AccordionBlockInput
	Image     *ImageBlockInput
	Download  *DownloadBlockInput
	Video     *VideoBlockInput
}

// TextBlockInput is a passage of text.
type TextBlockInput struct {
	Text         content.Maybe[string]
	Translations []*TextTranslationInput
}

// TextTranslationInput is a text in one language.
type TextTranslationInput struct {
	Locale content.Locale
	Text   content.Maybe[string]
}

// PartnerListBlockInput is a list of partners.
type PartnerListBlockInput struct {
	Heading      content.Maybe[string]
	Sectors      []Sector
	Translations []*TextTranslationInput
}

// EventListBlockInput is a list of events.
type EventListBlockInput struct {
	Heading      content.Maybe[string]
	Kinds        []EventKind
	Upcoming     bool
	Translations []*TextTranslationInput
}

// FigureBlockInput is a figure and where it comes from.
type FigureBlockInput struct {
	Label, Source content.Maybe[string]
	Value         string
	AsOf          *content.Date
	Translations  []*LabelTranslationInput
}

// LabelTranslationInput is the words beside a figure in one language.
type LabelTranslationInput struct {
	Locale        content.Locale
	Label, Source content.Maybe[string]
}

// CallToActionBlockInput is a link to press.
type CallToActionBlockInput struct {
	Label        content.Maybe[string]
	Target, URL  *string
	Translations []*TextTranslationInput
}

// ImageBlockInput is an image.
type ImageBlockInput struct {
	Media        string
	Caption      content.Maybe[string]
	Translations []*TextTranslationInput
}

// DownloadBlockInput is a file to download.
type DownloadBlockInput struct {
	Media        string
	Label        content.Maybe[string]
	Translations []*TextTranslationInput
}

// AccordionBlockInput is a list of texts that open and close.
type AccordionBlockInput struct{ Items []*AccordionItemInput }

// AccordionItemInput is one of these. With the id of one that is there it keeps its other languages.
type AccordionItemInput struct {
	ID            *string
	Heading, Text content.Maybe[string]
	Translations  []*AccordionTranslationInput
}

// AccordionTranslationInput is an item of an accordion in one language.
type AccordionTranslationInput struct {
	Locale        content.Locale
	Heading, Text content.Maybe[string]
}

// types lists what the input says the block is.
func (in *BlockInput) types() (types []BlockType) {
	for t, given := range map[BlockType]bool{
		BlockText: in.Text != nil, BlockPartners: in.Partners != nil, BlockEvents: in.Events != nil,
		BlockFigure: in.Figure != nil, BlockCall: in.Call != nil, BlockAccordion: in.Accordion != nil,
		BlockImage: in.Image != nil, BlockDownload: in.Download != nil, BlockVideo: in.Video != nil,
	} {
		if given {
			types = append(types, t)
		}
	}
	return types
}

// apply writes the input, which names the block as others know it. A block that becomes one of another type keeps nothing, and
// so no id either, by which clients have kept the one that it was.
func (in *BlockInput) apply(l content.Locale, named string, b *StoredBlock) {
	types := in.types()
	if len(types) == 0 && b.Type != "" {
		return
	}
	if b.unclear = len(types) != 1; b.unclear {
		return
	}
	if b.Type != types[0] {
		*b = StoredBlock{ID: newBlockID(), Type: types[0]}
	}
	switch b.Type {
	case BlockText:
		content.SetText(&b.Texts, l, in.Text.Text)
		b.Texts = withTranslations(b.Texts, in.Text.Translations)
	case BlockPartners:
		b.Sectors = in.Partners.Sectors
		b.label(l, in.Partners.Heading, in.Partners.Translations)
	case BlockEvents:
		b.Kinds, b.Upcoming = in.Events.Kinds, in.Events.Upcoming
		b.label(l, in.Events.Heading, in.Events.Translations)
	case BlockFigure:
		in.Figure.apply(l, b)
	case BlockCall:
		b.TargetID, b.URL = orEmpty(in.Call.Target), orEmpty(in.Call.URL)
		b.label(l, in.Call.Label, in.Call.Translations)
	case BlockAccordion:
		b.setItems(l, named, in.Accordion.Items)
	case BlockImage:
		b.MediaID = in.Image.Media
		b.label(l, in.Image.Caption, in.Image.Translations)
	case BlockVideo:
		in.Video.apply(l, b)
	case BlockDownload:
		b.MediaID = in.Download.Media
		b.label(l, in.Download.Label, in.Download.Translations)
	}
}

func (b *StoredBlock) label(l content.Locale, label content.Maybe[string], others []*TextTranslationInput) {
	content.SetText(&b.Labels, l, label)
	b.Labels = withTranslations(b.Labels, others)
}

func withTranslations(t content.Text, others []*TextTranslationInput) content.Text {
	for _, tr := range others {
		content.SetText(&t, tr.Locale, tr.Text)
	}
	return t
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (in *FigureBlockInput) apply(l content.Locale, b *StoredBlock) {
	b.Value, b.AsOf = in.Value, in.AsOf
	for _, t := range append([]*LabelTranslationInput{{l, in.Label, in.Source}}, in.Translations...) {
		content.SetText(&b.Labels, t.Locale, t.Label)
		content.SetText(&b.Sources, t.Locale, t.Source)
	}
}

func (b *StoredBlock) setItems(l content.Locale, named string, items []*AccordionItemInput) {
	before := map[string]StoredItem{}
	for i, item := range b.Items {
		before[item.id(i)] = item
	}
	b.Items = nil
	for _, in := range items {
		own, foreign := part(named, in.ID)
		item := StoredItem{ID: newBlockID()}
		if there, ok := before[own]; ok && !foreign {
			delete(before, own)
			item = there
			item.ID = idAt(there.ID, own, len(b.Items))
		}
		item.foreign = foreign
		for _, t := range append([]*AccordionTranslationInput{{l, in.Heading, in.Text}}, in.Translations...) {
			content.SetText(&item.Headings, t.Locale, t.Heading)
			content.SetText(&item.Texts, t.Locale, t.Text)
		}
		b.Items = append(b.Items, item)
	}
}
