package editing

import (
	"context"
	"slices"
	"strconv"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
)

// Create saves a new entry, and returns its first revision. Without a key it gets one from its title.
func (e *Editor) Create(ctx context.Context, kind content.Kind, note string, apply func(content.Entry)) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		entry := e.store.Of(kind).New()
		if !w.caller.Scope().Has(content.ForOffice) && !ownable(entry) {
			return nil, notForYou()
		}
		entry.Head().ID = content.NewID(kind)
		apply(entry)
		return w.create(entry, note)
	})
}

// create saves a new entry.
func (w *work) create(entry content.Entry, note string) (content.Entry, error) {
	w.remark("note", note)
	content.Tidy(entry) // ahead of its name, which is no blank
	if err := w.name(entry); err != nil {
		return nil, err
	}
	if err := w.check(nil, entry); err != nil {
		return nil, err
	}
	w.explain(entry)
	if !w.ok() {
		return nil, nil
	}
	if !auth.CanCreate(w.caller, entry) {
		return nil, notForYou()
	}
	if err := w.save(keyPath(entry.EntryKind()), entry, w.stamp(content.Created, note)); err != nil {
		return nil, err
	}
	if err := w.record(audit.Created, note, entry.Head().ID); err != nil {
		return nil, err
	}
	return w.seen(content.Draft, entry.Head().ID)
}

// ownable tells whether entries like this can be a partner's, without being one.
func ownable(e content.Entry) bool {
	owner := e.EntryKind().Traits().Owner
	return owner != "" && owner != "id"
}

func notForYou() error { return content.Errorf(content.Forbidden, "you may not make this") }

func keyPath(k content.Kind) string { return "input." + content.KeyField(k) }

// Update changes the newest revision, which must be the expected one, and returns the next one. A change that changes
// nothing makes no revision.
func (e *Editor) Update(ctx context.Context, kind content.Kind, id string, expected int, note string, apply func(content.Entry)) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		if k, err := content.KindOf(id); err != nil || k != kind {
			w.add(content.Missing("id"))
			return nil, nil
		}
		before, err := w.find("id", id, false)
		if err != nil || before == nil {
			return nil, err
		}
		after := content.Clone(before)
		apply(after)
		w.expect("expectedRevision", before, expected)
		w.remark("note", note)
		if err := w.check(before, after); err != nil {
			return nil, err
		}
		if w.ok() && !auth.CanEdit(w.caller, after) {
			w.add(content.OfAnother("input.partner"))
		}
		if len(content.Changes(before, after)) > 0 {
			if err := w.save(keyPath(kind), after, w.stamp(content.Updated, note)); err != nil {
				return nil, err
			}
			if err := w.record(audit.Updated, note, id); err != nil {
				return nil, err
			}
		}
		return w.seen(content.Draft, id)
	})
}

// check finds what is wrong with an entry that is to be saved in place of before, which is nil for a new one.
func (w *work) check(before, after content.Entry) error {
	problems, err := w.rules().Check(before, after)
	w.add(problems.Under("input")...)
	return err
}

// name gives an entry without a key the one of its title, with a number behind it if that is taken.
func (w *work) name(e content.Entry) error {
	n, ok := e.(content.Slugged)
	if !ok || e.Key() != "" {
		return nil
	}
	slug, whole := content.Slug(e.Headline()[content.DE])
	for i, try := 2, slug; whole && slug != ""; i++ {
		there, err := w.store.Of(e.EntryKind()).Keyed(w, try)
		if err != nil || there == nil {
			n.SetSlug(try)
			return err
		}
		try = slug + "-" + strconv.Itoa(i)
	}
	return nil
}

// explain says of an entry without a key, in place of what a key looks like, that its title does not make one; if it has
// none, that has been said.
func (w *work) explain(e content.Entry) {
	path := keyPath(e.EntryKind())
	if _, ok := e.(content.Slugged); !ok || e.Key() != "" {
		return
	}
	w.problems = slices.DeleteFunc(w.problems, func(p content.Problem) bool { return p.Path == path })
	if e.Headline()[content.DE] != "" {
		w.add(content.Problem{Path: path, Code: content.Required,
			DE: "Aus diesem Titel lässt sich kein Kurzname bilden. Bitte einen angeben, etwa stadt-wuppertal.",
			EN: "this title does not make a slug; give one, such as stadt-wuppertal"})
	}
}
