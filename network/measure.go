package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
)

// Measure is something that a partner has promised to do in an agreement.
type Measure struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string        `bson:"slug" yaml:"slug,omitempty"`
	PartnerID    string        `bson:"partner" yaml:"-"` // always that of the agreement, kept here too so that a partner's measures are one read
	AgreementID  string        `bson:"agreement" yaml:"agreement,omitempty"`
	Titles       content.Text  `bson:"title" yaml:"title,omitempty"`
	Area         MeasureArea   `bson:"area" yaml:"area,omitempty"`
	Status       MeasureStatus `bson:"status" yaml:"status,omitempty"`
	StartsOn     *content.Date `bson:"startsOn" yaml:"startsOn,omitempty"`
	EndsOn       *content.Date `bson:"endsOn" yaml:"endsOn,omitempty"`           // the last day; nil if open-ended
	Descriptions content.Text  `bson:"description" yaml:"description,omitempty"` // Markdown
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
func (*Measure) EntryKind() content.Kind { return content.Measures }

// Key is the slug.
func (m *Measure) Key() string { return m.Slug }

// SetSlug gives it a key that was made from its title.
func (m *Measure) SetSlug(s string) { m.Slug = s }

// Headline is the title.
func (m *Measure) Headline() content.Text { return m.Titles }

// Searchable has the title.
func (m *Measure) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": m.Titles}
}

// Sortable has the values of MeasureOrderField.
func (m *Measure) Sortable() map[string]any {
	return map[string]any{
		"TITLE": m.Titles, "AREA": content.Rank(MeasureAreas(), m.Area), "STATUS": content.Rank(MeasureStatuses(), m.Status),
		"STARTS_ON": m.StartsOn, "ENDS_ON": m.EndsOn, "UPDATED_AT": m.UpdatedAt,
	}
}

// Follow makes the measure one of the partner whose agreement it belongs to.
func (m *Measure) Follow(target content.Entry) {
	if a, ok := target.(*Agreement); ok {
		m.PartnerID = a.PartnerID
	}
}

// Refuses demands that the term of the measure and that of its agreement have a day in common.
func (m *Measure) Refuses(path string, target content.Entry) content.Problems {
	var c content.Validator
	if m.StartsOn != nil && m.EndsOn != nil && *m.EndsOn < *m.StartsOn {
		return nil // which is wrong by itself
	}
	if a, ok := target.(*Agreement); ok && !overlap(m.StartsOn, m.EndsOn, a.ValidFrom, a.ValidUntil) {
		c.Add(path, content.OutsideTerm, "Die Maßnahme liegt außerhalb der Laufzeit dieser Vereinbarung. Bitte ihre Tage berichtigen, oder eine andere Vereinbarung wählen.",
			"the measure lies outside of the term of this agreement; correct its days, or choose another agreement")
	}
	return c.Problems
}

// HasMoved reports whether its days have changed.
func (m *Measure) HasMoved(before content.Entry) bool {
	was, ok := before.(*Measure)
	return ok && (dayOrNone(was.StartsOn) != dayOrNone(m.StartsOn) || dayOrNone(was.EndsOn) != dayOrNone(m.EndsOn))
}

// Prose is the description.
func (m *Measure) Prose() []content.Prose { return content.Bodies(m.Descriptions) }

// Validate finds what is wrong with the measure.
func (m *Measure) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", m.Slug)
	c.Required("agreement", m.AgreementID)
	c.Heading("title", m.Titles, true)
	content.OneOf(&c, "area", m.Area, MeasureAreas())
	content.OneOf(&c, "status", m.Status, MeasureStatuses())
	c.Period("startsOn", "endsOn", m.StartsOn, m.EndsOn)
	c.Text("description", m.Descriptions, false)
	return c.Problems
}

// Title is what the view shows of the title.
func (m *Measure) Title() string { return m.Show(m.Titles) }

// Description is what the view shows of the description; nil if it has none.
func (m *Measure) Description() *richtext.Text { return richtext.Of(&m.Meta, m.Descriptions) }

// ServedLocale is the language that the title is shown in.
func (m *Measure) ServedLocale() content.Locale { return m.ServedIn(m.Titles) }

// UpdateMeasureInput is what can be written of a measure.
type UpdateMeasureInput struct {
	Slug, Agreement, Title content.Maybe[string]
	Area                   content.Maybe[MeasureArea]
	Status                 content.Maybe[MeasureStatus]
	StartsOn, EndsOn       content.Maybe[content.Date]
	Description            content.Maybe[string]
	Translations           []*MeasureTranslationInput
}

// CreateMeasureInput is the same for a new one, with what has to be said of it.
type CreateMeasureInput struct {
	Agreement string
	Area      MeasureArea
	Status    MeasureStatus
	UpdateMeasureInput
}

// MeasureTranslationInput is the texts of a measure in one language.
type MeasureTranslationInput struct {
	Locale             content.Locale
	Title, Description content.Maybe[string]
}

// Apply writes the input.
func (in *CreateMeasureInput) Apply(l content.Locale, m *Measure) {
	m.AgreementID = in.Agreement
	m.Area = in.Area
	m.Status = in.Status
	in.UpdateMeasureInput.Apply(l, m)
}

// Apply writes the input.
func (in *UpdateMeasureInput) Apply(l content.Locale, m *Measure) {
	content.Set(&m.Slug, in.Slug)
	content.Set(&m.AgreementID, in.Agreement)
	content.Set(&m.Area, in.Area)
	content.Set(&m.Status, in.Status)
	content.SetOptional(&m.StartsOn, in.StartsOn)
	content.SetOptional(&m.EndsOn, in.EndsOn)
	for _, t := range append([]*MeasureTranslationInput{{l, in.Title, in.Description}}, in.Translations...) {
		content.SetText(&m.Titles, t.Locale, t.Title)
		content.SetText(&m.Descriptions, t.Locale, t.Description)
	}
}

// Written is the input that changes nothing.
func (m *Measure) Written(l content.Locale) content.Input[*Measure] {
	in := &UpdateMeasureInput{
		Slug: content.Kept(m.Slug), Agreement: content.Kept(m.AgreementID), Title: content.Kept(m.Titles[l]), Description: content.Kept(m.Descriptions[l]),
		Area: content.Kept(m.Area), Status: content.Kept(m.Status), StartsOn: content.Given(m.StartsOn), EndsOn: content.Given(m.EndsOn),
	}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &MeasureTranslationInput{o, content.Kept(m.Titles[o]), content.Kept(m.Descriptions[o])})
	}
	return in
}

// What the schema has for the lists of every type.
type (
	MeasureConnection   = list.Connection[*Measure]
	MeasureEdge         = list.Edge[*Measure]
	MeasureOrderField   string
	MeasureOrder        = list.Order[MeasureOrderField]
	MeasureListFilter   = list.ListFilter[MeasureFilter]
	MeasureAreaFilter   = list.Comparison[MeasureArea]
	MeasureStatusFilter = list.Comparison[MeasureStatus]
)

// MeasureFilter selects measures.
type MeasureFilter struct {
	And, Or   []*MeasureFilter
	Not       *MeasureFilter
	ID        *list.IDFilter
	Slug      *list.StringFilter
	Title     *list.StringFilter
	Area      *MeasureAreaFilter
	Status    *MeasureStatusFilter
	StartsOn  *list.DateFilter
	EndsOn    *list.DateFilter
	Partner   *PartnerFilter
	Agreement *AgreementFilter
	Search    *string
	Demo      *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *MeasureFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), list.Matching(f.Search),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Title.On(list.Title("title")), f.Area.On(list.Path("area")),
		f.Status.On(list.Path("status")), f.StartsOn.On(list.Path("startsOn")), f.EndsOn.On(list.Path("endsOn")), f.Demo.On(list.Path("demo")), f.Drafted(),
		list.LinkTo(list.Path("partner"), content.Partners, f.Partner), list.LinkTo(list.Path("agreement"), content.Agreements, f.Agreement))
}

// QueryMeasures asks for a list of measures, by title unless ordered otherwise.
func QueryMeasures(v content.View, f *MeasureFilter, by []*MeasureOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Measure), f, by, MeasureOrder{Field: "TITLE"}, w)
}
