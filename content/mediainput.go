package content

// UpdateMediaInput is what can be written of media.
type UpdateMediaInput struct {
	Slug, Partner, Alt, Credit Maybe[string]
	Decorative                 Maybe[bool]
	FocalPoint                 Maybe[Focus]
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
	Locale Locale
	Alt    Maybe[string]
}

// Apply writes the input.
func (in *UpdateMediaInput) Apply(l Locale, m *Media) {
	Set(&m.Slug, in.Slug)
	Set(&m.PartnerID, in.Partner)
	Set(&m.CreditLine, in.Credit)
	Set(&m.Decorative, in.Decorative)
	SetOptional(&m.StoredFocus, in.FocalPoint)
	for _, t := range append([]*MediaTranslationInput{{Locale: l, Alt: in.Alt}}, in.Translations...) {
		SetText(&m.Alts, t.Locale, t.Alt)
	}
}
