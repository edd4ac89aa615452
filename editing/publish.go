package editing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Result is what a change has done, or with a dry run would do, to entries.
type Result struct {
	Entries  []content.Entry         // those changed, in the order asked for, and then those changed together with them
	Dangling []*content.DanglingLink // public links that lead, or would lead, to what is not public
}

// Publish makes revisions public, each the one asked for even if there is a newer one by now. What would dangle is
// refused, published together in its newest revision, or left, as links says.
func (e *Editor) Publish(ctx context.Context, asked []*content.PublishInput, links content.LinkPolicy, note string, dryRun bool) (r Result, err error) {
	err = e.do(ctx, dryRun, func(w *work) error {
		if err := auth.Check(w.caller, auth.Publish); err != nil {
			return err
		}
		p := publication{work: w, paths: map[string]string{}}
		if err := p.gather(asked); err != nil {
			return err
		}
		if r, err = p.settle(links); err != nil || len(w.problems) > 0 {
			return err
		}
		for _, c := range w.store.All() {
			if err := c.Publish(w, p.of(c.Kind())...); err != nil {
				if problems, ok := errors.AsType[content.Problems](err); ok {
					return problems.Under("entries")
				}
				return err
			}
		}
		if err := w.record("PUBLISHED", note, p.ids...); err != nil {
			return err
		}
		r.Entries, err = w.all(content.Published, p.ids)
		return err
	})
	return r, err
}

// publication gathers what is to become public.
type publication struct {
	*work
	ids     []string
	entries []content.Entry   // beside ids: the revisions
	paths   map[string]string // by id: to where it was asked for
}

func (p *publication) gather(asked []*content.PublishInput) error {
	if len(asked) == 0 {
		p.add(content.Problem{Path: "entries", Code: content.Required, DE: "Es ist nichts angegeben.", EN: "nothing is given"})
	}
	if len(asked) > content.MaxPage {
		return content.Errorf(content.BadInput, "%d entries are too many at once; %d is the most", len(asked), content.MaxPage)
	}
	for i, in := range asked {
		path := "entries." + strconv.Itoa(i)
		if _, twice := p.paths[in.ID]; twice {
			p.add(content.Problem{Path: path + ".id", Code: content.BadInput, DE: "Dieser Eintrag steht zweimal da.", EN: "this entry is here twice"})
			continue
		}
		newest, err := p.find(path+".id", in.ID, false)
		if err != nil {
			return err
		}
		if newest == nil {
			continue
		}
		revision, err := p.store.Of(newest.EntryKind()).Revision(p, store.Ref{ID: in.ID, Revision: in.Revision})
		if err != nil {
			return err
		}
		if revision == nil || revision.Entry.Head().Archived {
			p.add(noRevision(path+".revision", in.Revision, newest))
			continue
		}
		p.take(path, revision.Entry)
	}
	return nil
}

func noRevision(path string, number int, newest content.Entry) content.Problem {
	return content.Problem{Path: path, Code: content.NotFound,
		DE: fmt.Sprintf("Eine Fassung %d gibt es nicht; die neueste ist %d.", number, newest.Head().Revision),
		EN: fmt.Sprintf("there is no revision %d; the newest is %d", number, newest.Head().Revision)}
}

func (p *publication) take(path string, e content.Entry) {
	p.paths[e.Head().ID] = path
	p.ids, p.entries = append(p.ids, e.Head().ID), append(p.entries, e)
	p.add(content.Problems(e.Validate()).Under(path)...)
}

// settle finds the links that would lead to what is not public, and deals with them.
func (p *publication) settle(links content.LinkPolicy) (r Result, err error) {
	for i := 0; i < len(p.entries); i++ { // which grows while links are followed
		e := p.entries[i]
		for _, l := range content.References(e) {
			if _, among := p.paths[*l.ID]; among {
				continue
			}
			public, err := p.store.Of(l.Kind).Some(p, content.PublicView(), []string{*l.ID})
			if err != nil {
				return r, err
			}
			if public[*l.ID] != nil {
				continue
			}
			drafts, err := p.store.Of(l.Kind).Some(p, p.view(content.Draft), []string{*l.ID})
			if err != nil {
				return r, err
			}
			target := drafts[*l.ID]
			path := p.paths[e.Head().ID]
			switch {
			case links == content.LinksTogether && target != nil:
				p.take(path, target)
				continue
			case links != content.LinksLeave:
				p.add(dangles(path, e, target))
			}
			r.Dangling = append(r.Dangling, &content.DanglingLink{From: e, Path: l.Path, To: target})
		}
	}
	return r, nil
}

// dangles says that a public entry would link to one that is not.
func dangles(path string, from, to content.Entry) content.Problem {
	de, en := "einen Eintrag, den es nicht mehr gibt", "an entry that is gone"
	if to != nil {
		de, en = "„"+shown(to)+"“", strconv.Quote(shown(to))
	}
	return content.Problem{Path: path, Code: content.Dangling,
		DE: fmt.Sprintf("„%s“ verweist auf %s, was dann nicht öffentlich ist. Beides zusammen ändern (links: TOGETHER) oder den Verweis ins Leere zulassen (links: LEAVE).", shown(from), de),
		EN: fmt.Sprintf("%q links to %s, which is not public then; change both together (links: TOGETHER) or let the link lead nowhere (links: LEAVE)", shown(from), en)}
}

func shown(e content.Entry) string { return e.Headline()[content.DE] }

// of returns what is to be published of a kind.
func (p *publication) of(kind content.Kind) (ps []store.Publication) {
	for i, e := range p.entries {
		if e.EntryKind() == kind {
			ps = append(ps, store.Publication{Ref: store.Ref{ID: p.ids[i], Revision: e.Head().Revision}, At: p.at})
		}
	}
	return ps
}

// all reads entries as the caller sees them after the change.
func (w *work) all(stage content.Stage, ids []string) (entries []content.Entry, _ error) {
	if len(w.problems) > 0 {
		return nil, nil
	}
	for _, id := range ids {
		e, err := w.seen(stage, id)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Unpublish takes entries out of the public view. Public entries that link to them are refused to be left alone, taken
// out together, or left, as links says.
func (e *Editor) Unpublish(ctx context.Context, ids []string, links content.LinkPolicy, reason string, dryRun bool) (r Result, err error) {
	err = e.do(ctx, dryRun, func(w *work) error {
		if err := auth.Check(w.caller, auth.Publish); err != nil {
			return err
		}
		paths := map[string]string{}
		for i, id := range ids {
			paths[id] = "ids." + strconv.Itoa(i)
		}
		gone, dangling, err := w.withdraw(ids, paths, links, true)
		if err != nil || len(w.problems) > 0 {
			r = Result{Dangling: dangling}
			return err
		}
		if err := w.record("UNPUBLISHED", reason, gone...); err != nil {
			return err
		}
		r = Result{Dangling: dangling}
		r.Entries, err = w.all(content.Draft, gone)
		return err
	})
	return r, err
}

// withdraw takes entries out of the public view, and returns all that it took.
func (w *work) withdraw(ids []string, paths map[string]string, links content.LinkPolicy, must bool) (gone []string, dangling []*content.DanglingLink, err error) {
	if len(ids) == 0 {
		w.add(content.Problem{Path: "ids", Code: content.Required, DE: "Es ist nichts angegeben.", EN: "nothing is given"})
	}
	if len(ids) > content.MaxPage {
		return nil, nil, content.Errorf(content.BadInput, "%d entries are too many at once; %d is the most", len(ids), content.MaxPage)
	}
	gone = slices.Clone(ids)
	for i := 0; i < len(gone); i++ { // which grows while links are followed
		e, err := w.public(paths[gone[i]], gone[i], must && i < len(ids))
		if err != nil {
			return nil, nil, err
		}
		if e == nil {
			continue
		}
		users, err := w.store.UsedIn(w, content.PublicView(), e)
		if err != nil {
			return nil, nil, err
		}
		for _, from := range users {
			switch id := from.Head().ID; {
			case slices.Contains(gone, id):
				continue
			case links == content.LinksTogether:
				gone, paths[id] = append(gone, id), paths[gone[i]]
				continue
			case links != content.LinksLeave:
				w.add(dangles(paths[gone[i]], from, e))
			}
			dangling = append(dangling, &content.DanglingLink{From: from, Path: pathTo(from, e), To: e})
		}
	}
	if len(w.problems) > 0 {
		return gone, dangling, nil
	}
	for _, c := range w.store.All() {
		some := slices.DeleteFunc(slices.Clone(gone), func(id string) bool { k, _ := content.KindOf(id); return k != c.Kind() })
		if err := c.Unpublish(w, w.at, some...); err != nil {
			return nil, nil, err
		}
	}
	return gone, dangling, nil
}

// public returns the public revision of an entry; nil if there is none, with a problem if there must be.
func (w *work) public(path, id string, must bool) (content.Entry, error) {
	c := w.of(path, id)
	if c == nil {
		return nil, nil
	}
	found, err := c.Some(w, content.PublicView(), []string{id})
	if err != nil || found[id] != nil || !must {
		return found[id], err
	}
	there, err := w.find(path, id, true)
	if there != nil {
		w.add(content.Problem{Path: path, Code: content.NotPublic, DE: "Dieser Eintrag ist nicht öffentlich.", EN: "this entry is not public"})
	}
	return nil, err
}

// pathTo returns the field of an entry that links to another.
func pathTo(from, to content.Entry) string {
	var paths []string
	for _, l := range content.References(from) {
		if *l.ID == to.Head().ID {
			paths = append(paths, l.Path)
		}
	}
	return strings.Join(paths, ", ")
}
