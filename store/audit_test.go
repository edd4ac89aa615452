package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content/list"
	"partnernetz/store"
	"partnernetz/testkit"
)

func wantWhole(t *testing.T, s *store.Store, n int) {
	t.Helper()
	if head, err := s.VerifyAudit(ctx, ""); err != nil || head.Number != n {
		t.Errorf("%d records, %v; want %d", head.Number, err, n)
	}
}

// However many record at the same time, on their own or with other changes, there is one chain.
func TestRecordTogether(t *testing.T) {
	const recorders = 32
	s, _ := testkit.Store(t, "none")
	var group sync.WaitGroup
	for i := range recorders {
		group.Go(func() {
			e := audit.Event{Actor: fmt.Sprint(i), Action: audit.Updated}
			record := func(ctx context.Context) error { return s.Record(ctx, e) }
			if i%2 == 0 {
				record = func(ctx context.Context) error {
					return s.Transaction(ctx, func(ctx context.Context) error {
						if err := s.Record(ctx, e); err != nil {
							return err
						}
						return s.Record(ctx, e)
					})
				}
			}
			if err := record(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	for range 10 { // a log that grows meanwhile is whole all the same
		if _, err := s.VerifyAudit(ctx, ""); err != nil {
			t.Error(err)
		}
	}
	group.Wait()
	wantWhole(t, s, recorders+recorders/2)
}

// Of a transaction that fails nothing is recorded, and the next record follows on the last one that is there.
func TestRecordInTransaction(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Updated}))
	testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Updated}))
	before, _ := s.Generation(drafts)
	testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Updated}))
	if after, _ := s.Generation(drafts); after != before {
		t.Error("answers were forgotten because of a record")
	}
	failed := errors.New("midway")
	err := s.Transaction(ctx, func(ctx context.Context) error {
		testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Archived}))
		testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Archived}))
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	wantWhole(t, s, 3)
	testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Updated}))
	wantWhole(t, s, 4)
	undone, err := s.Audit(ctx, &audit.Filter{Actions: []audit.Action{audit.Archived}}, list.Window{})
	testkit.Must(t, err)
	if len(undone.Nodes) > 0 {
		t.Errorf("%d records of what was not done", len(undone.Nodes))
	}
}

// Who asks is who is recorded, unless the event names somebody else.
func TestRecordCaller(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	asked := auth.With(ctx, auth.Caller{AccountID: "acc_1", Name: "Ada", Address: "192.0.2.7", Roles: []auth.Role{auth.Editor}})
	start := time.Now().Truncate(time.Millisecond)
	testkit.Must(t, s.Record(asked, audit.Event{Action: audit.Updated}))
	testkit.Must(t, s.Record(asked, audit.Event{Actor: audit.System, Address: "192.0.2.8", At: day(1), Action: audit.Updated}))
	list, err := s.Audit(ctx, nil, list.Window{})
	testkit.Must(t, err)
	if e := list.Nodes[1]; *e.Actor().AccountID != "acc_1" || *e.Actor().Name != "Ada" || *e.Address() != "192.0.2.7" || e.At.Before(start) || e.At.After(time.Now()) {
		t.Errorf("got %+v", e)
	}
	if e := list.Nodes[0]; e.Actor().AccountID != nil || *e.Actor().Name != audit.System || *e.Address() != "192.0.2.8" || !e.At.Equal(day(1)) {
		t.Errorf("got %+v", e)
	}
}

// What is recorded is one of what there is.
func TestRecordUnknownAction(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	if err := s.Record(ctx, audit.Event{Action: "TESTED"}); err == nil {
		t.Error("it was recorded")
	}
	wantWhole(t, s, 0)
}

// Each condition of a filter is tested by the database.
func TestAuditFilter(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	for i, e := range []audit.Event{
		{ActorID: "acc_1", Action: audit.Updated, Subject: []string{"par_1"}},
		{ActorID: "acc_2", Action: audit.Updated, Subject: []string{"par_1", "par_2"}},
		{ActorID: "acc_1", Action: audit.Published, Subject: []string{"par_2"}},
		{Action: audit.Archived},
	} {
		e.At = day(1 + i)
		testkit.Must(t, s.Record(ctx, e))
	}
	one, two, from, to := "acc_1", "par_2", day(2), day(4)
	for name, test := range map[string]struct {
		filter audit.Filter
		want   []int
	}{
		"all":         {audit.Filter{}, []int{4, 3, 2, 1}},
		"actor":       {audit.Filter{Actor: &one}, []int{3, 1}},
		"action":      {audit.Filter{Actions: []audit.Action{audit.Updated}}, []int{2, 1}},
		"two actions": {audit.Filter{Actions: []audit.Action{audit.Updated, audit.Archived, audit.Created}}, []int{4, 2, 1}},
		"no action":   {audit.Filter{Actions: []audit.Action{}}, nil},
		"subject":     {audit.Filter{Subject: &two}, []int{3, 2}},
		"from":        {audit.Filter{From: &from}, []int{4, 3, 2}},
		"to":          {audit.Filter{To: &to}, []int{3, 2, 1}},
		"together":    {audit.Filter{Actor: &one, Subject: &two, From: &from, To: &to, Actions: []audit.Action{audit.Published}}, []int{3}},
	} {
		list, err := s.Audit(ctx, &test.filter, list.Window{})
		testkit.Must(t, err)
		var got []int
		for _, r := range list.Nodes {
			got = append(got, r.Number)
		}
		if total, err := list.TotalCount(ctx); !slices.Equal(got, test.want) || total != len(test.want) || err != nil {
			t.Errorf("%s: %v of %d, %v; want %v", name, got, total, err, test.want)
		}
	}
}
