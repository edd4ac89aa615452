package editing_test

import (
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// reportsOf saves a draft of a release on 2026 with the reports.
func (d *desk) reportsOf(label, supersedes string) string {
	d.add(&network.Release{Label: label, Titles: content.Text{content.DE: "Bericht", content.EN: "Report"}, State: network.ReleaseDraft, YearID: years("2026"), SupersedesID: supersedes,
		StoredParts: []network.StoredPart{{Section: network.SectionTitlePage}, {Section: network.SectionReports}}})
	return releases(label)
}

// accept hands a report in, with a summary, and accepts it.
func (d *desk) accept(slug, text string) {
	d.t.Helper()
	r := d.report(slug)
	testkit.Must(d.t, d.write(d.office(), slug, summary(r.SectionRevision("summary"), text)))
	_, err := d.SubmitReport(d.office(), r.ID, d.report(slug).Revision)
	testkit.Must(d.t, err)
	_, err = d.ReviewReport(d.office(), r.ID, d.report(slug).Revision, network.ReviewAccept, nil, "")
	testkit.Must(d.t, err)
}

// reopen opens an accepted report again.
func (d *desk) reopen(slug string) {
	d.t.Helper()
	r := d.report(slug)
	_, err := d.ReopenReport(d.office(), r.ID, r.Revision, "Zahl berichtigt")
	testkit.Must(d.t, err)
}

func (d *desk) freezing(id string) func() error {
	return func() error {
		_, err := d.Freeze(d.office(), testkit.Library(d.t), id, 1, "")
		return err
	}
}

// A release with the reports waits until all of its year are accepted, have what they link to, and had their Leichte Sprache checked.
func TestReportsThatCannotBeReleased(t *testing.T) {
	d := newRound(t)
	id := d.reportsOf("2026", "")
	d.refused(t, []refusal{{"none is accepted", d.freezing(id), []string{"NOT_ACCEPTED id"}}})
	d.accept("2026-aerzte", "Viel getan")
	err := d.freezing(id)()
	if err == nil || !strings.Contains(err.Error(), "Kreis Soest") || strings.Contains(err.Error(), "Ärztekammer") {
		t.Errorf("it names others than the partner whose report is missing: %v", err)
	}
	testkit.Must(t, d.write(d.office(), "2026-soest", summary(1, "Getan")))
	testkit.Must(t, d.write(inLanguage(d.office(), content.DESimple), "2026-soest", summary(2, "Viel.")))
	d.accept("2026-soest", "Auch viel getan")
	_, err = d.Unpublish(d.office(), []string{measures("kurs")}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	d.refused(t, []refusal{{"Leichte Sprache and a link", d.freezing(id), []string{"DANGLING_LINK id", "UNCHECKED id"}}})
	d.reopen("2026-soest")
	d.refused(t, []refusal{{"one is open again", d.freezing(id), []string{"NOT_ACCEPTED id", "DANGLING_LINK id", "UNCHECKED id"}}})
	d.untouched(id)
}

// What a release has of a report is what was accepted; it becomes public with the release, and a correction makes the next one public.
func TestReportsInReleases(t *testing.T) {
	d := newRound(t)
	id := d.reportsOf("2026", "")
	d.accept("2026-aerzte", "Viel getan")
	d.accept("2026-soest", "Auch viel getan")
	aerzte := d.report("2026-aerzte")
	d.freeze(id)
	d.wantPublic(aerzte.ID, 0)
	if got := d.title(d.in("2026"), aerzte.ID); got != "Bericht 2026: Ärztekammer" {
		t.Errorf("the release has %q", got)
	}
	_, err := d.Unpublish(d.office(), []string{measures("kurs")}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	d.refused(t, []refusal{{"a link", func() error { _, err := d.PublishRelease(d.office(), id, 2, ""); return err }, []string{"DANGLING_LINK id"}}})
	_, err = d.Publish(d.office(), publishing(measures("kurs"), 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	_, err = d.PublishRelease(d.office(), id, 2, "")
	testkit.Must(t, err)
	d.wantPublic(aerzte.ID, aerzte.Revision)
	page, _ := d.fileOf(content.PublicView(), d.release(id).Files[0].HTMLID)

	d.reopen("2026-aerzte")
	d.later(time.Hour)
	d.accept("2026-aerzte", "Mehr getan")
	corrected := d.report("2026-aerzte")
	second := d.reportsOf("2026-neu", id)
	testkit.Must(t, d.freezing(second)())
	_, err = d.PublishRelease(d.office(), second, 2, "")
	testkit.Must(t, err)
	d.wantPublic(aerzte.ID, corrected.Revision)
	for label, want := range map[string]string{"2026": "Viel getan", "2026-neu": "Mehr getan"} {
		found, err := d.store.Reports.All(t.Context(), d.in(label))
		testkit.Must(t, err)
		says := map[string]string{}
		for _, r := range found {
			says[r.PartnerID] = r.Summaries[content.DE]
		}
		if len(found) != 2 || says[partners("aerzte")] != want {
			t.Errorf("%s has %v", label, says)
		}
		_, data := d.fileOf(content.PublicView(), d.release(releases(label)).Files[0].HTMLID)
		if !strings.Contains(string(data), want) || !strings.Contains(string(data), "Auch viel getan") {
			t.Errorf("the brochure %s does not say %q", label, want)
		}
	}
	if now, _ := d.fileOf(content.PublicView(), d.release(id).Files[0].HTMLID); now.File.Sum != page.File.Sum {
		t.Error("the first brochure is another one")
	}
	third := d.draftOf("2026-frei", "")
	d.reopen("2026-aerzte")
	testkit.Must(t, d.freezing(third)())
	if got := d.pinnedOf(third, aerzte.ID); len(got) != 1 || got[0] != corrected.Revision {
		t.Errorf("without the part REPORTS it has the revisions %v, want what was accepted last", got)
	}
	d.accept("2026-aerzte", "Noch mehr getan")
	fourth := d.reportsOf("2026-zwei", "")
	testkit.Must(t, d.freezing(fourth)())
	for _, label := range []string{fourth, third} {
		_, err = d.PublishRelease(d.office(), label, 2, "")
		testkit.Must(t, err)
		d.wantPublic(aerzte.ID, d.report("2026-aerzte").Revision) // no release brings back what is older
	}
}

func (d *desk) pinnedOf(release, id string) (revisions []int) {
	d.t.Helper()
	pins, err := d.store.Pinned(d.t.Context(), []string{release})
	testkit.Must(d.t, err)
	for _, p := range pins {
		if p.ID == id {
			revisions = append(revisions, p.Revision)
		}
	}
	return revisions
}
