package network

import "partnernetz/content"

// UpdateReleaseInput is what can be written of a release.
type UpdateReleaseInput struct {
	Label, Title, Year, Supersedes content.Maybe[string]
	Parts                          content.Maybe[[]*BrochurePartInput]
	Translations                   []*ReleaseTranslationInput
}

// CreateReleaseInput is the same for a new one, with what has to be said of it.
type CreateReleaseInput struct {
	Label string
	UpdateReleaseInput
}

// BrochurePartInput is a part of the brochure. One of the same section keeps its other languages.
type BrochurePartInput struct {
	Section      BrochureSection
	Order        *PartnerSequence
	Text         *string
	Translations []*TextTranslationInput
}

// ReleaseTranslationInput is the title of a release in one language.
type ReleaseTranslationInput struct {
	Locale content.Locale
	Title  content.Maybe[string]
}

// Apply writes the input.
func (in *CreateReleaseInput) Apply(l content.Locale, r *Release) {
	r.Label, r.State = in.Label, ReleaseDraft
	for _, s := range BrochureSections() {
		r.StoredParts = append(r.StoredParts, StoredPart{Section: s})
	}
	in.UpdateReleaseInput.Apply(l, r)
}

// Apply writes the input.
func (in *UpdateReleaseInput) Apply(l content.Locale, r *Release) {
	content.Set(&r.Label, in.Label)
	content.Set(&r.YearID, in.Year)
	content.Set(&r.SupersedesID, in.Supersedes)
	if parts, set := in.Parts.ValueOK(); set {
		r.setParts(l, parts)
	}
	for _, t := range append([]*ReleaseTranslationInput{{l, in.Title}}, in.Translations...) {
		content.SetText(&r.Titles, t.Locale, t.Title)
	}
}

// setParts writes the parts. What is not in the list is gone.
func (r *Release) setParts(l content.Locale, in *[]*BrochurePartInput) {
	before := map[BrochureSection]content.Text{}
	for _, p := range r.StoredParts {
		before[p.Section] = p.Texts
	}
	if r.StoredParts = nil; in == nil {
		return
	}
	for _, p := range *in {
		part := StoredPart{Section: p.Section, Texts: withTranslations(content.WithText(before[p.Section], l, p.Text), p.Translations)}
		if p.Order != nil {
			part.Order = *p.Order
		}
		r.StoredParts = append(r.StoredParts, part)
	}
}

// Written is the input that changes nothing.
func (r *Release) Written(l content.Locale) content.Input[*Release] {
	in := &UpdateReleaseInput{Label: content.Kept(r.Label), Title: content.Kept(r.Titles[l]), Year: content.Kept(r.YearID), Supersedes: content.Kept(r.SupersedesID)}
	parts := []*BrochurePartInput{}
	for _, p := range r.StoredParts {
		parts = append(parts, &BrochurePartInput{p.Section, content.OrNil(p.Order), content.OrNil(p.Texts[l]), translationsOf(l, p.Texts)})
	}
	in.Parts = content.Given(&parts)
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &ReleaseTranslationInput{o, content.Kept(r.Titles[o])})
	}
	return in
}
