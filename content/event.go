package content

import "time"

// Event is a meeting of the network or a public event.
type Event struct {
	Meta         `bson:",inline" yaml:",inline"`
	Slug         string       `bson:"slug" yaml:"slug,omitempty"`
	Kind         EventKind    `bson:"kind" yaml:"kind,omitempty"`
	Titles       Text         `bson:"title" yaml:"title,omitempty"`
	Descriptions Text         `bson:"description" yaml:"description,omitempty"` // Markdown
	StartsAt     time.Time    `bson:"startsAt" yaml:"startsAt,omitempty"`       // with AllDay, midnight in Europe/Berlin
	EndsAt       *time.Time   `bson:"endsAt" yaml:"endsAt,omitempty"`
	AllDay       bool         `bson:"allDay" yaml:"allDay,omitempty"`
	Place        *StoredPlace `bson:"location" yaml:"location,omitempty"`
	HostIDs      []string     `bson:"hosts" yaml:"hosts,omitempty"`
	ShortReports Text         `bson:"shortReport" yaml:"shortReport,omitempty"` // Markdown
	ReportDue    *Date        `bson:"shortReportDue" yaml:"shortReportDue,omitempty"`
}

// StoredPlace is where an event takes place, in all languages.
type StoredPlace struct {
	Names  Text    `bson:"name" yaml:"name,omitempty"`
	City   *string `bson:"city" yaml:"city,omitempty"`
	Online bool    `bson:"online" yaml:"online,omitempty"`
}

// EventLocation is where an event takes place, as a view shows it.
type EventLocation struct {
	Name   *string
	City   *string
	Online bool
}

// EventKind is what kind of event it is.
type EventKind string

// EventKinds lists all kinds of events.
func EventKinds() []EventKind { return []EventKind{"NETWORK_MEETING", "PUBLIC_EVENT"} }

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an event an [Entry].
func (*Event) EntryKind() Kind { return Events }

// Key is the slug.
func (e *Event) Key() string { return e.Slug }

// SetSlug gives it a key that was made from its title.
func (e *Event) SetSlug(s string) { e.Slug = s }

// Headline is the title.
func (e *Event) Headline() Text { return e.Titles }

// Searchable has the title.
func (e *Event) Searchable() map[string]Text { return map[string]Text{"title": e.Titles} }

// Sortable has the values of EventOrderField.
func (e *Event) Sortable() map[string]any {
	return map[string]any{"STARTS_AT": e.StartsAt, "TITLE": e.Titles, "UPDATED_AT": e.UpdatedAt}
}

// Prose is what it is about, what came of it, and where it is.
func (e *Event) Prose() []Prose {
	all := Bodies(e.Descriptions, e.ShortReports)
	if e.Place != nil {
		all = append(all, Prose{e.Place.Names, InLead, false}, Prose{Unlocalised(e.Place.City), InLead, false})
	}
	return all
}

// Validate finds what is wrong with the event.
func (e *Event) Validate() []Problem {
	var c Validator
	c.Slug("slug", e.Slug)
	OneOf(&c, "kind", e.Kind, EventKinds())
	c.Text("title", e.Titles, true)
	c.Text("description", e.Descriptions, false)
	if e.StartsAt.IsZero() {
		c.Add("startsAt", Required, "Der Beginn fehlt.", "the beginning is missing")
	}
	if e.EndsAt != nil && e.EndsAt.Before(e.StartsAt) {
		c.Add("endsAt", BadInput, "Das Ende liegt vor dem Anfang.", "the end is before the start")
	}
	if e.Place != nil {
		c.Text("location.name", e.Place.Names, false)
	}
	c.Text("shortReport", e.ShortReports, false)
	c.Days(map[string]*Date{"shortReportDue": e.ReportDue})
	return c.Problems
}

// Title is what the view shows of the title.
func (e *Event) Title() string { return e.Show(e.Titles) }

// Description is what the view shows of the description; nil if it has none.
func (e *Event) Description() *RichText { return Of(&e.Meta, e.Descriptions) }

// ShortReport is what the view shows of the short report; nil if it has none.
func (e *Event) ShortReport() *RichText { return Of(&e.Meta, e.ShortReports) }

// ShortReportDue is the day by which the short report is due; nil if none is expected or it is there.
func (e *Event) ShortReportDue() *Date {
	if len(e.ShortReports.Locales()) > 0 {
		return nil
	}
	return e.ReportDue
}

// Location is what the view shows of the place; nil if it is unknown.
func (e *Event) Location() *EventLocation {
	if e.Place == nil {
		return nil
	}
	return &EventLocation{e.ShowOptional(e.Place.Names), e.Place.City, e.Place.Online}
}

// ServedLocale is the language that the title is shown in.
func (e *Event) ServedLocale() Locale { return e.ServedIn(e.Titles) }

// UpdateEventInput is what can be written of an event.
type UpdateEventInput struct {
	Slug, Title, Description, ShortReport Maybe[string]
	Kind                                  Maybe[EventKind]
	StartsAt, EndsAt                      Maybe[time.Time]
	AllDay                                Maybe[bool]
	Location                              Maybe[EventLocationInput]
	Hosts                                 Maybe[[]string]
	ShortReportDue                        Maybe[Date]
	Translations                          []*EventTranslationInput
}

// CreateEventInput is the same for a new one.
type CreateEventInput = UpdateEventInput

// EventLocationInput is where an event takes place.
type EventLocationInput struct {
	Name, City *string
	Online     bool
}

// EventTranslationInput is the texts of an event in one language.
type EventTranslationInput struct {
	Locale                                        Locale
	Title, Description, ShortReport, LocationName Maybe[string]
}

// Apply writes the input.
func (in *UpdateEventInput) Apply(l Locale, e *Event) {
	Set(&e.Slug, in.Slug)
	Set(&e.Kind, in.Kind)
	Set(&e.StartsAt, in.StartsAt)
	SetOptional(&e.EndsAt, in.EndsAt)
	Set(&e.AllDay, in.AllDay)
	Set(&e.HostIDs, in.Hosts)
	SetOptional(&e.ReportDue, in.ShortReportDue)
	if where, set := in.Location.ValueOK(); set {
		e.locate(l, where)
	}
	for _, t := range append([]*EventTranslationInput{{Locale: l, Title: in.Title, Description: in.Description, ShortReport: in.ShortReport}}, in.Translations...) {
		SetText(&e.Titles, t.Locale, t.Title)
		SetText(&e.Descriptions, t.Locale, t.Description)
		SetText(&e.ShortReports, t.Locale, t.ShortReport)
		if name, set := t.LocationName.ValueOK(); set && e.Place != nil {
			place := *e.Place
			place.Names = WithText(place.Names, t.Locale, name)
			e.Place = &place
		}
	}
}

func (e *Event) locate(l Locale, where *EventLocationInput) {
	if where == nil {
		e.Place = nil
		return
	}
	var names Text
	if e.Place != nil {
		names = e.Place.Names
	}
	e.Place = &StoredPlace{WithText(names, l, where.Name), where.City, where.Online}
}

// What the schema has for the lists of every type.
type (
	EventConnection = Connection[*Event]
	EventEdge       = Edge[*Event]
	EventOrderField string
	EventOrder      = Order[EventOrderField]
	EventKindFilter = Comparison[EventKind]
)

// EventFilter selects events.
type EventFilter struct {
	And, Or  []*EventFilter
	Not      *EventFilter
	ID       *IDFilter
	Slug     *StringFilter
	Kind     *EventKindFilter
	Title    *StringFilter
	StartsAt *DateTimeFilter
	EndsAt   *DateTimeFilter
	City     *StringFilter
	Online   *BooleanFilter
	Hosts    *PartnerListFilter
	Search   *string
	Demo     *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *EventFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not), Matching(f.Search),
		f.ID.On(Path("id")), f.Slug.On(Path("slug")), f.Kind.On(Path("kind")), f.Title.On(Title("title")),
		f.StartsAt.On(Path("startsAt")), f.EndsAt.On(Path("endsAt")), f.City.On(Path("location.city")),
		f.Online.On(Path("location.online")), f.Demo.On(Path("demo")),
		f.Hosts.On(Path("hosts"), Partners, "id", (*PartnerFilter).Condition))
}

// QueryEvents asks for a list of events, by beginning unless ordered otherwise.
func QueryEvents(v View, f *EventFilter, by []*EventOrder, w Window) (Query, error) {
	return NewQuery(v, new(Event), f, by, EventOrder{Field: "STARTS_AT"}, w)
}
