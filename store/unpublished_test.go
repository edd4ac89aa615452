package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// filtered returns the slugs of the drafts that a filter finds.
func filtered(t testing.TB, s *store.Store, f list.DraftFilter) (slugs []string) {
	t.Helper()
	q, err := network.QueryPartners(drafts, &network.PartnerFilter{DraftFilter: f}, nil, list.Window{First: ptr(100)})
	testkit.Must(t, err)
	found, err := s.Partners.List(ctx, q)
	testkit.Must(t, err)
	for _, p := range found.Nodes {
		slugs = append(slugs, p.Slug)
	}
	slices.Sort(slugs)
	return slugs
}

// Whatever is done to entries, and in whatever order, those are found whose draft differs from what is public.
func TestUnpublishedChanges(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	random := rand.New(rand.NewPCG(11, 8))
	for i := range 6 {
		mustSave(t, s.Partners, day(1), company(fmt.Sprint("p", i)))
	}
	check := func(after string) {
		t.Helper()
		var want, public []string
		all, err := s.Partners.All(ctx, drafts)
		testkit.Must(t, err)
		for _, draft := range all {
			now := mustByKey(t, s.Partners, content.PublicView(), draft.Slug)
			if now == nil || !language.Alike(now, draft) {
				want = append(want, draft.Slug)
			}
			if draft.Stage() == content.Published {
				public = append(public, draft.Slug)
			}
		}
		slices.Sort(want)
		slices.Sort(public)
		if got := filtered(t, s, list.DraftFilter{HasUnpublishedChanges: &list.BooleanFilter{Eq: ptr(true)}}); !slices.Equal(got, want) {
			t.Fatalf("after %s: changed are %v, want %v", after, got, want)
		}
		if got := filtered(t, s, list.DraftFilter{HasUnpublishedChanges: &list.BooleanFilter{Ne: ptr(true)}}); len(got)+len(want) != 6 {
			t.Fatalf("after %s: unchanged are %v", after, got)
		}
		if got := filtered(t, s, list.DraftFilter{Stage: &list.StageFilter{Eq: ptr(content.Published)}}); !slices.Equal(got, public) {
			t.Fatalf("after %s: public are %v, want %v", after, got, public)
		}
	}
	for n := range 200 {
		slug := fmt.Sprint("p", random.IntN(6))
		draft := mustByKey(t, s.Partners, drafts, slug)
		last := draft.LastNumber()
		switch what := random.IntN(5); what {
		case 0, 1:
			mustSave(t, s.Partners, day(2+n), named(draft, fmt.Sprint(random.IntN(2))))
		case 2:
			testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: draft.ID, Revision: 1 + random.IntN(last)}, At: day(2 + n)}))
		case 3:
			testkit.Must(t, s.Partners.Unpublish(ctx, day(2+n), draft.ID))
		case 4:
			beside := content.Clone(named(draft, fmt.Sprint(random.IntN(2))))
			beside.Revision = last + 1
			testkit.Must(t, s.Partners.Keep(ctx, store.Stamp{At: day(2 + n), Author: "test", Base: draft.Revision}, beside))
		}
		check(fmt.Sprint("step ", n))
	}
}

// Drafts are found by when they were saved, and by whom.
func TestFilterBySaver(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	for i, by := range []string{"acc_a", "acc_b", ""} {
		_, err := s.Partners.Save(ctx, store.Stamp{At: day(i + 1), Author: "N", AuthorID: by}, company(fmt.Sprint("p", i)))
		testkit.Must(t, err)
	}
	for name, tt := range map[string]struct {
		filter list.DraftFilter
		want   []string
	}{
		"by one":           {list.DraftFilter{UpdatedBy: &list.IDFilter{Eq: ptr("acc_a")}}, []string{"p0"}},
		"by another":       {list.DraftFilter{UpdatedBy: &list.IDFilter{Ne: ptr("acc_a")}}, []string{"p1", "p2"}},
		"from a moment on": {list.DraftFilter{UpdatedAt: &list.DateTimeFilter{Gte: ptr(day(2))}}, []string{"p1", "p2"}},
		"before":           {list.DraftFilter{UpdatedAt: &list.DateTimeFilter{Lt: ptr(day(2))}}, []string{"p0"}},
	} {
		if got := filtered(t, s, tt.filter); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
