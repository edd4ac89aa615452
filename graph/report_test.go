package graph_test

import (
	"fmt"
	"sync"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

const (
	openYear     = `mutation($due: Date) { openImplementationYear(label: "2031", dueOn: $due) { implementationYear { label } begun { id partner { id slug } takenOver } errors { code path } } }`
	updateReport = `mutation($id: ID!, $input: UpdateReportInput!) { updateReport(id: $id, input: $input) { report { revision } errors { code path } } }`
	submitReport = `mutation($id: ID!, $revision: Int!) { submitReport(id: $id, expectedRevision: $revision) { report { revision state submittedAt } errors { code path } } }`
	reviewReport = `mutation($id: ID!, $revision: Int!, $decision: ReviewDecision!, $comments: [ReviewCommentInput!]) {
		reviewReport(id: $id, expectedRevision: $revision, decision: $decision, comments: $comments) { report { revision state comments { id path text done author { name } } } errors { code path } } }`
	inbox = `query @view(stage: DRAFT) { implementationYear(label: "2031") { collection { expected submitted accepted returned
		missing { partner { slug name } report { id } dueOn overdueDays lastReminderAt } toReview { id partner { slug name } submittedAt state } } } }`
)

// begunReports are what opening a year begins.
type begunReports struct {
	Begun []struct {
		ID      string
		Partner struct{ ID, Slug string }
	}
	Errors []any
}

// reported is what became of a change to a report.
type reported struct {
	Report struct {
		Revision int
		State    string
		Comments []struct {
			ID, Path string
		}
	}
	Errors []struct{ Code string }
}

// openedYear is a server on which the office has opened a year for each partner with an agreement and a measure.
func openedYear(t *testing.T) (server, office *testkit.Server, begun begunReports) {
	t.Helper()
	server = testkit.Start(t, "network")
	partners, err := server.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	grow(t, server.Store, partners)
	first, last := content.Date("2031-05-31"), content.Date("2032-05-30")
	save(t, server.Store.ImplementationYears, &network.ImplementationYear{Meta: content.Meta{ID: content.NewID(content.ImplementationYears)}, Label: "2031", StartsOn: &first, EndsOn: &last})
	office = server.As(t, auth.Editor, "")
	begun = change[begunReports](t, office, openYear, vars{"due": "2032-07-31"})
	if len(begun.Begun) != len(partners) || len(partners) != 39 {
		t.Fatalf("begun are %d reports of %d partners", len(begun.Begun), len(partners))
	}
	return server, office, begun
}

// A whole year of all 39 partners: opened, written by three people at once, submitted, returned with a comment, submitted again, accepted,
// frozen as a release, and published; and then everything is edited.
func TestYearOfReports(t *testing.T) {
	server, office, begun := openedYear(t)
	if again := change[begunReports](t, office, openYear, vars{"due": "2032-07-31"}); len(again.Begun) > 0 {
		t.Errorf("begun again are %d reports", len(again.Begun))
	}
	release := draftRelease(t, server, office)
	for i, r := range begun.Begun {
		own := office
		if i < 2 {
			own = server.As(t, auth.Partner, r.Partner.ID)
		}
		var all sync.WaitGroup
		for _, section := range []vars{{"summary": vars{"expectedRevision": 1, "text": "Viel getan"}}, {"outlook": vars{"expectedRevision": 1, "text": "Mehr zu tun"}}, {"entries": many{
			vars{"measure": measureOf(t, server, r.Partner.ID), "expectedRevision": 1, "status": "COMPLETED", "summary": "Getan",
				"indicators": many{vars{"key": "teilnehmende", "label": "Teilnehmende", "value": 2 + i, "aboutPeople": true}}}}}} {
			all.Go(func() {
				if made := change[reported](t, own, updateReport, vars{"id": r.ID, "input": section}); len(made.Errors) > 0 {
					t.Errorf("%s: %v", r.Partner.Slug, made.Errors)
				}
			})
		}
		all.Wait()
		sent := change[reported](t, own, submitReport, vars{"id": r.ID, "revision": 4})
		if i%3 == 0 {
			back := change[reported](t, office, reviewReport, vars{"id": r.ID, "revision": sent.Report.Revision, "decision": "RETURN", "comments": many{vars{"path": "entries.0.summary", "text": "Wie viele?"}}})
			if len(back.Report.Comments) != 1 || back.Report.State != "RETURNED" {
				t.Fatalf("%s: %+v", r.Partner.Slug, back)
			}
			sent = change[reported](t, own, submitReport, vars{"id": r.ID, "revision": back.Report.Revision})
		}
		if done := change[reported](t, office, reviewReport, vars{"id": r.ID, "revision": sent.Report.Revision, "decision": "ACCEPT"}); done.Report.State != "ACCEPTED" {
			t.Fatalf("%s: %+v", r.Partner.Slug, done)
		}
	}
	a := office.Query(t, inbox, nil)
	for field, want := range map[string]float64{"expected": 39, "submitted": 0, "accepted": 39, "returned": 0} {
		if got := valueAt(a, "implementationYear.collection."+field); got != want {
			t.Errorf("%s: %v, want %v", field, got, want)
		}
	}
	if public := server.Query(t, `{ reports { totalCount } implementationYear(label: "2031") { collection { expected } reports { totalCount } } }`, nil); valueAt(public, "reports.totalCount") != 0.0 || valueAt(public, "implementationYear.collection") != nil {
		t.Errorf("the public sees %s", public.Raw)
	}
	printYear(t, server, office, release, begun)
}

func measureOf(t *testing.T, server *testkit.Server, partner string) string {
	t.Helper()
	all, err := server.Store.Measures.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	for _, m := range all {
		if m.PartnerID == partner {
			return m.ID
		}
	}
	t.Fatalf("%s has no measure", partner)
	return ""
}

// tenfold makes nine more partners of each, with an agreement and a measure each.
func tenfold(t *testing.T, server *testkit.Server) {
	t.Helper()
	partners, err := server.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	for n := range 9 {
		var more []*network.Partner
		for _, p := range partners {
			twin := *p
			twin.Meta = content.Meta{ID: content.NewID(content.Partners)}
			twin.Slug = fmt.Sprintf("%s-%d", p.Slug, n)
			more = append(more, &twin)
		}
		grow(t, server.Store, save(t, server.Store.Partners, more...))
	}
}

// The inbox takes as many commands for 390 partners as for 39, and few; so does opening the year for them.
func TestInboxTakesFewCommands(t *testing.T) {
	const most = 8
	server, office, begun := openedYear(t)
	cost := func(query string) (int64, *testkit.Answer) {
		before := server.DB.Commands()
		a := office.Query(t, query, vars{"due": "2032-07-31"})
		if len(a.Errors) > 0 {
			t.Fatalf("%.500s", a.Raw)
		}
		return server.DB.Commands() - before, a
	}
	submit := func(id string) {
		change[reported](t, office, updateReport, vars{"id": id, "input": vars{"summary": vars{"expectedRevision": 1, "text": "Getan"}}})
		change[reported](t, office, submitReport, vars{"id": id, "revision": 2})
	}
	submit(begun.Begun[0].ID)
	few, a := cost(inbox)
	if valueAt(a, "implementationYear.collection.expected") != 39.0 || valueAt(a, "implementationYear.collection.submitted") != 1.0 || valueAt(a, "implementationYear.collection.missing.37.partner.slug") == nil {
		t.Fatalf("%.500s", a.Raw)
	}
	tenfold(t, server)
	if waiting, a := cost(inbox); waiting != few || valueAt(a, "implementationYear.collection.expected") != 390.0 {
		t.Errorf("%d commands for 390 partners, most without a report, and %d for 39: %.200s", waiting, few, a.Raw)
	}
	change[begunReports](t, office, openYear, vars{"due": "2032-07-31"})
	commands, a := cost(inbox)
	if commands != few || commands > most || valueAt(a, "implementationYear.collection.expected") != 390.0 {
		t.Errorf("%d commands for 390 partners and %d for 39, %d is the most", commands, few, most)
	}
	t.Logf("the inbox takes %d commands", few)
}

// A partner's own people neither see nor guess anything of another one's report: not that it is there, its state, a date or a comment.
func TestReportsOfOthers(t *testing.T) {
	server, office, begun := openedYear(t)
	own, foreign := server.As(t, auth.Partner, begun.Begun[0].Partner.ID), begun.Begun[1]
	change[reported](t, office, updateReport, vars{"id": foreign.ID, "input": vars{"summary": vars{"expectedRevision": 1, "text": "Geheim"}}})
	change[reported](t, office, submitReport, vars{"id": foreign.ID, "revision": 2})
	said := change[reported](t, office, reviewReport, vars{"id": foreign.ID, "revision": 3, "decision": "RETURN", "comments": many{vars{"path": "summary", "text": "Geheim"}}})
	missing := content.NewID(content.Reports)
	for _, query := range []string{
		`query($id: ID!) @view(stage: DRAFT) { node(id: $id) { id } reports { totalCount nodes { partner { slug } } } implementationYear(label: "2031") { collection { expected } } }`,
		`mutation($id: ID!) { submitReport(id: $id, expectedRevision: 4) { report { id } errors { code path message } } }`,
		`mutation($id: ID!) { updateReport(id: $id, input: {summary: {expectedRevision: 1, text: "Mehr"}}) { report { id } errors { code path message } } }`,
		`mutation($id: ID!) { commentReport(id: $id, path: "summary", text: "Was?") { report { id } errors { code path message } } }`,
		`mutation($id: ID!) { updateReport(id: $id, expectedRevision: 1, input: {outlook: {expectedRevision: 7, text: "Mehr"}}) { report { id } errors { code path message } } }`,
	} {
		there, none := own.Query(t, query, vars{"id": foreign.ID}), own.Query(t, query, vars{"id": missing})
		if string(there.Raw) != string(none.Raw) {
			t.Errorf("another partner's report shows: %s, and one that there is not: %s", there.Raw, none.Raw)
		}
	}
	reply := `mutation($id: ID!) { resolveComment(comment: $id) { report { id } errors { code path message } } }`
	if there, none := own.Query(t, reply, vars{"id": said.Report.Comments[0].ID}), own.Query(t, reply, vars{"id": "com_x"}); string(there.Raw) != string(none.Raw) {
		t.Errorf("a comment on another partner's report shows: %s, and one that there is not: %s", there.Raw, none.Raw)
	}
}
