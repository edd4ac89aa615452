package richtext

import "partnernetz/content"

// Passage is a text of an entry that a search looks into, as a view shows it, free of markup.
type Passage struct {
	Text   string
	Locale content.Locale // that it is in
	Weight content.Weight
}

// SearchedPassages returns what a search looks into, the title first. It depends on nothing but the revision and the view, so
// figures that texts count are not in it.
func SearchedPassages(v content.View, e content.Entry) []Passage {
	return passages(v, e, func(s string) string { return placeholder.ReplaceAllString(s, " ") })
}

// ShownCounts lists the kinds whose numbers are shown in what a search looks into.
func ShownCounts(v content.View, e content.Entry) (kinds []content.Kind) {
	for _, p := range proseOf(e) {
		if shown, _ := v.Resolve(p.Text); p.Markdown {
			kinds = append(kinds, Figures(shown)...)
		}
	}
	return kinds
}

// ShownPassages returns the same as readers see it, with counts filled in.
func ShownPassages(v content.View, e content.Entry, counts map[content.Kind]int) []Passage {
	return passages(v, e, func(s string) string { return FillFigures(s, counts) })
}

func passages(v content.View, e content.Entry, fill func(string) string) (all []Passage) {
	if title, in := v.Title(e); title != "" {
		all = append(all, Passage{title, in, content.InTitle})
	}
	for _, p := range proseOf(e) {
		shown, in := v.Resolve(p.Text)
		if p.Markdown && shown != "" {
			shown = renderText(fill(shown), in, map[string]int{}, nil).text() // where its links lead makes no difference to its words
		}
		if shown != "" {
			all = append(all, Passage{shown, in, p.Weight})
		}
	}
	return all
}

func proseOf(e content.Entry) []content.Prose {
	if s, searched := e.(content.Searched); searched {
		return s.Prose()
	}
	return nil
}
