package editing

import (
	"context"
	"errors"
	"fmt"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Result is what a change has done, or with a dry run would do, to entries.
type Result struct {
	Entries  []content.Entry         // those changed, in the order asked for, and then those changed together with them
	Dangling []*content.DanglingLink // public links that lead, or would lead, to what is not public
	Findings []*content.Finding      // what a reader would stumble over in what was published
}

// Publish makes revisions public, each the one asked for even if there is a newer one by now. What would dangle is
// refused, published together in its newest revision, or left, as links says. What a reader would stumble over is refused
// if its rule says so and is none of those that the caller publishes despite.
func (e *Editor) Publish(ctx context.Context, asked []*content.PublishInput, links content.LinkPolicy, note string, dryRun bool, despite ...content.FindingRule) (Result, error) {
	return do(ctx, e, auth.Publish, dryRun, func(w *work) (r Result, err error) {
		p := newPublication(w, note)
		if err = p.gather(asked); err != nil {
			return r, err
		}
		if r.Dangling, err = p.settle(links); err != nil {
			return r, err
		}
		if err = p.checkCircles(); err != nil {
			return r, err
		}
		if r.Findings, err = p.inspect(despite); err != nil {
			return r, err
		}
		if err = p.free(); err != nil || !w.ok() {
			return r, err
		}
		if err = p.write(); err != nil {
			return r, err
		}
		if err = w.record(audit.Published, overruled(inLanguages(asked)+note, r.Findings), p.ids...); err != nil {
			return r, err
		}
		r.Entries, err = w.all(content.Published, p.ids)
		return r, err
	})
}

// publication gathers what is to become public.
type publication struct {
	*work
	ids     []string
	entries []content.Entry   // beside ids: the revisions
	paths   map[string]string // by id: to where it was asked for
	note    string
	locales map[string][]content.Locale   // by id: the languages that become public; nil for all
	merged  map[content.Entry]store.Stamp // those of the entries that are not in the history yet, and how they came about
}

// write makes public what was gathered.
func (p *publication) write() error {
	if !p.ok() {
		return nil
	}
	if err := p.keepMerged(); err != nil {
		return err
	}
	for _, c := range p.store.All() {
		if err := c.Publish(p, p.of(c.Kind())...); err != nil {
			if problems, ok := errors.AsType[content.Problems](err); ok { // somebody else was faster
				err = problems.Under("entries")
			}
			return err
		}
	}
	return nil
}

func (p *publication) gather(asked []*content.PublishInput) error {
	ids := make([]string, len(asked))
	for i, in := range asked {
		ids[i] = in.ID
	}
	for _, i := range p.distinct("entries", ".id", ids) {
		path := item("entries", i)
		newest, err := p.find(path+".id", ids[i], false)
		if err != nil {
			return err
		}
		if newest == nil {
			continue
		}
		named, err := p.revision(path+".revision", newest, asked[i].Revision)
		if err != nil {
			return err
		}
		if named == nil {
			continue
		}
		if err := p.takeIn(path, path+".locales", named, asked[i].Locales); err != nil {
			return err
		}
	}
	return nil
}

// revision returns a revision of an entry to publish, which that of putting it away is not; nil with a problem if there is none.
func (w *work) revision(path string, newest content.Entry, number int) (content.Entry, error) {
	found, err := w.store.Of(newest.EntryKind()).Revision(w, store.Ref{ID: newest.Head().ID, Revision: number})
	if err != nil {
		return nil, err
	}
	if found == nil || found.Entry.Head().Archived {
		w.add(noRevision(path, number, newest))
		return nil, nil
	}
	return found.Entry, nil
}

func noRevision(path string, number int, newest content.Entry) content.Problem {
	return content.Problem{Path: path, Code: content.NotFound,
		DE: fmt.Sprintf("Eine Fassung %d gibt es hier nicht; die neueste ist %d.", number, newest.Head().LastNumber()),
		EN: fmt.Sprintf("there is no revision %d here; the newest is %d", number, newest.Head().LastNumber())}
}

func (p *publication) take(path string, e content.Entry) {
	p.paths[e.Head().ID] = path
	p.ids, p.entries = append(p.ids, e.Head().ID), append(p.entries, e)
	p.add(content.Problems(e.Validate()).Under(path)...)
}

// settle finds the links that would lead to what is not public, and deals with them.
func (p *publication) settle(links content.LinkPolicy) (dangling []*content.DanglingLink, _ error) {
	for i := 0; i < len(p.entries); i++ { // which grows while links are followed
		e := p.entries[i]
		for _, l := range content.References(e) {
			if _, among := p.paths[*l.ID]; among || l.Derived {
				continue
			}
			if public, err := p.one(content.PublicView(), *l.ID); err != nil || public != nil {
				if err != nil {
					return nil, err
				}
				continue
			}
			target, err := p.one(p.view(content.Draft), *l.ID)
			if err != nil {
				return nil, err
			}
			path := p.paths[e.Head().ID]
			switch {
			case links == content.LinksTogether && target != nil:
				if err := p.takeIn(path, path, target, p.together(e)); err != nil {
					return nil, err
				}
				continue
			case links != content.LinksLeave:
				p.add(dangles(path, e, target))
			}
			dangling = append(dangling, &content.DanglingLink{From: e, Path: l.Path, To: target})
		}
	}
	return dangling, nil
}

// dangles says that a public entry would link to one that is not; that is nil if there is no draft of it.
func dangles(path string, from, to content.Entry) content.Problem {
	p := content.Problem{Path: path, Code: content.Dangling,
		DE: fmt.Sprintf("„%s“ verweist auf einen Eintrag, der archiviert oder entfernt wurde. Bitte den Verweis ändern, den Eintrag wiederherstellen, wenn es ihn noch gibt, oder den Verweis ins Leere zulassen (links: LEAVE).", shown(from)),
		EN: fmt.Sprintf("%q links to an entry that was put away or removed; change the link, restore the entry if it still is there, or let the link lead nowhere (links: LEAVE)", shown(from))}
	if to != nil {
		p.DE = fmt.Sprintf("„%s“ verweist auf „%s“, und das ist dann nicht öffentlich. Bitte beides zusammen ändern (links: TOGETHER) oder den Verweis ins Leere zulassen (links: LEAVE).", shown(from), shown(to))
		p.EN = fmt.Sprintf("%q links to %q, which is not public then; change both together (links: TOGETHER) or let the link lead nowhere (links: LEAVE)", shown(from), shown(to))
	}
	return p
}

func shown(e content.Entry) string { return e.Headline()[content.DE] }

// free finds the entries whose key would be that of another public one. Entries may swap theirs in one publication.
func (p *publication) free() error {
	names := map[string]content.Entry{}
	for _, e := range p.entries {
		kind := e.EntryKind()
		other := names[string(kind)+e.Key()]
		names[string(kind)+e.Key()] = e
		if other == nil {
			public, err := p.store.Of(kind).Named(p, content.PublicView(), e.Key())
			if err != nil {
				return err
			}
			if public != nil && p.paths[public.Head().ID] == "" {
				other = public
			}
		}
		if other != nil {
			p.add(content.Problem{Path: p.paths[e.Head().ID] + "." + content.KeyField(kind), Code: content.KeyInUse,
				DE: fmt.Sprintf("So heißt öffentlich schon „%s“. Bitte diesen Eintrag auch veröffentlichen, wenn er inzwischen anders heißt, oder ihn zuerst zurückziehen.", shown(other)),
				EN: fmt.Sprintf("%q has this %s in public; publish that one too if its draft has another by now, or unpublish it first", shown(other), content.KeyField(kind))})
		}
	}
	return nil
}

// of returns what is to be published of a kind.
func (p *publication) of(kind content.Kind) (ps []store.Publication) {
	for i, e := range p.entries {
		if e.EntryKind() == kind {
			ps = append(ps, store.Publication{Ref: store.Ref{ID: p.ids[i], Revision: e.Head().Revision}, At: p.at})
		}
	}
	return ps
}
