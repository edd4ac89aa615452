package content

// Measure is something that a partner has promised to do in an agreement.
type Measure struct {
	Meta         `bson:",inline" yaml:",inline"`
	Slug         string        `bson:"slug" yaml:"slug,omitempty"`
	PartnerID    string        `bson:"partner" yaml:"-"` // always that of the agreement, kept here too so that a partner's measures are one read
	AgreementID  string        `bson:"agreement" yaml:"agreement,omitempty"`
	Titles       Text          `bson:"title" yaml:"title,omitempty"`
	Area         MeasureArea   `bson:"area" yaml:"area,omitempty"`
	Status       MeasureStatus `bson:"status" yaml:"status,omitempty"`
	StartsOn     *Date         `bson:"startsOn" yaml:"startsOn,omitempty"`
	EndsOn       *Date         `bson:"endsOn" yaml:"endsOn,omitempty"`           // the last day; nil if open-ended
	Descriptions Text          `bson:"description" yaml:"description,omitempty"` // Markdown
}

// MeasureArea is what a measure is about.
type MeasureArea string

// MeasureAreas lists all areas, in the order of the initiative's public page.
func MeasureAreas() []MeasureArea {
	return []MeasureArea{"INFORMATION", "OUTREACH", "TRAINING", "ORGANISATION", "OTHER"}
}

// MeasureStatus says how far a measure has come.
type MeasureStatus string

// MeasureStatuses lists all statuses.
func MeasureStatuses() []MeasureStatus {
	return []MeasureStatus{"PLANNED", "RUNNING", "COMPLETED", "DROPPED"}
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a measure an [Entry].
func (*Measure) EntryKind() Kind { return Measures }

// Key is the slug.
func (m *Measure) Key() string { return m.Slug }

// SetSlug gives it a key that was made from its title.
func (m *Measure) SetSlug(s string) { m.Slug = s }

// Headline is the title.
func (m *Measure) Headline() Text { return m.Titles }

// Searchable has the title.
func (m *Measure) Searchable() map[string]Text { return map[string]Text{"title": m.Titles} }

// Sortable has the values of MeasureOrderField.
func (m *Measure) Sortable() map[string]any {
	return map[string]any{
		"TITLE": m.Titles, "AREA": Rank(MeasureAreas(), m.Area), "STATUS": Rank(MeasureStatuses(), m.Status),
		"STARTS_ON": m.StartsOn, "ENDS_ON": m.EndsOn, "UPDATED_AT": m.UpdatedAt,
	}
}

// Follow makes the measure one of the partner whose agreement it belongs to.
func (m *Measure) Follow(target Entry) {
	if a, ok := target.(*Agreement); ok {
		m.PartnerID = a.PartnerID
	}
}

// Prose is the description.
func (m *Measure) Prose() []Prose { return Bodies(m.Descriptions) }

// Validate finds what is wrong with the measure.
func (m *Measure) Validate() []Problem {
	var c Validator
	c.Slug("slug", m.Slug)
	c.Required("agreement", m.AgreementID)
	c.Text("title", m.Titles, true)
	OneOf(&c, "area", m.Area, MeasureAreas())
	OneOf(&c, "status", m.Status, MeasureStatuses())
	c.Period("startsOn", "endsOn", m.StartsOn, m.EndsOn)
	c.Text("description", m.Descriptions, false)
	return c.Problems
}

// Title is what the view shows of the title.
func (m *Measure) Title() string { return m.Show(m.Titles) }

// Description is what the view shows of the description; nil if it has none.
func (m *Measure) Description() *RichText { return Of(&m.Meta, m.Descriptions) }

// ServedLocale is the language that the title is shown in.
func (m *Measure) ServedLocale() Locale { return m.ServedIn(m.Titles) }

// UpdateMeasureInput is what can be written of a measure.
type UpdateMeasureInput struct {
	Slug, Agreement, Title Maybe[string]
	Area                   Maybe[MeasureArea]
	Status                 Maybe[MeasureStatus]
	StartsOn, EndsOn       Maybe[Date]
	Description            Maybe[string]
	Translations           []*MeasureTranslationInput
}

// CreateMeasureInput is the same for a new one.
type CreateMeasureInput = UpdateMeasureInput

// MeasureTranslationInput is the texts of a measure in one language.
type MeasureTranslationInput struct {
	Locale             Locale
	Title, Description Maybe[string]
}

// Apply writes the input.
func (in *UpdateMeasureInput) Apply(l Locale, m *Measure) {
	Set(&m.Slug, in.Slug)
	Set(&m.AgreementID, in.Agreement)
	Set(&m.Area, in.Area)
	Set(&m.Status, in.Status)
	SetOptional(&m.StartsOn, in.StartsOn)
	SetOptional(&m.EndsOn, in.EndsOn)
	for _, t := range append([]*MeasureTranslationInput{{l, in.Title, in.Description}}, in.Translations...) {
		SetText(&m.Titles, t.Locale, t.Title)
		SetText(&m.Descriptions, t.Locale, t.Description)
	}
}

// What the schema has for the lists of every type.
type (
	MeasureConnection   = Connection[*Measure]
	MeasureEdge         = Edge[*Measure]
	MeasureOrderField   string
	MeasureOrder        = Order[MeasureOrderField]
	MeasureListFilter   = ListFilter[MeasureFilter]
	MeasureAreaFilter   = Comparison[MeasureArea]
	MeasureStatusFilter = Comparison[MeasureStatus]
)

// MeasureFilter selects measures.
type MeasureFilter struct {
	And, Or   []*MeasureFilter
	Not       *MeasureFilter
	ID        *IDFilter
	Slug      *StringFilter
	Title     *StringFilter
	Area      *MeasureAreaFilter
	Status    *MeasureStatusFilter
	StartsOn  *DateFilter
	EndsOn    *DateFilter
	Partner   *PartnerFilter
	Agreement *AgreementFilter
	Search    *string
	Demo      *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *MeasureFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not), Matching(f.Search),
		f.ID.On(Path("id")), f.Slug.On(Path("slug")), f.Title.On(Title("title")), f.Area.On(Path("area")),
		f.Status.On(Path("status")), f.StartsOn.On(Path("startsOn")), f.EndsOn.On(Path("endsOn")), f.Demo.On(Path("demo")),
		LinkTo(Path("partner"), Partners, f.Partner), LinkTo(Path("agreement"), Agreements, f.Agreement))
}

// QueryMeasures asks for a list of measures, by title unless ordered otherwise.
func QueryMeasures(v View, f *MeasureFilter, by []*MeasureOrder, w Window) (Query, error) {
	return NewQuery(v, new(Measure), f, by, MeasureOrder{Field: "TITLE"}, w)
}
