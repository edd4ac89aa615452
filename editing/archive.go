package editing

import (
	"context"
	"strconv"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/store"
)

// Archive puts entries away: out of the public view, as Unpublish does, and out of that of drafts. Their history stays, and
// restoring a revision brings them back.
func (e *Editor) Archive(ctx context.Context, asked []*content.ArchiveInput, links content.LinkPolicy, reason string, dryRun bool) (Result, error) {
	return do(ctx, e, auth.Publish, dryRun, func(w *work) (r Result, err error) {
		ids := make([]string, len(asked))
		for i, in := range asked {
			ids[i] = in.ID
		}
		w.remark("reason", reason)
		out := withdrawal{work: w, paths: map[string]string{}}
		for _, i := range w.distinct("entries", ".id", ids) {
			entry, err := w.find(item("entries", i)+".id", ids[i], false)
			if err != nil {
				return r, err
			}
			if entry != nil {
				w.expect(item("entries", i)+".expectedRevision", entry, asked[i].ExpectedRevision)
				out.take(item("entries", i)+".id", ids[i])
			}
		}
		if err = out.carryOut(links); err != nil {
			return r, err
		}
		r.Dangling = out.dangling
		for _, id := range out.ids {
			if err := w.putAway(id, reason); err != nil {
				return r, err
			}
		}
		if err = w.record(audit.Archived, reason, out.ids...); err != nil {
			return r, err
		}
		r.Entries, err = w.all(content.Archived, out.ids)
		return r, err
	})
}

func (w *work) putAway(id, reason string) error {
	if !w.ok() {
		return nil
	}
	entry, err := w.find("", id, true)
	if err != nil || entry == nil {
		return err
	}
	entry = content.Clone(entry)
	entry.Head().Archived = true
	return w.save("", entry, w.stamp(content.PutAway, reason))
}

// Restore makes a new draft that is like an earlier revision. What is public stays so. An entry that was put away comes back.
func (e *Editor) Restore(ctx context.Context, id string, number, expected int) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		current, err := w.find("id", id, true)
		if err != nil || current == nil {
			return nil, err
		}
		if current.Head().Archived && !w.caller.May(auth.Publish) {
			return nil, content.Errorf(content.Forbidden, "what was put away is for the office to bring back")
		}
		w.expect("expectedRevision", current, expected)
		revision, err := w.store.Of(current.EntryKind()).Revision(w, w.view(content.Draft), store.Ref{ID: id, Revision: number})
		if err != nil {
			return nil, err
		}
		if revision == nil {
			w.add(noRevision("revision", number, current))
			return nil, nil
		}
		return w.become("revision", current, revision.Entry, audit.Restored, content.Restored)
	})
}

// Discard makes a new draft that is like what is public, so that there are no unpublished changes any more. Where there are
// none, nothing happens.
func (e *Editor) Discard(ctx context.Context, id string, expected int, dryRun bool) (content.Entry, error) {
	return do(ctx, e, auth.Edit, dryRun, func(w *work) (content.Entry, error) {
		current, err := w.find("id", id, false)
		if err != nil || current == nil {
			return nil, err
		}
		w.expect("expectedRevision", current, expected)
		public, err := w.one(content.PublicView(), id)
		if err != nil {
			return nil, err
		}
		switch {
		case public == nil:
			w.add(notPublic("id"))
			return nil, nil
		case !auth.CanEdit(w.caller, public):
			w.add(content.Problem{Path: "id", Code: content.OtherPartner,
				DE: "Was öffentlich ist, gehört noch einem anderen Partner. Dahin zurück kann nur die Geschäftsstelle.", EN: "what is public still belongs to another partner; only the office can go back to that"})
			return nil, nil
		}
		if language.Alike(public, current) {
			return w.seen(content.Draft, id)
		}
		return w.become("id", current, public, audit.Discarded, content.Discarded)
	})
}

// become saves an entry as the next revision of what it is now, but with the content of another one. It is not checked: what
// was once saved can be had again, and put right then. But the key must be free, and a page must not come to stand above
// itself; else there is a problem at the path.
func (w *work) become(path string, current, like content.Entry, event audit.Action, a content.RevisionAction) (content.Entry, error) {
	next := content.Clone(like)
	next.Head().Revision, next.Head().Archived = current.Head().Revision, false
	w.add(stays(current, next).Under(path)...)
	taken, err := w.rules().taken(next)
	if err != nil {
		return nil, err
	}
	if taken {
		w.add(content.Problem{Path: path, Code: content.KeyInUse,
			DE: "So heißt inzwischen ein anderer Eintrag, vielleicht ein archivierter. Bitte zuerst diesen umbenennen, oder eine spätere Fassung wiederherstellen.",
			EN: "another entry has its " + content.KeyField(next.EntryKind()) + " by now, perhaps one that was put away; rename that one first, or restore a later revision"})
	}
	circular, err := w.rules().circular(next, w.rules().Newest)
	if err != nil {
		return nil, err
	}
	if circular {
		w.add(content.InCircle(path))
	}
	if s, ok := next.(content.Sectioned); ok {
		s.NoteSections(current, nextNumber(current))
	}
	stamp := w.stamp(a, "")
	stamp.Like = like.Head().Revision
	if err := w.save(path, next, stamp); err != nil {
		return nil, err
	}
	if err := w.record(event, "revision "+strconv.Itoa(stamp.Like), current.Head().ID); err != nil {
		return nil, err
	}
	return w.seen(content.Draft, current.Head().ID)
}
