package editing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/store"
	"partnernetz/testkit"
)

func office(ctx context.Context) context.Context {
	return auth.With(ctx, auth.Caller{AccountID: "acc_office", Name: "Olga Office", Roles: []auth.Role{auth.Editor}})
}

func text(s string) *string { return &s }

// Two instances take the steps of schedules: each is taken once, by one of them.
func TestScheduleIsTakenOnce(t *testing.T) {
	db := testkit.Database(t)
	var editors []*editing.Editor
	var s *store.Store
	for range 2 {
		var err error
		s, err = store.New(t.Context(), db)
		testkit.Must(t, err)
		t.Cleanup(s.Close)
		editors = append(editors, editing.New(s, time.Now))
	}
	ctx := office(t.Context())
	e, err := editors[0].Create(ctx, content.Pages, "", func(e content.Entry) {
		p := e.(*content.Page)
		p.Path, p.Titles = "/neu", content.Text{content.DE: "Neu"}
	})
	testkit.Must(t, err)
	soon, later := time.Now().Add(300*time.Millisecond), time.Now().Add(900*time.Millisecond)
	_, _, err = editors[0].Schedule(ctx, e.Head().ID, 1, &soon, &later)
	testkit.Must(t, err)
	var wg sync.WaitGroup
	end := time.Now().Add(1500 * time.Millisecond)
	for _, ed := range editors {
		wg.Go(func() {
			for time.Now().Before(end) {
				testkit.Must(t, ed.TakeSteps(ctx))
				time.Sleep(10 * time.Millisecond)
			}
		})
	}
	time.Sleep(600 * time.Millisecond)
	p, err := s.Pages.ByKey(ctx, content.PublicView(), "/neu")
	testkit.Must(t, err)
	if p == nil {
		t.Error("it is not public")
	}
	wg.Wait()
	p, err = s.Pages.ByKey(ctx, content.PublicView(), "/neu")
	testkit.Must(t, err)
	if p != nil {
		t.Error("it is still public")
	}
	log, err := s.Audit(ctx, nil, content.Window{})
	testkit.Must(t, err)
	for _, r := range log.Nodes {
		t.Log(r.Event.Action, r.Event.Detail)
	}
}
