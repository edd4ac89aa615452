package network

import (
	"fmt"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
)

// Report is what a partner tells of a year of carrying out its measures. Its own people write it section by section.
type Report struct {
	content.Meta  `bson:",inline" yaml:",inline"`
	Slug          string           `bson:"slug" yaml:"slug,omitempty"`
	PartnerID     string           `bson:"partner" yaml:"partner,omitempty"`
	YearID        string           `bson:"year" yaml:"year,omitempty"`
	StoredState   ReportState      `bson:"state" yaml:"state,omitempty"`
	Due           *content.Date    `bson:"dueOn" yaml:"dueOn,omitempty"` // the last day on time; nil if nobody said
	Sent          *time.Time       `bson:"submittedAt" yaml:"submittedAt,omitempty"`
	SentRevision  int              `bson:"submittedRevision,omitempty" yaml:"submittedRevision,omitempty"` // that submitting made
	Summaries     content.Text     `bson:"summary" yaml:"summary,omitempty"`                               // Markdown
	Outlooks      content.Text     `bson:"outlook" yaml:"outlook,omitempty"`                               // Markdown
	StoredEntries []StoredProgress `bson:"entries,omitempty" yaml:"entries,omitempty"`
	Noted         ReportNotes      `bson:"noted" yaml:"-"`

	year *ImplementationYear // where that was found out; see Follow
}

// ReportNotes is what a report keeps of what it links to, and of its sections.
type ReportNotes struct {
	PartnerName string                 `bson:"partner,omitempty"` // when the report was begun
	YearLabel   string                 `bson:"year,omitempty"`
	Sections    map[string]SectionNote `bson:"sections,omitempty"` // by summary, outlook, or the id of a measure
}

// Aside marks it as no change by itself.
func (ReportNotes) Aside() {}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a report an [Entry].
func (*Report) EntryKind() content.Kind { return content.Reports }

// Key is the slug.
func (r *Report) Key() string { return r.Slug }

// SetSlug gives it a key that was made from its title.
func (r *Report) SetSlug(s string) { r.Slug = s }

// Headline is made of the year and the partner, in German and in the languages that the summary is written in.
func (r *Report) Headline() content.Text {
	if r.Noted.PartnerName == "" {
		return content.Text{content.DE: r.Slug}
	}
	title := content.Text{}
	for l, word := range map[content.Locale]string{content.DE: "Bericht", content.EN: "Report", content.DESimple: "Bericht"} {
		if l == content.DE || r.Summaries[l] != "" {
			title[l] = fmt.Sprintf("%s %s: %s", word, r.Noted.YearLabel, r.Noted.PartnerName)
		}
	}
	return title
}

// Searchable has nothing: a report has no text that names it.
func (r *Report) Searchable() map[string]content.Text { return nil }

// Sortable has the values of ReportOrderField.
func (r *Report) Sortable() map[string]any {
	return map[string]any{
		"PARTNER_NAME": content.Text{content.DE: r.Noted.PartnerName}, "YEAR": r.Noted.YearLabel, "UPDATED_AT": r.UpdatedAt,
	}
}

// Follow takes note of what the report is called by.
func (r *Report) Follow(target content.Entry) {
	switch t := target.(type) {
	case *Partner:
		r.Noted.PartnerName = t.Names[content.DE]
	case *ImplementationYear:
		r.Noted.YearLabel, r.year = t.Label, t
	}
}

// Refuses demands that a measure is the partner's own, and that its term and the year overlap.
func (r *Report) Refuses(path string, target content.Entry) content.Problems {
	m, is := target.(*Measure)
	var c content.Validator
	switch {
	case !is:
	case m.PartnerID != r.PartnerID:
		c.Add(path, content.OtherPartner, "Die Maßnahme gehört zu einem anderen Partner.", "the measure belongs to another partner")
	case r.year != nil && !overlap(r.year.StartsOn, r.year.EndsOn, m.StartsOn, m.EndsOn):
		c.Add(path, content.OutsideTerm, "Die Maßnahme lief nicht in diesem Umsetzungsjahr. Bitte eine andere wählen oder zuerst ihre Laufzeit berichtigen.",
			"the measure did not run in this implementation year; choose another, or correct its term first")
	}
	return c.Problems
}

// Validate finds what is wrong with the report.
func (r *Report) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", r.Slug)
	c.Required("partner", r.PartnerID)
	c.Required("year", r.YearID)
	content.OneOf(&c, "state", r.StoredState, ReportStates())
	c.Days(map[string]*content.Date{"dueOn": r.Due})
	c.Text("summary", r.Summaries, false)
	c.Text("outlook", r.Outlooks, false)
	r.validateEntries(&c)
	return c.Problems
}

// Title is what the view shows of the year and the partner that the report is called by.
func (r *Report) Title() string { return r.Show(r.Headline()) }

// Summary is what the view shows of the summary; nil if it has none.
func (r *Report) Summary() *richtext.Text { return richtext.Of(&r.Meta, r.Summaries) }

// Outlook is what the view shows of what is ahead; nil if it has none.
func (r *Report) Outlook() *richtext.Text { return richtext.Of(&r.Meta, r.Outlooks) }

// ServedLocale is the language that the title is shown in.
func (r *Report) ServedLocale() content.Locale { return r.ServedIn(r.Headline()) }

// What the schema has for the lists of every type.
type (
	ReportConnection = list.Connection[*Report]
	ReportEdge       = list.Edge[*Report]
	ReportOrderField string
	ReportOrder      = list.Order[ReportOrderField]
)

// ReportFilter selects reports. None of its conditions is on what only some may see.
type ReportFilter struct {
	And, Or []*ReportFilter
	Not     *ReportFilter
	ID      *list.IDFilter
	Slug    *list.StringFilter
	Partner *PartnerFilter
	Year    *ImplementationYearFilter
	Demo    *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *ReportFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Demo.On(list.Path("demo")), f.Drafted(),
		list.LinkTo(list.Path("partner"), content.Partners, f.Partner), list.LinkTo(list.Path("year"), content.ImplementationYears, f.Year))
}

// QueryReports asks for a list of reports, by the name of the partner unless ordered otherwise.
func QueryReports(v content.View, f *ReportFilter, by []*ReportOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Report), f, by, ReportOrder{Field: "PARTNER_NAME"}, w)
}

// QueryPartnerReports is QueryReports for those of one partner, by year unless ordered otherwise.
func QueryPartnerReports(v content.View, f *ReportFilter, by []*ReportOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Report), f, by, ReportOrder{Field: "YEAR"}, w)
}
