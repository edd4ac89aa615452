package content

// Partner is an organisation of the network.
type Partner struct {
	Meta         `bson:",inline" yaml:",inline"`
	Slug         string  `bson:"slug" yaml:"slug,omitempty"`
	Names        Text    `bson:"name" yaml:"name,omitempty"`
	Sector       Sector  `bson:"sector" yaml:"sector,omitempty"`
	Website      *string `bson:"website" yaml:"website,omitempty"`
	MemberSince  *Date   `bson:"memberSince" yaml:"memberSince,omitempty"` // nil if unknown
	Descriptions Text    `bson:"description" yaml:"description,omitempty"` // Markdown
}

// Sector is the kind of organisation that a partner is.
type Sector string

// Sectors lists all sectors.
func Sectors() []Sector {
	return []Sector{"AUTHORITY", "MUNICIPALITY", "ASSOCIATION", "STATE_ASSOCIATION", "CIVIL_SOCIETY", "COMPANY"}
}

// EntryKind, Key, Headline, Searchable, Sortable, Links, Owner and Validate make a partner an [Entry].
func (*Partner) EntryKind() Kind { return Partners }

// Key is the slug.
func (p *Partner) Key() string { return p.Slug }

// Headline is the name.
func (p *Partner) Headline() Text { return p.Names }

// Searchable has the name.
func (p *Partner) Searchable() map[string]Text { return map[string]Text{"name": p.Names} }

// Sortable has the values of PartnerOrderField.
func (p *Partner) Sortable() map[string]any {
	return map[string]any{
		"NAME": p.Names, "SECTOR": rank(Sectors(), p.Sector), "MEMBER_SINCE": p.MemberSince, "UPDATED_AT": p.UpdatedAt,
	}
}

// Links is empty: others link to a partner.
func (*Partner) Links() []Reference { return nil }

// Owner is the partner itself.
func (p *Partner) Owner() string { return p.ID }

// Validate finds what is wrong with the partner.
func (p *Partner) Validate() []Problem {
	var c check
	c.slug("slug", p.Slug)
	c.text("name", p.Names, true)
	oneOf(&c, "sector", p.Sector, Sectors())
	c.days(map[string]*Date{"memberSince": p.MemberSince})
	c.website("website", p.Website)
	c.text("description", p.Descriptions, false)
	return c.problems
}

// Name is what the view shows of the name.
func (p *Partner) Name() string { return p.show(p.Names) }

// Description is what the view shows of the description; nil if it has none.
func (p *Partner) Description() *RichText { return p.showRich(p.Descriptions) }

// ServedLocale is the language that the name is shown in.
func (p *Partner) ServedLocale() Locale { return p.served(p.Names) }

// What the schema has for the lists of every type.
type (
	PartnerConnection = Connection[*Partner]
	PartnerEdge       = Edge[*Partner]
	PartnerOrderField string
	PartnerOrder      = Order[PartnerOrderField]
	PartnerListFilter = ListFilter[PartnerFilter]
	SectorFilter      = Comparison[Sector]
)

// PartnerFilter selects partners.
type PartnerFilter struct {
	And, Or     []*PartnerFilter
	Not         *PartnerFilter
	ID          *IDFilter
	Slug        *StringFilter
	Name        *StringFilter
	Sector      *SectorFilter
	Website     *StringFilter
	MemberSince *DateFilter
	Agreements  *AgreementListFilter
	Measures    *MeasureListFilter
	Demo        *BooleanFilter
}

// Condition is the filter as a condition; that of nil always holds.
func (f *PartnerFilter) Condition() Condition {
	if f == nil {
		return all()
	}
	return all(logic(f.And, f.Or, f.Not),
		f.ID.on(path("id")), f.Slug.on(path("slug")), f.Name.on(title("name")), f.Sector.on(path("sector")),
		f.Website.on(path("website")), f.MemberSince.on(path("memberSince")), f.Demo.on(path("demo")),
		f.Agreements.on(path("id"), Agreements, "partner", (*AgreementFilter).Condition),
		f.Measures.on(path("id"), Measures, "partner", (*MeasureFilter).Condition))
}

// QueryPartners asks for a list of partners, by name unless ordered otherwise.
func QueryPartners(v View, f *PartnerFilter, by []*PartnerOrder, w Window) (Query, error) {
	return NewQuery(v, new(Partner), f, by, PartnerOrder{Field: "NAME"}, w)
}
