package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"time"
)

// Event is a meeting of the network or a public event.
type Event struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string        `bson:"slug" yaml:"slug,omitempty"`
	Kind         EventKind     `bson:"kind" yaml:"kind,omitempty"`
	Titles       content.Text  `bson:"title" yaml:"title,omitempty"`
	Descriptions content.Text  `bson:"description" yaml:"description,omitempty"` // Markdown
	StartsAt     time.Time     `bson:"startsAt" yaml:"startsAt,omitempty"`       // with AllDay, midnight in Europe/Berlin
	EndsAt       *time.Time    `bson:"endsAt" yaml:"endsAt,omitempty"`
	AllDay       bool          `bson:"allDay" yaml:"allDay,omitempty"`
	Place        *StoredPlace  `bson:"location" yaml:"location,omitempty"`
	HostIDs      []string      `bson:"hosts" yaml:"hosts,omitempty"`
	ShortReports content.Text  `bson:"shortReport" yaml:"shortReport,omitempty"` // Markdown
	ReportDue    *content.Date `bson:"shortReportDue" yaml:"shortReportDue,omitempty"`

	State         EventStatus  `bson:"status" yaml:"status,omitempty"` // empty in files and in what was stored before there were any
	StatusReasons content.Text `bson:"statusReason,omitempty" yaml:"statusReason,omitempty"`
}

// StoredPlace is where an event takes place, in all languages.
type StoredPlace struct {
	Names  content.Text `bson:"name" yaml:"name,omitempty"`
	City   *string      `bson:"city" yaml:"city,omitempty"`
	Online bool         `bson:"online" yaml:"online,omitempty"`
}

// EventLocation is where an event takes place, as a view shows it.
type EventLocation struct {
	Name, NameLanguageTag *string
	City                  *string
	Online                bool
}

// EventKind is what kind of event it is.
type EventKind string

// EventKinds lists all kinds of events.
func EventKinds() []EventKind { return []EventKind{"NETWORK_MEETING", "PUBLIC_EVENT"} }

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an event an [Entry].
func (*Event) EntryKind() content.Kind { return content.Events }

// Key is the slug.
func (e *Event) Key() string { return e.Slug }

// SetSlug gives it a key that was made from its title.
func (e *Event) SetSlug(s string) { e.Slug = s }

// Headline is the title.
func (e *Event) Headline() content.Text { return e.Titles }

// Searchable has the title.
func (e *Event) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": e.Titles}
}

// Sortable has the values of EventOrderField.
func (e *Event) Sortable() map[string]any {
	return map[string]any{"STARTS_AT": e.StartsAt, "TITLE": e.Titles, "UPDATED_AT": e.UpdatedAt}
}

// Prose is what it is about, what came of it, and where it is.
func (e *Event) Prose() []content.Prose {
	all := content.Bodies(e.Descriptions, e.ShortReports)
	if e.Place != nil {
		all = append(all, content.Prose{Text: e.Place.Names, Weight: content.InLead}, content.Prose{Text: content.Unlocalised(e.Place.City), Weight: content.InLead})
	}
	return all
}

// Validate finds what is wrong with the event.
func (e *Event) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", e.Slug)
	content.OneOf(&c, "kind", e.Kind, EventKinds())
	c.Heading("title", e.Titles, true)
	c.Text("description", e.Descriptions, false)
	if e.StartsAt.IsZero() {
		c.Add("startsAt", content.Required, "Der Beginn fehlt.", "the beginning is missing")
	}
	if midnight := content.Midnight(e.StartsAt); e.AllDay && !e.StartsAt.IsZero() && !e.StartsAt.Equal(midnight) {
		at := midnight.Format(time.RFC3339)
		c.Add("startsAt", content.BadInput, "Ein Termin von einem ganzen Tag beginnt um Mitternacht deutscher Zeit, also "+at+".",
			"an event of a whole day begins at midnight in Europe/Berlin, which is "+at)
	}
	if e.EndsAt != nil && e.EndsAt.Before(e.StartsAt) {
		c.Add("endsAt", content.BadInput, "Das Ende liegt vor dem Anfang.", "the end is before the start")
	}
	e.checkStatus(&c)
	if e.Place != nil {
		c.Heading("location.name", e.Place.Names, false)
		c.OptionalLine("location.city", e.Place.City)
	}
	c.Text("shortReport", e.ShortReports, false)
	c.Days(map[string]*content.Date{"shortReportDue": e.ReportDue})
	return c.Problems
}

// Title is what the view shows of the title.
func (e *Event) Title() string { return e.Show(e.Titles) }

// Description is what the view shows of the description; nil if it has none.
func (e *Event) Description() *richtext.Text { return richtext.Of(&e.Meta, e.Descriptions) }

// ShortReport is what the view shows of the short report; nil if it has none.
func (e *Event) ShortReport() *richtext.Text { return richtext.Of(&e.Meta, e.ShortReports) }

// ShortReportDue is the day by which the short report is due; nil if none is expected or it is there.
func (e *Event) ShortReportDue() *content.Date {
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
	place := &EventLocation{City: e.Place.City, Online: e.Place.Online}
	if name, in := e.ShowName(e.Place.Names); name != "" {
		place.Name, place.NameLanguageTag = &name, new(string(in))
	}
	return place
}

// ServedLocale is the language that the title is shown in.
func (e *Event) ServedLocale() content.Locale { return e.ServedIn(e.Titles) }

// UpdateEventInput is what can be written of an event.
type UpdateEventInput struct {
	Slug, Title, Description, ShortReport content.Maybe[string]
	Kind                                  content.Maybe[EventKind]
	StartsAt, EndsAt                      content.Maybe[time.Time]
	AllDay                                content.Maybe[bool]
	Location                              content.Maybe[EventLocationInput]
	Hosts                                 content.Maybe[[]string]
	ShortReportDue                        content.Maybe[content.Date]
	Status                                content.Maybe[EventStatus]
	StatusReason                          content.Maybe[string]
	Translations                          []*EventTranslationInput
}

// CreateEventInput is the same for a new one, with what has to be said of it.
type CreateEventInput struct {
	Kind     EventKind
	StartsAt time.Time
	UpdateEventInput
}

// EventLocationInput is where an event takes place.
type EventLocationInput struct {
	Name, City *string
	Online     bool
}

// EventTranslationInput is the texts of an event in one language.
type EventTranslationInput struct {
	Locale                                                      content.Locale
	Title, Description, ShortReport, LocationName, StatusReason content.Maybe[string]
}

// Apply writes the input.
func (in *CreateEventInput) Apply(l content.Locale, e *Event) {
	e.Kind = in.Kind
	e.StartsAt = in.StartsAt
	in.UpdateEventInput.Apply(l, e)
}

// Apply writes the input.
func (in *UpdateEventInput) Apply(l content.Locale, e *Event) {
	content.Set(&e.Slug, in.Slug)
	content.Set(&e.Kind, in.Kind)
	content.Set(&e.StartsAt, in.StartsAt)
	content.SetOptional(&e.EndsAt, in.EndsAt)
	content.Set(&e.AllDay, in.AllDay)
	content.Set(&e.HostIDs, in.Hosts)
	content.SetOptional(&e.ReportDue, in.ShortReportDue)
	content.Set(&e.State, in.Status)
	if where, set := in.Location.ValueOK(); set {
		e.locate(l, where)
	}
	for _, t := range append([]*EventTranslationInput{{Locale: l, Title: in.Title, Description: in.Description, ShortReport: in.ShortReport, StatusReason: in.StatusReason}}, in.Translations...) {
		content.SetText(&e.Titles, t.Locale, t.Title)
		content.SetText(&e.Descriptions, t.Locale, t.Description)
		content.SetText(&e.ShortReports, t.Locale, t.ShortReport)
		content.SetText(&e.StatusReasons, t.Locale, t.StatusReason)
		if name, set := t.LocationName.ValueOK(); set && e.Place != nil {
			place := *e.Place
			place.Names = content.WithText(place.Names, t.Locale, name)
			e.Place = &place
		}
	}
}

// Written is the input that changes nothing.
func (e *Event) Written(l content.Locale) content.Input[*Event] {
	in := &UpdateEventInput{
		Slug: content.Kept(e.Slug), Title: content.Kept(e.Titles[l]), Description: content.Kept(e.Descriptions[l]), ShortReport: content.Kept(e.ShortReports[l]),
		Kind: content.Kept(e.Kind), StartsAt: content.Kept(e.StartsAt), EndsAt: content.Given(e.EndsAt), AllDay: content.Given(&e.AllDay),
		Hosts: content.Given(&e.HostIDs), ShortReportDue: content.Given(e.ReportDue),
		Status: content.Kept(e.State), StatusReason: content.Kept(e.StatusReasons[l]),
	}
	var place StoredPlace
	if e.Place != nil {
		place = *e.Place
		in.Location = content.Given(&EventLocationInput{content.OrNil(place.Names[l]), place.City, place.Online})
	}
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &EventTranslationInput{
			o, content.Kept(e.Titles[o]), content.Kept(e.Descriptions[o]), content.Kept(e.ShortReports[o]), content.Kept(place.Names[o]), content.Kept(e.StatusReasons[o]),
		})
	}
	return in
}

func (e *Event) locate(l content.Locale, where *EventLocationInput) {
	if where == nil {
		e.Place = nil
		return
	}
	var names content.Text
	if e.Place != nil {
		names = e.Place.Names
	}
	e.Place = &StoredPlace{content.WithText(names, l, where.Name), where.City, where.Online}
}

// What the schema has for the lists of every type.
type (
	EventConnection = list.Connection[*Event]
	EventEdge       = list.Edge[*Event]
	EventOrderField string
	EventOrder      = list.Order[EventOrderField]
	EventKindFilter = list.Comparison[EventKind]
)

// EventFilter selects events.
type EventFilter struct {
	And, Or  []*EventFilter
	Not      *EventFilter
	ID       *list.IDFilter
	Slug     *list.StringFilter
	Kind     *EventKindFilter
	Title    *list.StringFilter
	StartsAt *list.DateTimeFilter
	EndsAt   *list.DateTimeFilter
	City     *list.StringFilter
	Online   *list.BooleanFilter
	Hosts    *PartnerListFilter
	Status   *EventStatusFilter
	Search   *string
	Demo     *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *EventFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), list.Matching(f.Search),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Kind.On(list.Path("kind")), f.Title.On(list.Title("title")),
		f.StartsAt.On(list.Path("startsAt")), f.EndsAt.On(list.Path("endsAt")), f.City.On(list.Path("location.city")),
		f.Online.On(list.Path("location.online")), f.Status.On(list.Path("status")), f.Demo.On(list.Path("demo")), f.Drafted(),
		f.Hosts.On(list.Path("hosts"), content.Partners, "id", (*PartnerFilter).Condition))
}

// QueryEvents asks for a list of events, by beginning unless ordered otherwise.
func QueryEvents(v content.View, f *EventFilter, by []*EventOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Event), f, by, EventOrder{Field: "STARTS_AT"}, w)
}
