package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
)

// ImplementationYear is a period of carrying out measures that partners report on. It need not be a calendar year.
type ImplementationYear struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Label        string        `bson:"label" yaml:"label,omitempty"`
	StartsOn     *content.Date `bson:"startsOn" yaml:"startsOn,omitempty"`
	EndsOn       *content.Date `bson:"endsOn" yaml:"endsOn,omitempty"` // the last day
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an implementation year an [Entry].
func (*ImplementationYear) EntryKind() content.Kind { return content.ImplementationYears }

// Key is the label.
func (y *ImplementationYear) Key() string { return y.Label }

// Headline is the label, which is the same in every language.
func (y *ImplementationYear) Headline() content.Text {
	return content.Text{content.DE: y.Label, content.EN: y.Label, content.DESimple: y.Label}
}

// Searchable has nothing: a label is not localised.
func (y *ImplementationYear) Searchable() map[string]content.Text { return nil }

// Sortable has the values of ImplementationYearOrderField.
func (y *ImplementationYear) Sortable() map[string]any {
	return map[string]any{"LABEL": y.Label, "STARTS_ON": y.StartsOn, "UPDATED_AT": y.UpdatedAt}
}

// Validate finds what is wrong with the implementation year.
func (y *ImplementationYear) Validate() []content.Problem {
	var c content.Validator
	c.Slug("label", y.Label)
	c.Period("startsOn", "endsOn", y.StartsOn, y.EndsOn)
	return c.Problems
}

// ServedLocale is the language of the view, as a label is the same in every language.
func (y *ImplementationYear) ServedLocale() content.Locale { return y.ServedIn(y.Headline()) }

// UpdateImplementationYearInput is what can be written of an implementation year.
type UpdateImplementationYearInput struct {
	Label            content.Maybe[string]
	StartsOn, EndsOn content.Maybe[content.Date]
}

// CreateImplementationYearInput is the same for a new one, with what has to be said of it.
type CreateImplementationYearInput struct {
	Label string
	UpdateImplementationYearInput
}

// Apply writes the input.
func (in *CreateImplementationYearInput) Apply(l content.Locale, y *ImplementationYear) {
	y.Label = in.Label
	in.UpdateImplementationYearInput.Apply(l, y)
}

// Apply writes the input. There is no text in it that would be in a language.
func (in *UpdateImplementationYearInput) Apply(_ content.Locale, y *ImplementationYear) {
	content.Set(&y.Label, in.Label)
	content.SetOptional(&y.StartsOn, in.StartsOn)
	content.SetOptional(&y.EndsOn, in.EndsOn)
}

// Written is the input that changes nothing.
func (y *ImplementationYear) Written(content.Locale) content.Input[*ImplementationYear] {
	return &UpdateImplementationYearInput{Label: content.Kept(y.Label), StartsOn: content.Given(y.StartsOn), EndsOn: content.Given(y.EndsOn)}
}

// What the schema has for the lists of every type.
type (
	ImplementationYearConnection = list.Connection[*ImplementationYear]
	ImplementationYearEdge       = list.Edge[*ImplementationYear]
	ImplementationYearOrderField string
	ImplementationYearOrder      = list.Order[ImplementationYearOrderField]
)

// ImplementationYearFilter selects implementation years.
type ImplementationYearFilter struct {
	And, Or  []*ImplementationYearFilter
	Not      *ImplementationYearFilter
	ID       *list.IDFilter
	Label    *list.StringFilter
	StartsOn *list.DateFilter
	EndsOn   *list.DateFilter
	Demo     *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *ImplementationYearFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not),
		f.ID.On(list.Path("id")), f.Label.On(list.Path("label")), f.StartsOn.On(list.Path("startsOn")), f.EndsOn.On(list.Path("endsOn")),
		f.Demo.On(list.Path("demo")), f.Drafted())
}

// QueryImplementationYears asks for a list of implementation years, latest label first unless ordered otherwise.
func QueryImplementationYears(v content.View, f *ImplementationYearFilter, by []*ImplementationYearOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(ImplementationYear), f, by, ImplementationYearOrder{Field: "LABEL", Direction: list.Descending}, w)
}

// Overlaps reports whether a day is in both years. A year whose days are not known overlaps none.
func (y *ImplementationYear) Overlaps(other content.Entry) bool {
	o, is := other.(*ImplementationYear)
	known := func(y *ImplementationYear) bool { return y.StartsOn != nil && y.EndsOn != nil }
	return is && o.ID != y.ID && known(y) && known(o) && overlap(y.StartsOn, y.EndsOn, o.StartsOn, o.EndsOn)
}

// overlap reports whether a day is in both periods. One that lacks an end is open there.
func overlap(from, to, otherFrom, otherTo *content.Date) bool {
	return !(to != nil && otherFrom != nil && *to < *otherFrom || otherTo != nil && from != nil && *otherTo < *from)
}
