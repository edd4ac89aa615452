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

// Passages returns what a search looks into, the title first. What is not listed here is never found by its words: among
// it all that is only for some readers, such as addresses, as whoever can look for a thing can guess it.
func Passages(v View, e Entry) []Passage {
	var passages []Passage
	for _, p := range append([]prose{{e.Headline(), InTitle, false}}, proseOf(e)...) {
		shown, _ := v.Resolve(p.text)
		if p.markdown && shown != "" {
			rich := RichText{Source: shown}
			if text, err := rich.Text(); err == nil {
				shown = text
			}
		}
		if shown != "" {
			passages = append(passages, Passage{shown, p.weight})
		}
	}
	return passages
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
			body(b.Texts)
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
