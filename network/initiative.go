package network

import (
	"partnernetz/content"
	"partnernetz/content/richtext"
	"strconv"
)

// Initiative is the initiative itself. There is one.
type Initiative struct {
	content.Meta  `bson:",inline" yaml:",inline"`
	Slug          string         `bson:"slug" yaml:"slug,omitempty"`
	Names         content.Text   `bson:"name" yaml:"name,omitempty"`
	Mottos        content.Text   `bson:"motto" yaml:"motto,omitempty"`
	FoundedYear   *int           `bson:"foundedYear" yaml:"foundedYear,omitempty"`
	Missions      content.Text   `bson:"mission" yaml:"mission,omitempty"` // Markdown
	StoredPatron  *StoredPatron  `bson:"patron" yaml:"patron,omitempty"`
	StoredOffice  *StoredOffice  `bson:"office" yaml:"office,omitempty"`
	StoredFigures []StoredFigure `bson:"figures" yaml:"figures,omitempty"`
}

// StoredPatron is who lends the initiative his or her name, in all languages.
type StoredPatron struct {
	Name   string        `bson:"name" yaml:"name,omitempty"`
	Titles content.Text  `bson:"title" yaml:"title,omitempty"`
	Since  *content.Date `bson:"since" yaml:"since,omitempty"`
	Until  *content.Date `bson:"until" yaml:"until,omitempty"`
}

// Identity tells it from others of its list.
func (p StoredPatron) Identity(int) string { return p.Name }

// StoredOffice is who runs the initiative, in all languages.
type StoredOffice struct {
	Names     content.Text `bson:"name" yaml:"name,omitempty"`
	Email     *string      `bson:"email" yaml:"email,omitempty"`
	Phone     *string      `bson:"phone" yaml:"phone,omitempty"`
	Addresses content.Text `bson:"address" yaml:"address,omitempty"`
}

// StoredFigure is a figure and where it comes from, in all languages.
type StoredFigure struct {
	Key     string        `bson:"key" yaml:"key,omitempty"`
	Labels  content.Text  `bson:"label" yaml:"label,omitempty"`
	Value   string        `bson:"value" yaml:"value,omitempty"`
	Sources content.Text  `bson:"source" yaml:"source,omitempty"`
	AsOf    *content.Date `bson:"asOf" yaml:"asOf,omitempty"`
}

// Identity tells it from others of its list.
func (f StoredFigure) Identity(int) string { return f.Key }

// Patron is a StoredPatron as a view shows it.
type Patron struct {
	Name                    string
	Title, TitleLanguageTag *string
	Since, Until            *content.Date
}

// Office is a StoredOffice as a view shows it.
type Office struct {
	Name, NameLanguageTag       string
	Email, Phone                *string
	Address, AddressLanguageTag *string
}

// Figure is a StoredFigure as a view shows it.
type Figure struct {
	Key, Label, LabelLanguageTag, Value string
	Source, SourceLanguageTag           *string
	AsOf                                *content.Date
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make the initiative an [Entry].
func (*Initiative) EntryKind() content.Kind { return content.Initiatives }

// InitiativeSlug is the key of the one initiative.
const InitiativeSlug = "initiative"

// Key is the slug.
func (i *Initiative) Key() string { return i.Slug }

// Headline is the name.
func (i *Initiative) Headline() content.Text { return i.Names }

// Searchable has nothing: there is no list of initiatives.
func (i *Initiative) Searchable() map[string]content.Text { return nil }

// Sortable has nothing: there is no list of initiatives.
func (i *Initiative) Sortable() map[string]any { return nil }

// Validate finds what is wrong with the initiative.
func (i *Initiative) Validate() []content.Problem {
	var c content.Validator
	if i.Slug != InitiativeSlug {
		c.Add("slug", content.BadInput, "Die Initiative gibt es nur einmal; ihr Kurzname ist initiative.", "there is one initiative; its slug is initiative")
	}
	c.Heading("name", i.Names, true)
	c.Heading("motto", i.Mottos, false)
	c.Text("mission", i.Missions, false)
	if p := i.StoredPatron; p != nil {
		c.Required("patron.name", p.Name)
		c.Heading("patron.title", p.Titles, false)
		c.Period("patron.since", "patron.until", p.Since, p.Until)
	}
	if o := i.StoredOffice; o != nil {
		c.Heading("office.name", o.Names, true)
		c.Email("office.email", o.Email)
		c.OptionalLine("office.phone", o.Phone)
		c.Text("office.address", o.Addresses, false)
	}
	for n, f := range i.StoredFigures {
		at := "figures." + strconv.Itoa(n)
		c.Slug(at+".key", f.Key)
		c.Heading(at+".label", f.Labels, true)
		c.Required(at+".value", f.Value)
		c.Heading(at+".source", f.Sources, false)
		c.Days(map[string]*content.Date{at + ".asOf": f.AsOf})
	}
	return c.Problems
}

// Name is what the view shows of the name.
func (i *Initiative) Name() string { return i.Show(i.Names) }

// Motto is what the view shows of the motto; nil if it has none.
func (i *Initiative) Motto() *string { return i.ShowOptional(i.Mottos) }

// MottoLanguageTag is the tag of the language of the motto.
func (i *Initiative) MottoLanguageTag() *string { return i.LanguageTag(i.Mottos) }

// Mission is what the view shows of the mission; nil if it has none.
func (i *Initiative) Mission() *richtext.Text { return richtext.Of(&i.Meta, i.Missions) }

// Patron is what the view shows of the patron; nil if there is none.
func (i *Initiative) Patron() *Patron {
	p := i.StoredPatron
	if p == nil {
		return nil
	}
	return &Patron{p.Name, i.ShowOptional(p.Titles), i.LanguageTag(p.Titles), p.Since, p.Until}
}

// Office is what the view shows of the office; nil if it is unknown.
func (i *Initiative) Office() *Office {
	o := i.StoredOffice
	if o == nil {
		return nil
	}
	name, in := i.ShowName(o.Names)
	return &Office{name, string(in), o.Email, o.Phone, i.ShowOptional(o.Addresses), i.LanguageTag(o.Addresses)}
}

// Figures is what the view shows of the figures. One without a label in the view's language is left out.
func (i *Initiative) Figures() []*Figure {
	figures := []*Figure{}
	for _, f := range i.StoredFigures {
		if label := i.Show(f.Labels); label != "" {
			figures = append(figures, &Figure{f.Key, label, string(i.ServedIn(f.Labels)), f.Value, i.ShowOptional(f.Sources), i.LanguageTag(f.Sources), f.AsOf})
		}
	}
	return figures
}

// ServedLocale is the language that the name is shown in.
func (i *Initiative) ServedLocale() content.Locale { return i.ServedIn(i.Names) }
