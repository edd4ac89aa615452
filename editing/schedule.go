package editing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/store"
)

// Schedule makes a revision public at a moment, and takes the entry back at another; one of both may be nil. It takes the
// place of a schedule of the entry that has steps left. What the revision would leave dangling now is returned.
func (e *Editor) Schedule(ctx context.Context, id string, revision int, publishAt, unpublishAt *time.Time) (s *content.Schedule, dangling []*content.DanglingLink, err error) {
	err = e.do(ctx, false, func(w *work) error {
		if err := auth.Check(w.caller, auth.Publish); err != nil {
			return err
		}
		var problems content.Problems
		s, problems = content.NewSchedule(w.at, content.Author{ID: w.caller.AccountID, Name: w.caller.Name}, id, revision, publishAt, unpublishAt)
		w.add(problems...)
		if dangling, err = w.checkScheduled(id, revision); err != nil || len(w.problems) > 0 {
			return err
		}
		if err := w.store.AddSchedule(w, s); err != nil {
			return err
		}
		if s, err = w.store.Schedule(w, s.ID); err != nil {
			return err
		}
		return w.record("SCHEDULED", times(s), id, s.ID)
	})
	if err != nil {
		s = nil
	}
	return s, dangling, err
}

// checkScheduled finds what would keep the revision from becoming public.
func (w *work) checkScheduled(id string, revision int) ([]*content.DanglingLink, error) {
	p := publication{work: w, paths: map[string]string{}}
	newest, err := p.find("id", id, false)
	if err != nil || newest == nil {
		return nil, err
	}
	found, err := w.store.Of(newest.EntryKind()).Revision(w, store.Ref{ID: id, Revision: revision})
	if err != nil {
		return nil, err
	}
	if found == nil || found.Entry.Head().Archived {
		w.add(noRevision("revision", revision, newest))
		return nil, nil
	}
	p.take("revision", found.Entry)
	r, err := p.settle(content.LinksLeave)
	return r.Dangling, err
}

// CancelSchedule ends a schedule that has steps left.
func (e *Editor) CancelSchedule(ctx context.Context, id string) (s *content.Schedule, err error) {
	err = e.do(ctx, false, func(w *work) error {
		if err := auth.Check(w.caller, auth.Publish); err != nil {
			return err
		}
		was, err := w.store.Schedule(w, id)
		if err != nil {
			return err
		}
		if was == nil || was.Due == nil {
			w.add(content.Problem{Path: "id", Code: content.NotFound, DE: "Diesen Zeitplan gibt es nicht, oder er ist schon erledigt.", EN: "there is no such schedule, or it has ended"})
			return nil
		}
		s = was.Ended(content.ScheduleCancelled, nil)
		if _, err := w.store.MoveSchedule(w, was, s); err != nil {
			return err
		}
		return w.record("SCHEDULE_CANCELLED", "", was.EntryID, id)
	})
	return s, err
}

// Schedules lists schedules by their first moment.
func (e *Editor) Schedules(ctx context.Context, f *content.ScheduleFilter, w content.Window) (*content.ScheduleConnection, error) {
	all, err := e.store.Schedules(ctx, f)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b *content.Schedule) int { return cmp.Compare(a.Position(), b.Position()) })
	return content.Paginate(all, (*content.Schedule).Position, w)
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
	_, err = e.store.Alone(ctx, "schedules", func(ctx context.Context) error {
		for {
			due, err := e.store.DueSchedules(ctx, e.now())
			if err != nil || len(due) == 0 {
				return err
			}
			for _, s := range due {
				if err := e.step(ctx, s); err != nil {
					return err
				}
			}
		}
	})
	return err
}

// step takes the next step of a schedule: it and what it changes in one transaction, so that it is taken once.
func (e *Editor) step(ctx context.Context, s *content.Schedule) error {
	ctx = auth.With(ctx, auth.Caller{AccountID: s.CreatedBy.ID, Name: s.CreatedBy.Name, Roles: []auth.Role{auth.Editor}})
	err := e.store.Transaction(ctx, func(ctx context.Context) error {
		moved, err := e.store.MoveSchedule(ctx, s, s.Next())
		if err != nil || !moved {
			return err
		}
		if s.Publishes() {
			_, err = e.Publish(ctx, []*content.PublishInput{{ID: s.EntryID, Revision: s.Revision}}, content.LinksLeave, "schedule "+s.ID, false)
			return err
		}
		return e.do(ctx, false, func(w *work) error {
			if _, _, err := w.withdraw([]string{s.EntryID}, map[string]string{s.EntryID: "id"}, content.LinksLeave, false); err != nil {
				return err
			}
			return w.record("UNPUBLISHED", "schedule "+s.ID, s.EntryID)
		})
	})
	why, refused := reason(err)
	if !refused {
		return err
	}
	slog.Warn("a scheduled step could not be taken, and is given up", "schedule", s.ID, "entry", s.EntryID, "reason", why)
	return e.store.Transaction(ctx, func(ctx context.Context) error {
		if moved, err := e.store.MoveSchedule(ctx, s, s.Ended(content.ScheduleFailed, &why)); err != nil || !moved {
			return err
		}
		w := &work{Editor: e, Context: ctx, caller: auth.From(ctx), at: e.now()}
		return w.record("SCHEDULE_FAILED", why, s.EntryID, s.ID)
	})
}

// reason is why a change was refused; not ok if it failed for another reason, and may succeed another time.
func reason(err error) (string, bool) {
	if problems, ok := errors.AsType[content.Problems](err); ok {
		return problems.Error(), true
	}
	if e, ok := errors.AsType[*content.Error](err); ok && e.Code != content.Timeout {
		return e.Message, true
	}
	return "", false
}

// Overdue counts the schedules whose next step should have been taken a minute ago.
func (e *Editor) Overdue(ctx context.Context) (int, error) {
	late, err := e.store.DueSchedules(ctx, e.now().Add(-overdue))
	return len(late), err
}

func times(s *content.Schedule) string {
	text := fmt.Sprintf("revision %d", s.Revision)
	if s.PublishAt != nil {
		text += ", publish at " + s.PublishAt.Format(time.RFC3339)
	}
	if s.UnpublishAt != nil {
		text += ", unpublish at " + s.UnpublishAt.Format(time.RFC3339)
	}
	return text
}
