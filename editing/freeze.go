package editing

import (
	"context"
	"errors"
	"maps"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
)

// Freeze notes for good which revisions a release has, and makes its files of them. The files are made and kept outside of the
// transaction, as that takes long, and before it: a file that no entry knows is deleted later, a release without its files would be
// broken. What is public may have changed meanwhile; then nothing is frozen.
func (e *Editor) Freeze(ctx context.Context, library *media.Library, id string, expected int, note string) (content.Entry, error) {
	found, err := e.freeze(ctx, nil, id, expected, note)
	if err != nil {
		return nil, err
	}
	made, err := e.print(store.WithBudget(ctx, reads), library, found.(*network.Release))
	if err != nil {
		return nil, err
	}
	defer made.close()
	if err := made.keep(ctx); err != nil {
		return nil, err
	}
	return e.freeze(ctx, made, id, expected, note)
}

// freeze freezes a release with its files; without them, it finds out whether that can be done, and returns what is to be printed.
func (e *Editor) freeze(ctx context.Context, made *printed, id string, expected int, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, made == nil, func(w *work) (content.Entry, error) {
		r, err := w.moving("id", id, expected, network.ReleaseFrozen, note)
		if err != nil || r == nil {
			return nil, err
		}
		has, err := w.takes(r)
		if err != nil || made == nil {
			return r, err
		}
		if w.same(made, has.states); !w.ok() {
			return nil, nil
		}
		files, err := w.keepFiles(r, made)
		if err != nil {
			return nil, err
		}
		r.FrozenAt, r.People, r.PeopleThreshold = &made.at, made.people, e.PeopleThreshold
		if err := w.save("id", r, w.stamp(content.Updated, note)); err != nil {
			return nil, err
		}
		if err := w.store.Pin(w, id, append(files, has.reports.Refs()...)...); err != nil {
			return nil, err
		}
		if err := w.record(audit.ReleaseFrozen, note, id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// same demands that what a release has is what its files were made of.
func (w *work) same(made *printed, now map[string]store.State) {
	if !maps.Equal(now, made.states) {
		w.add(content.Problem{Path: "id", Code: content.Conflict,
			DE: "Während das Heft gesetzt wurde, ist etwas veröffentlicht, zurückgezogen oder angenommen worden. Bitte noch einmal festschreiben.",
			EN: "something was published, taken back or accepted while the brochure was set; freeze it again"})
	}
}

// keepFiles saves an entry for each file of a release, and returns their revisions.
func (w *work) keepFiles(r *network.Release, made *printed) (kept []store.Ref, _ error) {
	r.Files = nil
	for _, f := range made.files {
		page, errHTML := w.keepFile(r, f.html)
		paper, errPDF := w.keepFile(r, f.pdf)
		if err := errors.Join(errHTML, errPDF); err != nil {
			return nil, err
		}
		r.Files = append(r.Files, network.ReleaseFile{Locale: f.locale, HTMLID: page, PDFID: paper})
		kept = append(kept, store.Ref{ID: page, Revision: 1}, store.Ref{ID: paper, Revision: 1})
	}
	return kept, nil
}

func (w *work) keepFile(r *network.Release, file *media.Upload) (id string, err error) {
	m := &network.Media{File: file.File, MadeFor: r.ID}
	m.ID, m.Demo = content.KeyID(content.MediaFiles, r.ID+" "+file.File.Name), r.Demo // the same for the same release
	if err := w.name(m); err != nil {
		return "", err
	}
	return m.ID, w.save("id", m, w.stamp(content.Created, ""))
}
