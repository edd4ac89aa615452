package editing

import (
	"context"
	"strconv"

	"partnernetz/auth"
	"partnernetz/content"
)

// Create saves a new entry, and returns its first revision. Without a key it gets one from its title.
func (e *Editor) Create(ctx context.Context, kind content.Kind, note string, apply func(content.Entry)) (created content.Entry, err error) {
	err = e.do(ctx, false, func(w *work) error {
		entry := e.store.Of(kind).New()
		entry.Head().ID = content.NewID(kind)
		apply(entry)
		if err := w.name(entry); err != nil {
			return err
		}
		if err := w.check(nil, entry); err != nil {
			return err
		}
		if len(w.problems) == 0 && !auth.CanCreate(w.caller, entry) {
			return content.Errorf(content.Forbidden, "you may not make this")
		}
		if err := w.save(entry, w.stamp(content.Created, note)); err != nil {
			return err
		}
		if err := w.record("CREATED", note, entry.Head().ID); err != nil {
			return err
		}
		created, err = w.seen(content.Draft, entry.Head().ID)
		return err
	})
	return created, err
}

// Update changes the newest revision, which must be the expected one, and returns the next one. A change that changes
// nothing makes no revision.
func (e *Editor) Update(ctx context.Context, kind content.Kind, id string, expected int, note string, apply func(content.Entry)) (updated content.Entry, err error) {
	err = e.do(ctx, false, func(w *work) error {
		before, err := w.find("id", id, false)
		if err != nil || before == nil {
			return err
		}
		if before.EntryKind() != kind {
			w.add(content.Missing("id"))
			return nil
		}
		after := content.Clone(before)
		apply(after)
		w.expect("expectedRevision", before, expected)
		if err := w.check(before, after); err != nil {
			return err
		}
		if len(w.problems) == 0 && len(content.Changes(before, after)) > 0 {
			if err := w.save(after, w.stamp(content.Updated, note)); err != nil {
				return err
			}
			if err := w.record("UPDATED", note, id); err != nil {
				return err
			}
		}
		updated, err = w.seen(content.Draft, id)
		return err
	})
	return updated, err
}

// check finds what is wrong with an entry that is to be saved in place of before, which is nil for a new one.
func (w *work) check(before, after content.Entry) error {
	if err := w.checkLinks(before, after); err != nil {
		return err
	}
	for _, p := range after.Validate() {
		if p.Path != content.KeyField(after.EntryKind()) || !unnamed(after) {
			w.add(content.Problems{p}.Under("input")...)
		}
	}
	there, err := w.store.Of(after.EntryKind()).Keyed(w, after.Key())
	if err != nil {
		return err
	}
	if there != nil && there.Head().ID != after.Head().ID {
		w.add(content.Taken("input."+content.KeyField(after.EntryKind()), after.EntryKind()))
	}
	return nil
}

// checkLinks demands that what the entry newly links to is there for the caller, and that it stays with its owner.
func (w *work) checkLinks(before, after content.Entry) error {
	linked := map[string]bool{}
	if before != nil {
		for _, l := range before.Links() {
			linked[*l.ID] = true
		}
	}
	for _, l := range after.Links() {
		if l.Derived || *l.ID == "" || linked[*l.ID] {
			continue
		}
		target, err := w.target("input."+l.Path, l)
		if err != nil {
			return err
		}
		if m, ok := after.(interface{ Follow(content.Entry) }); ok && target != nil {
			m.Follow(target)
			if before != nil && before.Owner() != after.Owner() {
				w.add(otherPartner("input." + l.Path))
			}
		}
	}
	return nil
}

// target returns what a link leads to; nil with a problem if the caller may not link to it.
func (w *work) target(path string, l content.Reference) (content.Entry, error) {
	if kind, err := content.KindOf(*l.ID); err != nil || kind != l.Kind {
		w.add(content.Missing(path))
		return nil, nil
	}
	for _, stage := range []content.Stage{content.Draft, content.Published} {
		found, err := w.store.Of(l.Kind).Some(w, w.view(stage), []string{*l.ID})
		if target := found[*l.ID]; err != nil || target != nil {
			if stage == content.Published { // which says no more of it than everybody may know
				w.add(otherPartner(path))
			}
			return target, err
		}
	}
	w.add(content.Missing(path))
	return nil, nil
}

func otherPartner(path string) content.Problem {
	return content.Problem{Path: path, Code: content.OtherPartner, DE: "Das gehört zu einem anderen Partner.", EN: "this belongs to another partner"}
}

// unnamed tells whether an entry has no key for want of the title that it is made from. That is then what is missing, and
// not the key, which nobody has to give.
func unnamed(e content.Entry) bool {
	_, ok := e.(interface{ SetSlug(string) })
	return ok && e.Key() == "" && e.Headline()[content.DE] == ""
}

// name gives an entry without a key the one of its title, with a number behind it if that is taken.
func (w *work) name(e content.Entry) error {
	n, ok := e.(interface{ SetSlug(string) })
	if !ok || e.Key() != "" {
		return nil
	}
	slug := content.Slug(e.Headline()[content.DE])
	for i, try := 2, slug; slug != ""; i++ {
		there, err := w.store.Of(e.EntryKind()).Keyed(w, try)
		if err != nil || there == nil {
			n.SetSlug(try)
			return err
		}
		try = slug + "-" + strconv.Itoa(i)
	}
	return nil
}
