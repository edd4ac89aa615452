package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

const (
	writers    = 32
	publishers = 2
	entries    = 10
)

// desk is what many people work on at once, and a record of what the server has told them.
type desk struct {
	staff, publishers []*client
	sheets            []*sheet
	over              atomic.Bool // from when on the server may be gone
	conflicts         atomic.Int64
}

// sheet is one entry that everybody writes on.
type sheet struct {
	id, path string

	mu           sync.Mutex
	sent         map[string]int // by mark, that is the lead that one change wrote: the revision that it would make
	saved        map[int]string // marks of the changes that the server said it had saved, by revision
	public       int            // the revision that the server said was public
	publications int            // how many it said it had made
	checked      int            // all revisions up to this one were found to be right
}

// newDesk makes ten public pages, and the people: sessions and API tokens of four accounts.
func newDesk(t *testing.T, p *process) *desk {
	t.Helper()
	d, admin := &desk{}, p.admin(t)
	people := []*client{admin}
	for i := range 3 {
		people = append(people, p.invite(t, admin, fmt.Sprintf("office%d@example.org", i), "EDITOR", nil))
	}
	d.publishers = people[:publishers]
	for i := range writers {
		c := people[i%len(people)]
		if i >= len(people) {
			c = c.apiToken(t, fmt.Sprint("writer ", i))
		}
		d.staff = append(d.staff, c)
	}
	for i := range entries {
		s := &sheet{path: fmt.Sprint("/blatt-", i), sent: map[string]int{}, saved: map[int]string{1: ""}}
		made := mustAsk[struct{ Page struct{ ID string } }](t, admin, `mutation($p: String!) { createPage(input: {path: $p, title: "Blatt"}) { page { id } errors { code } } }`, map[string]any{"p": s.path})
		s.id = made.Page.ID
		d.sheets = append(d.sheets, s)
		if err := s.publish(admin); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// work has everybody write until the desk is over, or for as many rounds as there are; with publishing at the same time.
func (d *desk) work(t *testing.T, p *process, rounds int, publishing bool) {
	var all, office sync.WaitGroup
	written := make(chan struct{})
	run := func(group *sync.WaitGroup, c *client, n int, sheets []*sheet, step func(*client, *sheet, string) error) {
		c = c.at(p)
		group.Go(func() {
			for i := 0; i < n && !d.over.Load(); i++ {
				s, mark := sheets[rand.IntN(len(sheets))], fmt.Sprintf("%x", rand.Uint64())
				if err := step(c, s, mark); err != nil && !d.over.Load() {
					t.Errorf("%s: %v", s.path, err)
					return
				}
				select {
				case <-written:
					return
				default:
				}
			}
		})
	}
	for _, c := range d.staff {
		run(&all, c, rounds, d.sheets, d.write)
	}
	for i, c := range d.publishers {
		if publishing { // each those of its own, so that it knows what is public
			run(&office, c, 1<<30, d.sheets[i*entries/publishers:(i+1)*entries/publishers], func(c *client, s *sheet, _ string) error { return s.publish(c) })
		}
	}
	all.Wait()
	close(written)
	office.Wait()
}

// newest reads the number of the newest revision.
func (s *sheet) newest(c *client) (int, error) {
	e, err := ask[struct{ Revision int }](c, `query($id: ID!) @view(stage: DRAFT) { entry(id: $id) { revision } }`, map[string]any{"id": s.id})
	return e.Revision, err
}

// write reads, changes and saves, as the app of an editor does.
func (d *desk) write(c *client, s *sheet, mark string) error {
	known, err := s.newest(c)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.sent[mark] = known + 1
	s.mu.Unlock()
	type saved struct {
		Page *struct {
			Revision int
			Lead     string
		}
		Errors []problem
	}
	got, err := ask[saved](c, `mutation($id: ID!, $known: Int!, $mark: String!) {
		updatePage(id: $id, expectedRevision: $known, input: {lead: $mark}) { page { revision lead } errors { code path message conflict { expected current } } } }`,
		map[string]any{"id": s.id, "known": known, "mark": mark})
	if err != nil {
		return err
	}
	if got.Page == nil {
		d.conflicts.Add(1)
		if all := codes(got.Errors); len(all) != 1 || all[0] != "CONFLICT expectedRevision" {
			return fmt.Errorf("neither saved nor a conflict: %v", all)
		}
		if with := got.Errors[0].Conflict; with == nil || with.Expected != known || with.Current <= known {
			return fmt.Errorf("a conflict of what was based on %d says %v", known, with)
		}
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if there, twice := s.saved[known+1]; twice || got.Page.Revision != known+1 || got.Page.Lead != mark {
		return fmt.Errorf("%s was saved as revision %d with %s, based on %d, where there is %q already", mark, got.Page.Revision, got.Page.Lead, known, there)
	}
	s.saved[known+1] = mark
	return nil
}

// publish publishes the newest revision, which a visitor then reads at once.
func (s *sheet) publish(c *client) error {
	known, err := s.newest(c)
	if err != nil {
		return err
	}
	type done struct {
		Entries []struct{ Revision int }
		Errors  []problem
	}
	got, err := ask[done](c, `mutation($id: ID!, $known: Int!) { publish(entries: [{id: $id, revision: $known}]) { entries { revision } errors { code path message } } }`,
		map[string]any{"id": s.id, "known": known})
	if err != nil {
		return err
	}
	if len(got.Errors) > 0 || len(got.Entries) != 1 || got.Entries[0].Revision != known {
		return fmt.Errorf("publishing revision %d: %v %v", known, got.Entries, strings.Join(codes(got.Errors), ", "))
	}
	s.mu.Lock()
	s.public, s.publications = known, s.publications+1
	s.mu.Unlock()
	if shown, err := s.shown(&client{c.address, "", c.http}); err != nil || shown != known {
		return fmt.Errorf("revision %d was published, and a visitor reads %d (%v)", known, shown, err)
	}
	return nil
}

// shown is the revision that a visitor reads; 0 if there is none.
func (s *sheet) shown(visitor *client) (int, error) {
	page, err := ask[*struct{ Revision int }](visitor, `query($p: String!) { page(path: $p) { revision } }`, map[string]any{"p": s.path})
	if err != nil || page == nil {
		return 0, err
	}
	return page.Revision, nil
}
