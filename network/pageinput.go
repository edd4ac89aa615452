package network

import "partnernetz/content"

// UpdatePageInput is what can be written of a page.
type UpdatePageInput struct {
	Path, Parent, Title, Lead content.Maybe[string]
	Seo                       content.Maybe[PageSeoInput]
	Blocks                    content.Maybe[[]*BlockInput]
	Accessibility             content.Maybe[AccessibilityStatementInput]
	Translations              []*PageTranslationInput
}

// CreatePageInput is the same for a new one, with what has to be said of it.
type CreatePageInput struct {
	Path string
	UpdatePageInput
}

// PageSeoInput is what search engines are told of a page.
type PageSeoInput struct {
	Title, Description *string
	NoIndex            bool
}

// PageTranslationInput is the texts of a page in one language, save for those of its blocks.
type PageTranslationInput struct {
	Locale                                content.Locale
	Title, Lead, SeoTitle, SeoDescription content.Maybe[string]
}

// Apply writes the input.
func (in *CreatePageInput) Apply(l content.Locale, p *Page) {
	p.Path = in.Path
	in.UpdatePageInput.Apply(l, p)
}

// Apply writes the input.
func (in *UpdatePageInput) Apply(l content.Locale, p *Page) {
	content.Set(&p.Path, in.Path)
	content.Set(&p.ParentID, in.Parent)
	if blocks, set := in.Blocks.ValueOK(); set {
		p.setBlocks(l, blocks)
	}
	if seo, set := in.Seo.ValueOK(); set {
		p.setSEO(l, seo)
	}
	if statement, set := in.Accessibility.ValueOK(); set {
		p.setAccessibility(l, statement)
	}
	for _, t := range append([]*PageTranslationInput{{Locale: l, Title: in.Title, Lead: in.Lead}}, in.Translations...) {
		content.SetText(&p.Titles, t.Locale, t.Title)
		content.SetText(&p.Leads, t.Locale, t.Lead)
		if t.SeoTitle.IsSet() || t.SeoDescription.IsSet() {
			seo := StoredSEO{}
			if p.StoredSeo != nil {
				seo = *p.StoredSeo
			}
			content.SetText(&seo.Titles, t.Locale, t.SeoTitle)
			content.SetText(&seo.Descriptions, t.Locale, t.SeoDescription)
			p.StoredSeo = &seo
		}
	}
}

// Written is the input that changes nothing.
func (p *Page) Written(l content.Locale) content.Input[*Page] {
	in := &UpdatePageInput{Path: content.Kept(p.Path), Parent: content.Kept(p.ParentID), Title: content.Kept(p.Titles[l]), Lead: content.Kept(p.Leads[l])}
	var seo StoredSEO
	if p.StoredSeo != nil {
		seo = *p.StoredSeo
		in.Seo = content.Given(&PageSeoInput{content.OrNil(seo.Titles[l]), content.OrNil(seo.Descriptions[l]), seo.NoIndex})
	}
	if s := p.StoredAccessibility; s != nil {
		in.Accessibility = content.Given(s.written(l))
	}
	blocks := []*BlockInput{}
	for i, b := range p.Parts {
		blocks = append(blocks, b.written(l, within(p.ID, b.id(i))))
	}
	in.Blocks = content.Given(&blocks)
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &PageTranslationInput{
			o, content.Kept(p.Titles[o]), content.Kept(p.Leads[o]), content.Kept(seo.Titles[o]), content.Kept(seo.Descriptions[o]),
		})
	}
	return in
}

func (p *Page) setSEO(l content.Locale, in *PageSeoInput) {
	before := p.StoredSeo
	if p.StoredSeo = nil; in == nil {
		return
	}
	if before == nil {
		before = &StoredSEO{}
	}
	p.StoredSeo = &StoredSEO{content.WithText(before.Titles, l, in.Title), content.WithText(before.Descriptions, l, in.Description), in.NoIndex}
}

// setBlocks writes the content from top to bottom. What is not in the list is gone.
func (p *Page) setBlocks(l content.Locale, blocks *[]*BlockInput) {
	before := map[string]StoredBlock{}
	for i, b := range p.Parts {
		before[b.id(i)] = b
	}
	p.Parts = nil
	if blocks == nil {
		return
	}
	for _, in := range *blocks {
		own, foreign := part(p.ID, in.ID)
		b := StoredBlock{ID: newBlockID()}
		if there, ok := before[own]; ok && !foreign {
			b = there
			b.ID = idAt(there.ID, own, len(p.Parts))
			delete(before, own) // named twice, the second is a new one
		}
		in.apply(l, within(p.ID, own), &b)
		b.foreign = foreign
		p.Parts = append(p.Parts, b)
	}
}
