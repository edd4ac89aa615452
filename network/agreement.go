package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
)

// Agreement is what a partner and the state have agreed on.
type Agreement struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string          `bson:"slug" yaml:"slug,omitempty"`
	PartnerID    string          `bson:"partner" yaml:"partner,omitempty"`
	Titles       content.Text    `bson:"title" yaml:"title,omitempty"`
	Status       AgreementStatus `bson:"status" yaml:"status,omitempty"`
	SignedOn     *content.Date   `bson:"signedOn" yaml:"signedOn,omitempty"`
	ValidFrom    *content.Date   `bson:"validFrom" yaml:"validFrom,omitempty"`
	ValidUntil   *content.Date   `bson:"validUntil" yaml:"validUntil,omitempty"` // the last day; nil if open-ended
	GoalTexts    content.Text    `bson:"goals" yaml:"goals,omitempty"`           // Markdown

	StoredTransitions []StoredTransition `bson:"transitions,omitempty" yaml:"transitions,omitempty"` // the first one first
}

// AgreementStatus says how far an agreement has come.
type AgreementStatus string

// AgreementStatuses lists all statuses.
func AgreementStatuses() []AgreementStatus {
	return []AgreementStatus{"NEGOTIATING", "ACTIVE", "PAUSED", "ENDED", "SUPERSEDED"}
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an agreement an [Entry].
func (*Agreement) EntryKind() content.Kind { return content.Agreements }

// Key is the slug.
func (a *Agreement) Key() string { return a.Slug }

// SetSlug gives it a key that was made from its title.
func (a *Agreement) SetSlug(s string) { a.Slug = s }

// Headline is the title.
func (a *Agreement) Headline() content.Text { return a.Titles }

// Searchable has the title.
func (a *Agreement) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": a.Titles}
}

// Sortable has the values of AgreementOrderField.
func (a *Agreement) Sortable() map[string]any {
	return map[string]any{
		"TITLE": a.Titles, "STATUS": content.Rank(AgreementStatuses(), a.Status), "SIGNED_ON": a.SignedOn,
		"VALID_FROM": a.ValidFrom, "VALID_UNTIL": a.ValidUntil, "UPDATED_AT": a.UpdatedAt,
	}
}

// Validate finds what is wrong with the agreement.
func (a *Agreement) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", a.Slug)
	c.Required("partner", a.PartnerID)
	c.Heading("title", a.Titles, true)
	content.OneOf(&c, "status", a.Status, AgreementStatuses())
	c.Days(map[string]*content.Date{"signedOn": a.SignedOn})
	c.Period("validFrom", "validUntil", a.ValidFrom, a.ValidUntil)
	c.Text("goals", a.GoalTexts, false)
	a.validateLifecycle(&c)
	return c.Problems
}

// Title is what the view shows of the title.
func (a *Agreement) Title() string { return a.Show(a.Titles) }

// Goals is what the view shows of the goals; nil if it has none.
func (a *Agreement) Goals() *richtext.Text { return richtext.Of(&a.Meta, a.GoalTexts) }

// ServedLocale is the language that the title is shown in.
func (a *Agreement) ServedLocale() content.Locale { return a.ServedIn(a.Titles) }

// UpdateAgreementInput is what can be written of an agreement. It stays with its partner, as its measures are that one's.
type UpdateAgreementInput struct {
	Slug, Title                     content.Maybe[string]
	Status                          content.Maybe[AgreementStatus]
	SignedOn, ValidFrom, ValidUntil content.Maybe[content.Date]
	Goals                           content.Maybe[string]
	Translations                    []*AgreementTranslationInput
}

// CreateAgreementInput is the same for a new one, with what has to be said of it and whose it is.
type CreateAgreementInput struct {
	Partner string
	Status  AgreementStatus
	UpdateAgreementInput
}

// AgreementTranslationInput is the texts of an agreement in one language.
type AgreementTranslationInput struct {
	Locale       content.Locale
	Title, Goals content.Maybe[string]
}

// Apply writes the input.
func (in *UpdateAgreementInput) Apply(l content.Locale, a *Agreement) {
	content.Set(&a.Slug, in.Slug)
	content.Set(&a.Status, in.Status)
	content.SetOptional(&a.SignedOn, in.SignedOn)
	content.SetOptional(&a.ValidFrom, in.ValidFrom)
	content.SetOptional(&a.ValidUntil, in.ValidUntil)
	for _, t := range append([]*AgreementTranslationInput{{l, in.Title, in.Goals}}, in.Translations...) {
		content.SetText(&a.Titles, t.Locale, t.Title)
		content.SetText(&a.GoalTexts, t.Locale, t.Goals)
	}
}

// Written is the input that changes nothing.
func (a *Agreement) Written(l content.Locale) content.Input[*Agreement] {
	in := &UpdateAgreementInput{
		Slug: content.Kept(a.Slug), Title: content.Kept(a.Titles[l]), Status: content.Kept(a.Status), Goals: content.Kept(a.GoalTexts[l]),
		SignedOn: content.Given(a.SignedOn), ValidFrom: content.Given(a.ValidFrom), ValidUntil: content.Given(a.ValidUntil),
	}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &AgreementTranslationInput{o, content.Kept(a.Titles[o]), content.Kept(a.GoalTexts[o])})
	}
	return in
}

// Apply writes the input.
func (in *CreateAgreementInput) Apply(l content.Locale, a *Agreement) {
	a.PartnerID, a.Status = in.Partner, in.Status
	in.UpdateAgreementInput.Apply(l, a)
}

// What the schema has for the lists of every type.
type (
	AgreementConnection   = list.Connection[*Agreement]
	AgreementEdge         = list.Edge[*Agreement]
	AgreementOrderField   string
	AgreementOrder        = list.Order[AgreementOrderField]
	AgreementListFilter   = list.ListFilter[AgreementFilter]
	AgreementStatusFilter = list.Comparison[AgreementStatus]
)

// AgreementFilter selects agreements.
type AgreementFilter struct {
	And, Or    []*AgreementFilter
	Not        *AgreementFilter
	ID         *list.IDFilter
	Slug       *list.StringFilter
	Title      *list.StringFilter
	Status     *AgreementStatusFilter
	SignedOn   *list.DateFilter
	ValidFrom  *list.DateFilter
	ValidUntil *list.DateFilter
	Partner    *PartnerFilter
	Measures   *MeasureListFilter
	Demo       *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *AgreementFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Title.On(list.Title("title")), f.Status.On(list.Path("status")),
		f.SignedOn.On(list.Path("signedOn")), f.ValidFrom.On(list.Path("validFrom")), f.ValidUntil.On(list.Path("validUntil")),
		f.Demo.On(list.Path("demo")), f.Drafted(), list.LinkTo(list.Path("partner"), content.Partners, f.Partner),
		f.Measures.On(list.Path("id"), content.Measures, "agreement", (*MeasureFilter).Condition))
}

// QueryAgreements asks for a list of agreements, latest first unless ordered otherwise.
func QueryAgreements(v content.View, f *AgreementFilter, by []*AgreementOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Agreement), f, by, AgreementOrder{Field: "VALID_FROM", Direction: list.Descending}, w)
}
