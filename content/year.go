package content

// ImplementationYear is a period of carrying out measures that partners report on. It need not be a calendar year.
type ImplementationYear struct {
	Meta     `bson:",inline" yaml:",inline"`
	Label    string `bson:"label" yaml:"label,omitempty"`
	StartsOn *Date  `bson:"startsOn" yaml:"startsOn,omitempty"`
	EndsOn   *Date  `bson:"endsOn" yaml:"endsOn,omitempty"` // the last day
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make an implementation year an [Entry].
func (*ImplementationYear) EntryKind() Kind { return ImplementationYears }

// Key is the label.
func (y *ImplementationYear) Key() string { return y.Label }

// Headline is the label, which is the same in every language.
func (y *ImplementationYear) Headline() Text {
	return Text{DE: y.Label, EN: y.Label, DESimple: y.Label}
}

// Searchable has nothing: a label is not localised.
func (y *ImplementationYear) Searchable() map[string]Text { return nil }

// Sortable has the values of ImplementationYearOrderField.
func (y *ImplementationYear) Sortable() map[string]any {
	return map[string]any{"LABEL": y.Label, "STARTS_ON": y.StartsOn, "UPDATED_AT": y.UpdatedAt}
}

// Validate finds what is wrong with the implementation year.
func (y *ImplementationYear) Validate() []Problem {
	var c Validator
	c.Slug("label", y.Label)
	c.Period("startsOn", "endsOn", y.StartsOn, y.EndsOn)
	return c.Problems
}

// ServedLocale is the language of the view, as a label is the same in every language.
func (y *ImplementationYear) ServedLocale() Locale { return y.ServedIn(y.Headline()) }

// UpdateImplementationYearInput is what can be written of an implementation year.
type UpdateImplementationYearInput struct {
	Label            Maybe[string]
	StartsOn, EndsOn Maybe[Date]
}

// CreateImplementationYearInput is the same for a new one.
type CreateImplementationYearInput = UpdateImplementationYearInput

// Apply writes the input. There is no text in it that would be in a language.
func (in *UpdateImplementationYearInput) Apply(_ Locale, y *ImplementationYear) {
	Set(&y.Label, in.Label)
	SetOptional(&y.StartsOn, in.StartsOn)
	SetOptional(&y.EndsOn, in.EndsOn)
}

// What the schema has for the lists of every type.
type (
	ImplementationYearConnection = Connection[*ImplementationYear]
	ImplementationYearEdge       = Edge[*ImplementationYear]
	ImplementationYearOrderField string
	ImplementationYearOrder      = Order[ImplementationYearOrderField]
)

// ImplementationYearFilter selects implementation years.
type ImplementationYearFilter struct {
	And, Or  []*ImplementationYearFilter
	Not      *ImplementationYearFilter
	ID       *IDFilter
	Label    *StringFilter
	StartsOn *DateFilter
	EndsOn   *DateFilter
	Demo     *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *ImplementationYearFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not),
		f.ID.On(Path("id")), f.Label.On(Path("label")), f.StartsOn.On(Path("startsOn")), f.EndsOn.On(Path("endsOn")),
		f.Demo.On(Path("demo")))
}

// QueryImplementationYears asks for a list of implementation years, latest label first unless ordered otherwise.
func QueryImplementationYears(v View, f *ImplementationYearFilter, by []*ImplementationYearOrder, w Window) (Query, error) {
	return NewQuery(v, new(ImplementationYear), f, by, ImplementationYearOrder{Field: "LABEL", Direction: Descending}, w)
}
