package content

import "strconv"

// GoodPractice is something that has worked for a partner, told so that others can do it too.
type GoodPractice struct {
	Meta            `bson:",inline" yaml:",inline"`
	Slug            string           `bson:"slug" yaml:"slug,omitempty"`
	PartnerID       string           `bson:"partner" yaml:"partner,omitempty"`
	MeasureID       string           `bson:"measure" yaml:"measure,omitempty"` // that it came out of; empty for none
	Titles          Text             `bson:"title" yaml:"title,omitempty"`
	Area            MeasureArea      `bson:"area" yaml:"area,omitempty"`
	Challenges      Text             `bson:"challenge" yaml:"challenge,omitempty"` // Markdown, as are the next three
	Approaches      Text             `bson:"approach" yaml:"approach,omitempty"`
	Results         Text             `bson:"result" yaml:"result,omitempty"`
	Transfers       Text             `bson:"transfer" yaml:"transfer,omitempty"`
	StoredAdoptions []StoredAdoption `bson:"adoptions,omitempty" yaml:"adoptions,omitempty"`

	measured string // whose the measure is, where that was found out; see Follow
}

// StoredAdoption is that a partner does it too, in all languages.
type StoredAdoption struct {
	PartnerID   string `bson:"partner" yaml:"partner,omitempty"`
	Since       *Date  `bson:"since" yaml:"since,omitempty"`
	Adaptations Text   `bson:"adaptation,omitempty" yaml:"adaptation,omitempty"`
}

// Identity tells it from others of its list.
func (a StoredAdoption) Identity(int) string { return a.PartnerID }

// Adoption is a StoredAdoption as a view shows it.
type Adoption struct {
	Practice   *GoodPractice // that was taken over
	PartnerID  string
	Since      *Date
	Adaptation *string
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a good practice an [Entry].
func (*GoodPractice) EntryKind() Kind { return GoodPractices }

// Key is the slug.
func (p *GoodPractice) Key() string { return p.Slug }

// SetSlug gives it a key that was made from its title.
func (p *GoodPractice) SetSlug(s string) { p.Slug = s }

// Headline is the title.
func (p *GoodPractice) Headline() Text { return p.Titles }

// Searchable has the title.
func (p *GoodPractice) Searchable() map[string]Text { return map[string]Text{"title": p.Titles} }

// Sortable has the values of GoodPracticeOrderField.
func (p *GoodPractice) Sortable() map[string]any {
	return map[string]any{"TITLE": p.Titles, "AREA": Rank(MeasureAreas(), p.Area), "UPDATED_AT": p.UpdatedAt}
}

// Follow takes note of whose the measure is that the practice came out of, for Validate to compare.
func (p *GoodPractice) Follow(target Entry) {
	if m, ok := target.(*Measure); ok {
		p.measured = m.PartnerID
	}
}

// Prose is what there is to tell, by the partner and by those who do it too.
func (p *GoodPractice) Prose() []Prose {
	all := Bodies(p.Challenges, p.Approaches, p.Results, p.Transfers)
	for _, a := range p.StoredAdoptions {
		all = append(all, Bodies(a.Adaptations)...)
	}
	return all
}

// Validate finds what is wrong with the good practice.
func (p *GoodPractice) Validate() []Problem {
	var c Validator
	c.Slug("slug", p.Slug)
	c.Required("partner", p.PartnerID)
	if p.MeasureID != "" && p.measured != "" && p.measured != p.PartnerID {
		c.Add("measure", OtherPartner, "Die Maßnahme gehört zu einem anderen Partner.", "the measure belongs to another partner")
	}
	c.Text("title", p.Titles, true)
	OneOf(&c, "area", p.Area, MeasureAreas())
	c.Text("challenge", p.Challenges, false)
	c.Text("approach", p.Approaches, false)
	c.Text("result", p.Results, false)
	c.Text("transfer", p.Transfers, false)
	for i, a := range p.StoredAdoptions {
		at := "adoptions." + strconv.Itoa(i)
		c.Required(at+".partner", a.PartnerID)
		c.Days(map[string]*Date{at + ".since": a.Since})
		c.Text(at+".adaptation", a.Adaptations, false)
	}
	return c.Problems
}

// Title is what the view shows of the title.
func (p *GoodPractice) Title() string { return p.Show(p.Titles) }

// Challenge is what the view shows of what was difficult; nil if it has none.
func (p *GoodPractice) Challenge() *RichText { return Of(&p.Meta, p.Challenges) }

// Approach is what the view shows of what was done; nil if it has none.
func (p *GoodPractice) Approach() *RichText { return Of(&p.Meta, p.Approaches) }

// Result is what the view shows of what came of it; nil if it has none.
func (p *GoodPractice) Result() *RichText { return Of(&p.Meta, p.Results) }

// Transfer is what the view shows of what others need to do the same; nil if it has none.
func (p *GoodPractice) Transfer() *RichText { return Of(&p.Meta, p.Transfers) }

// Adoptions is what the view shows of who does it too.
func (p *GoodPractice) Adoptions() []*Adoption {
	adoptions := make([]*Adoption, len(p.StoredAdoptions))
	for i, a := range p.StoredAdoptions {
		adoptions[i] = &Adoption{p, a.PartnerID, a.Since, p.ShowOptional(a.Adaptations)}
	}
	return adoptions
}

// Adopters returns the ids of the partners who do it too.
func (p *GoodPractice) Adopters() []string {
	ids := make([]string, len(p.StoredAdoptions))
	for i, a := range p.StoredAdoptions {
		ids[i] = a.PartnerID
	}
	return ids
}

// ServedLocale is the language that the title is shown in.
func (p *GoodPractice) ServedLocale() Locale { return p.ServedIn(p.Titles) }

// What the schema has for the lists of every type.
type (
	GoodPracticeConnection = Connection[*GoodPractice]
	GoodPracticeEdge       = Edge[*GoodPractice]
	GoodPracticeOrderField string
	GoodPracticeOrder      = Order[GoodPracticeOrderField]
)

// GoodPracticeFilter selects good practices.
type GoodPracticeFilter struct {
	And, Or []*GoodPracticeFilter
	Not     *GoodPracticeFilter
	ID      *IDFilter
	Slug    *StringFilter
	Title   *StringFilter
	Area    *MeasureAreaFilter
	Partner *PartnerFilter
	Measure *MeasureFilter
	Search  *string
	Demo    *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *GoodPracticeFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not), Matching(f.Search),
		f.ID.On(Path("id")), f.Slug.On(Path("slug")), f.Title.On(Title("title")), f.Area.On(Path("area")), f.Demo.On(Path("demo")),
		LinkTo(Path("partner"), Partners, f.Partner), LinkTo(Path("measure"), Measures, f.Measure))
}

// QueryGoodPractices asks for a list of good practices, by title unless ordered otherwise.
func QueryGoodPractices(v View, f *GoodPracticeFilter, by []*GoodPracticeOrder, w Window) (Query, error) {
	return NewQuery(v, new(GoodPractice), f, by, GoodPracticeOrder{Field: "TITLE"}, w)
}
