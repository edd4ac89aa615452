package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
)

const (
	createOn2031 = `mutation($year: ID!) { createRelease(input: {label: "2031", title: "Bericht 2031", year: $year, parts: [{section: TITLE_PAGE}, {section: PARTNERS}, {section: REPORTS}]}) { release { id } errors { code path } } }`
	freeze       = `mutation($id: ID!, $revision: Int!) { freezeRelease(id: $id, expectedRevision: $revision) { release { state revision html { url } pdf { url } } errors { code path message } } }`
	printed      = ` {
  reports(first: 100) { totalCount nodes { id revision publishedAt title summary { html } outlook { html } partner { name } year { label } state submittedAt
    entries { status summary { text } measure { title } indicators { label value unit checked } } } }
  partners(first: 100) { nodes { name revision } }
  measures(first: 100) { nodes { title revision } }
}`
)

// frozenRelease is what freezing answers.
type frozenRelease struct {
	Release *struct {
		State     string
		HTML, PDF struct{ URL string }
	}
	Errors []struct {
		Code, Message string
		Path          []any
	}
}

// printYear makes a release on the year that was reported on, and publishes it: what it has and its files stay, whatever is edited, and
// the reports are public by it.
func printYear(t *testing.T, server, office *testkit.Server, id string, begun begunReports) {
	t.Helper()
	made := change[frozenRelease](t, office, freeze, vars{"id": id, "revision": 1})
	if made.Release == nil || made.Release.State != "FROZEN" {
		t.Fatalf("it is not frozen: %+v", made)
	}
	if a := server.Query(t, `{ reports { totalCount } }`, nil); valueAt(a, "reports.totalCount") != 0.0 {
		t.Errorf("before the release is public, the public sees %s", a.Raw)
	}
	change[struct{}](t, office, `mutation($id: ID!) { publishRelease(id: $id, expectedRevision: 2) { errors { code } } }`, vars{"id": id})
	activity := activityReport(t, server)
	if strings.Count(activity, "<p>Viel getan</p>") != 39 || !strings.Contains(activity, `"brochure":{"title":"Bericht 2031"`) {
		t.Errorf("the public sees %.2000s", activity)
	}
	peopleAreToldOf(t, server, office)
	read := func() []string {
		_, page := fetched(t, server.URL+pathIn(made.Release.HTML.URL))
		_, paper := fetched(t, server.URL+pathIn(made.Release.PDF.URL))
		a := server.Query(t, `query @view(release: "2031")`+printed, nil)
		if len(a.Errors) > 0 || valueAt(a, "reports.totalCount") != 39.0 || valueAt(a, "reports.nodes.0.state") != nil {
			t.Fatalf("%.2000s", a.Raw)
		}
		return []string{string(a.Raw), page, paper}
	}
	before := read()
	if strings.Count(before[1], "Viel getan") != 39 || !strings.HasPrefix(before[2], "%PDF-") {
		t.Errorf("the brochure has not all reports: %.2000s", before[1])
	}
	editReports(t, office, begun)
	editAll(t, server)
	for i, now := range read() {
		if now != before[i] {
			t.Errorf("%d: it is another one: %s", i, difference(before[i], now))
		}
	}
	if now := activityReport(t, server); strings.Count(now, "<p>Viel getan</p>") != 39 || strings.Contains(now, "Berichtigt") {
		t.Errorf("what was accepted since is public without a release: %.2000s", now)
	}
	a := office.Query(t, `query @view(stage: DRAFT) { release(label: "2031") { changedSinceFrozen { entry { __typename } pinnedRevision currentRevision } } }`, nil)
	if n := strings.Count(string(a.Raw), `"__typename":"Report"`); n != len(begun.Begun)-1 {
		t.Errorf("%d reports have changed, want all but the one that is not accepted again: %.2000s", n, a.Raw)
	}
}

// editReports corrects all reports; the last is not accepted again.
func editReports(t *testing.T, office *testkit.Server, begun begunReports) {
	t.Helper()
	for i, r := range begun.Begun {
		now := change[reported](t, office, `mutation($id: ID!, $revision: Int!) { reopenReport(id: $id, expectedRevision: $revision, reason: "Zahl") { report { revision } errors { code } } }`,
			vars{"id": r.ID, "revision": newestReport(t, office, r.ID)})
		change[reported](t, office, updateReport, vars{"id": r.ID, "input": vars{"summary": vars{"expectedRevision": sectionOf(t, office, r.ID), "text": "Berichtigt"}}})
		sent := change[reported](t, office, submitReport, vars{"id": r.ID, "revision": now.Report.Revision + 1})
		if i == len(begun.Begun)-1 {
			continue
		}
		if done := change[reported](t, office, reviewReport, vars{"id": r.ID, "revision": sent.Report.Revision, "decision": "ACCEPT"}); done.Report.State != "ACCEPTED" {
			t.Fatalf("%s: %+v", r.Partner.Slug, done)
		}
	}
}

func newestReport(t *testing.T, s *testkit.Server, id string) int {
	t.Helper()
	r, err := s.Store.Reports.ByID(t.Context(), content.Everything(), id)
	testkit.Must(t, err)
	return r.Revision
}

func sectionOf(t *testing.T, s *testkit.Server, id string) int {
	t.Helper()
	r, err := s.Store.Reports.ByID(t.Context(), content.Everything(), id)
	testkit.Must(t, err)
	return r.SectionRevision("summary")
}

// activityReport is what the website shows of the year.
func activityReport(t *testing.T, server *testkit.Server) string {
	t.Helper()
	for _, o := range operations(t) {
		if o.Name == "ActivityReport" {
			a := server.Query(t, o.Query, vars{"year": "2031"})
			if len(a.Errors) > 0 {
				t.Fatalf("%.2000s", a.Raw)
			}
			return string(a.Raw)
		}
	}
	t.Fatal("ActivityReport is not among the examples")
	return ""
}

// draftRelease makes a release on the year, and demands that it waits for the reports.
func draftRelease(t *testing.T, server, office *testkit.Server) string {
	t.Helper()
	year, err := server.Store.ImplementationYears.ByKey(t.Context(), content.PublicView(), "2031")
	testkit.Must(t, err)
	made := change[struct{ Release struct{ ID string } }](t, office, createOn2031, vars{"year": year.ID})
	early := change[frozenRelease](t, office, freeze, vars{"id": made.Release.ID, "revision": 1})
	if len(early.Errors) != 1 || early.Errors[0].Code != "NOT_ACCEPTED" || fmt.Sprint(early.Errors[0].Path) != "[id]" || !strings.Contains(early.Errors[0].Message, "Wuppertal") {
		t.Errorf("frozen without the reports: %+v", early)
	}
	return made.Release.ID
}
