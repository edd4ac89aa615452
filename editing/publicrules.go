package editing

import (
	"fmt"
	"slices"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/language"
	"partnernetz/store"
)

// Publication is what becomes public at once.
type Publication struct {
	Entries []content.Entry
	// Say takes what is wrong with an entry. The path of the problem is empty, or begins at a field.
	Say func(content.Entry, content.Problem)

	locales map[string][]content.Locale // by id: the languages that become public; nil for all
}

// Take takes an entry in, all of it or only some languages.
func (p *Publication) Take(e content.Entry, locales []content.Locale) {
	if p.locales == nil {
		p.locales = map[string][]content.Locale{}
	}
	p.Entries = append(p.Entries, e)
	p.locales[e.Head().ID] = locales
}

// Has reports whether an entry is among those that become public.
func (p *Publication) Has(id string) bool {
	_, among := p.locales[id]
	return among
}

// whole finds what is wrong with an entry that is to become public in place of what is public of it now, which may be nil, by
// itself. Leichte Sprache that nobody has checked is a problem.
func (r Rules) whole(p *Publication, e, public content.Entry) {
	if locales := p.locales[e.Head().ID]; (locales == nil || slices.Contains(locales, content.DESimple)) && language.Unchecked(public, e) {
		p.Say(e, content.Problem{Code: content.NotChecked,
			DE: fmt.Sprintf("Die Texte von „%s“ in Leichter Sprache hat noch keine Prüfgruppe geprüft. Bitte die Prüfung festhalten (recordEasyLanguageCheck, %s) oder die anderen Sprachen für sich veröffentlichen (locales: [DE, EN]).", shown(e), e.Head().ID),
			EN: fmt.Sprintf("no test group has checked the texts of %q in Leichte Sprache; record the check (recordEasyLanguageCheck, %s), or publish the other languages apart (locales: [DE, EN])", shown(e), e.Head().ID)})
	}
	for _, problem := range e.Validate() {
		p.Say(e, problem)
	}
	if g, ok := e.(content.Gated); ok {
		for _, problem := range g.Gate() {
			p.Say(e, problem)
		}
	}
}

// Open returns the links of an entry that would lead to what is not public.
func (r Rules) Open(p *Publication, e content.Entry) (open []content.Reference, _ error) {
	for _, l := range content.References(e) {
		if l.Derived || p.Has(*l.ID) {
			continue
		}
		public, err := r.Public(*l.ID)
		if err != nil {
			return nil, err
		}
		if public == nil {
			open = append(open, l)
		}
	}
	return open, nil
}

// dangles says that an entry would link in public to what is not, of which there may be a draft.
func dangles(from, to content.Entry) content.Problem {
	p := content.Problem{Code: content.Dangling,
		DE: fmt.Sprintf("„%s“ verweist auf einen Eintrag, der archiviert oder entfernt wurde. Bitte den Verweis ändern, den Eintrag wiederherstellen, wenn es ihn noch gibt, oder den Verweis ins Leere zulassen (links: LEAVE).", shown(from)),
		EN: fmt.Sprintf("%q links to an entry that was put away or removed; change the link, restore the entry if it still is there, or let the link lead nowhere (links: LEAVE)", shown(from))}
	if to != nil {
		p.DE = fmt.Sprintf("„%s“ verweist auf „%s“, und das ist dann nicht öffentlich. Bitte beides zusammen ändern (links: TOGETHER) oder den Verweis ins Leere zulassen (links: LEAVE).", shown(from), shown(to))
		p.EN = fmt.Sprintf("%q links to %q, which is not public then; change both together (links: TOGETHER) or let the link lead nowhere (links: LEAVE)", shown(from), shown(to))
	}
	return p
}

// Together demands what has to hold among all that becomes public and all that is: no entry is above itself, no two have the same
// key, though entries may swap theirs, and what a reader would stumble over is refused if its rule says so, unless it is to be
// published despite that rule. The findings are by revision; those returned are of languages that become public.
func (r Rules) Together(p *Publication, byRevision map[store.Ref][]*check.Finding, despite []check.Rule) (found []*check.Finding, err error) {
	byID := make(map[string]content.Entry, len(p.Entries))
	for _, e := range p.Entries {
		byID[e.Head().ID] = e
	}
	read := func(id string) (content.Entry, error) {
		if e := byID[id]; e != nil {
			return e, nil
		}
		return r.Public(id)
	}
	for _, e := range p.Entries {
		circular, err := r.circular(e, read)
		if err != nil {
			return nil, err
		}
		if circular {
			p.Say(e, content.InCircle(aboveField(e)))
		}
	}
	found = r.stumbles(p, byRevision, despite)
	return found, r.unique(p)
}

// stumbles returns what a reader would stumble over in what becomes public.
func (r Rules) stumbles(p *Publication, byRevision map[store.Ref][]*check.Finding, despite []check.Rule) (found []*check.Finding) {
	for _, e := range p.Entries {
		locales := p.locales[e.Head().ID]
		for _, f := range byRevision[store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}] {
			if len(locales) > 0 && f.Language != "" && !slices.Contains(locales, f.Language) {
				continue
			}
			found = append(found, f)
			if f.Severity() == check.SeverityError && !slices.Contains(despite, f.Rule) {
				p.Say(e, f.Problem())
			}
		}
	}
	return found
}

// unique demands that no two entries have the same key in public.
func (r Rules) unique(p *Publication) error {
	type name struct {
		kind content.Kind
		key  string
	}
	names := map[name]content.Entry{}
	for _, e := range p.Entries {
		kind, at := e.EntryKind(), name{e.EntryKind(), e.Key()}
		other := names[at]
		if names[at] = e; other == nil {
			public, err := r.Named(kind, e.Key())
			if err != nil {
				return err
			}
			if public != nil && !p.Has(public.Head().ID) {
				other = public
			}
		}
		if other != nil {
			p.Say(e, content.Problem{Path: content.KeyField(kind), Code: content.KeyInUse,
				DE: fmt.Sprintf("So heißt öffentlich schon „%s“. Bitte diesen Eintrag auch veröffentlichen, wenn er inzwischen anders heißt, oder ihn zuerst zurückziehen.", shown(other)),
				EN: fmt.Sprintf("%q has this %s in public; publish that one too if its draft has another by now, or unpublish it first", shown(other), content.KeyField(kind))})
		}
	}
	return nil
}

// notByItself says of an entry that only a release makes it public.
func notByItself(e content.Entry) content.Problem {
	return content.Problem{Code: content.NotByItself,
		DE: fmt.Sprintf("„%s“ wird nicht für sich veröffentlicht, sondern mit einer Ausgabe, die den Eintrag festhält.", shown(e)),
		EN: fmt.Sprintf("%q does not become public by itself, but with a release that pins it", shown(e))}
}

func shown(e content.Entry) string { return e.Headline()[content.DE] }
