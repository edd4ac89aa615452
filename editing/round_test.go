package editing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// A comment stays with its field when others move, is answered and done, and names nobody who was erased.
func TestCommentsOnReports(t *testing.T) {
	d := newRound(t)
	r := d.report("2026-aerzte")
	_, err := d.CommentReport(d.office(), r.ID, "entries.0.summary", "Wie viele?")
	testkit.Must(t, err)
	said := func() *network.ReportComment {
		byReport, err := d.store.Comments(t.Context(), []string{r.ID})
		testkit.Must(t, err)
		c := byReport[r.ID][0]
		c.Locate(d.report("2026-aerzte"))
		return c
	}
	id := said().ID
	_, err = d.ReplyToComment(d.people("aerzte"), id, "Zwölf")
	testkit.Must(t, err)
	_, err = d.ResolveComment(d.people("aerzte"), id, true)
	testkit.Must(t, err)
	if c := said(); !c.Done || c.Path != "entries.0.summary" || len(c.Replies) != 1 || c.Replies[0].Author.Name != "Petra aerzte" || c.Author.Name != "Olga Office" {
		t.Errorf("%+v", c)
	}
	d.refused(t, []refusal{{"another partner's", func() error { _, err := d.ReplyToComment(d.people("soest"), id, "Ich auch"); return err }, []string{"NOT_FOUND comment"}}})
}

// Who is late is reminded once a day when the office asks, and by the program every seven days.
func TestReminders(t *testing.T) {
	d := newRound(t)
	d.submitted()
	reminded := func() (slugs []string) {
		partners, err := d.RemindOfReports(d.office(), "2026")
		testkit.Must(t, err)
		for _, p := range partners {
			slugs = append(slugs, p.Slug)
		}
		return slugs
	}
	for name, change := range map[string]func(*auth.Account){
		"de": func(*auth.Account) {}, "en": func(a *auth.Account) { a.Language = content.EN }, "shut": func(a *auth.Account) { a.Disabled = true },
		"invited": func(a *auth.Account) { a.Password = "" }, "other": func(a *auth.Account) { a.PartnerID = partners("aerzte") },
	} {
		a := testkit.Account(t, d.store, auth.Partner, partners("soest"))
		a.Email = name + "@example.org"
		change(a)
		testkit.Must(t, d.store.Directory().Accounts.Put(t.Context(), a.ID, a))
	}
	if diff := cmp.Diff([]string{"soest"}, reminded()); diff != "" {
		t.Error(diff)
	}
	mails := func() map[string]string {
		page, err := d.store.Outbox(t.Context(), nil, list.Window{})
		testkit.Must(t, err)
		titles := map[string]string{}
		for _, m := range page.Nodes {
			titles[m.To] += m.Title
		}
		return titles
	}
	if diff := cmp.Diff(map[string]string{"de@example.org": "Erinnerung: Bericht 2026 von Kreis Soest", "en@example.org": "Reminder: report 2026 of Kreis Soest"}, mails()); diff != "" {
		t.Error(diff)
	}
	if again := reminded(); len(again) > 0 {
		t.Errorf("reminded twice on a day: %v", again)
	}
	if n := strings.Count(mails()["de@example.org"], "2026"); n != 1 {
		t.Errorf("on a day there are %d mails", n)
	}
	count := func() int {
		all, err := d.store.Reminders(t.Context(), []string{years("2026")})
		testkit.Must(t, err)
		return len(all)
	}
	for _, step := range []struct {
		later time.Duration
		want  int
	}{{0, 1}, {61 * 24 * time.Hour, 1}, {24 * time.Hour, 2}, {0, 2}, {24 * time.Hour, 2}, {7 * 24 * time.Hour, 3}} { // from 1 December on; due on 31 January
		d.later(step.later)
		testkit.Must(t, d.RemindOverdue(t.Context()))
		if got := count(); got != step.want {
			t.Errorf("on %s there are %d reminders, want %d", content.DayOf(d.clock()), got, step.want)
		}
		if n := strings.Count(mails()["de@example.org"], "2026"); n != 1 {
			t.Errorf("%d mails on one report wait", n)
		}
	}
	testkit.Must(t, d.write(d.office(), "2026-soest", summary(1, "Getan")))
	_, err := d.SubmitReport(d.office(), d.report("2026-soest").ID, 2)
	testkit.Must(t, err)
	if waiting := mails(); len(waiting) > 0 {
		t.Errorf("of a report that is in, these mails wait: %v", waiting)
	}
}

// A report that is public shows its readers neither its state nor when it was submitted.
func TestPublicReports(t *testing.T) {
	d := newRound(t)
	r := d.submitted()
	testkit.Must(t, d.store.Reports.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: r.ID, Revision: r.Revision}, At: d.clock()}))
	public, err := d.store.Reports.ByID(t.Context(), content.PublicView(), r.ID)
	testkit.Must(t, err)
	if public.State() != nil || public.SubmittedAt() != nil || public.SubmittedRevision() != nil || public.DueOn() != nil || len(public.TakenOver()) > 0 {
		t.Errorf("the public sees %v %v", public.State(), public.SubmittedAt())
	}
}
