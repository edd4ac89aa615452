package network

import (
	"partnernetz/content"
	"partnernetz/content/richtext"
)

// StoredAccessibility is what the operator of a website has to state about its accessibility, in all languages: the parts that
// the Implementing Decision (EU) 2018/1523 prescribes.
type StoredAccessibility struct {
	Status       AccessibilityStatus  `bson:"status" yaml:"status,omitempty"`
	Barriers     content.Text         `bson:"barriers,omitempty" yaml:"barriers,omitempty"` // Markdown
	Method       AccessibilityMethod  `bson:"method" yaml:"method,omitempty"`
	CheckedOn    *content.Date        `bson:"checkedOn" yaml:"checkedOn,omitempty"`
	Feedback     AccessibilityContact `bson:"feedback" yaml:"feedback,omitempty"`
	Ombudsperson AccessibilityContact `bson:"ombudsperson" yaml:"ombudsperson,omitempty"`
}

// AccessibilityContact is somebody to turn to, by at least one way. The name is a proper name.
type AccessibilityContact struct {
	Name    string  `bson:"name" yaml:"name,omitempty"`
	Email   *string `bson:"email,omitempty" yaml:"email,omitempty"`
	Phone   *string `bson:"phone,omitempty" yaml:"phone,omitempty"`
	Website *string `bson:"website,omitempty" yaml:"website,omitempty"`
}

// AccessibilityStatus is how far a website meets the requirements.
type AccessibilityStatus string

// The statuses that the law knows.
const (
	FullyAccessible     AccessibilityStatus = "FULLY"
	PartiallyAccessible AccessibilityStatus = "PARTIALLY"
	NotAccessible       AccessibilityStatus = "NOT"
)

// AccessibilityStatuses lists all of them, the best first.
func AccessibilityStatuses() []AccessibilityStatus {
	return []AccessibilityStatus{FullyAccessible, PartiallyAccessible, NotAccessible}
}

// AccessibilityMethod is how that was found out.
type AccessibilityMethod string

// The methods that the law knows.
const (
	SelfAssessment      AccessibilityMethod = "SELF_ASSESSMENT"
	ExternalExamination AccessibilityMethod = "EXTERNAL"
)

// AccessibilityMethods lists all of them.
func AccessibilityMethods() []AccessibilityMethod {
	return []AccessibilityMethod{SelfAssessment, ExternalExamination}
}

// AccessibilityStatement is a StoredAccessibility as a view shows it.
type AccessibilityStatement struct {
	Status                 AccessibilityStatus
	Barriers               *richtext.Text
	Method                 AccessibilityMethod
	CheckedOn              content.Date
	Feedback, Ombudsperson AccessibilityContact
}

// Accessibility is what the view shows of the statement; nil if the page is none.
func (p *Page) Accessibility() *AccessibilityStatement {
	s := p.StoredAccessibility
	if s == nil || s.CheckedOn == nil {
		return nil
	}
	barriers := richtext.Of(&p.Meta, s.Barriers)
	if barriers != nil { // which stand below the blocks
		_, texts := p.shown()
		richtext.OnePage(append(texts, barriers))
	}
	return &AccessibilityStatement{s.Status, barriers, s.Method, *s.CheckedOn, s.Feedback, s.Ombudsperson}
}

func (s *StoredAccessibility) validate(c *content.Validator, at string) {
	content.OneOf(c, at+".status", s.Status, AccessibilityStatuses())
	c.Text(at+".barriers", s.Barriers, s.Status != FullyAccessible)
	content.OneOf(c, at+".method", s.Method, AccessibilityMethods())
	if s.CheckedOn == nil {
		c.Required(at+".checkedOn", "")
	}
	c.Days(map[string]*content.Date{at + ".checkedOn": s.CheckedOn})
	s.Feedback.validate(c, at+".feedback")
	s.Ombudsperson.validate(c, at+".ombudsperson")
}

func (a AccessibilityContact) validate(c *content.Validator, at string) {
	c.Required(at+".name", a.Name)
	c.Email(at+".email", a.Email)
	c.OptionalLine(at+".phone", a.Phone)
	c.Website(at+".website", a.Website)
	if a.Email == nil && a.Phone == nil && a.Website == nil {
		c.Add(at+".email", content.Required, "Bitte sagen, wie man sich dorthin wendet: E-Mail, Telefon oder Website.", "say how to get in touch: an e-mail address, a telephone number or a website")
	}
}
