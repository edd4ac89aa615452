package list_test

import (
	"fmt"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// What the public is not told can only be asked for in views of drafts, however deep in a filter it stands.
func TestFiltersOfDrafts(t *testing.T) {
	preview := content.Everything()
	preview.Scope = content.Scope{Entry: "par_x", Drafts: true}
	archived := content.Everything()
	archived.Stage = content.Archived
	past := content.Everything()
	past.Stage, past.AsOf = content.Published, time.Unix(0, 0)
	office := content.PublicView()
	office.Scope = content.Everything().Scope
	conditions := map[string]list.DraftFilter{
		"hasUnpublishedChanges":     {HasUnpublishedChanges: &list.BooleanFilter{Eq: ptr(true)}},
		"stage":                     {Stage: &list.StageFilter{Ne: ptr(content.Draft)}},
		"a stage that there is not": {Stage: &list.StageFilter{In: []content.Stage{}}},
		"updatedAt":                 {UpdatedAt: &list.DateTimeFilter{Gt: new(time.Time)}},
		"updatedBy":                 {UpdatedBy: &list.IDFilter{In: []string{}}},
	}
	for name, f := range conditions {
		for depth, filter := range []*network.MeasureFilter{{DraftFilter: f}, {Not: &network.MeasureFilter{DraftFilter: f}},
			{Partner: &network.PartnerFilter{Agreements: &network.AgreementListFilter{Every: &network.AgreementFilter{DraftFilter: f}}}}} {
			for _, v := range []struct {
				view content.View
				want string
			}{{content.PublicView(), "FORBIDDEN"}, {office, "FORBIDDEN"}, {past, "FORBIDDEN"}, {preview, "FORBIDDEN"}, {content.Everything(), ""}, {archived, ""}} {
				if _, err := network.QueryMeasures(v.view, filter, nil, list.Window{}); string(code(err)) != v.want {
					t.Errorf("%s, %d deep, in %+v: %v", name, depth, v.view, err)
				}
			}
		}
	}
}

// A condition on the stage that tests nothing finds everything, and one that no stage meets finds nothing.
func TestStageFilter(t *testing.T) {
	stages := func(c list.Condition) int {
		if c.Op == list.And {
			return 3
		}
		return len(c.Of) - 1
	}
	for _, tt := range []struct {
		filter *list.StageFilter
		want   int
	}{
		{nil, 3}, {&list.StageFilter{}, 3},
		{&list.StageFilter{Eq: ptr(content.Draft)}, 1}, {&list.StageFilter{Ne: ptr(content.Draft)}, 2},
		{&list.StageFilter{In: []content.Stage{content.Draft, content.Published}}, 2}, {&list.StageFilter{In: []content.Stage{}}, 0},
		{&list.StageFilter{Eq: ptr(content.Draft), Ne: ptr(content.Draft)}, 0},
	} {
		if got := stages(list.DraftFilter{Stage: tt.filter}.Drafted()); got != tt.want {
			t.Errorf("%s lets through %d stages, want %d", fmt.Sprint(tt.filter), got, tt.want)
		}
	}
}
