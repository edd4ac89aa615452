package editing_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// What a release has shown is known, also after the release was put away: the next one on the year holds back what would give somebody
// away beside that.
func TestPeopleOfArchivedReleases(t *testing.T) {
	d := newRound(t)
	for _, slug := range []string{"zwei", "drei"} {
		d.add(&network.Measure{Slug: slug, PartnerID: partners("aerzte"), AgreementID: agreements("offen"), Titles: de(slug), Area: "TRAINING", Status: "RUNNING"})
		_, err := d.Publish(d.office(), publishing(measures(slug), 1), content.LinksRefuse, "", false)
		testkit.Must(t, err)
	}
	count := func(measure string, people float64) {
		t.Helper()
		testkit.Must(t, d.write(d.office(), "2026-aerzte", &network.UpdateReportInput{Entries: []*network.ReportEntryInput{{Measure: measures(measure), ExpectedRevision: d.report("2026-aerzte").SectionRevision(measures(measure)),
			Status: is(network.ProgressRunning), Indicators: is([]*network.IndicatorInput{{Key: "menschen", Label: ptr("Menschen"), Value: people, AboutPeople: true}})}}}))
	}
	count("kurs", 3)
	count("zwei", 4)
	d.accept("2026-aerzte", "Viel getan")
	d.accept("2026-soest", "Viel getan")
	first := d.reportsOf("2026", "")
	d.freeze(first)
	_, err := d.PublishRelease(d.office(), first, 2, "")
	testkit.Must(t, err)
	if shown := d.release(first).People; len(shown) != 1 || shown[0].Total == nil || *shown[0].Total != 7 {
		t.Fatalf("the first tells of %+v", shown)
	}
	_, err = d.Archive(d.office(), []*content.ArchiveInput{{ID: first, ExpectedRevision: d.release(first).Revision}}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	d.reopen("2026-aerzte")
	count("drei", 1)
	d.accept("2026-aerzte", "Mehr getan")
	second := d.reportsOf("2026-neu", "")
	testkit.Must(t, d.freezing(second)())
	if shown := d.release(second).People; len(shown) != 1 || shown[0].Total != nil {
		t.Errorf("the second tells of %+v, of which 7 are known", shown)
	}
}
