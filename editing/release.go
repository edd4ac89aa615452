package editing

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// Released returns the view of a release, for whoever may see that. One that is not there and one that is secret are the same error
// of code NOT_FOUND, after the same read.
func (e *Editor) Released(ctx context.Context, v content.View, label string) (content.View, error) {
	if err := v.CanBeReleased(); err != nil {
		return v, err
	}
	r, err := e.store.ReleaseNamed(ctx, label)
	if err != nil {
		return v, err
	}
	if r == nil || !r.IsFrozen() || !seesRelease(v.Scope, r) {
		return v, content.Errorf(content.NotFound, "there is no release of this label")
	}
	return v.In(r.ID, *r.FrozenAt), nil
}

// seesRelease reports whether a reader sees what a frozen release has: everybody once it is public, before that the office, and
// whoever has a preview link to it.
func seesRelease(s content.Scope, r *network.Release) bool {
	return r.PublishedAt != nil || s.Drafts && s.Has(content.ForOffice) || s.Entry == r.ID
}

// Unfreeze makes a frozen release a draft again. What it has, and its files, go.
func (e *Editor) Unfreeze(ctx context.Context, id string, expected int, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		r, err := w.moving("id", id, expected, network.ReleaseDraft, note)
		if err != nil || r == nil {
			return nil, err
		}
		files := r.FileIDs()
		r.Files, r.FrozenAt, r.People, r.PeopleThreshold = nil, nil, nil, 0
		if err := w.save("id", r, w.stamp(content.Updated, note)); err != nil {
			return nil, err
		}
		if err := w.store.Unpin(w, id); err != nil {
			return nil, err
		}
		if err := w.store.Media.Erase(w, files...); err != nil {
			return nil, err
		}
		if err := w.record(audit.ReleaseUnfrozen, note, id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// PublishRelease makes a frozen release public, its files, and the reports on its year that it has. The one that it is a correction of
// is superseded.
func (e *Editor) PublishRelease(ctx context.Context, id string, expected int, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		r, err := w.moving("id", id, expected, network.ReleasePublic, note)
		if err != nil || r == nil {
			return nil, err
		}
		reports, err := w.pinned(r)
		if err != nil {
			return nil, err
		}
		if err := w.save("id", r, w.stamp(content.Updated, note)); err != nil {
			return nil, err
		}
		if r.SupersedesID != "" {
			if err := w.supersede("id", r.SupersedesID, id, note); err != nil {
				return nil, err
			}
		}
		if err := w.makePublic(append(r.FileIDs(), id), note, reports...); err != nil {
			return nil, err
		}
		ids := []string{id}
		for _, p := range reports {
			ids = append(ids, p.ID)
		}
		if err := w.record(audit.Published, note, ids...); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// Supersede says of a public release that another one stands in its place.
func (e *Editor) Supersede(ctx context.Context, id string, expected int, by, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		w.remark("note", note)
		old, err := w.release("id", id)
		if err != nil || old == nil {
			return nil, err
		}
		w.expect("expectedRevision", old, expected)
		next, err := w.release("by", by)
		if err != nil || next == nil {
			return nil, err
		}
		if next.State != network.ReleasePublic || by == id {
			w.add(content.Problem{Path: "by", Code: content.IllegalTransition,
				DE: "An ihre Stelle tritt nur eine andere Ausgabe, die öffentlich ist (PUBLIC).", EN: "only another release that is PUBLIC can stand in its place"})
		}
		if err := w.supersede("id", id, by, note); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// supersede saves that another release stands in the place of a public one, and shows it if that is shown.
func (w *work) supersede(path, id, by, note string) error {
	old, err := w.release(path, id)
	if err != nil || old == nil {
		return err
	}
	if problems := old.Move(path, network.ReleaseSuperseded); len(problems) > 0 {
		w.add(problems...)
		return nil
	}
	old.SupersededByID = by
	if err := w.save(path, old, w.stamp(content.Updated, note)); err != nil {
		return err
	}
	public, err := w.one(content.PublicView(), id)
	if err != nil {
		return err
	}
	if public != nil {
		if err := w.makePublic([]string{id}, note); err != nil {
			return err
		}
	}
	return w.record(audit.ReleaseSuperseded, note, id)
}

// moving reads a release and moves it into another state, without saving it; nil with a problem if that cannot be.
func (w *work) moving(path, id string, expected int, to network.ReleaseState, note string) (*network.Release, error) {
	w.remark("note", note)
	r, err := w.release(path, id)
	if err != nil || r == nil {
		return nil, err
	}
	w.expect("expectedRevision", r, expected)
	if w.ok() { // one that has moved meanwhile is said to have changed, which is what the caller has to know
		w.add(r.Move(path, to)...)
	}
	if !w.ok() {
		return nil, nil
	}
	return r, nil
}

// release reads the newest revision of a release, to be changed; nil with a problem if there is none.
func (w *work) release(path, id string) (*network.Release, error) {
	if kind, err := content.KindOf(id); err != nil || kind != content.Releases {
		w.add(content.Missing(path))
		return nil, nil
	}
	found, err := w.find(path, id, false)
	if err != nil || found == nil {
		return nil, err
	}
	return content.Clone(found).(*network.Release), nil
}

// makePublic makes the newest revisions public, of what was saved in this change, and reports as they are.
func (w *work) makePublic(ids []string, note string, reports ...*network.Report) error {
	p := newPublication(w, note)
	for _, id := range ids {
		e, err := w.find("id", id, false)
		if err != nil || e == nil {
			return err
		}
		p.take("id", e, nil)
	}
	for _, r := range reports {
		p.take("id", r, nil)
	}
	return p.write()
}
