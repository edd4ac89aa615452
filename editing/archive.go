package editing

import (
	"context"
	"strconv"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Archive puts entries away: out of the public view, as Unpublish does, and out of that of drafts. Their history stays, and
// restoring a revision brings them back.
func (e *Editor) Archive(ctx context.Context, asked []*content.ArchiveInput, links content.LinkPolicy, reason string, dryRun bool) (r Result, err error) {
	err = e.do(ctx, dryRun, func(w *work) error {
		if err := auth.Check(w.caller, auth.Publish); err != nil {
			return err
		}
		var ids []string
		paths := map[string]string{}
		for i, in := range asked {
			path := "entries." + strconv.Itoa(i)
			ids, paths[in.ID] = append(ids, in.ID), path+".id"
			if entry, err := w.find(path+".id", in.ID, false); err != nil {
				return err
			} else if entry != nil {
				w.expect(path+".expectedRevision", entry, in.ExpectedRevision)
			}
		}
		gone, dangling, err := w.withdraw(ids, paths, links, false)
		r = Result{Dangling: dangling}
		if err != nil || len(w.problems) > 0 {
			return err
		}
		for _, id := range gone {
			if err := w.putAway(id, reason); err != nil {
				return err
			}
		}
		if err := w.record("ARCHIVED", reason, gone...); err != nil {
			return err
		}
		r.Entries, err = w.all(content.Archived, gone)
		return err
	})
	return r, err
}

func (w *work) putAway(id, reason string) error {
	entry, err := w.find("", id, true)
	if err != nil || entry == nil {
		return err
	}
	entry = content.Clone(entry)
	entry.Head().Archived = true
	return w.save(entry, w.stamp(content.PutAway, reason))
}

// Restore makes a new draft that is like an earlier revision. What is public stays so. An entry that was put away comes back.
func (e *Editor) Restore(ctx context.Context, id string, number, expected int) (restored content.Entry, err error) {
	err = e.do(ctx, false, func(w *work) error {
		current, err := w.find("id", id, true)
		if err != nil || current == nil {
			return err
		}
		if current.Head().Archived && !w.caller.May(auth.Publish) {
			return content.Errorf(content.Forbidden, "what was put away is for the office to bring back")
		}
		w.expect("expectedRevision", current, expected)
		revision, err := w.store.Of(current.EntryKind()).Revision(w, store.Ref{ID: id, Revision: number})
		if err != nil {
			return err
		}
		if revision == nil {
			w.add(noRevision("revision", number, current))
			return nil
		}
		restored, err = w.become(current, revision.Entry, "RESTORED", content.Restored, "")
		return err
	})
	return restored, err
}

// Discard makes a new draft that is like what is public, so that there are no unpublished changes any more.
func (e *Editor) Discard(ctx context.Context, id string, expected int, dryRun bool) (discarded content.Entry, err error) {
	err = e.do(ctx, dryRun, func(w *work) error {
		current, err := w.find("id", id, false)
		if err != nil || current == nil {
			return err
		}
		w.expect("expectedRevision", current, expected)
		public, err := w.public("id", id, true)
		if err != nil || public == nil {
			return err
		}
		discarded, err = w.become(current, public, "DISCARDED", content.Discarded, "")
		return err
	})
	return discarded, err
}

// become saves an entry as the next revision of what it is now, but with the content of another one.
func (w *work) become(current, like content.Entry, event string, a content.RevisionAction, note string) (content.Entry, error) {
	next := content.Clone(like)
	next.Head().Revision, next.Head().Archived = current.Head().Revision, false
	stamp := w.stamp(a, note)
	stamp.Like = like.Head().Revision
	if err := w.save(next, stamp); err != nil {
		return nil, err
	}
	if err := w.record(event, "revision "+strconv.Itoa(stamp.Like), current.Head().ID); err != nil {
		return nil, err
	}
	return w.seen(content.Draft, current.Head().ID)
}
