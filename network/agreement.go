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

	Place             string             `bson:"signedAt,omitempty" yaml:"signedAt,omitempty"` // of the signatures; empty if unknown
	DocumentID        string             `bson:"document,omitempty" yaml:"document,omitempty"` // of media; empty for none
	StoredSignatories []StoredSignatory  `bson:"signatories,omitempty" yaml:"signatories,omitempty"`
	StoredClauses     []StoredClause     `bson:"clauses,omitempty" yaml:"clauses,omitempty"`
	StoredTransitions []StoredTransition `bson:"transitions,omitempty" yaml:"transitions,omitempty"` // the first one first
	SupersededByID    string             `bson:"supersededBy,omitempty" yaml:"supersededBy,omitempty"`

	others map[string]foreign // what it links to that is not its own, where that was found out; see Follow
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
	a.validateContract(&c)
	a.validateLifecycle(&c)
	return c.Problems
}

// Title is what the view shows of the title.
func (a *Agreement) Title() string { return a.Show(a.Titles) }

// Goals is what the view shows of the goals; nil if it has none.
func (a *Agreement) Goals() *richtext.Text { return richtext.Of(&a.Meta, a.GoalTexts) }

// ServedLocale is the language that the title is shown in.
func (a *Agreement) ServedLocale() content.Locale { return a.ServedIn(a.Titles) }

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
