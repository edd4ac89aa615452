package editing

import (
	"context"
	"slices"
	"strings"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
	"partnernetz/store"
)

// takeIn takes what becomes public if of an entry some languages do, or all for nil: the entry itself, what is public already, or
// else a revision of its own that is made of both. Leichte Sprache that nobody has checked is a problem.
func (p *publication) takeIn(path, localesPath string, named content.Entry, locales []content.Locale) error {
	public, err := p.one(content.PublicView(), named.Head().ID)
	if err != nil {
		return err
	}
	entry := named
	switch {
	case named.EntryKind().Traits().Released:
		p.add(content.Problems{notByItself(named)}.Under(path)...)
		return nil
	case locales == nil:
	case len(locales) == 0:
		p.add(content.Problem{Path: localesPath, Code: content.Required, DE: "Es ist keine Sprache angegeben.", EN: "no language is given"})
		return nil
	case public == nil && !slices.Contains(locales, content.DE):
		p.add(content.Problem{Path: localesPath, Code: content.Required,
			DE: "Dieser Eintrag ist noch nicht öffentlich. Bitte Deutsch (DE) mit veröffentlichen.", EN: "this entry is not public yet; publish German (DE) as well"})
		return nil
	default:
		if entry, err = p.merge(public, named, locales); err != nil {
			return err
		}
	}
	p.take(path, entry, locales)
	p.named = append(p.named, network.Publicised{EntryID: named.Head().ID, Revision: named.Head().Revision, Locales: locales})
	p.rules().whole(&p.Publication, entry, public)
	return nil
}

// merge returns what becomes public if some languages of a revision do.
func (p *publication) merge(public, named content.Entry, locales []content.Locale) (content.Entry, error) {
	merged := language.Merge(public, named, locales)
	switch {
	case public != nil && language.Alike(public, merged):
		return public, nil
	case language.Alike(named, merged):
		return named, nil
	case public == nil:
		return merged, p.number(merged, store.Stamp{Like: named.Head().Revision, Base: named.Head().Revision})
	}
	return merged, p.number(merged, store.Stamp{Like: named.Head().Revision, Base: public.Head().Revision})
}

// number gives an entry that was made of others the number that it is to be kept with.
func (p *publication) number(merged content.Entry, from store.Stamp) error {
	id := merged.Head().ID
	drafts, err := p.store.Of(merged.EntryKind()).Newest(p, []string{id})
	if err != nil {
		return err
	}
	merged.Head().Revision, merged.Head().UpdatedAt = drafts[id].Head().LastNumber()+1, p.at
	s := p.stamp(content.Merged, p.note)
	s.Like, s.Base = from.Like, from.Base
	p.merged[merged] = s
	return nil
}

// together returns the languages in which what an entry links to becomes public with it: as it is not public, German is one.
func (p *publication) together(from content.Entry) []content.Locale {
	locales := p.locales[from.Head().ID]
	if locales == nil || slices.Contains(locales, content.DE) {
		return locales
	}
	return append([]content.Locale{content.DE}, locales...)
}

// keepMerged adds to the history the revisions that are not there yet.
func (p *publication) keepMerged() error {
	for _, e := range p.Entries {
		if s, isNew := p.merged[e]; isNew {
			if err := p.store.Of(e.EntryKind()).Keep(p, s, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// UnpublishLanguages takes languages of entries out of the public view, and leaves the others there, and the drafts, as they are.
func (e *Editor) UnpublishLanguages(ctx context.Context, ids []string, locales []content.Locale, reason string, dryRun bool) (Result, error) {
	return do(ctx, e, auth.Publish, dryRun, func(w *work) (r Result, err error) {
		p := newPublication(w, reason)
		w.remark("reason", reason)
		if len(locales) == 0 || slices.Contains(locales, content.DE) {
			w.add(content.Problem{Path: "locales", Code: content.BadInput,
				DE: "Bitte die Sprachen angeben, die zurückgezogen werden sollen, ohne Deutsch: Das geht nur mit dem ganzen Eintrag.",
				EN: "say which languages to take back, without German, which only goes with the entry as a whole"})
			return r, nil
		}
		for _, i := range w.distinct("ids", "", ids) {
			public, err := w.one(content.PublicView(), ids[i])
			if err != nil {
				return r, err
			}
			entry, err := w.find(item("ids", i), ids[i], true)
			if err != nil {
				return r, err
			}
			if public == nil && entry != nil {
				w.add(notPublic(item("ids", i)))
			}
			if public == nil || entry == nil {
				continue
			}
			if err := p.takeWithout(item("ids", i), public, locales); err != nil {
				return r, err
			}
		}
		if err := p.write(); err != nil || !w.ok() {
			return r, err
		}
		if err := w.record(audit.Unpublished, inLanguages([]*content.PublishInput{{Locales: locales}})+reason, p.ids...); err != nil {
			return r, err
		}
		r.Entries, err = w.all(content.Published, p.ids)
		return r, err
	})
}

// takeWithout takes a revision of its own that is like the public one but for the languages, which it has not.
func (p *publication) takeWithout(path string, public content.Entry, locales []content.Locale) error {
	if public.EntryKind().Traits().Released {
		p.add(content.Problems{notByItself(public)}.Under(path)...)
		return nil
	}
	left := language.Merge(public, language.Without(public, locales), locales)
	if language.Alike(public, left) {
		left = public
	} else if err := p.number(left, store.Stamp{Base: public.Head().Revision}); err != nil {
		return err
	}
	p.take(path, left, nil)
	p.rules().whole(&p.Publication, left, public)
	return nil
}

// inLanguages says for the log which languages were published apart, in the order that they were asked for.
func inLanguages(asked []*content.PublishInput) (said string) {
	for _, in := range asked {
		for _, l := range in.Locales {
			if !slices.Contains(strings.Fields(said), string(l)) {
				said += string(l) + " "
			}
		}
	}
	return said
}

func newPublication(w *work, note string) *publication {
	p := &publication{work: w, note: note, paths: map[string]string{}, merged: map[content.Entry]store.Stamp{}}
	p.Say = func(e content.Entry, problem content.Problem) {
		p.add(content.Problems{problem}.Under(p.paths[e.Head().ID])...)
	}
	return p
}
