package network

import "partnernetz/content"

// UpdateGoodPracticeInput is what can be written of a good practice.
type UpdateGoodPracticeInput struct {
	Slug, Partner, Measure, Title         content.Maybe[string]
	Area                                  content.Maybe[MeasureArea]
	Challenge, Approach, Result, Transfer content.Maybe[string]
	Adoptions                             content.Maybe[[]*AdoptionInput]
	Translations                          []*GoodPracticeTranslationInput
}

// CreateGoodPracticeInput is the same for a new one, with what has to be said of it.
type CreateGoodPracticeInput struct {
	Partner string
	Area    MeasureArea
	UpdateGoodPracticeInput
}

// AdoptionInput is that a partner does it too. One of the same partner keeps its other languages.
type AdoptionInput struct {
	Partner      string
	Since        *content.Date
	Adaptation   *string
	Translations []*TextTranslationInput
}

// GoodPracticeTranslationInput is the texts of a good practice in one language, save for those of its adoptions.
type GoodPracticeTranslationInput struct {
	Locale                                       content.Locale
	Title, Challenge, Approach, Result, Transfer content.Maybe[string]
}

// Apply writes the input.
func (in *CreateGoodPracticeInput) Apply(l content.Locale, p *GoodPractice) {
	p.PartnerID = in.Partner
	p.Area = in.Area
	in.UpdateGoodPracticeInput.Apply(l, p)
}

// Apply writes the input.
func (in *UpdateGoodPracticeInput) Apply(l content.Locale, p *GoodPractice) {
	content.Set(&p.Slug, in.Slug)
	content.Set(&p.PartnerID, in.Partner)
	content.Set(&p.MeasureID, in.Measure)
	content.Set(&p.Area, in.Area)
	if adoptions, set := in.Adoptions.ValueOK(); set {
		p.setAdoptions(l, adoptions)
	}
	here := &GoodPracticeTranslationInput{l, in.Title, in.Challenge, in.Approach, in.Result, in.Transfer}
	for _, t := range append([]*GoodPracticeTranslationInput{here}, in.Translations...) {
		content.SetText(&p.Titles, t.Locale, t.Title)
		content.SetText(&p.Challenges, t.Locale, t.Challenge)
		content.SetText(&p.Approaches, t.Locale, t.Approach)
		content.SetText(&p.Results, t.Locale, t.Result)
		content.SetText(&p.Transfers, t.Locale, t.Transfer)
	}
}

// Written is the input that changes nothing.
func (p *GoodPractice) Written(l content.Locale) content.Input[*GoodPractice] {
	in := &UpdateGoodPracticeInput{
		Slug: content.Kept(p.Slug), Partner: content.Kept(p.PartnerID), Measure: content.Kept(p.MeasureID), Title: content.Kept(p.Titles[l]),
		Area: content.Kept(p.Area), Challenge: content.Kept(p.Challenges[l]), Approach: content.Kept(p.Approaches[l]),
		Result: content.Kept(p.Results[l]), Transfer: content.Kept(p.Transfers[l]),
	}
	adoptions := []*AdoptionInput{}
	for _, a := range p.StoredAdoptions {
		adoptions = append(adoptions, &AdoptionInput{a.PartnerID, a.Since, content.OrNil(a.Adaptations[l]), translationsOf(l, a.Adaptations)})
	}
	in.Adoptions = content.Given(&adoptions)
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &GoodPracticeTranslationInput{
			o, content.Kept(p.Titles[o]), content.Kept(p.Challenges[o]), content.Kept(p.Approaches[o]), content.Kept(p.Results[o]), content.Kept(p.Transfers[o]),
		})
	}
	return in
}

// setAdoptions writes who does it too. Who is not in the list is gone.
func (p *GoodPractice) setAdoptions(l content.Locale, in *[]*AdoptionInput) {
	before := map[string]content.Text{}
	for _, a := range p.StoredAdoptions {
		before[a.PartnerID] = a.Adaptations
	}
	if p.StoredAdoptions = nil; in == nil {
		return
	}
	for _, a := range *in {
		adaptations := withTranslations(content.WithText(before[a.Partner], l, a.Adaptation), a.Translations)
		p.StoredAdoptions = append(p.StoredAdoptions, StoredAdoption{a.Partner, a.Since, adaptations})
	}
}
