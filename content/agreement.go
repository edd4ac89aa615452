package content

// Agreement is what a partner and the state have agreed on.
type Agreement struct {
	Meta       `bson:",inline" yaml:",inline"`
	Slug       string          `bson:"slug" yaml:"slug,omitempty"`
	PartnerID  string          `bson:"partner" yaml:"partner,omitempty"`
	Titles     Text            `bson:"title" yaml:"title,omitempty"`
	Status     AgreementStatus `bson:"status" yaml:"status,omitempty"`
	SignedOn   *Date           `bson:"signedOn" yaml:"signedOn,omitempty"`
	ValidFrom  *Date           `bson:"validFrom" yaml:"validFrom,omitempty"`
	ValidUntil *Date           `bson:"validUntil" yaml:"validUntil,omitempty"` // the last day; nil if open-ended
	GoalTexts  Text            `bson:"goals" yaml:"goals,omitempty"`           // Markdown
}

// AgreementStatus says how far an agreement has come.
type AgreementStatus string

// AgreementStatuses lists all statuses.
func AgreementStatuses() []AgreementStatus {
	return []AgreementStatus{"NEGOTIATING", "ACTIVE", "PAUSED", "ENDED", "SUPERSEDED"}
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an agreement an [Entry].
func (*Agreement) EntryKind() Kind { return Agreements }

// Key is the slug.
func (a *Agreement) Key() string { return a.Slug }

// SetSlug gives it a key that was made from its title.
func (a *Agreement) SetSlug(s string) { a.Slug = s }

// Headline is the title.
func (a *Agreement) Headline() Text { return a.Titles }

// Searchable has the title.
func (a *Agreement) Searchable() map[string]Text { return map[string]Text{"title": a.Titles} }

// Sortable has the values of AgreementOrderField.
func (a *Agreement) Sortable() map[string]any {
	return map[string]any{
		"TITLE": a.Titles, "STATUS": Rank(AgreementStatuses(), a.Status), "SIGNED_ON": a.SignedOn,
		"VALID_FROM": a.ValidFrom, "VALID_UNTIL": a.ValidUntil, "UPDATED_AT": a.UpdatedAt,
	}
}

// Validate finds what is wrong with the agreement.
func (a *Agreement) Validate() []Problem {
	var c Validator
	c.Slug("slug", a.Slug)
	c.Required("partner", a.PartnerID)
	c.Text("title", a.Titles, true)
	OneOf(&c, "status", a.Status, AgreementStatuses())
	c.Days(map[string]*Date{"signedOn": a.SignedOn})
	c.Period("validFrom", "validUntil", a.ValidFrom, a.ValidUntil)
	c.Text("goals", a.GoalTexts, false)
	return c.Problems
}

// Title is what the view shows of the title.
func (a *Agreement) Title() string { return a.Show(a.Titles) }

// Goals is what the view shows of the goals; nil if it has none.
func (a *Agreement) Goals() *RichText { return Of(&a.Meta, a.GoalTexts) }

// ServedLocale is the language that the title is shown in.
func (a *Agreement) ServedLocale() Locale { return a.ServedIn(a.Titles) }

// UpdateAgreementInput is what can be written of an agreement. It stays with its partner, as its measures are that one's.
type UpdateAgreementInput struct {
	Slug, Title                     Maybe[string]
	Status                          Maybe[AgreementStatus]
	SignedOn, ValidFrom, ValidUntil Maybe[Date]
	Goals                           Maybe[string]
	Translations                    []*AgreementTranslationInput
}

// CreateAgreementInput is the same for a new one, and whose it is.
type CreateAgreementInput struct {
	Partner string
	UpdateAgreementInput
}

// AgreementTranslationInput is the texts of an agreement in one language.
type AgreementTranslationInput struct {
	Locale       Locale
	Title, Goals Maybe[string]
}

// Apply writes the input.
func (in *UpdateAgreementInput) Apply(l Locale, a *Agreement) {
	Set(&a.Slug, in.Slug)
	Set(&a.Status, in.Status)
	SetOptional(&a.SignedOn, in.SignedOn)
	SetOptional(&a.ValidFrom, in.ValidFrom)
	SetOptional(&a.ValidUntil, in.ValidUntil)
	for _, t := range append([]*AgreementTranslationInput{{l, in.Title, in.Goals}}, in.Translations...) {
		SetText(&a.Titles, t.Locale, t.Title)
		SetText(&a.GoalTexts, t.Locale, t.Goals)
	}
}

// Apply writes the input.
func (in *CreateAgreementInput) Apply(l Locale, a *Agreement) {
	a.PartnerID = in.Partner
	in.UpdateAgreementInput.Apply(l, a)
}

// What the schema has for the lists of every type.
type (
	AgreementConnection   = Connection[*Agreement]
	AgreementEdge         = Edge[*Agreement]
	AgreementOrderField   string
	AgreementOrder        = Order[AgreementOrderField]
	AgreementListFilter   = ListFilter[AgreementFilter]
	AgreementStatusFilter = Comparison[AgreementStatus]
)

// AgreementFilter selects agreements.
type AgreementFilter struct {
	And, Or    []*AgreementFilter
	Not        *AgreementFilter
	ID         *IDFilter
	Slug       *StringFilter
	Title      *StringFilter
	Status     *AgreementStatusFilter
	SignedOn   *DateFilter
	ValidFrom  *DateFilter
	ValidUntil *DateFilter
	Partner    *PartnerFilter
	Measures   *MeasureListFilter
	Demo       *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *AgreementFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not),
		f.ID.On(Path("id")), f.Slug.On(Path("slug")), f.Title.On(Title("title")), f.Status.On(Path("status")),
		f.SignedOn.On(Path("signedOn")), f.ValidFrom.On(Path("validFrom")), f.ValidUntil.On(Path("validUntil")),
		f.Demo.On(Path("demo")), LinkTo(Path("partner"), Partners, f.Partner),
		f.Measures.On(Path("id"), Measures, "agreement", (*MeasureFilter).Condition))
}

// QueryAgreements asks for a list of agreements, latest first unless ordered otherwise.
func QueryAgreements(v View, f *AgreementFilter, by []*AgreementOrder, w Window) (Query, error) {
	return NewQuery(v, new(Agreement), f, by, AgreementOrder{Field: "VALID_FROM", Direction: Descending}, w)
}
