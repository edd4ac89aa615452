package network

import "partnernetz/content"

// AccessibilityStatementInput is what can be written of a statement on accessibility.
type AccessibilityStatementInput struct {
	Status                 AccessibilityStatus
	Barriers               *string
	Method                 AccessibilityMethod
	CheckedOn              content.Date
	Feedback, Ombudsperson *AccessibilityContactInput
	Translations           []*TextTranslationInput
}

// AccessibilityContactInput is somebody to turn to.
type AccessibilityContactInput struct {
	Name                  string
	Email, Phone, Website *string
}

func (p *Page) setAccessibility(l content.Locale, in *AccessibilityStatementInput) {
	before := p.StoredAccessibility
	if p.StoredAccessibility = nil; in == nil {
		return
	}
	if before == nil {
		before = &StoredAccessibility{}
	}
	p.StoredAccessibility = &StoredAccessibility{
		in.Status, withTranslations(content.WithText(before.Barriers, l, in.Barriers), in.Translations), in.Method, &in.CheckedOn,
		AccessibilityContact(*in.Feedback), AccessibilityContact(*in.Ombudsperson),
	}
}

func (s *StoredAccessibility) written(l content.Locale) *AccessibilityStatementInput {
	in := &AccessibilityStatementInput{
		Status: s.Status, Barriers: content.OrNil(s.Barriers[l]), Method: s.Method,
		Feedback: new(AccessibilityContactInput(s.Feedback)), Ombudsperson: new(AccessibilityContactInput(s.Ombudsperson)), Translations: translationsOf(l, s.Barriers),
	}
	if s.CheckedOn != nil {
		in.CheckedOn = *s.CheckedOn
	}
	return in
}
