package content

import (
	"slices"
	"strconv"
)

// Partner is an organisation of the network.
type Partner struct {
	Meta         `bson:",inline" yaml:",inline"`
	Slug         string          `bson:"slug" yaml:"slug,omitempty"`
	Names        Text            `bson:"name" yaml:"name,omitempty"`
	Sector       Sector          `bson:"sector" yaml:"sector,omitempty"`
	Website      *string         `bson:"website" yaml:"website,omitempty"`
	MemberSince  *Date           `bson:"memberSince" yaml:"memberSince,omitempty"` // nil if unknown
	Descriptions Text            `bson:"description" yaml:"description,omitempty"` // Markdown
	LogoID       string          `bson:"logo,omitempty" yaml:"logo,omitempty"`     // of media; empty for none
	People       []StoredContact `bson:"contacts,omitempty" yaml:"contacts,omitempty"`
}

// StoredContact is a person or a desk to turn to, in all languages.
type StoredContact struct {
	Roles    Text     `bson:"role" yaml:"role,omitempty"`
	Name     string   `bson:"name" yaml:"name,omitempty"`
	Email    *string  `bson:"email" yaml:"email,omitempty"`
	EmailFor Audience `bson:"emailFor" yaml:"emailFor,omitempty"` // who is shown the address
}

// Identity tells it from others of its list.
func (c StoredContact) Identity(int) string { return c.Name }

// PartnerContact is a StoredContact as a view shows it.
type PartnerContact struct {
	Role          *string
	Name          string
	Email         *string
	EmailAudience *Audience
}

// Sector is the kind of organisation that a partner is.
type Sector string

// Sectors lists all sectors.
func Sectors() []Sector {
	return []Sector{"AUTHORITY", "MUNICIPALITY", "ASSOCIATION", "STATE_ASSOCIATION", "CIVIL_SOCIETY", "COMPANY"}
}

// EntryKind, Key, Headline, Searchable, Sortable and Validate make a partner an [Entry].
func (*Partner) EntryKind() Kind { return Partners }

// Key is the slug.
func (p *Partner) Key() string { return p.Slug }

// SetSlug gives it a key that was made from its title.
func (p *Partner) SetSlug(s string) { p.Slug = s }

// Headline is the name.
func (p *Partner) Headline() Text { return p.Names }

// Searchable has the name.
func (p *Partner) Searchable() map[string]Text { return map[string]Text{"name": p.Names} }

// Sortable has the values of PartnerOrderField.
func (p *Partner) Sortable() map[string]any {
	return map[string]any{
		"NAME": p.Names, "SECTOR": Rank(Sectors(), p.Sector), "MEMBER_SINCE": p.MemberSince, "UPDATED_AT": p.UpdatedAt,
	}
}

// Prose is the description.
func (p *Partner) Prose() []Prose { return Bodies(p.Descriptions) }

// Images has the logo.
func (p *Partner) Images() []ShownImage { return []ShownImage{{"logo", p.LogoID}} }

// Validate finds what is wrong with the partner.
func (p *Partner) Validate() []Problem {
	var c Validator
	c.Slug("slug", p.Slug)
	c.Text("name", p.Names, true)
	OneOf(&c, "sector", p.Sector, Sectors())
	c.Days(map[string]*Date{"memberSince": p.MemberSince})
	c.Website("website", p.Website)
	c.Text("description", p.Descriptions, false)
	for i, person := range p.People {
		at := "contacts." + strconv.Itoa(i)
		c.Text(at+".role", person.Roles, false)
		c.Required(at+".name", person.Name)
		c.Email(at+".email", person.Email)
		if person.Email != nil {
			OneOf(&c, at+".emailAudience", person.EmailFor, Audiences())
		}
	}
	return c.Problems
}

// Name is what the view shows of the name.
func (p *Partner) Name() string { return p.Show(p.Names) }

// Description is what the view shows of the description; nil if it has none.
func (p *Partner) Description() *RichText { return Of(&p.Meta, p.Descriptions) }

// Contacts is what the view shows of the people to turn to. An address that is not for the reader is nil, and so is whom
// it is for, which is the business of those alone who may change it.
func (p *Partner) Contacts() []*PartnerContact {
	contacts := make([]*PartnerContact, len(p.People))
	for i, person := range p.People {
		contacts[i] = &PartnerContact{Role: p.ShowOptional(person.Roles), Name: person.Name}
		if scope := p.View().Scope; person.Email != nil && scope.Sees(person.EmailFor, p.ID) {
			contacts[i].Email = person.Email
			if scope.Sees(ForOffice, p.ID) {
				contacts[i].EmailAudience = &person.EmailFor
			}
		}
	}
	return contacts
}

// ServedLocale is the language that the name is shown in.
func (p *Partner) ServedLocale() Locale { return p.ServedIn(p.Names) }

// UpdatePartnerInput is what can be written of a partner.
type UpdatePartnerInput struct {
	Slug, Name, Website, Description, Logo Maybe[string]
	Sector                                 Maybe[Sector]
	MemberSince                            Maybe[Date]
	Contacts                               Maybe[[]*PartnerContactInput]
	Translations                           []*PartnerTranslationInput
}

// CreatePartnerInput is the same for a new one.
type CreatePartnerInput = UpdatePartnerInput

// PartnerContactInput is a person or a desk to turn to.
type PartnerContactInput struct {
	Role          *string
	Name          string
	Email         *string
	EmailAudience Audience
}

// PartnerTranslationInput is the texts of a partner in one language.
type PartnerTranslationInput struct {
	Locale            Locale
	Name, Description Maybe[string]
	ContactRoles      Maybe[[]string]
}

// Apply writes the input.
func (in *UpdatePartnerInput) Apply(l Locale, p *Partner) {
	Set(&p.Slug, in.Slug)
	Set(&p.Sector, in.Sector)
	Set(&p.LogoID, in.Logo)
	SetOptional(&p.Website, in.Website)
	SetOptional(&p.MemberSince, in.MemberSince)
	if contacts, set := in.Contacts.ValueOK(); set {
		p.setContacts(l, contacts)
	}
	for _, t := range append([]*PartnerTranslationInput{{Locale: l, Name: in.Name, Description: in.Description}}, in.Translations...) {
		SetText(&p.Names, t.Locale, t.Name)
		SetText(&p.Descriptions, t.Locale, t.Description)
		if roles := t.ContactRoles.Value(); roles != nil {
			p.People = slices.Clone(p.People)
			for i, role := range (*roles)[:min(len(*roles), len(p.People))] {
				p.People[i].Roles = WithText(p.People[i].Roles, t.Locale, &role)
			}
		}
	}
}

// setContacts writes the people to turn to. One who keeps the name keeps the role in other languages.
func (p *Partner) setContacts(l Locale, contacts *[]*PartnerContactInput) {
	before := p.People
	p.People = nil
	if contacts == nil {
		return
	}
	for _, c := range *contacts {
		var roles Text
		for _, b := range before {
			if b.Name == c.Name {
				roles = b.Roles
			}
		}
		p.People = append(p.People, StoredContact{WithText(roles, l, c.Role), c.Name, c.Email, c.EmailAudience})
	}
}

// What the schema has for the lists of every type.
type (
	PartnerConnection  = Connection[*Partner]
	PartnerEdge        = Edge[*Partner]
	PartnerOrderField  string
	PartnerOrder       = Order[PartnerOrderField]
	PartnerListFilter  = ListFilter[PartnerFilter]
	SectorFilter       = Comparison[Sector]
	ContactEmailFilter = Comparison[string]
)

// PartnerFilter selects partners.
type PartnerFilter struct {
	And, Or      []*PartnerFilter
	Not          *PartnerFilter
	ID           *IDFilter
	Slug         *StringFilter
	Name         *StringFilter
	Sector       *SectorFilter
	Website      *StringFilter
	MemberSince  *DateFilter
	ContactEmail *ContactEmailFilter
	Agreements   *AgreementListFilter
	Measures     *MeasureListFilter
	Search       *string
	Demo         *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *PartnerFilter) Condition() Condition {
	if f == nil {
		return All()
	}
	return All(Logic(f.And, f.Or, f.Not), Matching(f.Search),
		f.ID.On(Path("id")), f.Slug.On(Path("slug")), f.Name.On(Title("name")), f.Sector.On(Path("sector")),
		f.Website.On(Path("website")), f.MemberSince.On(Path("memberSince")), f.Demo.On(Path("demo")),
		f.ContactEmail.On(Path("contacts.email").Only(ForOffice, "contactEmail")),
		f.Agreements.On(Path("id"), Agreements, "partner", (*AgreementFilter).Condition),
		f.Measures.On(Path("id"), Measures, "partner", (*MeasureFilter).Condition))
}

// QueryPartners asks for a list of partners, by name unless ordered otherwise.
func QueryPartners(v View, f *PartnerFilter, by []*PartnerOrder, w Window) (Query, error) {
	return NewQuery(v, new(Partner), f, by, PartnerOrder{Field: "NAME"}, w)
}
