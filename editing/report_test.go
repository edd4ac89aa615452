package editing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

func years(label string) string { return content.KeyID(content.ImplementationYears, label) }

// newRound is a desk with the year 2026 open: reports of aerzte and of soest.
func newRound(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.days("2026", "2026-01-01", "2026-12-31")
	d.open("2026")
	return d
}

func (d *desk) days(label string, from, to content.Date) {
	d.t.Helper()
	if found, err := d.store.ImplementationYears.Keyed(d.t.Context(), label); err == nil && found == nil {
		_, err := create(d.office(), d, &network.CreateImplementationYearInput{Label: label, UpdateImplementationYearInput: network.UpdateImplementationYearInput{StartsOn: is(from), EndsOn: is(to)}})
		testkit.Must(d.t, err)
		return
	}
	_, err := update(d.office(), d, years(label), 1, &network.UpdateImplementationYearInput{StartsOn: is(from), EndsOn: is(to)})
	testkit.Must(d.t, err)
}

func (d *desk) open(label string) []*network.Report {
	d.t.Helper()
	_, begun, err := d.OpenYear(d.office(), label, ptr(content.Date("2027-01-31")))
	testkit.Must(d.t, err)
	return begun
}

// report is the newest revision of the report of a slug.
func (d *desk) report(slug string) *network.Report {
	d.t.Helper()
	found, err := d.store.Reports.Keyed(d.t.Context(), slug)
	testkit.Must(d.t, err)
	r, ok := found.(*network.Report)
	if !ok {
		d.t.Fatalf("there is no report %s", slug)
	}
	return r
}

func summary(expected int, text string) *network.UpdateReportInput {
	return &network.UpdateReportInput{Summary: &network.ReportTextInput{ExpectedRevision: expected, Text: is(text)}}
}

func (d *desk) write(ctx context.Context, slug string, in *network.UpdateReportInput) error {
	_, err := d.UpdateReport(ctx, d.report(slug).ID, nil, "", in)
	return err
}

// submitted fills in the report of aerzte and hands it in.
func (d *desk) submitted() *network.Report {
	d.t.Helper()
	testkit.Must(d.t, d.write(d.people("aerzte"), "2026-aerzte", summary(1, "Viel getan")))
	r := d.report("2026-aerzte")
	_, err := d.SubmitReport(d.people("aerzte"), r.ID, r.Revision)
	testkit.Must(d.t, err)
	return d.report("2026-aerzte")
}

// Opening a year begins one report for each partner with an agreement in force, once; the next year takes over what there is to
// go on with, and says so.
func TestOpenYear(t *testing.T) {
	d := newDesk(t)
	d.days("2026", "2026-01-01", "2026-12-31")
	var begun []string
	for _, r := range d.open("2026") {
		begun = append(begun, r.Slug+" "+string(r.StoredState)+" "+r.Title())
	}
	if diff := cmp.Diff([]string{"2026-aerzte OPEN Bericht 2026: Ärztekammer", "2026-soest OPEN Bericht 2026: Kreis Soest"}, begun); diff != "" {
		t.Error(diff)
	}
	d.unchanged(func() {
		if again := d.open("2026"); len(again) > 0 {
			t.Errorf("begun again: %v", again)
		}
	})
	testkit.Must(t, d.write(d.people("aerzte"), "2026-aerzte", &network.UpdateReportInput{
		Summary: &network.ReportTextInput{ExpectedRevision: 1, Text: is("Viel getan")},
		Entries: []*network.ReportEntryInput{{Measure: measures("kurs"), ExpectedRevision: 1, Status: is(network.ProgressCarriedOver), Summary: is("Halb fertig")}},
	}))
	d.days("2027", "2027-01-01", "2027-12-31")
	d.open("2027")
	next := d.report("2027-aerzte")
	if next.Summaries[content.DE] != "Viel getan" || len(next.StoredEntries) != 1 || next.StoredEntries[0].Status != network.ProgressPlanned || next.StoredEntries[0].Summaries[content.DE] != "Halb fertig" {
		t.Errorf("taken over: %+v", next)
	}
	taken := func() []string {
		found, err := d.store.Reports.ByID(d.t.Context(), content.Everything(), next.ID)
		testkit.Must(t, err)
		return found.TakenOver()
	}
	if diff := cmp.Diff([]string{"summary", "entries.0"}, taken()); diff != "" {
		t.Error(diff)
	}
	testkit.Must(t, d.write(d.people("aerzte"), "2027-aerzte", summary(1, "Neues getan")))
	if diff := cmp.Diff([]string{"entries.0"}, taken()); diff != "" {
		t.Errorf("what was written anew is still said to be taken over: %s", diff)
	}
}

// Three people write three sections of one report at once, each based on what all have read. None of them is in the way of another,
// and the second to write the same section is told so.
func TestSectionsAtOnce(t *testing.T) {
	d := newRound(t)
	inputs := []*network.UpdateReportInput{
		summary(1, "Eins"),
		{Outlook: &network.ReportTextInput{ExpectedRevision: 1, Text: is("Zwei")}},
		{Entries: []*network.ReportEntryInput{{Measure: measures("kurs"), ExpectedRevision: 1, Status: is(network.ProgressCompleted), Summary: is("Drei")}}},
	}
	id := d.report("2026-aerzte").ID
	var all sync.WaitGroup
	for _, in := range inputs {
		all.Go(func() {
			if _, err := d.UpdateReport(d.people("aerzte"), id, nil, "", in); err != nil {
				t.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	r := d.report("2026-aerzte")
	if r.Revision != 4 || r.Summaries[content.DE] != "Eins" || r.Outlooks[content.DE] != "Zwei" || r.StoredEntries[0].Summaries[content.DE] != "Drei" {
		t.Errorf("what was written is lost: %+v", r)
	}
	for i, in := range inputs {
		want := [][]string{{"CONFLICT input.summary.expectedRevision"}, {"CONFLICT input.outlook.expectedRevision"}, {"CONFLICT input.entries.0.expectedRevision"}}[i]
		if diff := cmp.Diff(want, problems(t, d.write(d.people("aerzte"), "2026-aerzte", in))); diff != "" {
			t.Error(diff)
		}
	}
}

// A measure can be taken out of a report, and the office gives a partner more time, whatever the state, until the report is accepted.
func TestReportCorrections(t *testing.T) {
	d := newRound(t)
	r := d.submitted()
	later, err := d.SetReportDue(d.office(), r.ID, r.Revision, ptr(content.Date("2027-03-31")), "Krankheit")
	testkit.Must(t, err)
	if now := later.(*network.Report); *now.Due != "2027-03-31" || now.StoredState != network.ReportSubmitted || now.Revision != r.Revision+1 {
		t.Errorf("it is %+v", now)
	}
	d.unchanged(func() {
		_, err := d.SetReportDue(d.office(), r.ID, r.Revision+1, ptr(content.Date("2027-03-31")), "")
		testkit.Must(t, err)
	})
	out := &network.UpdateReportInput{Entries: []*network.ReportEntryInput{{Measure: measures("kurs"), ExpectedRevision: 1, Remove: true}}}
	testkit.Must(t, d.write(d.office(), "2026-aerzte", out))
	if now := d.report("2026-aerzte"); len(now.StoredEntries) != 0 || now.SectionRevision(measures("kurs")) != 0 {
		t.Errorf("it still has %+v", now.StoredEntries)
	}
	if diff := cmp.Diff([]string{"CONFLICT input.entries.0.expectedRevision"}, problems(t, d.write(d.office(), "2026-aerzte", out))); diff != "" {
		t.Error(diff)
	}
	_, err = d.ReviewReport(d.office(), r.ID, r.Revision+2, network.ReviewAccept, nil, "")
	testkit.Must(t, err)
	_, err = d.SetReportDue(d.office(), r.ID, r.Revision+3, nil, "")
	if diff := cmp.Diff([]string{"LOCKED id"}, problems(t, err)); diff != "" {
		t.Error(diff)
	}
}

// What cannot be is refused with a code of its own, and nothing is written.
func TestReportsAreRefused(t *testing.T) {
	d := newRound(t)
	d.add(&network.Measure{Slug: "alt", PartnerID: partners("aerzte"), AgreementID: agreements("offen"), Titles: de("Alt"), Area: "OTHER", Status: "COMPLETED", EndsOn: ptr(content.Date("2025-12-31"))})
	own, foreign := d.report("2026-aerzte"), d.report("2026-soest")
	entry := func(e network.ReportEntryInput) *network.UpdateReportInput {
		if e.Measure == "" {
			e.Measure, e.ExpectedRevision = measures("kurs"), 1
		}
		return &network.UpdateReportInput{Entries: []*network.ReportEntryInput{&e}}
	}
	write := func(in *network.UpdateReportInput) func() error {
		return func() error { return d.write(d.people("aerzte"), "2026-aerzte", in) }
	}
	d.refused(t, []refusal{
		{"no such report", func() error { _, err := d.UpdateReport(d.office(), "rep_x", nil, "", summary(1, "x")); return err }, []string{"NOT_FOUND id"}},
		{"another partner's report", func() error {
			_, err := d.UpdateReport(d.people("aerzte"), foreign.ID, nil, "", summary(1, "x"))
			return err
		}, []string{"NOT_FOUND id"}},
		{"another partner's measure", write(entry(network.ReportEntryInput{Measure: measures("idee"), Status: is(network.ProgressRunning)})), []string{"NOT_FOUND input.entries.1.measure"}},
		{"another partner's measure by the office", func() error {
			return d.write(d.office(), "2026-aerzte", entry(network.ReportEntryInput{Measure: measures("idee"), Status: is(network.ProgressRunning)}))
		}, []string{"OTHER_PARTNER input.entries.1.measure"}},
		{"a measure of another time", write(entry(network.ReportEntryInput{Measure: measures("alt"), Status: is(network.ProgressRunning)})), []string{"OUTSIDE_TERM input.entries.1.measure"}},
		{"no status", write(entry(network.ReportEntryInput{Status: none[network.ProgressStatus]()})), []string{"REQUIRED input.entries.0.status"}},
		{"checked by oneself", write(entry(network.ReportEntryInput{Indicators: is([]*network.IndicatorInput{{Key: "a", Label: ptr("A"), Value: 1, Checked: true}})})),
			[]string{"FORBIDDEN input.entries.0.indicators.0.checked"}},
		{"the same key twice", write(entry(network.ReportEntryInput{Indicators: is([]*network.IndicatorInput{{Key: "a", Label: ptr("A")}, {Key: "a", Label: ptr("A")}})})),
			[]string{"BAD_INPUT input.entries.0.indicators.1.key"}},
		{"half a person", write(entry(network.ReportEntryInput{Indicators: is([]*network.IndicatorInput{{Key: "a", Label: ptr("A"), Value: 1.5, AboutPeople: true}, {Key: "b", Label: ptr("B"), Value: -1, AboutPeople: true}, {Key: "c", Label: ptr("C"), Value: -1.5}})})),
			[]string{"BAD_INPUT input.entries.0.indicators.0.value", "BAD_INPUT input.entries.0.indicators.1.value"}},
		{"taken out and written", write(&network.UpdateReportInput{Entries: []*network.ReportEntryInput{{Measure: measures("kurs"), ExpectedRevision: 1, Remove: true}, {Measure: measures("kurs"), ExpectedRevision: 1, Status: is(network.ProgressRunning)}}}),
			[]string{"BAD_INPUT input.entries.1.measure"}},
		{"written and taken out", write(&network.UpdateReportInput{Entries: []*network.ReportEntryInput{{Measure: measures("kurs"), ExpectedRevision: 1, Status: is(network.ProgressRunning)}, {Measure: measures("kurs"), ExpectedRevision: 1, Remove: true}}}),
			[]string{"BAD_INPUT input.entries.1.measure"}},
		{"due before the year begins", func() error {
			_, err := d.SetReportDue(d.office(), own.ID, 1, ptr(content.Date("2025-12-31")), "")
			return err
		}, []string{"BAD_INPUT dueOn"}},
		{"due on no day", func() error {
			_, err := d.SetReportDue(d.office(), own.ID, 2, ptr(content.Date("2026-02-31")), "")
			return err
		}, []string{"CONFLICT expectedRevision", "BAD_INPUT dueOn"}},
		{"more time for oneself", func() error {
			_, err := d.SetReportDue(d.people("aerzte"), own.ID, 1, ptr(content.Date("2027-12-31")), "")
			return err
		}, []string{"FORBIDDEN"}},
		{"evidence of nothing", write(entry(network.ReportEntryInput{Evidence: is([]*network.EvidenceInput{{Title: ptr("A")}})})), []string{"REQUIRED input.entries.0.evidence.0"}},
		{"submitting what is not filled in", func() error { _, err := d.SubmitReport(d.people("aerzte"), own.ID, 1); return err }, []string{"REQUIRED id.summary"}},
		{"reviewing what was not submitted", func() error {
			_, err := d.ReviewReport(d.office(), own.ID, 1, network.ReviewAccept, nil, "")
			return err
		}, []string{"ILLEGAL_TRANSITION id"}},
		{"reopening what was not accepted", func() error { _, err := d.ReopenReport(d.office(), own.ID, 1, "Zahl"); return err }, []string{"ILLEGAL_TRANSITION id"}},
		{"reviewing one's own", func() error {
			_, err := d.ReviewReport(d.people("aerzte"), own.ID, 1, network.ReviewAccept, nil, "")
			return err
		}, []string{"FORBIDDEN"}},
		{"a comment on nothing", func() error { _, err := d.CommentReport(d.office(), own.ID, "entries.1.summary", "x"); return err }, []string{"NO_FIELD path"}},
		{"a comment of nothing", func() error { _, err := d.CommentReport(d.office(), own.ID, "entries.0.summary", " "); return err }, []string{"REQUIRED text"}},
		{"a reply to nothing", func() error { _, err := d.ReplyToComment(d.office(), "com_x", "x"); return err }, []string{"NOT_FOUND comment"}},
		{"publishing by itself", func() error {
			_, err := d.Publish(d.office(), []*content.PublishInput{{ID: own.ID, Revision: 1}}, content.LinksLeave, "", false)
			return err
		}, []string{"NOT_BY_ITSELF entries.0"}},
		{"scheduling by itself", func() error {
			_, _, err := d.Schedule(d.office(), own.ID, 1, ptr(d.clock().Add(time.Hour)), nil, nil)
			return err
		}, []string{"NOT_BY_ITSELF revision"}},
		{"opening an unknown year", func() error { _, _, err := d.OpenYear(d.office(), "1999", nil); return err }, []string{"NOT_FOUND label"}},
		{"due before it begins", func() error { _, _, err := d.OpenYear(d.office(), "2026", ptr(content.Date("2025-12-31"))); return err }, []string{"BAD_INPUT dueOn"}},
		{"opening a year as a partner", func() error { _, _, err := d.OpenYear(d.people("aerzte"), "2026", nil); return err }, []string{"FORBIDDEN"}},
		{"years that overlap", func() error {
			_, err := create(d.office(), d, &network.CreateImplementationYearInput{Label: "2027", UpdateImplementationYearInput: network.UpdateImplementationYearInput{StartsOn: is(content.Date("2026-12-31")), EndsOn: is(content.Date("2027-12-31"))}})
			return err
		}, []string{"OVERLAPPING input.startsOn"}},
	})
}

// A report goes from hand to hand: its own people cannot write what was submitted, nobody what was accepted, and no way around
// leads back.
func TestReportsAreLocked(t *testing.T) {
	d := newRound(t)
	r := d.submitted()
	locked := func(ctx context.Context) []refusal {
		return []refusal{
			{"writing", func() error { return d.write(ctx, "2026-aerzte", summary(r.SectionRevision("summary"), "Mehr")) }, []string{"LOCKED id"}},
			{"restoring", func() error { _, err := d.Restore(ctx, r.ID, 1, r.Revision); return err }, []string{"LOCKED id"}},
			{"submitting again", func() error { _, err := d.SubmitReport(ctx, r.ID, r.Revision); return err }, []string{"ILLEGAL_TRANSITION id"}},
		}
	}
	if r.StoredState != network.ReportSubmitted || r.SentRevision != 3 || r.Sent == nil || !r.Sent.Equal(d.clock()) {
		t.Errorf("submitted: %+v", r)
	}
	d.refused(t, locked(d.people("aerzte")))
	d.refused(t, []refusal{
		{"an older revision", func() error {
			_, err := d.ReviewReport(d.office(), r.ID, r.Revision-1, network.ReviewAccept, nil, "")
			return err
		}, []string{"CONFLICT expectedRevision"}},
		{"returned without a word", func() error {
			_, err := d.ReviewReport(d.office(), r.ID, r.Revision, network.ReviewReturn, nil, "")
			return err
		}, []string{"REQUIRED comments"}},
		{"a comment on nothing", func() error {
			_, err := d.ReviewReport(d.office(), r.ID, r.Revision, network.ReviewReturn, []*network.ReviewCommentInput{{Path: "summary", Text: "Gut"}, {Path: "title", Text: "Was?"}}, "")
			return err
		}, []string{"NO_FIELD comments.1.path"}},
	})
	if said, err := d.store.Comments(t.Context(), []string{r.ID}); err != nil || len(said) > 0 {
		t.Errorf("a comment of a review that was refused is kept: %v %v", said, err)
	}
	_, err := d.ReviewReport(d.office(), r.ID, r.Revision, network.ReviewReturn, []*network.ReviewCommentInput{{Path: "entries.0.summary", Text: "Wie viele?"}}, "")
	testkit.Must(t, err)
	if r = d.report("2026-aerzte"); r.StoredState != network.ReportReturned {
		t.Fatalf("returned: %s", r.StoredState)
	}
	_, err = d.Restore(d.people("aerzte"), r.ID, 3, r.Revision) // one that was submitted
	testkit.Must(t, err)
	if r = d.report("2026-aerzte"); r.StoredState != network.ReportReturned {
		t.Errorf("restoring a revision that was submitted has made the report %s", r.StoredState)
	}
	_, err = d.SubmitReport(d.people("aerzte"), r.ID, r.Revision)
	testkit.Must(t, err)
	_, err = d.ReviewReport(d.office(), r.ID, r.Revision+1, network.ReviewAccept, nil, "")
	testkit.Must(t, err)
	r = d.report("2026-aerzte")
	d.refused(t, locked(d.office()))
	d.refused(t, []refusal{{"no reason", func() error { _, err := d.ReopenReport(d.office(), r.ID, r.Revision, " "); return err }, []string{"REQUIRED reason"}}})
	_, err = d.ReopenReport(d.office(), r.ID, r.Revision, "Eine Zahl stimmt nicht")
	testkit.Must(t, err)
	testkit.Must(t, d.write(d.people("aerzte"), "2026-aerzte", summary(d.report("2026-aerzte").SectionRevision("summary"), "Berichtigt")))
}
