package network

import "partnernetz/content"

// UpdateMediaInput is what can be written of media.
type UpdateMediaInput struct {
	Slug, Partner, Alt, Credit content.Maybe[string]
	Decorative                 content.Maybe[bool]
	FocalPoint                 content.Maybe[Focus]
	Translations               []*MediaTranslationInput
}

// UploadMediaInput is the same for a new file.
type UploadMediaInput = UpdateMediaInput

// FocalPoint and FocalPointInput are the point of an image that stays in when it is cut.
type (
	FocalPoint      = Focus
	FocalPointInput = Focus
)

// MediaTranslationInput is the texts of media in one language.
type MediaTranslationInput struct {
	Locale content.Locale
	Alt    content.Maybe[string]
}

// Apply writes the input.
func (in *UpdateMediaInput) Apply(l content.Locale, m *Media) {
	content.Set(&m.Slug, in.Slug)
	content.Set(&m.PartnerID, in.Partner)
	content.Set(&m.CreditLine, in.Credit)
	content.Set(&m.Decorative, in.Decorative)
	content.SetOptional(&m.StoredFocus, in.FocalPoint)
	for _, t := range append([]*MediaTranslationInput{{Locale: l, Alt: in.Alt}}, in.Translations...) {
		content.SetText(&m.Alts, t.Locale, t.Alt)
	}
}

// Written is the input that changes nothing.
func (m *Media) Written(l content.Locale) content.Input[*Media] {
	in := &UpdateMediaInput{
		Slug: content.Kept(m.Slug), Partner: content.Kept(m.PartnerID), Alt: content.Kept(m.Alts[l]), Credit: content.Kept(m.CreditLine),
		Decorative: content.Given(&m.Decorative), FocalPoint: content.Given(m.StoredFocus),
	}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &MediaTranslationInput{o, content.Kept(m.Alts[o])})
	}
	return in
}
