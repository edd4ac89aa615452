package editing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

// Upload keeps a file that was received and saves an entry for it. The file is kept once all is found to be right, outside of
// the transaction, as that may take long, and before the entry is saved: a file that no entry knows is deleted later
// (media.Library.Sweep), an entry without its file would be broken. A file that is there already gives the entry that has it,
// unless the caller says something else of it.
func (e *Editor) Upload(ctx context.Context, file *media.Upload, note string, apply func(content.Entry)) (content.Entry, error) {
	if _, err := e.upload(ctx, file, note, apply, true); err != nil {
		return nil, err
	}
	if err := file.Keep(ctx); err != nil {
		return nil, err
	}
	m, err := e.upload(ctx, file, note, apply, false)
	if err != nil && !e.store.Remote() { // where nobody else can be uploading the same meanwhile
		err = errors.Join(err, e.withdraw(context.WithoutCancel(ctx), file))
	}
	return m, err
}

// withdraw takes back a file whose entry could not be saved, so that a disk that is full does not stay so.
func (e *Editor) withdraw(ctx context.Context, file *media.Upload) error {
	there, err := e.store.Uploaded(ctx, file.File.Sum)
	if err != nil || len(there) > 0 {
		return err
	}
	return file.Withdraw(ctx)
}

func (e *Editor) upload(ctx context.Context, file *media.Upload, note string, apply func(content.Entry), dryRun bool) (content.Entry, error) {
	return do(ctx, e, auth.Edit, dryRun, func(w *work) (content.Entry, error) {
		m := &network.Media{File: file.File}
		m.ID = content.NewID(content.MediaFiles)
		if scope := w.caller.Scope(); !scope.Has(content.ForOffice) {
			m.SetOwner(scope.Partner)
		}
		apply(m)
		there, err := w.store.Uploaded(w, file.File.Sum)
		if err != nil {
			return nil, err
		}
		for _, other := range there {
			if content.Owner(other) == content.Owner(m) && auth.CanEdit(w.caller, other) {
				return w.again(other, apply)
			}
		}
		return w.create(m, note)
	})
}

// again returns the entry of a file that is uploaded once more.
func (w *work) again(there *network.Media, apply func(content.Entry)) (content.Entry, error) {
	asked := content.Clone(there)
	apply(asked)
	switch {
	case there.Archived:
		w.add(content.Problem{Path: "file", Code: content.IsArchived,
			DE: fmt.Sprintf("Diese Datei gibt es schon, aber sie ist archiviert (%s). Bitte eine ihrer Fassungen wiederherstellen.", there.ID),
			EN: fmt.Sprintf("this file is there already, but it was put away (%s); restore one of its revisions", there.ID)})
	case len(content.Changes(there, asked)) > 0:
		w.add(content.Problem{Path: "file", Code: content.KeyInUse,
			DE: fmt.Sprintf("Diese Datei gibt es schon als „%s“ (%s), mit anderen Angaben. Bitte dort ändern.", there.Slug, there.ID),
			EN: fmt.Sprintf("this file is there already as %q (%s), and something else is said of it; change that entry", there.Slug, there.ID)})
	}
	return w.seen(content.Draft, there.ID)
}

// RemoveMedia removes media with all their history, if no draft, nothing public and no schedule needs them. Their files go later.
func (e *Editor) RemoveMedia(ctx context.Context, ids []string, reason string) ([]string, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) ([]string, error) {
		scheduled, err := w.scheduled()
		if err != nil {
			return nil, err
		}
		for _, i := range w.distinct("ids", "", ids) {
			path := item("ids", i)
			if kind, err := content.KindOf(ids[i]); err != nil || kind != content.MediaFiles {
				w.add(content.Missing(path))
				continue
			}
			m, err := w.find(path, ids[i], true)
			if err == nil && m != nil {
				err = w.unused(path, m, scheduled)
			}
			if err != nil {
				return nil, err
			}
		}
		if !w.ok() {
			return nil, nil
		}
		if err := w.store.Media.Erase(w, ids...); err != nil {
			return nil, err
		}
		return ids, w.record(audit.Removed, reason, ids...)
	})
}

// unused demands that nothing links to media, in drafts, in public, or in what a schedule is going to make public.
func (w *work) unused(path string, m content.Entry, scheduled []content.Entry) error {
	var names []string
	for _, v := range []content.View{w.view(content.Draft), content.PublicView()} {
		users, err := w.store.UsedIn(w, v, m)
		if err != nil {
			return err
		}
		for _, u := range users {
			names = append(names, "„"+shown(u)+"“")
		}
	}
	for _, e := range scheduled {
		if slices.Contains(content.ReferenceIDs(e), m.Head().ID) {
			names = append(names, "„"+shown(e)+"“")
		}
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) > 0 {
		list := strings.Join(names, ", ")
		w.add(content.Problem{Path: path, Code: content.InUse,
			DE: "Die Datei wird noch verwendet, öffentlich, in einem Entwurf oder von einer geplanten Veröffentlichung: " + list + ". Bitte sie dort zuerst herausnehmen.",
			EN: "the file is still used, in public, in drafts or by a schedule: " + list + "; take it out there first"})
	}
	return nil
}

// scheduled returns the revisions that schedules are going to make public.
func (w *work) scheduled() (entries []content.Entry, _ error) {
	schedules, err := w.store.Schedules(w, nil)
	for _, s := range schedules {
		kind, _ := content.KindOf(s.EntryID) // it was one when it was noted
		r, err := w.store.Of(kind).Revision(w, w.view(content.Draft), store.Ref{ID: s.EntryID, Revision: s.Revision})
		if err != nil {
			return nil, err
		}
		if r != nil {
			entries = append(entries, r.Entry)
		}
	}
	return entries, err
}
