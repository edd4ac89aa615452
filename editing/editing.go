// Package editing is how content changes: who may, what is checked before, and what is noted of it. Whatever is wrong with a
// change is found all at once, and then nothing of it is written.
package editing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/store"
)

// Editor changes the content of a store. Who wants to is in the context (auth.From), and so is the view that what comes
// back is seen in. Errors that the caller can put right are content.Problems; their paths begin at the arguments.
type Editor struct {
	store    *store.Store
	clock    func() time.Time
	printing sync.Mutex // while a brochure is made

	// PeopleThreshold is the least number of people that is told of; see network.CountPeople.
	PeopleThreshold int
}

// UsualPeopleThreshold is the one that an editor has unless told otherwise.
const UsualPeopleThreshold = 5

// New makes an editor. The clock is time.Now but in tests.
func New(s *store.Store, clock func() time.Time) *Editor {
	return &Editor{store: s, clock: clock, PeopleThreshold: UsualPeopleThreshold}
}

// now is the time of a change, as the database keeps it.
func (e *Editor) now() time.Time { return e.clock().UTC().Truncate(time.Millisecond) }

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

const maxRemark = 2000 // bytes

var errDryRun = errors.New("dry run")

// do carries out a change for a caller with the permission: all of it or, if there are problems, nothing. fn may be called
// again; what counts is the last call.
func do[R any](ctx context.Context, e *Editor, may auth.Permission, dryRun bool, fn func(*work) (R, error)) (result R, err error) {
	if err := auth.Check(auth.From(ctx), may); err != nil {
		return result, err
	}
	err = e.store.Transaction(store.WithBudget(ctx, reads), func(ctx context.Context) (err error) {
		w := &work{Editor: e, Context: ctx, caller: auth.From(ctx), at: e.now()}
		result, err = fn(w)
		switch {
		case err != nil:
			return err
		case len(w.problems) > 0:
			return w.problems
		case dryRun:
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return result, nil
	}
	return result, err
}

func (w *work) add(problems ...content.Problem) { w.problems = append(w.problems, problems...) }

// ok reports whether nothing is wrong so far. Nothing is written otherwise, and nothing read that would come back.
func (w *work) ok() bool { return len(w.problems) == 0 }

// remark demands of what somebody says about a change that it is a line; path names the argument.
func (w *work) remark(path, s string) {
	var c content.Validator
	if c.Line(path, s); len(s) > maxRemark {
		c.Add(path, content.BadInput, "Das ist zu lang. Bitte in höchstens 2000 Zeichen sagen.", "this is too long; say it in 2000 characters at most")
	}
	w.add(c.Problems...)
}

// stamp says who does it, and why.
func (w *work) stamp(a content.RevisionAction, note string) store.Stamp {
	return store.Stamp{At: w.at, Author: w.caller.Name, AuthorID: w.caller.AccountID, Action: a, Note: note}
}

// record adds to the log what was done to entries.
func (w *work) record(action audit.Action, detail string, ids ...string) error {
	if !w.ok() {
		return nil
	}
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

// one reads an entry; nil if the view has none, or the id is none.
func (w *work) one(v content.View, id string) (content.Entry, error) {
	kind, err := content.KindOf(id)
	if err != nil {
		return nil, nil
	}
	found, err := w.store.Of(kind).Some(w, v, []string{id})
	return found[id], err
}

// find returns the newest revision of an entry whose drafts the caller sees, which are those that the caller's permissions
// hold for; nil with a problem if there is none, or if it was put away and that will not do.
func (w *work) find(path, id string, archived bool) (content.Entry, error) {
	entry, err := w.one(w.view(content.Draft), id)
	if err == nil && entry == nil {
		entry, err = w.one(w.view(content.Archived), id)
	}
	switch {
	case err != nil:
		return nil, err
	case entry == nil:
		w.add(content.Missing(path))
		return nil, nil
	case entry.Head().Archived && !archived:
		w.add(content.Problem{Path: path, Code: content.IsArchived,
			DE: "Dieser Eintrag ist archiviert. Bitte zuerst eine seiner Fassungen wiederherstellen.",
			EN: "this entry was put away; restore one of its revisions first"})
		return nil, nil
	}
	return entry, nil
}

// expect adds a problem if the entry has changed since the revision that the caller knows.
func (w *work) expect(path string, e content.Entry, revision int) {
	if current := e.Head().Revision; current != revision {
		w.add(content.Outdated(path, e.Key(), revision, current))
	}
}

// save keeps the entry as the next revision. A key that somebody else has taken just now is a problem at the path.
func (w *work) save(path string, e content.Entry, s store.Stamp) error {
	if err := w.keepState(e); err != nil || !w.ok() {
		return err
	}
	return w.move(path, e, s)
}

// keepState has an entry stay in the state that it is in, and finds whether it is one in which the caller writes it.
func (w *work) keepState(e content.Entry) error {
	l, ok := e.(content.Lockable)
	if !ok || !w.ok() {
		return nil
	}
	newest, err := w.store.Of(e.EntryKind()).Newest(w, []string{e.Head().ID})
	if before := newest[e.Head().ID]; before != nil {
		w.add(l.KeepState(before, w.caller.Scope().Has(content.ForOffice))...)
	}
	return err
}

// move is save for a change that may bring the entry into another state.
func (w *work) move(path string, e content.Entry, s store.Stamp) error {
	if !w.ok() {
		return nil
	}
	_, err := w.store.Of(e.EntryKind()).SaveAll(w, s, []content.Entry{e})
	problems, ok := errors.AsType[content.Problems](err)
	if !ok {
		return err
	}
	for _, p := range problems {
		if p.Code == content.KeyInUse {
			p.Path = path
		}
		w.add(p)
	}
	return nil
}

// seen reads an entry as the caller sees it after the change.
func (w *work) seen(stage content.Stage, id string) (content.Entry, error) {
	if !w.ok() {
		return nil, nil
	}
	entry, err := w.one(w.view(stage), id)
	if err == nil && entry == nil {
		err = fmt.Errorf("%s is gone from stage %s after it was saved", id, stage)
	}
	return entry, err
}

// all reads entries as the caller sees them after the change.
func (w *work) all(stage content.Stage, ids []string) (entries []content.Entry, _ error) {
	for _, id := range ids {
		e, err := w.seen(stage, id)
		if err != nil || e == nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// distinct returns the numbers of the ids in a list to go on with. None at all, too many, and one that is there twice are problems.
func (w *work) distinct(path, field string, ids []string) (numbers []int) {
	if len(ids) == 0 {
		w.add(content.Problem{Path: path, Code: content.Required, DE: "Es ist kein Eintrag angegeben.", EN: "no entry is given"})
	}
	if len(ids) > list.MaxPage {
		w.add(content.Problem{Path: path, Code: content.BadInput,
			DE: fmt.Sprintf("%d Einträge sind zu viele auf einmal; möglich sind %d.", len(ids), list.MaxPage),
			EN: fmt.Sprintf("%d entries are too many at once; %d is the most", len(ids), list.MaxPage)})
		return nil
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			w.add(content.Problem{Path: item(path, i) + field, Code: content.BadInput, DE: "Dieser Eintrag steht zweimal da.", EN: "this entry is here twice"})
			continue
		}
		numbers = append(numbers, i)
	}
	return numbers
}

func item(list string, i int) string { return list + "." + strconv.Itoa(i) }
