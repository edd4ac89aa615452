// Package editing is how content changes: who may, what is checked before, and what is noted of it. Whatever is wrong with a
// change is found all at once, and then nothing of it is written.
package editing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Editor changes the content of a store. Who wants to is in the context (auth.From), and so is the view that what comes
// back is seen in. Errors that the caller can put right are content.Problems; their paths begin at the arguments.
type Editor struct{ store *store.Store }

// New makes an editor.
func New(s *store.Store) *Editor { return &Editor{s} }

// now is the time of a change, as the database keeps it.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// work is one change on its way, in a transaction.
type work struct {
	*Editor
	context.Context
	caller   auth.Caller
	at       time.Time
	problems content.Problems
}

// reads of the database by one change. There are some for each entry that is changed together with others.
const reads = 10_000

var errDryRun = errors.New("dry run")

// do carries out a change: all of it or, if there are problems, nothing. fn may be called again.
func (e *Editor) do(ctx context.Context, dryRun bool, fn func(*work) error) error {
	err := e.store.Transaction(store.WithBudget(ctx, reads), func(ctx context.Context) error {
		w := &work{Editor: e, Context: ctx, caller: auth.From(ctx), at: now()}
		if err := fn(w); err != nil {
			return err
		}
		switch {
		case len(w.problems) > 0:
			return w.problems
		case dryRun:
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return nil
	}
	return err
}

func (w *work) add(problems ...content.Problem) { w.problems = append(w.problems, problems...) }

// stamp says who does it, and why.
func (w *work) stamp(a content.RevisionAction, note string) store.Stamp {
	return store.Stamp{At: w.at, Author: w.caller.Name, AuthorID: w.caller.AccountID, Action: a, Note: note}
}

// record adds to the log what was done to entries.
func (w *work) record(action, detail string, ids ...string) error {
	return w.store.Record(w, audit.Event{
		At: w.at, ActorID: w.caller.AccountID, Actor: w.caller.Name, Address: w.caller.Address,
		Action: action, Subject: ids, Detail: detail,
	})
}

// view is what the caller sees of a stage. Who may change a draft is shown it, even by an API token that reads none.
func (w *work) view(stage content.Stage) content.View {
	v := content.Everything()
	v.Stage, v.Scope, v.Locale = stage, w.caller.Scope(), content.ViewFrom(w).Locale
	v.Scope.Drafts = true
	return v
}

// of returns the entries of the kind that an id is of; nil with a problem if it is none.
func (w *work) of(path, id string) store.Entries {
	kind, err := content.KindOf(id)
	if err != nil {
		w.add(content.Missing(path))
		return nil
	}
	return w.store.Of(kind)
}

// find returns the newest revision of an entry that the caller may change; nil with a problem if there is none.
func (w *work) find(path, id string, archived bool) (content.Entry, error) {
	c := w.of(path, id)
	if c == nil {
		return nil, nil
	}
	found, err := c.Some(w, w.view(content.Draft), []string{id})
	if err == nil && found[id] == nil {
		var away map[string]content.Entry
		if away, err = c.Some(w, w.view(content.Archived), []string{id}); away[id] != nil {
			if !archived {
				w.add(content.Problem{Path: path, Code: content.IsArchived, DE: "Dieser Eintrag ist archiviert. Zuerst eine frühere Fassung wiederherstellen.",
					EN: "this entry was put away; restore one of its revisions first"})
				return nil, err
			}
			found = away
		}
	}
	switch {
	case err != nil:
		return nil, err
	case found[id] == nil:
		w.add(content.Missing(path))
		return nil, nil
	case !auth.CanEdit(w.caller, found[id]):
		return nil, content.Errorf(content.Forbidden, "you may not change this")
	}
	return found[id], nil
}

// expect adds a problem if the entry has changed since the revision that the caller knows.
func (w *work) expect(path string, e content.Entry, revision int) {
	if current := e.Head().Revision; current != revision {
		w.add(content.Outdated(path, e.Key(), revision, current))
	}
}

// save keeps the entry as the next revision.
func (w *work) save(e content.Entry, s store.Stamp) error {
	if len(w.problems) > 0 {
		return nil
	}
	_, err := w.store.Of(e.EntryKind()).SaveAll(w, s, []content.Entry{e})
	return err
}

// seen reads an entry as the caller sees it after the change.
func (w *work) seen(stage content.Stage, id string) (content.Entry, error) {
	if len(w.problems) > 0 {
		return nil, nil
	}
	kind, err := content.KindOf(id)
	if err != nil {
		return nil, err
	}
	found, err := w.store.Of(kind).Some(w, w.view(stage), []string{id})
	if err == nil && found[id] == nil {
		err = fmt.Errorf("%s is gone from stage %s after it was saved", id, stage)
	}
	return found[id], err
}
