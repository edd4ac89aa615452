package store

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/content"
	"partnernetz/network"
)

// AddSchedule keeps a new schedule.
func (s *Store) AddSchedule(ctx context.Context, n *network.Schedule) error {
	return s.schedules.Add(ctx, n)
}

// MoveSchedule puts a schedule in place of what it was, unless it is no longer that, and reports whether it did.
func (s *Store) MoveSchedule(ctx context.Context, was, is *network.Schedule) (bool, error) {
	return s.schedules.replace(ctx, append(docID(was.ID), field("state", "$eq", was.State)...), is)
}

// Schedule returns a schedule; nil if there is none of this id.
func (s *Store) Schedule(ctx context.Context, id string) (*network.Schedule, error) {
	found, err := s.schedules.Get(ctx, id)
	if err != nil || found == nil {
		return nil, err
	}
	return found, s.withEntries(ctx, []*network.Schedule{found})
}

// Schedules returns the schedules that a filter finds.
func (s *Store) Schedules(ctx context.Context, f *network.ScheduleFilter) ([]*network.Schedule, error) {
	states := network.OpenSchedules()
	if f != nil && f.States != nil {
		states = f.States
	}
	where := field("state", "$in", states)
	if f != nil && f.Entry != nil {
		where = append(where, field("entry", "$eq", *f.Entry)...)
	}
	return s.findSchedules(ctx, where)
}

// OpenSchedules returns the schedules of entries that have steps left.
func (s *Store) OpenSchedules(ctx context.Context, entries ...string) ([]*network.Schedule, error) {
	return s.findSchedules(ctx, append(field("state", "$in", network.OpenSchedules()), field("entry", "$in", entries)...))
}

// DueSchedules returns the schedules whose next step was to be taken by the moment, earliest first.
func (s *Store) DueSchedules(ctx context.Context, at time.Time) ([]*network.Schedule, error) {
	return s.findSchedules(ctx, append(field("state", "$in", network.OpenSchedules()), field("due", "$lte", at.UTC())...))
}

// Overtake ends the schedules that would put an older revision in place of one that has just become public, and returns them as
// they are then: by one command if there are none.
func (s *Store) Overtake(ctx context.Context, made ...network.Publicised) (ended []*network.Schedule, _ error) {
	if len(made) == 0 {
		return nil, nil
	}
	ids := make([]string, len(made))
	for i, m := range made {
		ids[i] = m.EntryID
	}
	open, err := s.schedules.find(ctx, append(field("state", "$eq", network.ScheduleWaiting), field("entry", "$in", ids)...), sorting{by: "due"}, 0)
	if err != nil {
		return nil, err
	}
	for _, was := range open {
		for _, m := range made {
			is := was.Overtaken(m)
			if is == nil {
				continue
			}
			moved, err := s.MoveSchedule(ctx, was, is)
			if err != nil {
				return nil, err
			}
			if moved {
				ended = append(ended, is)
			}
		}
	}
	return ended, nil
}

// findSchedules returns the schedules that a filter finds, in the order of their next steps.
func (s *Store) findSchedules(ctx context.Context, where bson.D) ([]*network.Schedule, error) {
	found, err := s.schedules.find(ctx, where, sorting{by: "due"}, 0)
	if err != nil {
		return nil, err
	}
	return found, s.withEntries(ctx, found)
}

// withEntries tells schedules what they are for, as far as the view of the operation has it.
func (s *Store) withEntries(ctx context.Context, schedules []*network.Schedule) error {
	byKind := map[content.Kind][]string{}
	for _, sch := range schedules {
		if kind, err := content.KindOf(sch.EntryID); err == nil {
			byKind[kind] = append(byKind[kind], sch.EntryID)
		}
	}
	for kind, ids := range byKind {
		found, err := s.byKind[kind].Some(ctx, content.ViewFrom(ctx), ids)
		if err != nil {
			return err
		}
		for _, sch := range schedules {
			if e := found[sch.EntryID]; e != nil {
				sch.Entry = e
			}
		}
	}
	return nil
}
