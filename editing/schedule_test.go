package editing_test

import (
	"bytes"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// schedule lets an entry become public, and cease to be, so long from now; 0 for not at all.
func (d *desk) schedule(id string, revision int, publish, unpublish time.Duration) (*network.Schedule, []*content.DanglingLink, error) {
	at := func(in time.Duration) *time.Time {
		if in == 0 {
			return nil
		}
		return ptr(d.clock().Add(in))
	}
	s, result, err := d.Schedule(d.office(), id, revision, at(publish), at(unpublish), nil)
	return s, result.Dangling, err
}

func (d *desk) scheduled(id string, revision int, publish, unpublish time.Duration) *network.Schedule {
	d.t.Helper()
	s, _, err := d.schedule(id, revision, publish, unpublish)
	testkit.Must(d.t, err)
	return s
}

// state is how far a schedule has come.
func (d *desk) state(s *network.Schedule) *network.Schedule {
	d.t.Helper()
	is, err := d.store.Schedule(d.t.Context(), s.ID)
	testkit.Must(d.t, err)
	return is
}

func (d *desk) wantState(s *network.Schedule, want network.ScheduleState) {
	d.t.Helper()
	if got := d.state(s); got.State != want {
		d.t.Errorf("the schedule is %+v, want %s", got, want)
	}
}

// steps lets time pass, and takes what is due then.
func (d *desk) steps(later time.Duration) {
	d.t.Helper()
	d.later(later)
	testkit.Must(d.t, d.TakeSteps(d.t.Context()))
}

func TestSchedule(t *testing.T) {
	d := newDesk(t)
	s := d.scheduled(pages("/b"), 1, time.Hour, 2*time.Hour)
	_, err := update(d.office(), d, pages("/b"), 1, &network.UpdatePageInput{Title: is("B2")})
	testkit.Must(t, err)
	d.steps(time.Hour - time.Millisecond)
	d.wantState(s, network.ScheduleWaiting)
	d.wantPublic(pages("/b"), 0)
	d.steps(time.Millisecond)
	d.wantState(s, network.ScheduleRunning)
	d.wantPublic(pages("/b"), 1)
	if late, err := d.Overdue(t.Context()); late != 0 || err != nil {
		t.Errorf("%d are overdue (%v)", late, err)
	}
	d.later(time.Hour + time.Minute)
	if late, err := d.Overdue(t.Context()); late != 1 || err != nil {
		t.Errorf("%d are overdue (%v)", late, err)
	}
	d.steps(0)
	d.wantState(s, network.ScheduleDone)
	d.wantPublic(pages("/b"), 0)
	if got := d.state(s); got.Due != nil || got.CreatedBy.Name != "Olga Office" {
		t.Errorf("in the end it is %+v", got)
	}
	log := d.log()
	if want := []string{"UPDATED", "PUBLISHED schedule " + s.ID, "UNPUBLISHED schedule " + s.ID}; !slices.Equal(log[1:], want) {
		t.Errorf("the log has %q", log)
	}
}

// After a stop that both moments fell into, both steps are taken, those of all schedules in the order of their time.
func TestScheduleAfterAStop(t *testing.T) {
	d := newDesk(t)
	both := d.scheduled(pages("/b"), 1, 2*time.Hour, 3*time.Hour)
	only := d.scheduled(pages("/a"), 1, 0, time.Hour)
	d.steps(24 * time.Hour)
	d.wantState(both, network.ScheduleDone)
	d.wantState(only, network.ScheduleDone)
	d.wantPublic(pages("/b"), 0)
	d.wantPublic(pages("/a"), 0)
	if want := []string{"UNPUBLISHED schedule " + only.ID, "PUBLISHED schedule " + both.ID, "UNPUBLISHED schedule " + both.ID}; !slices.Equal(d.log()[2:], want) {
		t.Errorf("the log has %q", d.log())
	}
}

func TestScheduleReplacedAndCancelled(t *testing.T) {
	d := newDesk(t)
	first := d.scheduled(pages("/b"), 1, time.Hour, 0)
	second := d.scheduled(pages("/b"), 1, 2*time.Hour, 0)
	d.wantState(first, network.ScheduleCancelled)
	d.steps(90 * time.Minute)
	d.wantPublic(pages("/b"), 0)
	open, err := d.Schedules(d.office(), nil, list.Window{})
	testkit.Must(t, err)
	if len(open.Nodes) != 1 || open.Nodes[0].ID != second.ID {
		t.Errorf("open is %v", open.Nodes)
	}
	ended, err := d.CancelSchedule(d.office(), second.ID)
	testkit.Must(t, err)
	if ended.State != network.ScheduleCancelled || ended.Due != nil {
		t.Errorf("got %+v", ended)
	}
	d.steps(24 * time.Hour)
	d.wantPublic(pages("/b"), 0)
	d.refused(t, []refusal{
		{"cancelled again", func() error { _, err := d.CancelSchedule(d.office(), second.ID); return err }, []string{"NOT_FOUND id"}},
		{"cancelled by a partner", func() error { _, err := d.CancelSchedule(d.people("aerzte"), second.ID); return err }, []string{"FORBIDDEN"}},
	})
	if diff := cmp.Diff("SCHEDULE_CANCELLED replaced by "+second.ID, d.log()[1]); diff != "" {
		t.Error(diff)
	}
}

func TestScheduleRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	d.add(&network.Page{Path: "/ungültig", Titles: de("Alt")})
	schedule := func(id string, revision int, publish, unpublish time.Duration) func() error {
		return func() error { _, _, err := d.schedule(id, revision, publish, unpublish); return err }
	}
	d.refused(t, []refusal{
		{"no moment", schedule(pages("/b"), 1, 0, 0), []string{"REQUIRED publishAt"}},
		{"languages of what is only taken back", func() error {
			_, _, err := d.Schedule(d.office(), pages("/b"), 1, nil, ptr(d.clock().Add(time.Hour)), []content.Locale{content.EN})
			return err
		}, []string{"BAD_INPUT locales"}},
		{"over", schedule(pages("/b"), 1, -2*time.Hour, -time.Hour), []string{"BAD_INPUT publishAt", "BAD_INPUT unpublishAt"}},
		{"unpublished first", schedule(pages("/b"), 1, 2*time.Hour, time.Hour), []string{"BAD_INPUT unpublishAt"}},
		{"a revision that is not there, and no moment", schedule(pages("/b"), 2, 0, 0), []string{"REQUIRED publishAt", "NOT_FOUND revision"}},
		{"a revision that is not valid", schedule(pages("/ungültig"), 1, time.Hour, 0), []string{"BAD_INPUT revision.path"}},
		{"put away", schedule(partners("neu"), 1, time.Hour, 0), []string{"ARCHIVED id"}},
		{"malformed", schedule("x", 1, time.Hour, 0), []string{"NOT_FOUND id"}},
		{"by a partner", func() error {
			_, _, err := d.Schedule(d.people("aerzte"), measures("kurs"), 1, ptr(start.AddDate(1, 0, 0)), nil, nil)
			return err
		}, []string{"FORBIDDEN"}},
	})
}

// What dangles is said when a schedule is made, and does not keep its step from being taken.
func TestScheduleLeavesLinks(t *testing.T) {
	d := newDesk(t)
	s, dangling, err := d.schedule(measures("idee"), 1, time.Hour, 0)
	testkit.Must(t, err)
	wantKeys(t, editing.Result{Dangling: dangling}, nil, []string{"idee agreement plan"})
	_, dangling, err = d.schedule(agreements("plan"), 1, 0, time.Hour)
	testkit.Must(t, err)
	wantKeys(t, editing.Result{Dangling: dangling}, nil, nil)
	d.steps(time.Hour)
	d.wantState(s, network.ScheduleDone)
	d.wantPublic(measures("idee"), 1)
}

// A step that is refused is given up at once, logged once, and keeps no other from being taken. Why is said in both languages.
func TestScheduleFails(t *testing.T) {
	d := newDesk(t)
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	failing := d.scheduled(pages("/b"), 1, time.Hour, 2*time.Hour)
	other := d.scheduled(partners("neu"), 1, time.Hour+time.Minute, 0)
	testkit.Must(t, archived(d, pages("/b"), 1))
	for range 3 {
		d.steps(3 * time.Hour)
	}
	d.wantState(failing, network.ScheduleFailed)
	d.wantState(other, network.ScheduleDone)
	d.wantPublic(partners("neu"), 1)
	got := d.state(failing)
	en, german := got.Problem(inLanguage(d.office(), content.EN)), got.Problem(d.office())
	if en == nil || german == nil || *en == *german || !strings.Contains(*german, "archiviert") || got.Due != nil {
		t.Errorf("it is %+v", got)
	}
	if n := strings.Count(log.String(), "given up"); n != 1 {
		t.Errorf("logged %d times:\n%s", n, &log)
	}
	if n := len(slices.DeleteFunc(d.log(), func(s string) bool { return !strings.HasPrefix(s, "SCHEDULE_FAILED") })); n != 1 {
		t.Errorf("recorded %d times", n)
	}
	e, err := d.Restore(d.office(), pages("/b"), 1, 2) // and there is a way out
	testkit.Must(t, err)
	again := d.scheduled(pages("/b"), e.Head().Revision, time.Hour, 0)
	d.steps(time.Hour)
	d.wantState(again, network.ScheduleDone)
}

// Taking back what is not public any more is done, not failed, and not recorded.
func TestScheduleUnpublishesWhatIsNotPublic(t *testing.T) {
	d := newDesk(t)
	for _, id := range []string{pages("/a"), pages("/b")} {
		s := d.scheduled(id, 1, 0, time.Hour)
		if id == pages("/b") {
			testkit.Must(t, archived(d, id, 1))
		} else {
			_, err := d.Unpublish(d.office(), []string{id}, content.LinksRefuse, "", false)
			testkit.Must(t, err)
		}
		records := len(d.log())
		d.steps(time.Hour)
		d.wantState(s, network.ScheduleDone)
		if log := d.log(); len(log) != records {
			t.Errorf("recorded %q", log[records:])
		}
	}
}

// Of several instances over one database each step is taken once, by one of them, also if somebody replaces schedules meanwhile.
func TestScheduleIsTakenOnce(t *testing.T) {
	d := newDesk(t)
	other, err := store.New(t.Context(), d.db)
	testkit.Must(t, err)
	t.Cleanup(other.Close)
	editors := []*editing.Editor{d.Editor, editing.New(other, d.clock)}
	const rounds = 20
	for range rounds {
		d.scheduled(pages("/b"), 1, time.Hour, 2*time.Hour)
		d.scheduled(partners("neu"), 1, 3*time.Hour, 0)
		for range 2 {
			d.later(time.Hour)
			var wg sync.WaitGroup
			for i := range 4 {
				wg.Go(func() {
					if err := editors[i%2].TakeSteps(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Go(func() { d.scheduled(partners("neu"), 1, 3*time.Hour, 0) })
			wg.Wait()
			testkit.Must(t, d.TakeSteps(t.Context())) // what came due for one who had no turn
		}
	}
	open, err := d.store.Schedules(t.Context(), nil)
	testkit.Must(t, err)
	if len(open) != 1 {
		t.Errorf("%d are open", len(open))
	}
	log, err := d.store.Audit(t.Context(), &audit.Filter{Actions: []audit.Action{audit.Published, audit.Unpublished}}, list.Window{First: ptr(100)})
	testkit.Must(t, err)
	if len(log.Nodes) != 2*rounds {
		t.Errorf("%d steps were taken, want %d", len(log.Nodes), 2*rounds)
	}
}

// What goes wrong for no fault of the schedule is tried again.
func TestScheduleIsTriedAgain(t *testing.T) {
	d := newDesk(t)
	s := d.scheduled(pages("/b"), 1, time.Hour, 0)
	d.later(time.Hour)
	ctx := store.WithBudget(t.Context(), 0)
	if err := d.TakeSteps(ctx); err == nil {
		t.Error("it took a step without any read")
	}
	if err := d.TakeSteps(cancelled(t)); !errors.Is(err, cancelled(t).Err()) {
		t.Error(err)
	}
	d.wantState(s, network.ScheduleWaiting)
	d.steps(0)
	d.wantState(s, network.ScheduleDone)
}
