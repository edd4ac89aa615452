package editing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Schedule makes a revision public at a moment, in some languages or in all if none is given, and takes the entry back at
// another; one of both moments may be nil. It takes the place of a schedule of the entry that has steps left. What the
// revision would leave dangling now, and what a reader would stumble over, is in the result; the latter is refused as Publish
// does, now and not when the moment comes.
func (e *Editor) Schedule(ctx context.Context, id string, revision int, publishAt, unpublishAt *time.Time, locales []content.Locale, despite ...check.Rule) (*network.Schedule, Result, error) {
	var result Result
	s, err := do(ctx, e, auth.Publish, false, func(w *work) (*network.Schedule, error) {
		s, problems := network.NewSchedule(w.at, content.Author{Account: w.caller.AccountID, Name: w.caller.Name}, id, revision, publishAt, unpublishAt, locales)
		w.add(problems...)
		var err error
		if result, err = w.checkScheduled(s, despite); err != nil || !w.ok() {
			return nil, err
		}
		open, err := w.store.OpenSchedules(w, id)
		if err != nil {
			return nil, err
		}
		for _, o := range open {
			if _, err := w.cancel(o, "replaced by "+s.ID); err != nil {
				return nil, err
			}
		}
		if err := w.store.AddSchedule(w, s); err != nil {
			return nil, err
		}
		if err := w.record(audit.Scheduled, times(s), id, s.ID); err != nil {
			return nil, err
		}
		return w.store.Schedule(w, s.ID)
	})
	return s, result, err
}

// checkScheduled finds what would keep the revision from becoming public, if it shall.
func (w *work) checkScheduled(s *network.Schedule, despite []check.Rule) (r Result, _ error) {
	p := newPublication(w, "")
	newest, err := p.find("id", s.EntryID, false)
	if err != nil || newest == nil {
		return r, err
	}
	named, err := p.revision("revision", newest, s.Revision)
	if err != nil || named == nil || s.PublishAt == nil {
		return r, err
	}
	if err := p.takeIn("revision", "locales", named, s.Locales); err != nil {
		return r, err
	}
	if r.Dangling, err = p.settle(content.LinksLeave); err != nil {
		return r, err
	}
	found, err := w.store.Findings(w, p.Entries, p.Entries...)
	r.Findings = w.rules().stumbles(&p.Publication, found, despite)
	return r, err
}

// CancelSchedule ends a schedule that has steps left.
func (e *Editor) CancelSchedule(ctx context.Context, id string) (*network.Schedule, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (*network.Schedule, error) {
		s, err := w.store.Schedule(w, id)
		if err != nil {
			return nil, err
		}
		if s == nil || s.Due == nil {
			w.add(content.Problem{Path: "id", Code: content.NotFound, DE: "Diesen Zeitplan gibt es nicht, oder er ist schon erledigt.", EN: "there is no such schedule, or it has ended"})
			return nil, nil
		}
		return w.cancel(s, "")
	})
}

func (w *work) cancel(s *network.Schedule, why string) (*network.Schedule, error) {
	ended := s.Ended(network.ScheduleCancelled, nil)
	if moved, err := w.store.MoveSchedule(w, s, ended); err != nil || !moved {
		return nil, err
	}
	return ended, w.record(audit.ScheduleCancelled, why, s.EntryID, s.ID)
}

// Schedules lists schedules by their first moment.
func (e *Editor) Schedules(ctx context.Context, f *network.ScheduleFilter, w list.Window) (*network.ScheduleConnection, error) {
	all, err := e.store.Schedules(ctx, f)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b *network.Schedule) int { return cmp.Compare(a.Position(), b.Position()) })
	return list.Paginate(all, (*network.Schedule).Position, w)
}

const (
	scheduleTick = time.Second
	overdue      = time.Minute // after which a step that was not taken is somebody's business
)

// KeepSchedules takes the steps of schedules as they fall due, until the context ends. Any number of instances may do so.
func (e *Editor) KeepSchedules(ctx context.Context) {
	for {
		if err := e.TakeSteps(ctx); err != nil && ctx.Err() == nil {
			slog.Error("taking the steps of schedules; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(scheduleTick):
		}
	}
}

// TakeSteps takes all steps that are due, unless another instance is about to.
func (e *Editor) TakeSteps(ctx context.Context) error {
	due, err := e.store.DueSchedules(ctx, e.now())
	if err != nil || len(due) == 0 { // mostly; then nothing is written for the lease
		return err
	}
	_, err = e.store.Alone(ctx, "schedules", e.takeDue)
	return err
}

// takeDue takes the steps that are due, in the order of their time, and then those that they have made due. One that fails
// does not keep the others from being taken.
func (e *Editor) takeDue(ctx context.Context) error {
	for {
		due, err := e.store.DueSchedules(ctx, e.now())
		if err != nil || len(due) == 0 {
			return err
		}
		var failed []error
		for _, s := range due {
			if err := e.step(ctx, s); err != nil {
				failed = append(failed, fmt.Errorf("schedule %s: %w", s.ID, err))
			}
		}
		if len(failed) > 0 {
			return errors.Join(failed...)
		}
	}
}

// step takes the next step of a schedule: it and what it changes in one transaction, so that it is taken once.
func (e *Editor) step(ctx context.Context, s *network.Schedule) error {
	ctx = auth.With(ctx, auth.Caller{AccountID: s.CreatedBy.Account, Name: s.CreatedBy.Name, Roles: []auth.Role{auth.Editor}})
	err := e.store.Transaction(ctx, func(ctx context.Context) error {
		moved, err := e.store.MoveSchedule(ctx, s, s.Next())
		if err != nil || !moved {
			return err
		}
		if s.Publishes() {
			asked := []*content.PublishInput{{ID: s.EntryID, Revision: s.Revision, Locales: s.Locales}}
			_, err = e.Publish(ctx, asked, content.LinksLeave, "schedule "+s.ID, false, check.Rules()...)
			return err
		}
		_, err = e.Unpublish(ctx, []string{s.EntryID}, content.LinksLeave, "schedule "+s.ID, false)
		if problems, ok := errors.AsType[content.Problems](err); ok && problems[0].Code == content.NotPublic {
			return nil // somebody has taken it back already
		}
		return err
	})
	why := reason(err)
	if why == nil {
		return err
	}
	slog.Warn("a scheduled step could not be taken, and is given up", "schedule", s.ID, "entry", s.EntryID, "reason", why[content.EN])
	_, err = do(ctx, e, auth.Publish, false, func(w *work) (bool, error) {
		moved, err := w.store.MoveSchedule(w, s, s.Ended(network.ScheduleFailed, why))
		if err != nil || !moved {
			return false, err
		}
		return true, w.record(audit.ScheduleFailed, why[content.EN], s.EntryID, s.ID)
	})
	return err
}

// reason is why a change was refused; nil if it was not, or failed for another reason, and may succeed another time.
func reason(err error) content.Text {
	if problems, ok := errors.AsType[content.Problems](err); ok {
		var de, en []string
		for _, p := range problems {
			de, en = append(de, p.DE), append(en, p.EN)
		}
		return content.Text{content.DE: strings.Join(de, " "), content.EN: strings.Join(en, "; ")}
	}
	if e, ok := errors.AsType[*content.Error](err); ok && e.Code != content.Timeout {
		return content.Text{content.DE: e.Message, content.EN: e.Message}
	}
	return nil
}

// Overdue counts the schedules whose next step should have been taken a minute ago.
func (e *Editor) Overdue(ctx context.Context) (int, error) {
	late, err := e.store.DueSchedules(ctx, e.now().Add(-overdue))
	return len(late), err
}

func times(s *network.Schedule) string {
	text := inLanguages([]*content.PublishInput{{Locales: s.Locales}}) + fmt.Sprintf("revision %d", s.Revision)
	if s.PublishAt != nil {
		text += ", publish at " + s.PublishAt.Format(time.RFC3339)
	}
	if s.UnpublishAt != nil {
		text += ", unpublish at " + s.UnpublishAt.Format(time.RFC3339)
	}
	return text
}
