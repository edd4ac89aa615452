package network

import "partnernetz/content"

// UpdateInitiativeInput is what can be written of the initiative.
type UpdateInitiativeInput struct {
	Name, Motto, Mission content.Maybe[string]
	FoundedYear          content.Maybe[int]
	Patron               content.Maybe[PatronInput]
	Office               content.Maybe[OfficeInput]
	Figures              content.Maybe[[]*FigureInput]
	Translations         []*InitiativeTranslationInput
}

// PatronInput is who lends the initiative his or her name.
type PatronInput struct {
	Name         string
	Title        *string
	Since, Until *content.Date
	Translations []*TextTranslationInput
}

// OfficeInput is who runs the initiative.
type OfficeInput struct {
	Name                  *string
	Email, Phone, Address *string
	Translations          []*OfficeTranslationInput
}

// OfficeTranslationInput is the words about who runs the initiative in one language.
type OfficeTranslationInput struct {
	Locale        content.Locale
	Name, Address content.Maybe[string]
}

// FigureInput is a figure and where it comes from. With the key of one that is there it keeps its other languages.
type FigureInput struct {
	Key           string
	Label, Source *string
	Value         string
	AsOf          *content.Date
	Translations  []*LabelTranslationInput
}

// InitiativeTranslationInput is the texts of the initiative in one language.
type InitiativeTranslationInput struct {
	Locale               content.Locale
	Name, Motto, Mission content.Maybe[string]
}

// Apply writes the input.
func (in *UpdateInitiativeInput) Apply(l content.Locale, i *Initiative) {
	content.SetOptional(&i.FoundedYear, in.FoundedYear)
	if patron, set := in.Patron.ValueOK(); set {
		i.setPatron(l, patron)
	}
	if office, set := in.Office.ValueOK(); set {
		i.setOffice(l, office)
	}
	if figures, set := in.Figures.ValueOK(); set {
		i.setFigures(l, figures)
	}
	for _, t := range append([]*InitiativeTranslationInput{{l, in.Name, in.Motto, in.Mission}}, in.Translations...) {
		content.SetText(&i.Names, t.Locale, t.Name)
		content.SetText(&i.Mottos, t.Locale, t.Motto)
		content.SetText(&i.Missions, t.Locale, t.Mission)
	}
}

// Written is the input that changes nothing.
func (i *Initiative) Written(l content.Locale) content.Input[*Initiative] {
	in := &UpdateInitiativeInput{
		Name: content.Kept(i.Names[l]), Motto: content.Kept(i.Mottos[l]), Mission: content.Kept(i.Missions[l]), FoundedYear: content.Given(i.FoundedYear),
	}
	if p := i.StoredPatron; p != nil {
		in.Patron = content.Given(&PatronInput{p.Name, content.OrNil(p.Titles[l]), p.Since, p.Until, translationsOf(l, p.Titles)})
	}
	if o := i.StoredOffice; o != nil {
		in.Office = content.Given(o.written(l))
	}
	figures := []*FigureInput{}
	for _, f := range i.StoredFigures {
		figures = append(figures, &FigureInput{f.Key, content.OrNil(f.Labels[l]), content.OrNil(f.Sources[l]), f.Value, f.AsOf, besideFigure(l, f.Labels, f.Sources)})
	}
	in.Figures = content.Given(&figures)
	for _, o := range l.Others() {
		in.Translations = append(in.Translations, &InitiativeTranslationInput{o, content.Kept(i.Names[o]), content.Kept(i.Mottos[o]), content.Kept(i.Missions[o])})
	}
	return in
}

func (o *StoredOffice) written(l content.Locale) *OfficeInput {
	in := &OfficeInput{Name: content.OrNil(o.Names[l]), Email: o.Email, Phone: o.Phone, Address: content.OrNil(o.Addresses[l])}
	for _, other := range l.Others() {
		in.Translations = append(in.Translations, &OfficeTranslationInput{other, content.Kept(o.Names[other]), content.Kept(o.Addresses[other])})
	}
	return in
}

func (i *Initiative) setPatron(l content.Locale, in *PatronInput) {
	before := i.StoredPatron
	if i.StoredPatron = nil; in == nil {
		return
	}
	var titles content.Text
	if before != nil && before.Name == in.Name {
		titles = before.Titles
	}
	i.StoredPatron = &StoredPatron{in.Name, withTranslations(content.WithText(titles, l, in.Title), in.Translations), in.Since, in.Until}
}

func (i *Initiative) setOffice(l content.Locale, in *OfficeInput) {
	before := i.StoredOffice
	if i.StoredOffice = nil; in == nil {
		return
	}
	if before == nil {
		before = &StoredOffice{}
	}
	office := &StoredOffice{content.WithText(before.Names, l, in.Name), in.Email, in.Phone, content.WithText(before.Addresses, l, in.Address)}
	for _, t := range in.Translations {
		content.SetText(&office.Names, t.Locale, t.Name)
		content.SetText(&office.Addresses, t.Locale, t.Address)
	}
	i.StoredOffice = office
}

func (i *Initiative) setFigures(l content.Locale, in *[]*FigureInput) {
	before := map[string]StoredFigure{}
	for _, f := range i.StoredFigures {
		before[f.Key] = f
	}
	if i.StoredFigures = nil; in == nil {
		return
	}
	for _, f := range *in {
		figure := StoredFigure{f.Key, content.WithText(before[f.Key].Labels, l, f.Label), f.Value, content.WithText(before[f.Key].Sources, l, f.Source), f.AsOf}
		for _, t := range f.Translations {
			content.SetText(&figure.Labels, t.Locale, t.Label)
			content.SetText(&figure.Sources, t.Locale, t.Source)
		}
		i.StoredFigures = append(i.StoredFigures, figure)
	}
}
