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
	return map[string]any{"TITLE": p.Titles, "AREA": rank(MeasureAreas(), p.Area), "UPDATED_AT": p.UpdatedAt}
}

// Follow takes note of whose the measure is that the practice came out of, for Validate to compare.
func (p *GoodPractice) Follow(target Entry) {
	if m, ok := target.(*Measure); ok {
		p.measured = m.PartnerID
	}
}

// Prose is what there is to tell, by the partner and by those who do it too.
func (p *GoodPractice) Prose() []Prose {
	all := bodies(p.Challenges, p.Approaches, p.Results, p.Transfers)
	for _, a := range p.StoredAdoptions {
		all = append(all, bodies(a.Adaptations)...)
	}
	return all
}

// Validate finds what is wrong with the good practice.
func (p *GoodPractice) Validate() []Problem {
	var c check
	c.slug("slug", p.Slug)
	c.required("partner", p.PartnerID)
	if p.MeasureID != "" && p.measured != "" && p.measured != p.PartnerID {
		c.add("measure", OtherPartner, "Die Maßnahme gehört zu einem anderen Partner.", "the measure belongs to another partner")
	}
	c.text("title", p.Titles, true)
	oneOf(&c, "area", p.Area, MeasureAreas())
	c.text("challenge", p.Challenges, false)
	c.text("approach", p.Approaches, false)
	c.text("result", p.Results, false)
	c.text("transfer", p.Transfers, false)
	for i, a := range p.StoredAdoptions {
		at := "adoptions." + strconv.Itoa(i)
		c.required(at+".partner", a.PartnerID)
		c.days(map[string]*Date{at + ".since": a.Since})
		c.text(at+".adaptation", a.Adaptations, false)
	}
	return c.problems
}

// Title is what the view shows of the title.
func (p *GoodPractice) Title() string { return p.show(p.Titles) }

// Challenge is what the view shows of what was difficult; nil if it has none.
func (p *GoodPractice) Challenge() *RichText { return p.showRich(p.Challenges) }

// Approach is what the view shows of what was done; nil if it has none.
func (p *GoodPractice) Approach() *RichText { return p.showRich(p.Approaches) }

// Result is what the view shows of what came of it; nil if it has none.
func (p *GoodPractice) Result() *RichText { return p.showRich(p.Results) }

// Transfer is what the view shows of what others need to do the same; nil if it has none.
func (p *GoodPractice) Transfer() *RichText { return p.showRich(p.Transfers) }

// Adoptions is what the view shows of who does it too.
func (p *GoodPractice) Adoptions() []*Adoption {
	adoptions := make([]*Adoption, len(p.StoredAdoptions))
	for i, a := range p.StoredAdoptions {
		adoptions[i] = &Adoption{p, a.PartnerID, a.Since, p.showOptional(a.Adaptations)}
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
func (p *GoodPractice) ServedLocale() Locale { return p.served(p.Titles) }

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
		return all()
	}
	return all(logic(f.And, f.Or, f.Not), matching(f.Search),
		f.ID.on(path("id")), f.Slug.on(path("slug")), f.Title.on(title("title")), f.Area.on(path("area")), f.Demo.on(path("demo")),
		link(path("partner"), Partners, f.Partner), link(path("measure"), Measures, f.Measure))
}

// QueryGoodPractices asks for a list of good practices, by title unless ordered otherwise.
func QueryGoodPractices(v View, f *GoodPracticeFilter, by []*GoodPracticeOrder, w Window) (Query, error) {
	return NewQuery(v, new(GoodPractice), f, by, GoodPracticeOrder{Field: "TITLE"}, w)
}
