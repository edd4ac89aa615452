package editing

import (
	"context"
	"testing"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

// Even one who has lost the lease meanwhile, and still knows a schedule as it was, takes no step again.
func TestStepOfAnotherTime(t *testing.T) {
	ctx := auth.With(context.Background(), auth.Caller{Name: "Olga", Roles: []auth.Role{auth.Editor}})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := store.Embedded("")
	must(err)
	t.Cleanup(func() { _ = db.Close(ctx) })
	s, err := store.New(ctx, db)
	must(err)
	t.Cleanup(s.Close)
	now := time.Now()
	e := New(s, func() time.Time { return now })
	p, err := e.Create(ctx, content.Pages, "", func(e content.Entry) {
		page := e.(*network.Page)
		page.Path, page.Titles = "/a", content.Text{content.DE: "A"}
	})
	must(err)
	at := now.Add(time.Hour)
	was, _, err := e.Schedule(ctx, p.Head().ID, 1, &at, nil, nil)
	must(err)
	must(e.step(ctx, was))
	_, err = e.Unpublish(ctx, []string{p.Head().ID}, content.LinksRefuse, "a mistake", false)
	must(err)
	must(e.step(ctx, was))
	log, err := s.Audit(ctx, &audit.Filter{Actions: []string{"PUBLISHED"}}, list.Window{})
	must(err)
	if len(log.Nodes) != 1 {
		t.Errorf("it was published %d times", len(log.Nodes))
	}
}
