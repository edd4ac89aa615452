package content

// UpdateGoodPracticeInput is what can be written of a good practice.
type UpdateGoodPracticeInput struct {
	Slug, Partner, Measure, Title         Maybe[string]
	Area                                  Maybe[MeasureArea]
	Challenge, Approach, Result, Transfer Maybe[string]
	Adoptions                             Maybe[[]*AdoptionInput]
	Translations                          []*GoodPracticeTranslationInput
}

// CreateGoodPracticeInput is the same for a new one.
type CreateGoodPracticeInput = UpdateGoodPracticeInput

// AdoptionInput is that a partner does it too. One of the same partner keeps its other languages.
type AdoptionInput struct {
	Partner      string
	Since        *Date
	Adaptation   *string
	Translations []*TextTranslationInput
}

// GoodPracticeTranslationInput is the texts of a good practice in one language, save for those of its adoptions.
type GoodPracticeTranslationInput struct {
	Locale                                       Locale
	Title, Challenge, Approach, Result, Transfer Maybe[string]
}

// Apply writes the input.
func (in *UpdateGoodPracticeInput) Apply(l Locale, p *GoodPractice) {
	Set(&p.Slug, in.Slug)
	Set(&p.PartnerID, in.Partner)
	Set(&p.MeasureID, in.Measure)
	Set(&p.Area, in.Area)
	if adoptions, set := in.Adoptions.ValueOK(); set {
		p.setAdoptions(l, adoptions)
	}
	here := &GoodPracticeTranslationInput{l, in.Title, in.Challenge, in.Approach, in.Result, in.Transfer}
	for _, t := range append([]*GoodPracticeTranslationInput{here}, in.Translations...) {
		SetText(&p.Titles, t.Locale, t.Title)
		SetText(&p.Challenges, t.Locale, t.Challenge)
		SetText(&p.Approaches, t.Locale, t.Approach)
		SetText(&p.Results, t.Locale, t.Result)
		SetText(&p.Transfers, t.Locale, t.Transfer)
	}
}

// setAdoptions writes who does it too. Who is not in the list is gone.
func (p *GoodPractice) setAdoptions(l Locale, in *[]*AdoptionInput) {
	before := map[string]Text{}
	for _, a := range p.StoredAdoptions {
		before[a.PartnerID] = a.Adaptations
	}
	if p.StoredAdoptions = nil; in == nil {
		return
	}
	for _, a := range *in {
		adaptations := translated(WithText(before[a.Partner], l, a.Adaptation), a.Translations)
		p.StoredAdoptions = append(p.StoredAdoptions, StoredAdoption{a.Partner, a.Since, adaptations})
	}
}
