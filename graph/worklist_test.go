package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

const worklist = `query($filter: WorkItemFilter, $first: Int, $after: String) {
	worklist(filter: $filter, first: $first, after: $after) {
		totalCount counts { kind count } pageInfo { hasNextPage endCursor }
		nodes { kind updatedAt updatedBy { name } hasUnpublishedChanges entry { __typename id stage revision } }
		edges { cursor node { kind } }
	}
}`

// working is what an answer to worklist says.
type working struct {
	Worklist struct {
		TotalCount int
		Counts     []struct {
			Kind  string
			Count int
		}
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
		Nodes []workItem
	}
}

type workItem struct {
	Kind                  string
	UpdatedAt             time.Time
	UpdatedBy             struct{ Name string }
	HasUnpublishedChanges bool
	Entry                 *struct {
		ID       string
		Stage    string
		Revision int
	}
}

func work(t *testing.T, s *testkit.Server, variables vars) working {
	t.Helper()
	a := s.Query(t, worklist, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%.500s", a.Raw)
	}
	var answer struct{ Data working }
	testkit.Must(t, json.Unmarshal(a.Raw, &answer))
	return answer.Data
}

// draftEach saves another draft of each of some partners, and a measure for each that was never public.
func draftEach(t *testing.T, s *store.Store, partners []*network.Partner) {
	t.Helper()
	stamp := store.Stamp{At: time.Now(), Author: "Test"}
	var measures []*network.Measure
	for i, p := range partners {
		website := fmt.Sprint("https://neu.example/", i)
		p.Website = &website
		measures = append(measures, &network.Measure{Meta: content.Meta{ID: content.NewID(content.Measures)}, Slug: fmt.Sprint(p.Slug, "-m"), PartnerID: p.ID, Area: "OTHER", Status: "PLANNED", Titles: content.Text{content.DE: "Neu"}})
	}
	_, err := s.Partners.Save(t.Context(), stamp, partners...)
	testkit.Must(t, err)
	_, err = s.Measures.Save(t.Context(), stamp, measures...)
	testkit.Must(t, err)
}

// What waits for publication is one list over all types. It takes as many commands for 390 partners as for 39, for the office and
// for a partner's own people, who see what is theirs.
func TestWorklistTakesFewCommands(t *testing.T) {
	const most = 20
	server := testkit.Start(t, "network")
	first, err := server.Store.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	office, own := server.As(t, auth.Editor, ""), server.As(t, auth.Partner, first.ID)
	cost := func(s *testkit.Server) int64 {
		before := server.DB.Commands()
		work(t, s, vars{"filter": vars{"toPublish": true}, "first": 100})
		return server.DB.Commands() - before
	}
	partners, err := server.Store.Partners.All(t.Context(), content.Everything())
	testkit.Must(t, err)
	draftEach(t, server.Store, partners)
	if got := work(t, office, vars{"filter": vars{"toPublish": true}}).Worklist; got.TotalCount != 2*39 || fmt.Sprint(got.Counts) != "[{PARTNERS 39} {MEASURES 39}]" || len(got.Nodes) != 20 || !got.PageInfo.HasNextPage {
		t.Errorf("the office is told of %d: %v", got.TotalCount, got.Counts)
	}
	if got := work(t, own, vars{"filter": vars{"toPublish": true}}).Worklist; fmt.Sprint(got.Counts) != "[{PARTNERS 1} {MEASURES 1}]" || len(got.Nodes) != 2 || got.Nodes[0].Entry == nil {
		t.Errorf("a partner's own people are told of %+v", got)
	}
	few, fewOwn := cost(office), cost(own)
	for n := range 9 {
		var more []*network.Partner
		for i := range 39 {
			more = append(more, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners)}, Slug: fmt.Sprintf("mehr-%d-%d", n, i), Names: content.Text{content.DE: "Mehr"}, Sector: "COMPANY"})
		}
		draftEach(t, server.Store, save(t, server.Store.Partners, more...))
	}
	if got := work(t, office, vars{"filter": vars{"toPublish": true}}).Worklist; got.TotalCount != 2*390 {
		t.Errorf("the office is told of %d among 390", got.TotalCount)
	}
	many, manyOwn := cost(office), cost(own)
	t.Logf("%d commands for the office at 39 partners and %d at 390, %d and %d for a partner's own people", few, many, fewOwn, manyOwn)
	if few != many || fewOwn != manyOwn || many > most || manyOwn > many {
		t.Errorf("%d and %d commands for 39 partners, %d and %d for 390, %d is the most", few, fewOwn, many, manyOwn, most)
	}
}

// The list says who saved what and when, latest first, and pages stay whole; what is mine is what I saved.
func TestWorklist(t *testing.T) {
	server := testkit.Start(t, "none")
	office := server.As(t, auth.Editor, "")
	old := save(t, server.Store.Pages, &network.Page{Meta: content.Meta{ID: content.NewID(content.Pages)}, Path: "/alt", Titles: content.Text{content.DE: "Alt"}})[0]
	time.Sleep(5 * time.Millisecond) // moments are kept to the millisecond
	before := time.Now().Add(-2 * time.Millisecond)
	for i := range 5 {
		if got := problemsOf(t, office.Query(t, `mutation($i: CreatePageInput!) { createPage(input: $i) { page { id } errors { code path message } } }`,
			vars{"i": vars{"path": fmt.Sprint("/p", i), "title": "P"}}), "createPage"); got != "" {
			t.Fatal(got)
		}
	}
	all := work(t, office, nil).Worklist
	if all.TotalCount != 6 || all.Nodes[5].Entry.ID != old.ID || all.Nodes[5].HasUnpublishedChanges || all.Nodes[5].Entry.Stage != "PUBLISHED" || !all.Nodes[0].HasUnpublishedChanges ||
		!slices.IsSortedFunc(all.Nodes, func(a, b workItem) int {
			return b.UpdatedAt.Compare(a.UpdatedAt)
		}) {
		t.Errorf("the list is %+v", all)
	}
	for name, tt := range map[string]struct {
		filter vars
		want   int
	}{
		"to publish": {vars{"toPublish": true}, 5}, "nothing to publish": {vars{"toPublish": false}, 1},
		"mine": {vars{"mine": true}, 5}, "not mine": {vars{"mine": false}, 1},
		"changed since": {vars{"changedSince": before.UTC().Format(time.RFC3339Nano)}, 5},
		"of a type":     {vars{"kinds": many{"EVENTS"}}, 0}, "of no type": {vars{"kinds": many{}}, 0},
		"all at once": {vars{"toPublish": true, "mine": true, "kinds": many{"PAGES"}}, 5},
	} {
		if got := work(t, office, vars{"filter": tt.filter}).Worklist; got.TotalCount != tt.want || len(got.Nodes) != tt.want {
			t.Errorf("%s: %d, want %d", name, got.TotalCount, tt.want)
		}
	}
	var ids []string
	for variables := (vars{"first": 4}); ; {
		page := work(t, office, variables).Worklist
		for _, n := range page.Nodes {
			ids = append(ids, n.Entry.ID)
		}
		if !page.PageInfo.HasNextPage {
			break
		}
		variables["after"] = *page.PageInfo.EndCursor
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != 6 {
		t.Errorf("in pages it is %v", ids)
	}
	if got := string(server.Query(t, worklist, nil).Raw); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("the public is told of %s", got)
	}
	const list = `query($f: PageFilter, $s: Stage) @view(stage: $s) { pages(filter: $f) { totalCount } }`
	for _, f := range []vars{{"hasUnpublishedChanges": vars{"eq": true}}, {"stage": vars{"eq": "DRAFT"}}, {"updatedAt": vars{"gte": before.UTC().Format(time.RFC3339Nano)}}, {"updatedBy": vars{"ne": "acc_x"}, "not": vars{"stage": vars{"eq": "PUBLISHED"}}}} {
		wants(t, office, list, vars{"f": f, "s": "DRAFT"}, `{"data":{"pages":{"totalCount":5}}}`)
		for _, s := range []*testkit.Server{server, office} {
			if got := string(s.Query(t, list, vars{"f": f, "s": "PUBLISHED"}).Raw); !strings.Contains(got, "FORBIDDEN") {
				t.Errorf("in what is public %v finds %s", f, got)
			}
		}
	}
}
