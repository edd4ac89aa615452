package network

import "partnernetz/content"

// UpdateAgreementInput is what can be written of an agreement. It stays with its partner, as its measures are that one's, and comes
// into another status by a transition.
type UpdateAgreementInput struct {
	Slug, Title                     content.Maybe[string]
	SignedOn, ValidFrom, ValidUntil content.Maybe[content.Date]
	SignedAt, Document, Goals       content.Maybe[string]
	Signatories                     content.Maybe[[]*SignatoryInput]
	Clauses                         content.Maybe[[]*ClauseInput]
	Translations                    []*AgreementTranslationInput
}

// CreateAgreementInput is the same for a new one, with what has to be said of it and whose it is.
type CreateAgreementInput struct {
	Partner string
	Status  AgreementStatus
	UpdateAgreementInput
}

// SignatoryInput is somebody who has signed.
type SignatoryInput struct {
	Name                 string
	Office, Organisation *string
}

// ClauseInput is a clause with the measures that it promises. One that keeps the number keeps its other languages.
type ClauseInput struct {
	Number       string
	Text         *string
	Measures     []string
	Translations []*TextTranslationInput
}

// AgreementTranslationInput is the texts of an agreement in one language, save for those of its signatories and clauses.
type AgreementTranslationInput struct {
	Locale       content.Locale
	Title, Goals content.Maybe[string]
}

// Apply writes the input.
func (in *CreateAgreementInput) Apply(l content.Locale, a *Agreement) {
	a.PartnerID, a.Status = in.Partner, in.Status
	in.UpdateAgreementInput.Apply(l, a)
}

// Apply writes the input.
func (in *UpdateAgreementInput) Apply(l content.Locale, a *Agreement) {
	content.Set(&a.Slug, in.Slug)
	content.SetOptional(&a.SignedOn, in.SignedOn)
	content.SetOptional(&a.ValidFrom, in.ValidFrom)
	content.SetOptional(&a.ValidUntil, in.ValidUntil)
	content.Set(&a.Place, in.SignedAt)
	content.Set(&a.DocumentID, in.Document)
	if signatories, set := in.Signatories.ValueOK(); set {
		a.setSignatories(signatories)
	}
	if clauses, set := in.Clauses.ValueOK(); set {
		a.setClauses(l, clauses)
	}
	for _, t := range append([]*AgreementTranslationInput{{l, in.Title, in.Goals}}, in.Translations...) {
		content.SetText(&a.Titles, t.Locale, t.Title)
		content.SetText(&a.GoalTexts, t.Locale, t.Goals)
	}
}

// Written is the input that changes nothing.
func (a *Agreement) Written(l content.Locale) content.Input[*Agreement] {
	in := &UpdateAgreementInput{
		Slug: content.Kept(a.Slug), Title: content.Kept(a.Titles[l]), Goals: content.Kept(a.GoalTexts[l]),
		SignedOn: content.Given(a.SignedOn), ValidFrom: content.Given(a.ValidFrom), ValidUntil: content.Given(a.ValidUntil),
		SignedAt: content.Kept(a.Place), Document: content.Kept(a.DocumentID),
	}
	signatories, clauses := []*SignatoryInput{}, []*ClauseInput{}
	for _, s := range a.StoredSignatories {
		signatories = append(signatories, &SignatoryInput{s.Name, content.OrNil(s.Office), content.OrNil(s.Organisation)})
	}
	for _, c := range a.StoredClauses {
		clauses = append(clauses, &ClauseInput{c.Number, content.OrNil(c.Texts[l]), append([]string{}, c.MeasureIDs...), translationsOf(l, c.Texts)})
	}
	in.Signatories, in.Clauses = content.Given(&signatories), content.Given(&clauses)
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &AgreementTranslationInput{o, content.Kept(a.Titles[o]), content.Kept(a.GoalTexts[o])})
	}
	return in
}

// setSignatories writes who has signed. Who is not in the list is gone.
func (a *Agreement) setSignatories(in *[]*SignatoryInput) {
	if a.StoredSignatories = nil; in == nil {
		return
	}
	for _, s := range *in {
		a.StoredSignatories = append(a.StoredSignatories, StoredSignatory{s.Name, orEmpty(s.Office), orEmpty(s.Organisation)})
	}
}

// setClauses writes the clauses. One that is not in the list is gone.
func (a *Agreement) setClauses(l content.Locale, in *[]*ClauseInput) {
	before := map[string][]content.Text{} // as a draft may have two of the same number
	for _, c := range a.StoredClauses {
		before[c.Number] = append(before[c.Number], c.Texts)
	}
	if a.StoredClauses = nil; in == nil {
		return
	}
	for _, c := range *in {
		texts := withTranslations(content.WithText(next(before, c.Number), l, c.Text), c.Translations)
		a.StoredClauses = append(a.StoredClauses, StoredClause{c.Number, texts, c.Measures})
	}
}

// next takes the first text of a name that is left.
func next(before map[string][]content.Text, name string) (t content.Text) {
	if there := before[name]; len(there) > 0 {
		t, before[name] = there[0], there[1:]
	}
	return t
}
