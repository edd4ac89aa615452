package network

import (
	"context"
	"fmt"
	"partnernetz/content"
	"partnernetz/content/list"
	"slices"
	"time"
)

// Schedule says when a revision becomes public by itself, and when the entry ceases to be.
type Schedule struct {
	ID          string           `bson:"_id"`
	EntryID     string           `bson:"entry"`
	Revision    int              `bson:"revision"`
	Locales     []content.Locale `bson:"locales,omitempty"` // of which the texts become public; none for all that there is
	PublishAt   *time.Time       `bson:"publishAt"`         // nil: it is not published by this
	UnpublishAt *time.Time       `bson:"unpublishAt"`       // nil: it stays public
	State       ScheduleState    `bson:"state"`
	Due         *time.Time       `bson:"due"`     // when the next step is to be taken; nil when there is none left
	Failure     content.Text     `bson:"failure"` // why it ended, if nobody wanted it to
	CreatedAt   time.Time        `bson:"createdAt"`
	CreatedBy   content.Author   `bson:"createdBy"`
	Entry       content.Entry    `bson:"-"` // nil where the view does not have it
}

// ScheduleState is how far a schedule has come.
type ScheduleState string

// The states.
const (
	ScheduleWaiting   ScheduleState = "WAITING"   // for its first step
	ScheduleRunning   ScheduleState = "RUNNING"   // published, and waiting to unpublish
	ScheduleDone      ScheduleState = "DONE"      // all steps were taken
	ScheduleFailed    ScheduleState = "FAILED"    // a step could not be taken, and none is any more
	ScheduleCancelled ScheduleState = "CANCELLED" // by somebody, by a later schedule for the entry, or as a newer revision became public
)

// OpenSchedules lists the states in which there are steps left.
func OpenSchedules() []ScheduleState { return []ScheduleState{ScheduleWaiting, ScheduleRunning} }

// Next returns the schedule after its next step was taken.
func (s *Schedule) Next() *Schedule {
	n := *s
	if s.Publishes() && s.UnpublishAt != nil {
		n.State, n.Due = ScheduleRunning, s.UnpublishAt
	} else {
		n.State, n.Due = ScheduleDone, nil
	}
	return &n
}

// Publishes reports whether the next step is to publish; else it is to unpublish.
func (s *Schedule) Publishes() bool { return s.State == ScheduleWaiting && s.PublishAt != nil }

// Ended returns the schedule with no steps left.
func (s *Schedule) Ended(state ScheduleState, failure content.Text) *Schedule {
	n := *s
	n.State, n.Due, n.Failure = state, nil, failure
	return &n
}

// Publicised is a revision that somebody has made public, in some languages or in all if none is named.
type Publicised struct {
	EntryID  string
	Revision int
	Locales  []content.Locale
}

// Overtaken returns the schedule as it ends because a newer revision of its entry than the one that it waits to publish has become
// public, and would be replaced in a language; nil if that is not so.
func (s *Schedule) Overtaken(by Publicised) *Schedule {
	apart := len(s.Locales) > 0 && len(by.Locales) > 0 &&
		!slices.ContainsFunc(s.Locales, func(l content.Locale) bool { return slices.Contains(by.Locales, l) })
	if s.EntryID != by.EntryID || !s.Publishes() || s.Revision >= by.Revision || apart {
		return nil
	}
	why := content.Text{
		content.DE: fmt.Sprintf("Inzwischen ist die neuere Fassung %d veröffentlicht worden. Fassung %d ersetzt sie nicht mehr.", by.Revision, s.Revision),
		content.EN: fmt.Sprintf("the newer revision %d has been published meanwhile; revision %d does not replace it any more", by.Revision, s.Revision),
	}
	if s.UnpublishAt != nil {
		why[content.DE] += " Auch zurückgezogen wird der Eintrag nicht mehr von selbst; bitte dafür einen neuen Zeitplan anlegen."
		why[content.EN] += ", nor does the entry cease to be public by itself; make another schedule for that"
	}
	return s.Ended(ScheduleCancelled, why)
}

// Problem is why a step could not be taken, or why there is none any more though nobody wanted that, in the language of the view;
// nil if there is nothing to say.
func (s *Schedule) Problem(ctx context.Context) *string {
	l := content.ViewFrom(ctx).Locale
	if l != content.EN {
		l = content.DE
	}
	if why := s.Failure[l]; why != "" {
		return &why
	}
	return nil
}

// Position sorts schedules by their first moment.
func (s *Schedule) Position() string {
	at := s.PublishAt
	if at == nil {
		at = s.UnpublishAt
	}
	return list.TimeKey(*at) + s.ID
}

// NewSchedule makes a schedule that waits for its first step. What cannot be is a problem.
func NewSchedule(now time.Time, by content.Author, entry string, revision int, publishAt, unpublishAt *time.Time) (*Schedule, content.Problems) {
	s := &Schedule{ID: content.RandomID("sch"), EntryID: entry, Revision: revision, State: ScheduleWaiting, CreatedAt: now, CreatedBy: by}
	s.PublishAt, s.UnpublishAt = asKept(publishAt), asKept(unpublishAt)
	if s.Due = s.PublishAt; s.Due == nil {
		s.Due = s.UnpublishAt
	}
	var c content.Validator
	if s.Due == nil {
		c.Add("publishAt", content.Required, "Es fehlt, wann veröffentlicht oder zurückgezogen werden soll.", "say when to publish or when to unpublish")
	}
	c.Future("publishAt", s.PublishAt, now)
	c.Future("unpublishAt", s.UnpublishAt, now)
	if s.PublishAt != nil && s.UnpublishAt != nil && !s.UnpublishAt.After(*s.PublishAt) {
		c.Add("unpublishAt", content.BadInput, "Das Zurückziehen muss nach der Veröffentlichung liegen.", "this must be after the publication")
	}
	return s, c.Problems
}

// asKept is a time as the database keeps it.
func asKept(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	m := t.UTC().Truncate(time.Millisecond)
	return &m
}

// ScheduleFilter selects schedules.
type ScheduleFilter struct {
	States []ScheduleState // nil for those with steps left
	Entry  *string
}

// What the schema has for lists of schedules.
type (
	ScheduleConnection = list.Connection[*Schedule]
	ScheduleEdge       = list.Edge[*Schedule]
)
