package network

import (
	"cmp"
	"partnernetz/content"
	"slices"
)

// UpdatePartnerInput is what can be written of a partner.
type UpdatePartnerInput struct {
	Slug, Name, Website, Description, Logo content.Maybe[string]
	Sector                                 content.Maybe[Sector]
	MemberSince, MemberUntil               content.Maybe[content.Date]
	MergedInto                             content.Maybe[string]
	Members                                content.Maybe[[]string]
	Contacts                               content.Maybe[[]*PartnerContactInput]
	Translations                           []*PartnerTranslationInput
}

// CreatePartnerInput is the same for a new one, with what has to be said of it.
type CreatePartnerInput struct {
	Sector Sector
	UpdatePartnerInput
}

// PartnerContactInput is a person or a desk to turn to.
type PartnerContactInput struct {
	Role          *string
	Name          string
	Email         *string
	EmailAudience content.Audience
}

// PartnerTranslationInput is the texts of a partner in one language.
type PartnerTranslationInput struct {
	Locale            content.Locale
	Name, Description content.Maybe[string]
	ContactRoles      content.Maybe[[]string]
}

// Apply writes the input.
func (in *CreatePartnerInput) Apply(l content.Locale, p *Partner) {
	p.Sector = in.Sector
	in.UpdatePartnerInput.Apply(l, p)
}

// Apply writes the input.
func (in *UpdatePartnerInput) Apply(l content.Locale, p *Partner) {
	content.Set(&p.Slug, in.Slug)
	content.Set(&p.Sector, in.Sector)
	content.Set(&p.LogoID, in.Logo)
	content.SetOptional(&p.Website, in.Website)
	content.SetOptional(&p.MemberSince, in.MemberSince)
	content.SetOptional(&p.MemberUntil, in.MemberUntil)
	content.Set(&p.MergedIntoID, in.MergedInto)
	content.Set(&p.MemberIDs, in.Members)
	if contacts, set := in.Contacts.ValueOK(); set {
		p.setContacts(l, contacts)
	}
	for _, t := range append([]*PartnerTranslationInput{{Locale: l, Name: in.Name, Description: in.Description}}, in.Translations...) {
		content.SetText(&p.Names, t.Locale, t.Name)
		content.SetText(&p.Descriptions, t.Locale, t.Description)
		if roles := t.ContactRoles.Value(); roles != nil {
			p.People = slices.Clone(p.People)
			for i, role := range (*roles)[:min(len(*roles), len(p.People))] {
				p.People[i].Roles = content.WithText(p.People[i].Roles, t.Locale, &role)
			}
		}
	}
}

// Written is the input that changes nothing.
func (p *Partner) Written(l content.Locale) content.Input[*Partner] {
	in := &UpdatePartnerInput{
		Slug: content.Kept(p.Slug), Name: content.Kept(p.Names[l]), Website: content.Given(p.Website), Description: content.Kept(p.Descriptions[l]),
		Logo: content.Kept(p.LogoID), Sector: content.Kept(p.Sector), MemberSince: content.Given(p.MemberSince),
		MemberUntil: content.Given(p.MemberUntil), MergedInto: content.Kept(p.MergedIntoID), Members: givenIDs(p.MemberIDs),
	}
	contacts := []*PartnerContactInput{}
	for _, c := range p.People {
		contacts = append(contacts, &PartnerContactInput{content.OrNil(c.Roles[l]), c.Name, c.Email, cmp.Or(c.EmailFor, content.ForOffice)})
	}
	in.Contacts = content.Given(&contacts)
	for _, o := range l.Others() {
		roles := []string{}
		for _, c := range p.People {
			roles = append(roles, c.Roles[o])
		}
		in.Translations = append(in.Translations, &PartnerTranslationInput{o, content.Kept(p.Names[o]), content.Kept(p.Descriptions[o]), content.Given(&roles)})
	}
	return in
}

// setContacts writes the people to turn to. One who keeps the name keeps the role in other languages and, without an address,
// whom that would be for.
func (p *Partner) setContacts(l content.Locale, contacts *[]*PartnerContactInput) {
	before := map[string][]StoredContact{}
	for _, b := range p.People {
		before[b.Name] = append(before[b.Name], b)
	}
	p.People = nil
	if contacts == nil {
		return
	}
	for _, c := range *contacts {
		person := StoredContact{Name: c.Name, EmailFor: c.EmailAudience}
		if there := before[c.Name]; len(there) > 0 {
			person, before[c.Name] = there[0], there[1:]
		}
		if person.Email = c.Email; c.Email != nil {
			person.EmailFor = c.EmailAudience
		}
		person.Roles = content.WithText(person.Roles, l, c.Role)
		p.People = append(p.People, person)
	}
}

func givenIDs(ids []string) content.Maybe[[]string] {
	all := append([]string{}, ids...)
	return content.Given(&all)
}
