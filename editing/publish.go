package editing

import (
	"context"
	"errors"
	"fmt"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/network"
	"partnernetz/store"
)

// Result is what a change has done, or with a dry run would do, to entries.
type Result struct {
	Entries  []content.Entry         // those changed, in the order asked for, and then those changed together with them
	Dangling []*content.DanglingLink // public links that lead, or would lead, to what is not public
	Findings []*check.Finding        // what a reader would stumble over in what was published
}

// Publish makes revisions public, each the one asked for even if there is a newer one by now. What would dangle is
// refused, published together in its newest revision, or left, as links says. What a reader would stumble over is refused
// if its rule says so and is none of those that the caller publishes despite.
func (e *Editor) Publish(ctx context.Context, asked []*content.PublishInput, links content.LinkPolicy, note string, dryRun bool, despite ...check.Rule) (Result, error) {
	return do(ctx, e, auth.Publish, dryRun, func(w *work) (r Result, err error) {
		p := newPublication(w, note)
		w.remark("note", note)
		if err = p.gather(asked); err != nil {
			return r, err
		}
		if r.Dangling, err = p.settle(links); err != nil {
			return r, err
		}
		found, err := e.store.Findings(w, p.Entries, p.Entries...)
		if err != nil {
			return r, err
		}
		if r.Findings, err = w.rules().Together(&p.Publication, found, despite); err != nil {
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
	Publication
	ids    []string          // of the entries
	paths  map[string]string // by id: to where it was asked for
	note   string
	named  []network.Publicised          // the revisions that the caller wants to be public, of which others may be made
	merged map[content.Entry]store.Stamp // those of the entries that are not in the history yet, and how they came about
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
	return p.overtake()
}

// overtake ends the schedules that would bring back what is older.
func (p *publication) overtake() error {
	ended, err := p.store.Overtake(p, p.named...)
	for _, s := range ended {
		if err == nil {
			err = p.record(audit.ScheduleCancelled, s.Failure[content.EN], s.EntryID, s.ID)
		}
	}
	return err
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
	found, err := w.store.Of(newest.EntryKind()).Revision(w, w.view(content.Draft), store.Ref{ID: newest.Head().ID, Revision: number})
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

func (p *publication) take(path string, e content.Entry, locales []content.Locale) {
	p.paths[e.Head().ID] = path
	p.ids = append(p.ids, e.Head().ID)
	p.Take(e, locales)
}

// settle finds the links that would lead to what is not public, and deals with them.
func (p *publication) settle(links content.LinkPolicy) (dangling []*content.DanglingLink, _ error) {
	for i := 0; i < len(p.Entries); i++ { // which grows while links are followed
		e := p.Entries[i]
		open, err := p.rules().Open(&p.Publication, e)
		if err != nil {
			return nil, err
		}
		for _, l := range open {
			target, err := p.one(p.view(content.Draft), *l.ID)
			if err != nil {
				return nil, err
			}
			switch path := p.paths[e.Head().ID]; {
			case p.Has(*l.ID): // since the link before this one
				continue
			case links == content.LinksTogether && target != nil:
				if err := p.takeIn(path, path, target, p.together(e)); err != nil {
					return nil, err
				}
				continue
			case links != content.LinksLeave:
				p.Say(e, dangles(e, target))
			}
			dangling = append(dangling, &content.DanglingLink{From: e, Path: l.Path, To: target})
		}
	}
	return dangling, nil
}

// of returns what is to be published of a kind.
func (p *publication) of(kind content.Kind) (ps []store.Publication) {
	for i, e := range p.Entries {
		if e.EntryKind() == kind {
			ps = append(ps, store.Publication{Ref: store.Ref{ID: p.ids[i], Revision: e.Head().Revision}, At: p.at})
		}
	}
	return ps
}
