package content

// Weight is how much it counts that a text has a word that somebody looks for.
type Weight float64

// The weights, by what a text is to its entry.
const (
	InTitle Weight = 8
	InLead  Weight = 3
	InBody  Weight = 1
)

// Passage is a text of an entry that a search looks into, as a view shows it, free of markup.
type Passage struct {
	Text   string
	Weight Weight
}

// prose is a text that a search looks into.
type prose struct {
	text     Text
	weight   Weight
	markdown bool
}

// SearchedPassages returns what a search looks into, the title first. What is not listed here is never found by its words:
// among it all that is only for some readers, such as addresses, as whoever can look for a thing can guess it. It depends on
// nothing but the revision and the view, so figures that texts count are not in it.
func SearchedPassages(v View, e Entry) []Passage {
	return passages(v, e, func(s string) string { return figure.ReplaceAllString(s, " ") })
}

// ShownCounts lists the kinds whose numbers are shown in what a search looks into.
func ShownCounts(v View, e Entry) (kinds []Kind) {
	for _, p := range proseOf(e) {
		if shown, _ := v.Resolve(p.text); p.markdown {
			kinds = append(kinds, Figures(shown)...)
		}
	}
	return kinds
}

// ShownPassages returns the same as readers see it, with counts filled in.
func ShownPassages(v View, e Entry, counts map[Kind]int) []Passage {
	return passages(v, e, func(s string) string { return FillFigures(s, counts) })
}

func passages(v View, e Entry, fill func(string) string) (all []Passage) {
	for _, p := range append([]prose{{e.Headline(), InTitle, false}}, proseOf(e)...) {
		shown, _ := v.Resolve(p.text)
		if p.markdown && shown != "" {
			shown = renderText(fill(shown), map[string]int{}, nil).text() // where its links lead makes no difference to its words
		}
		if shown != "" {
			all = append(all, Passage{shown, p.weight})
		}
	}
	return all
}

func proseOf(e Entry) (all []prose) {
	body := func(texts ...Text) {
		for _, t := range texts {
			all = append(all, prose{t, InBody, true})
		}
	}
	switch e := e.(type) {
	case *Partner:
		body(e.Descriptions)
	case *Measure:
		body(e.Descriptions)
	case *Page:
		all = append(all, prose{e.Leads, InLead, false})
		for _, b := range e.Parts {
			all = append(all, prose{b.Labels, InBody, false})
			body(b.Texts)
			for _, i := range b.Items {
				all = append(all, prose{i.Headings, InBody, false})
				body(i.Texts)
			}
		}
	case *Event:
		body(e.Descriptions, e.ShortReports)
		if e.Place != nil {
			all = append(all, prose{e.Place.Names, InLead, false}, prose{unlocalised(e.Place.City), InLead, false})
		}
	case *GoodPractice:
		body(e.Challenges, e.Approaches, e.Results, e.Transfers)
		for _, a := range e.StoredAdoptions {
			body(a.Adaptations)
		}
	}
	return all
}

// unlocalised is a text that is the same in every language.
func unlocalised(s *string) Text {
	t := Text{}
	for _, l := range Locales() {
		if s != nil {
			t[l] = *s
		}
	}
	return t
}
