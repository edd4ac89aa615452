package e2e_test

import (
	"syscall"
	"testing"
	"time"
)

// TestScheduleOfADeadServer lets a schedule fall due while nobody is there to keep it. The next start keeps it, once, however
// often there is another; who was signed in still is.
func TestScheduleOfADeadServer(t *testing.T) {
	dir := t.TempDir()
	env := append(withAdmin, "SEED=none")
	p := serve(t, dir, env...)
	admin := p.admin(t)
	made := mustAsk[struct{ Page struct{ ID string } }](t, admin, `mutation { createPage(input: {path: "/neu", title: "Neu"}) { page { id } errors { code } } }`, nil)
	s := &sheet{id: made.Page.ID, path: "/neu"}
	due := time.Now().Add(2 * time.Second)
	type scheduled struct {
		Schedule *struct{ ID string }
		Errors   []problem
	}
	got := mustAsk[scheduled](t, admin, `mutation($id: ID!, $at: DateTime!) { schedule(id: $id, revision: 1, publishAt: $at) { schedule { id } errors { code message } } }`, map[string]any{"id": s.id, "at": due})
	if got.Schedule == nil {
		t.Fatal(got.Errors)
	}
	p.stop(t, syscall.SIGKILL)
	if time.Now().After(due) {
		t.Skip("this machine is too busy for it to die in time")
	}
	time.Sleep(time.Until(due))
	for range 3 {
		p = serve(t, dir, env...)
		eventually(t, "the page to be public", func() bool {
			n, err := s.shown(p.as(""))
			return err == nil && n == 1
		})
		admin = admin.at(p)
		eventually(t, "the schedule to be done", func() bool {
			list := mustAsk[struct{ TotalCount int }](t, admin, `{ schedules(filter: {states: [DONE]}) { totalCount } }`, nil)
			return list.TotalCount == 1
		})
		log := mustAsk[struct{ Nodes []struct{ Detail string } }](t, admin, `query($id: ID!) { auditLog(filter: {subject: $id, actions: [PUBLISHED]}) { nodes { detail } } }`, map[string]any{"id": s.id})
		if len(log.Nodes) != 1 || log.Nodes[0].Detail != "schedule "+got.Schedule.ID {
			t.Errorf("it was published by %v", log.Nodes)
		}
		p.stop(t, syscall.SIGKILL)
	}
	verified(t, dir)
}
