package editing_test

import (
	"sync"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// move puts the draft of a page below another; "" is the top. It returns the number of its revision.
func (d *desk) move(path, below string) int {
	d.t.Helper()
	p, err := d.moved(path, below)
	testkit.Must(d.t, err)
	return p.Revision
}

func (d *desk) moved(path, below string) (*network.Page, error) {
	parent := none[string]()
	if below != "" {
		parent = is(pages(below))
	}
	return update(d.office(), d, pages(path), d.newest(pages(path)).Head().Revision, &network.UpdatePageInput{Parent: parent})
}

func (d *desk) publish(pairs ...any) error {
	_, err := d.Publish(d.office(), publishing(pairs...), content.LinksLeave, "", false)
	return err
}

// twisted is a desk where /c is below /a in public, and the other way round among the drafts: in revision 2 of either.
func twisted(t *testing.T) *desk {
	d := newDesk(t)
	d.add(&network.Page{Path: "/c", Titles: de("C"), ParentID: pages("/a")})
	testkit.Must(t, d.publish(pages("/c"), 1))
	d.move("/c", "")
	d.move("/a", "/c")
	return d
}

// What a change would put above itself among the drafts is refused, whichever way it comes.
func TestCircleOfDrafts(t *testing.T) {
	d := twisted(t)
	d.move("/b", "/a") // /b below /a below /c
	d.refused(t, []refusal{
		{"moved", func() error { _, err := d.moved("/c", "/b"); return err }, []string{"CIRCULAR input.parent"}},
		{"moved below itself", func() error { _, err := d.moved("/c", "/c"); return err }, []string{"CIRCULAR input.parent"}},
		{"restored", func() error { _, err := d.Restore(d.office(), pages("/c"), 1, 2); return err }, []string{"CIRCULAR revision"}},
		{"discarded", func() error { _, err := d.Discard(d.office(), pages("/c"), 2, false); return err }, []string{"CIRCULAR id"}},
	})
	testkit.Must(t, archived(d, pages("/c"), 2))
	d.refused(t, []refusal{
		{"brought back", func() error { _, err := d.Restore(d.office(), pages("/c"), 1, 3); return err }, []string{"CIRCULAR revision"}},
	})
	d.move("/a", "")
	_, err := d.Restore(d.office(), pages("/c"), 1, 3)
	testkit.Must(t, err)
}

// What would be above itself in public is refused. All that is published at once counts together.
func TestCircleInPublic(t *testing.T) {
	d := twisted(t) // in public /c is below /a
	d.refused(t, []refusal{
		{"alone", func() error { return d.publish(pages("/a"), 2) }, []string{"CIRCULAR entries.0.parent"}},
		{"with what is as it was", func() error { return d.publish(pages("/b"), 1, pages("/a"), 2, pages("/c"), 1) },
			[]string{"CIRCULAR entries.1.parent", "CIRCULAR entries.2.parent"}},
	})
	testkit.Must(t, d.publish(pages("/a"), 2, pages("/c"), 2)) // the other way round
	d.refused(t, []refusal{
		{"an old revision", func() error { return d.publish(pages("/c"), 1) }, []string{"CIRCULAR entries.0.parent"}},
	})
	testkit.Must(t, d.publish(pages("/c"), 1, pages("/a"), 1)) // and back
	_, err := d.Unpublish(d.office(), []string{pages("/c")}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	testkit.Must(t, d.publish(pages("/a"), 2)) // below what is not public is below nothing
	d.refused(t, []refusal{
		{"what is below it by now", func() error { return d.publish(pages("/c"), 1) }, []string{"CIRCULAR entries.0.parent"}},
	})
}

// What is published together with what was asked for counts, too, and is at the place of that.
func TestCircleTogether(t *testing.T) {
	d := newDesk(t)
	for _, path := range []string{"/x", "/y"} {
		d.add(&network.Page{Path: path, Titles: de(path)})
	}
	d.move("/x", "/y") // revision 2
	d.move("/x", "")   // revision 3
	d.move("/y", "/x") // revision 2
	d.refused(t, []refusal{
		{"together", func() error {
			_, err := d.Publish(d.office(), publishing(pages("/x"), 2), content.LinksTogether, "", false)
			return err
		}, []string{"CIRCULAR entries.0.parent", "CIRCULAR entries.0.parent"}},
	})
}

// A scheduled step that would close a circle is given up, and says why.
func TestCircleScheduled(t *testing.T) {
	d := twisted(t)
	s := d.scheduled(pages("/a"), 2, time.Hour, 0)
	d.steps(2 * time.Hour)
	d.wantState(s, network.ScheduleFailed)
	if problem := d.state(s).Problem(d.office()); problem == nil || *problem != content.InCircle("").DE {
		t.Errorf("the problem is %v", problem)
	}
	d.wantPublic(pages("/a"), 1)
}

// Of two who each put one page below the other at the same time one is refused, among drafts and in public.
func TestRaceForACircle(t *testing.T) {
	d := newDesk(t)
	for _, path := range []string{"/x", "/y"} {
		d.add(&network.Page{Path: path, Titles: de(path)})
		testkit.Must(t, d.publish(pages(path), 1))
	}
	both := func(first, second func() error) {
		t.Helper()
		var wg sync.WaitGroup
		errs := make([]error, 2)
		begin := make(chan struct{})
		for i, do := range []func() error{first, second} {
			wg.Go(func() {
				<-begin
				errs[i] = do()
			})
		}
		close(begin)
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if ps := problems(t, err); len(ps) != 1 || ps[0] != "CIRCULAR input.parent" && ps[0] != "CIRCULAR entries.0.parent" {
				t.Errorf("refused with %v", ps)
			}
		}
		if won != 1 {
			t.Errorf("%d of two closed a circle", won)
		}
	}
	for range 20 {
		both(func() error { _, err := d.moved("/x", "/y"); return err }, func() error { _, err := d.moved("/y", "/x"); return err })
		d.top("/x", "/y")
		x, y := d.below("/x", "/y"), d.below("/y", "/x")
		both(func() error { return d.publish(pages("/x"), x) }, func() error { return d.publish(pages("/y"), y) })
		testkit.Must(t, d.publish(pages("/x"), 1, pages("/y"), 1))
	}
}

// top puts drafts that are below others to the top.
func (d *desk) top(paths ...string) {
	for _, path := range paths {
		if d.newest(pages(path)).(*network.Page).ParentID != "" {
			d.move(path, "")
		}
	}
}

// below returns a revision of a page that is below another, and leaves its draft at the top.
func (d *desk) below(path, other string) int {
	revision := d.move(path, other)
	d.move(path, "")
	return revision
}
