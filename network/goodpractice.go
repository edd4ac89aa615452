package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"strconv"
)

// GoodPractice is something that has worked for a partner, told so that others can do it too.
type GoodPractice struct {
	content.Meta    `bson:",inline" yaml:",inline"`
	Slug            string           `bson:"slug" yaml:"slug,omitempty"`
	PartnerID       string           `bson:"partner" yaml:"partner,omitempty"`
	MeasureID       string           `bson:"measure" yaml:"measure,omitempty"` // that it came out of; empty for none
	Titles          content.Text     `bson:"title" yaml:"title,omitempty"`
	Area            MeasureArea      `bson:"area" yaml:"area,omitempty"`
	Challenges      content.Text     `bson:"challenge" yaml:"challenge,omitempty"` // Markdown, as are the next three
	Approaches      content.Text     `bson:"approach" yaml:"approach,omitempty"`
	Results         content.Text     `bson:"result" yaml:"result,omitempty"`
	Transfers       content.Text     `bson:"transfer" yaml:"transfer,omitempty"`
	StoredAdoptions []StoredAdoption `bson:"adoptions,omitempty" yaml:"adoptions,omitempty"`

	measured string // whose the measure is, where that was found out; see Follow
}

// StoredAdoption is that a partner does it too, in all languages.
type StoredAdoption struct {
	PartnerID   string        `bson:"partner" yaml:"partner,omitempty"`
	Since       *content.Date `bson:"since" yaml:"since,omitempty"`
	Adaptations content.Text  `bson:"adaptation,omitempty" yaml:"adaptation,omitempty"`
}

// Identity tells it from others of its list.
func (a StoredAdoption) Identity(int) string { return a.PartnerID }

// Adoption is a StoredAdoption as a view shows it.
type Adoption struct {
	Practice                          *GoodPractice // that was taken over
	PartnerID                         string
	Since                             *content.Date
	Adaptation, AdaptationLanguageTag *string
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a good practice an [Entry].
func (*GoodPractice) EntryKind() content.Kind { return content.GoodPractices }

// Key is the slug.
func (p *GoodPractice) Key() string { return p.Slug }

// SetSlug gives it a key that was made from its title.
func (p *GoodPractice) SetSlug(s string) { p.Slug = s }

// Headline is the title.
func (p *GoodPractice) Headline() content.Text { return p.Titles }

// Searchable has the title.
func (p *GoodPractice) Searchable() map[string]content.Text {
	return map[string]content.Text{"title": p.Titles}
}

// Sortable has the values of GoodPracticeOrderField.
func (p *GoodPractice) Sortable() map[string]any {
	return map[string]any{"TITLE": p.Titles, "AREA": content.Rank(MeasureAreas(), p.Area), "UPDATED_AT": p.UpdatedAt}
}

// Follow takes note of whose the measure is that the practice came out of, for Validate to compare.
func (p *GoodPractice) Follow(target content.Entry) {
	if m, ok := target.(*Measure); ok {
		p.measured = m.PartnerID
	}
}

// Prose is what there is to tell, by the partner and by those who do it too.
func (p *GoodPractice) Prose() []content.Prose {
	all := content.Bodies(p.Challenges, p.Approaches, p.Results, p.Transfers)
	for _, a := range p.StoredAdoptions {
		all = append(all, content.Bodies(a.Adaptations)...)
	}
	return all
}

// Validate finds what is wrong with the good practice.
func (p *GoodPractice) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", p.Slug)
	c.Required("partner", p.PartnerID)
	if p.MeasureID != "" && p.measured != "" && p.measured != p.PartnerID {
		c.Add("measure", content.OtherPartner, "Die Maßnahme gehört zu einem anderen Partner.", "the measure belongs to another partner")
	}
	c.Heading("title", p.Titles, true)
	content.OneOf(&c, "area", p.Area, MeasureAreas())
	c.Text("challenge", p.Challenges, false)
	c.Text("approach", p.Approaches, false)
	c.Text("result", p.Results, false)
	c.Text("transfer", p.Transfers, false)
	for i, a := range p.StoredAdoptions {
		at := "adoptions." + strconv.Itoa(i)
		c.Required(at+".partner", a.PartnerID)
		c.Days(map[string]*content.Date{at + ".since": a.Since})
		c.Text(at+".adaptation", a.Adaptations, false)
	}
	return c.Problems
}

// Title is what the view shows of the title.
func (p *GoodPractice) Title() string { return p.Show(p.Titles) }

// Challenge is what the view shows of what was difficult; nil if it has none.
func (p *GoodPractice) Challenge() *richtext.Text { return richtext.Of(&p.Meta, p.Challenges) }

// Approach is what the view shows of what was done; nil if it has none.
func (p *GoodPractice) Approach() *richtext.Text { return richtext.Of(&p.Meta, p.Approaches) }

// Result is what the view shows of what came of it; nil if it has none.
func (p *GoodPractice) Result() *richtext.Text { return richtext.Of(&p.Meta, p.Results) }

// Transfer is what the view shows of what others need to do the same; nil if it has none.
func (p *GoodPractice) Transfer() *richtext.Text { return richtext.Of(&p.Meta, p.Transfers) }

// Adoptions is what the view shows of who does it too.
func (p *GoodPractice) Adoptions() []*Adoption {
	adoptions := make([]*Adoption, len(p.StoredAdoptions))
	for i, a := range p.StoredAdoptions {
		adoptions[i] = &Adoption{p, a.PartnerID, a.Since, p.ShowOptional(a.Adaptations), p.LanguageTag(a.Adaptations)}
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
func (p *GoodPractice) ServedLocale() content.Locale { return p.ServedIn(p.Titles) }

// What the schema has for the lists of every type.
type (
	GoodPracticeConnection = list.Connection[*GoodPractice]
	GoodPracticeEdge       = list.Edge[*GoodPractice]
	GoodPracticeOrderField string
	GoodPracticeOrder      = list.Order[GoodPracticeOrderField]
)

// GoodPracticeFilter selects good practices.
type GoodPracticeFilter struct {
	And, Or []*GoodPracticeFilter
	Not     *GoodPracticeFilter
	ID      *list.IDFilter
	Slug    *list.StringFilter
	Title   *list.StringFilter
	Area    *MeasureAreaFilter
	Partner *PartnerFilter
	Measure *MeasureFilter
	Search  *string
	Demo    *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *GoodPracticeFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), list.Matching(f.Search),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Title.On(list.Title("title")), f.Area.On(list.Path("area")), f.Demo.On(list.Path("demo")), f.Drafted(),
		list.LinkTo(list.Path("partner"), content.Partners, f.Partner), list.LinkTo(list.Path("measure"), content.Measures, f.Measure))
}

// QueryGoodPractices asks for a list of good practices, by title unless ordered otherwise.
func QueryGoodPractices(v content.View, f *GoodPracticeFilter, by []*GoodPracticeOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(GoodPractice), f, by, GoodPracticeOrder{Field: "TITLE"}, w)
}
