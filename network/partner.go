package network

import (
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/content/richtext"
	"slices"
	"strconv"
)

// Partner is an organisation of the network.
type Partner struct {
	content.Meta `bson:",inline" yaml:",inline"`
	Slug         string          `bson:"slug" yaml:"slug,omitempty"`
	Names        content.Text    `bson:"name" yaml:"name,omitempty"`
	Sector       Sector          `bson:"sector" yaml:"sector,omitempty"`
	Website      *string         `bson:"website" yaml:"website,omitempty"`
	MemberSince  *content.Date   `bson:"memberSince" yaml:"memberSince,omitempty"`           // nil if unknown
	MemberUntil  *content.Date   `bson:"memberUntil,omitempty" yaml:"memberUntil,omitempty"` // the last day; nil for a member
	MergedIntoID string          `bson:"mergedInto,omitempty" yaml:"mergedInto,omitempty"`   // empty for one that goes on, or is no more
	MemberIDs    []string        `bson:"members,omitempty" yaml:"members,omitempty"`         // of a cooperation
	Descriptions content.Text    `bson:"description" yaml:"description,omitempty"`           // Markdown
	LogoID       string          `bson:"logo,omitempty" yaml:"logo,omitempty"`               // of media; empty for none
	People       []StoredContact `bson:"contacts,omitempty" yaml:"contacts,omitempty"`
}

// StoredContact is a person or a desk to turn to, in all languages.
type StoredContact struct {
	Roles    content.Text     `bson:"role" yaml:"role,omitempty"`
	Name     string           `bson:"name" yaml:"name,omitempty"`
	Email    *string          `bson:"email" yaml:"email,omitempty"`
	EmailFor content.Audience `bson:"emailFor" yaml:"emailFor,omitempty"` // who is shown the address
}

// Identity tells it from others of its list.
func (c StoredContact) Identity(int) string { return c.Name }

// PartnerContact is a StoredContact as a view shows it.
type PartnerContact struct {
	Role, RoleLanguageTag *string
	Name                  string
	Email                 *string
	EmailAudience         *content.Audience
}

// Sector is the kind of organisation that a partner is.
type Sector string

// Sectors lists all sectors.
func Sectors() []Sector {
	return []Sector{"AUTHORITY", "MUNICIPALITY", "ASSOCIATION", "STATE_ASSOCIATION", "CIVIL_SOCIETY", "COMPANY"}
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a partner an [Entry].
func (*Partner) EntryKind() content.Kind { return content.Partners }

// Key is the slug.
func (p *Partner) Key() string { return p.Slug }

// SetSlug gives it a key that was made from its title.
func (p *Partner) SetSlug(s string) { p.Slug = s }

// Headline is the name.
func (p *Partner) Headline() content.Text { return p.Names }

// Languages are those of the name and of the description.
func (p *Partner) Languages() []content.Locale {
	return slices.DeleteFunc(content.Locales(), func(l content.Locale) bool { return p.Descriptions[l] == "" && p.Names[l] == "" })
}

// Searchable has the name.
func (p *Partner) Searchable() map[string]content.Text {
	return map[string]content.Text{"name": p.Names}
}

// Sortable has the values of PartnerOrderField.
func (p *Partner) Sortable() map[string]any {
	return map[string]any{
		"NAME": p.Names, "SECTOR": content.Rank(Sectors(), p.Sector), "MEMBER_SINCE": p.MemberSince, "UPDATED_AT": p.UpdatedAt,
	}
}

// Prose is the description.
func (p *Partner) Prose() []content.Prose { return content.Bodies(p.Descriptions) }

// Images has the logo.
func (p *Partner) Images() []content.ShownImage {
	return []content.ShownImage{{Field: "logo", MediaID: p.LogoID}}
}

// Validate finds what is wrong with the partner.
func (p *Partner) Validate() []content.Problem {
	var c content.Validator
	c.Slug("slug", p.Slug)
	c.Heading("name", p.Names, true)
	content.OneOf(&c, "sector", p.Sector, Sectors())
	p.validateMembership(&c)
	c.Website("website", p.Website)
	c.Text("description", p.Descriptions, false)
	for i, person := range p.People {
		at := "contacts." + strconv.Itoa(i)
		c.Heading(at+".role", person.Roles, false)
		c.Required(at+".name", person.Name)
		c.Email(at+".email", person.Email)
		if person.Email != nil {
			content.OneOf(&c, at+".emailAudience", person.EmailFor, content.Audiences())
		}
	}
	return c.Problems
}

// Name is what the view shows of the name.
func (p *Partner) Name() string {
	name, _ := p.ShowName(p.Names)
	return name
}

// Description is what the view shows of the description; nil if it has none.
func (p *Partner) Description() *richtext.Text { return richtext.Of(&p.Meta, p.Descriptions) }

// Contacts is what the view shows of the people to turn to. An address that is not for the reader is nil, and so is whom
// it is for, which is the business of those alone who may change it.
func (p *Partner) Contacts() []*PartnerContact {
	contacts := make([]*PartnerContact, len(p.People))
	for i, person := range p.People {
		contacts[i] = &PartnerContact{Role: p.ShowOptional(person.Roles), RoleLanguageTag: p.LanguageTag(person.Roles), Name: person.Name}
		if scope := p.View().Scope; person.Email != nil && scope.Sees(person.EmailFor, p.ID) {
			contacts[i].Email = person.Email
			if scope.Sees(content.ForOffice, p.ID) {
				contacts[i].EmailAudience = &person.EmailFor
			}
		}
	}
	return contacts
}

// ServedLocale is the language that the name is shown in.
func (p *Partner) ServedLocale() content.Locale {
	_, l := p.ShowName(p.Names)
	return l
}

// What the schema has for the lists of every type.
type (
	PartnerConnection  = list.Connection[*Partner]
	PartnerEdge        = list.Edge[*Partner]
	PartnerOrderField  string
	PartnerOrder       = list.Order[PartnerOrderField]
	PartnerListFilter  = list.ListFilter[PartnerFilter]
	SectorFilter       = list.Comparison[Sector]
	ContactEmailFilter = list.Comparison[string]
)

// PartnerFilter selects partners.
type PartnerFilter struct {
	And, Or      []*PartnerFilter
	Not          *PartnerFilter
	ID           *list.IDFilter
	Slug         *list.StringFilter
	Name         *list.StringFilter
	Sector       *SectorFilter
	Website      *list.StringFilter
	MemberSince  *list.DateFilter
	MemberUntil  *list.DateFilter
	MemberOn     *content.Date
	ContactEmail *ContactEmailFilter
	Agreements   *AgreementListFilter
	Measures     *MeasureListFilter
	Search       *string
	Demo         *list.BooleanFilter
	list.DraftFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *PartnerFilter) Condition() list.Condition {
	if f == nil {
		return list.All()
	}
	return list.All(list.Logic(f.And, f.Or, f.Not), list.Matching(f.Search),
		f.ID.On(list.Path("id")), f.Slug.On(list.Path("slug")), f.Name.On(list.Title("name")), f.Sector.On(list.Path("sector")),
		f.Website.On(list.Path("website")), f.MemberSince.On(list.Path("memberSince")), f.MemberUntil.On(list.Path("memberUntil")),
		membersOn(f.MemberOn), f.Demo.On(list.Path("demo")), f.Drafted(),
		f.ContactEmail.On(list.Path("contacts.email").Only(content.ForOffice, "contactEmail")),
		f.Agreements.On(list.Path("id"), content.Agreements, "partner", (*AgreementFilter).Condition),
		f.Measures.On(list.Path("id"), content.Measures, "partner", (*MeasureFilter).Condition))
}

// QueryPartners asks for a list of partners, by name unless ordered otherwise.
func QueryPartners(v content.View, f *PartnerFilter, by []*PartnerOrder, w list.Window) (list.Query, error) {
	return list.NewQuery(v, new(Partner), f, by, PartnerOrder{Field: "NAME"}, w)
}
