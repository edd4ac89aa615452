package editing_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

// A schedule does not put an older revision in place of one that was published meanwhile, however that was: it ends, and says why.
func TestScheduleOvertaken(t *testing.T) {
	const cancelled = network.ScheduleCancelled
	b := pages("/b")
	publish := func(id string, revision int, links content.LinkPolicy, locales ...content.Locale) func(*desk) error {
		return func(d *desk) error {
			_, err := d.Publish(d.office(), []*content.PublishInput{{ID: id, Revision: revision, Locales: locales}}, links, "", false)
			return err
		}
	}
	for _, tt := range []struct {
		name      string
		revision  int // that is scheduled
		locales   []content.Locale
		unpublish time.Duration
		do        func(*desk) error
		want      network.ScheduleState
		public    int // in the end
	}{
		{"nothing happens", 1, nil, 0, func(*desk) error { return nil }, network.ScheduleDone, 1},
		{"a newer one", 1, nil, 0, publish(b, 2, content.LinksRefuse), cancelled, 2},
		{"a newer one, which was to be taken back too", 1, nil, 2 * time.Hour, publish(b, 2, content.LinksRefuse), cancelled, 2},
		{"the same one", 2, nil, 0, publish(b, 2, content.LinksRefuse), network.ScheduleDone, 2},
		{"an older one", 2, nil, 0, publish(b, 1, content.LinksRefuse), network.ScheduleDone, 2},
		{"German of a newer one", 1, nil, 0, publish(b, 2, content.LinksRefuse, content.DE), cancelled, 3},
		{"German of a newer one, where German was to come", 1, []content.Locale{content.DE, content.EN}, 0, publish(b, 2, content.LinksRefuse, content.DE), cancelled, 3},
		{"German of a newer one, where English was to come", 1, []content.Locale{content.EN}, 0, publish(b, 2, content.LinksRefuse, content.DE), network.ScheduleDone, 3},
		{"together with what links to it", 1, nil, 0, publish(pages("/links"), 1, content.LinksTogether), cancelled, 2},
		{"imported", 1, nil, 0, func(d *desk) error {
			_, err := transfer.Import(d.t.Context(), d.store, fstest.MapFS{"pages.yaml": {Data: []byte("- path: /b\n  title: {de: B drei}\n")}}, ".", transfer.Options{Author: "test"})
			return err
		}, cancelled, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			_, err := update(d.office(), d, b, 1, &network.UpdatePageInput{Title: is("B zwei"), Translations: []*network.PageTranslationInput{{Locale: content.EN, Title: is("B in English")}}})
			testkit.Must(t, err)
			d.add(&network.Page{Path: "/links", Titles: de("Links"), Parts: []network.StoredBlock{{ID: "c", Type: network.BlockCall, Labels: de("Mehr davon"), TargetID: b}}})
			if tt.locales != nil { // which only what is public has apart
				testkit.Must(t, publish(b, 1, content.LinksRefuse)(d))
			}
			at := d.clock().Add(time.Hour)
			var until *time.Time
			if tt.unpublish > 0 {
				until = ptr(d.clock().Add(tt.unpublish))
			}
			s, _, err := d.Schedule(d.office(), b, tt.revision, &at, until, tt.locales)
			testkit.Must(t, err)
			testkit.Must(t, tt.do(d))
			after := d.state(s)
			if ended := tt.want == cancelled; (after.State == cancelled) != ended || (after.Due == nil) != ended || (after.Problem(d.office()) != nil) != ended {
				t.Errorf("it becomes %+v", after)
			}
			if why := after.Failure[content.EN]; strings.Contains(why, "cease") != (tt.unpublish > 0) {
				t.Errorf("it says %q", why)
			}
			d.steps(24 * time.Hour)
			d.wantState(s, tt.want)
			d.wantPublic(b, tt.public)
		})
	}
}

// One that has published, or that only takes an entry back, goes on; and what is tried out, or refused, ends none.
func TestScheduleNotOvertaken(t *testing.T) {
	d := newDesk(t)
	running := d.scheduled(pages("/b"), 1, time.Hour, 3*time.Hour)
	withdrawing := d.scheduled(pages("/a"), 1, 0, 3*time.Hour)
	d.steps(time.Hour)
	for _, id := range []string{pages("/a"), pages("/b")} {
		_, err := update(d.office(), d, id, 1, &network.UpdatePageInput{Title: is("Neuer")})
		testkit.Must(t, err)
		_, err = d.Publish(d.office(), publishing(id, 2), content.LinksRefuse, "", false)
		testkit.Must(t, err)
	}
	d.wantState(running, network.ScheduleRunning)
	d.wantState(withdrawing, network.ScheduleWaiting)
	d.steps(2 * time.Hour)
	d.wantPublic(pages("/a"), 0)
	d.wantPublic(pages("/b"), 0)

	waiting := d.scheduled(pages("/a"), 1, time.Hour, 0)
	_, err := d.Publish(d.office(), publishing(pages("/a"), 2), content.LinksRefuse, "", true)
	testkit.Must(t, err)
	d.wantState(waiting, network.ScheduleWaiting)
}
