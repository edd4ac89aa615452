package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/256dpi/lungo"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"

	"partnernetz/content"
	"partnernetz/network"
)

func (s *Store) schedules() lungo.ICollection { return s.db.collection("schedules") }

// AddSchedule keeps a new schedule.
func (s *Store) AddSchedule(ctx context.Context, n *network.Schedule) error {
	if _, err := s.schedules().InsertOne(ctx, n); err != nil {
		return fmt.Errorf("keeping a schedule: %w", err)
	}
	return nil
}

// MoveSchedule puts a schedule in place of what it was, unless it is no longer that, and reports whether it did.
func (s *Store) MoveSchedule(ctx context.Context, was, is *network.Schedule) (bool, error) {
	where := append(docID(was.ID), bson.E{Key: "state", Value: was.State})
	err := s.schedules().FindOneAndReplace(ctx, where, is).Err()
	if err == mongo.ErrNoDocuments {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("moving schedule %s: %w", was.ID, err)
	}
	return true, nil
}

// Schedule returns a schedule; nil if there is none of this id.
func (s *Store) Schedule(ctx context.Context, id string) (*network.Schedule, error) {
	found, err := s.findSchedules(ctx, docID(id))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
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

// DueSchedules returns the schedules whose next step was to be taken by the moment, in the order of their time.
func (s *Store) DueSchedules(ctx context.Context, at time.Time) ([]*network.Schedule, error) {
	due, err := s.findSchedules(ctx, append(field("state", "$in", network.OpenSchedules()), field("due", "$lte", at.UTC())...))
	slices.SortStableFunc(due, func(a, b *network.Schedule) int { return a.Due.Compare(*b.Due) })
	return due, err
}

func (s *Store) findSchedules(ctx context.Context, where bson.D) (found []*network.Schedule, _ error) {
	if err := spend(ctx); err != nil {
		return nil, err
	}
	cursor, err := s.schedules().Find(ctx, where)
	if err == nil {
		err = cursor.All(ctx, &found)
	}
	if err != nil {
		return nil, fmt.Errorf("reading schedules: %w", err)
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
