package network

import "partnernetz/content"

// written is the input that changes nothing of a block, which has an id as others know it.
func (b StoredBlock) written(l content.Locale, id string) *BlockInput {
	in := &BlockInput{ID: content.OrNil(inForm + id)}
	label, others := content.Kept(b.Labels[l]), translationsOf(l, b.Labels)
	switch b.Type {
	case BlockText:
		in.Text = &TextBlockInput{content.Kept(b.Texts[l]), translationsOf(l, b.Texts)}
	case BlockPartners:
		in.Partners = &PartnerListBlockInput{label, b.Sectors, others}
	case BlockEvents:
		in.Events = &EventListBlockInput{label, b.Kinds, b.Upcoming, others}
	case BlockFigure:
		in.Figure = &FigureBlockInput{label, content.Kept(b.Sources[l]), b.Value, b.AsOf, besideFigure(l, b.Labels, b.Sources)}
	case BlockCall:
		in.Call = &CallToActionBlockInput{label, content.OrNil(b.TargetID), content.OrNil(b.URL), others}
	case BlockAccordion:
		in.Accordion = &AccordionBlockInput{b.writtenItems(l, id)}
	case BlockImage:
		in.Image = &ImageBlockInput{b.MediaID, label, others}
	case BlockVideo:
		in.Video = b.writtenVideo(l)
	case BlockDownload:
		in.Download = &DownloadBlockInput{b.MediaID, label, others}
	}
	return in
}

func (b StoredBlock) writtenItems(l content.Locale, block string) []*AccordionItemInput {
	items := []*AccordionItemInput{}
	for i, item := range b.Items {
		in := &AccordionItemInput{ID: content.OrNil(inForm + within(block, item.id(i))), Heading: content.Kept(item.Headings[l]), Text: content.Kept(item.Texts[l])}
		for _, o := range l.Others() {
			in.Translations = append(in.Translations, &AccordionTranslationInput{o, content.Kept(item.Headings[o]), content.Kept(item.Texts[o])})
		}
		items = append(items, in)
	}
	return items
}

// translationsOf has a text in all languages but one.
func translationsOf(l content.Locale, t content.Text) (all []*TextTranslationInput) {
	for _, o := range l.Others() {
		all = append(all, &TextTranslationInput{o, content.Kept(t[o])})
	}
	return all
}

// besideFigure has the words beside a figure in all languages but one.
func besideFigure(l content.Locale, labels, sources content.Text) (all []*LabelTranslationInput) {
	for _, o := range l.Others() {
		all = append(all, &LabelTranslationInput{o, content.Kept(labels[o]), content.Kept(sources[o])})
	}
	return all
}
