package content

// Weight is how much it counts that a text has a word that somebody looks for.
type Weight float64

// The weights, by what a text is to its entry.
const (
	InTitle Weight = 8
	InLead  Weight = 3
	InBody  Weight = 1
)

// Prose is a text that a search looks into.
type Prose struct {
	Text     Text
	Weight   Weight
	Markdown bool
}

// Bodies are texts of an entry that are Markdown.
func Bodies(texts ...Text) (all []Prose) {
	for _, t := range texts {
		all = append(all, Prose{t, InBody, true})
	}
	return all
}

// Unlocalised is a text that is the same in every language.
func Unlocalised(s *string) Text {
	t := Text{}
	for _, l := range Locales() {
		if s != nil {
			t[l] = *s
		}
	}
	return t
}
