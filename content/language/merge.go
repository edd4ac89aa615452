package language

import (
	"maps"
	"partnernetz/content"
	"slices"
)

// Merge returns what is public if of a revision only the texts in some languages become so. What is the same in all languages,
// such as dates, links and which blocks there are, goes with German: with it among the languages it is that of the revision,
// and other languages keep their public texts at the places that are still there; without, it stays as it is in public, and
// the texts go to the places that both have. Of an entry that is not public, which is nil, German is to be among them.
func Merge(public, named content.Entry, locales []content.Locale) content.Entry {
	whole, other, taken := named, public, slices.DeleteFunc(content.Locales(), func(l content.Locale) bool { return slices.Contains(locales, l) })
	german := slices.Contains(locales, content.DE)
	if !german {
		whole, other, taken = public, named, locales
	}
	gone := map[content.Locale]bool{} // the languages that the revision has given up, at all places
	for _, l := range locales {
		gone[l] = hashTexts(named, l) == ""
	}
	there := textsByPlace(other)
	merged := content.Clone(whole)
	content.EachText(merged, func(at content.TextPlace, t content.Text) content.Text {
		if t[content.DE] == "" { // no text can be where there is no German one
			return t
		}
		from, both := there[at.Name]
		t = maps.Clone(t)
		for _, l := range taken {
			switch {
			case from[l] != "":
				t[l] = from[l]
			case both || german || gone[l]:
				delete(t, l)
			}
		}
		return t
	})
	noteSources(merged.Head(), merged, public, named, locales)
	return merged
}

// noteSources notes of each language what it was made from, and of Leichte Sprache who checked it, as it is where the texts came from.
func noteSources(m *content.Meta, merged, public, named content.Entry, locales []content.Locale) {
	m.Revision, m.PublishedAt, m.Archived, m.Last = 0, nil, false, 0
	m.Sources, m.Check = nil, nil
	for _, l := range content.Locales() {
		from := public
		if slices.Contains(locales, l) {
			from = named
		}
		if from == nil || hashTexts(merged, l) == "" {
			continue
		}
		if m.Sources == nil {
			m.Sources = map[content.Locale]content.Source{}
		}
		m.Sources[l] = carried(from, merged, l)
		if l == content.DESimple {
			m.Check = from.Head().Check
		}
	}
	KeepCheck(merged)
}

// Without returns an entry that lacks languages.
func Without(e content.Entry, locales []content.Locale) content.Entry {
	without := content.Clone(e)
	content.EachText(without, func(_ content.TextPlace, t content.Text) content.Text {
		t = maps.Clone(t)
		for _, l := range locales {
			delete(t, l)
		}
		return t
	})
	return without
}

// Alike reports whether two revisions have the same content, and Leichte Sprache that is as well checked.
func Alike(a, b content.Entry) bool {
	return len(content.Changes(a, b)) == 0 && a.Head().Check.Same(b.Head().Check)
}

func textsByPlace(e content.Entry) map[string]content.Text {
	texts := map[string]content.Text{}
	if e != nil {
		content.EachText(content.Clone(e), func(at content.TextPlace, t content.Text) content.Text {
			texts[at.Name] = t
			return t
		})
	}
	return texts
}
