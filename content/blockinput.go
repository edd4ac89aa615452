package content

// BlockInput is a part of a page. With the id of one that is there it is that one, and keeps its other languages. One of
// the other fields says what it is; none keeps what is there.
type BlockInput struct {
	ID        *string
	Text      *TextBlockInput
	Partners  *PartnerListBlockInput
	Events    *EventListBlockInput
	Figure    *FigureBlockInput
	Call      *CallToActionBlockInput
	Accordion *AccordionBlockInput
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

// PartnerListBlockInput is a list of partners.
type PartnerListBlockInput struct {
	Heading      *string
	Sectors      []Sector
	Translations []*TextTranslationInput
}

// EventListBlockInput is a list of events.
type EventListBlockInput struct {
	Heading      *string
	Kinds        []EventKind
	Upcoming     bool
	Translations []*TextTranslationInput
}

// FigureBlockInput is a figure and where it comes from.
type FigureBlockInput struct {
	Label, Source *string
	Value         string
	AsOf          *Date
	Translations  []*LabelTranslationInput
}

// LabelTranslationInput is the words beside a figure in one language.
type LabelTranslationInput struct {
	Locale        Locale
	Label, Source *string
}

// CallToActionBlockInput is a link to press.
type CallToActionBlockInput struct {
	Label        *string
	Target, URL  *string
	Translations []*TextTranslationInput
}

// AccordionBlockInput is a list of texts that open and close.
type AccordionBlockInput struct{ Items []*AccordionItemInput }

// AccordionItemInput is one of these. With the id of one that is there it keeps its other languages.
type AccordionItemInput struct {
	ID            *string
	Heading, Text *string
	Translations  []*AccordionTranslationInput
}

// AccordionTranslationInput is an item of an accordion in one language.
type AccordionTranslationInput struct {
	Locale        Locale
	Heading, Text *string
}

func (in *BlockInput) apply(l Locale, b *StoredBlock) {
	switch {
	case in.Text != nil:
		b.Type = BlockText
		b.Texts = in.Text.write(l, b.Texts)
	case in.Partners != nil:
		b.Type, b.Sectors = BlockPartners, in.Partners.Sectors
		b.Labels = translated(b.Labels, l, in.Partners.Heading, in.Partners.Translations)
	case in.Events != nil:
		b.Type, b.Kinds, b.Upcoming = BlockEvents, in.Events.Kinds, in.Events.Upcoming
		b.Labels = translated(b.Labels, l, in.Events.Heading, in.Events.Translations)
	case in.Figure != nil:
		in.Figure.apply(l, b)
	case in.Call != nil:
		b.Type, b.TargetID, b.URL = BlockCall, value(in.Call.Target), value(in.Call.URL)
		b.Labels = translated(b.Labels, l, in.Call.Label, in.Call.Translations)
	case in.Accordion != nil:
		b.Type = BlockAccordion
		b.setItems(l, in.Accordion.Items)
	}
}

func (in *TextBlockInput) write(l Locale, t Text) Text {
	if in.Text != nil {
		t = text(t, l, in.Text)
	}
	for _, tr := range in.Translations {
		t = text(t, tr.Locale, tr.Text)
	}
	return t
}

func translated(t Text, l Locale, s *string, others []*TextTranslationInput) Text {
	t = text(t, l, s)
	for _, tr := range others {
		t = text(t, tr.Locale, tr.Text)
	}
	return t
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (in *FigureBlockInput) apply(l Locale, b *StoredBlock) {
	b.Type, b.Value, b.AsOf = BlockFigure, in.Value, in.AsOf
	for _, t := range append([]*LabelTranslationInput{{l, in.Label, in.Source}}, in.Translations...) {
		b.Labels, b.Sources = text(b.Labels, t.Locale, t.Label), text(b.Sources, t.Locale, t.Source)
	}
}

func (b *StoredBlock) setItems(l Locale, items []*AccordionItemInput) {
	before := map[string]StoredItem{}
	for i, item := range b.Items {
		before[named(item.ID, i)] = item
	}
	b.Items = nil
	for _, in := range items {
		item := StoredItem{ID: newBlockID()}
		if in.ID != nil {
			if there, ok := before[*in.ID]; ok {
				item = there
				item.ID = *in.ID
			}
		}
		for _, t := range append([]*AccordionTranslationInput{{l, in.Heading, in.Text}}, in.Translations...) {
			item.Headings, item.Texts = text(item.Headings, t.Locale, t.Heading), text(item.Texts, t.Locale, t.Text)
		}
		b.Items = append(b.Items, item)
	}
}
