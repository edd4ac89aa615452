package store_test

import (
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

// Filters on links see what the view sees, at every step: a link filter never finds a draft by way of another entry.
func readLinkFilters(t *testing.T, s *store.Store) {
	active := af{Status: &network.AgreementStatusFilter{Eq: ptr(network.AgreementStatus("ACTIVE"))}}
	training := mf{Area: &network.MeasureAreaFilter{Eq: ptr(network.MeasureArea("TRAINING"))}}
	agreements := func(some, none, every *af) pf {
		return pf{Agreements: &network.AgreementListFilter{Some: some, None: none, Every: every}}
	}
	everyone := []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}
	partners := map[string]struct {
		f             pf
		public, draft []string
	}{
		"some":            {agreements(&active, nil, nil), []string{"aerzte", "wuppertal"}, []string{"aerzte", "wuppertal"}},
		"some at all":     {agreements(&af{}, nil, nil), []string{"aerzte", "wuppertal"}, []string{"aerzte", "entwurf", "staedte", "wuppertal"}},
		"none":            {agreements(nil, &active, nil), []string{"arzt", "neu", "operator", "staedte"}, []string{"arzt", "entwurf", "neu", "operator", "staedte", "weg"}},
		"none at all":     {agreements(nil, &af{}, nil), []string{"arzt", "neu", "operator", "staedte"}, []string{"arzt", "neu", "operator", "weg"}},
		"every":           {agreements(nil, nil, &active), []string{"arzt", "neu", "operator", "staedte", "wuppertal"}, []string{"arzt", "neu", "operator", "weg", "wuppertal"}},
		"every at all":    {agreements(nil, nil, &af{}), everyone, append(slices.Clone(everyone[:2]), "entwurf", "neu", "operator", "staedte", "weg", "wuppertal")},
		"some and every":  {agreements(&af{}, nil, &active), []string{"wuppertal"}, []string{"wuppertal"}},
		"some impossible": {agreements(&af{Or: []*af{}}, nil, nil), nil, nil},
		"every of never":  {agreements(nil, nil, &af{Or: []*af{}}), []string{"arzt", "neu", "operator", "staedte"}, []string{"arzt", "neu", "operator", "weg"}},
		"of a draft":      {agreements(&af{Slug: &text{Eq: ptr("a4")}}, nil, nil), nil, []string{"staedte"}},
		"measures":        {pf{Measures: &network.MeasureListFilter{Some: &training}}, []string{"aerzte"}, []string{"aerzte", "wuppertal"}},
		"two steps":       {agreements(&af{Measures: &network.MeasureListFilter{Some: &training}}, nil, nil), []string{"aerzte"}, []string{"aerzte", "wuppertal"}},
		"there and back":  {agreements(&af{Partner: &pf{Slug: &text{Eq: ptr("wuppertal")}}}, nil, nil), []string{"wuppertal"}, []string{"wuppertal"}},
		"not some":        {pf{Not: ptr(agreements(&active, nil, nil))}, []string{"arzt", "neu", "operator", "staedte"}, []string{"arzt", "entwurf", "neu", "operator", "staedte", "weg"}},
		"or of links":     {pf{Or: []*pf{ptr(agreements(&af{Slug: &text{Eq: ptr("a3")}}, nil, nil)), {Slug: &text{Eq: ptr("neu")}}}}, []string{"neu", "wuppertal"}, []string{"neu", "wuppertal"}},
	}
	for name, tt := range partners {
		t.Run(name, func(t *testing.T) {
			for view, want := range map[content.View][]string{public: tt.public, drafts: tt.draft} {
				q, err := network.QueryPartners(view, &tt.f, nil, list.Window{})
				if got := sorted(keys(t, s.Partners, q, err)); !slices.Equal(got, want) {
					t.Errorf("%s: got %q, want %q", view.Stage, got, want)
				}
			}
		})
	}

	measures := map[string]struct {
		f    mf
		view content.View
		want []string
	}{
		"of a partner":              {mf{Partner: &pf{Slug: &text{Eq: ptr("aerzte")}}}, public, []string{"m1", "m2", "m3"}},
		"of an agreement":           {mf{Agreement: &active}, public, []string{"m1", "m2"}},
		"drafts of an agreement":    {mf{Agreement: &active}, drafts, []string{"m1", "m2", "m4"}},
		"of an agreement's partner": {mf{Agreement: &af{Partner: &pf{Demo: &yes{Eq: ptr(true)}}}}, public, []string{"m1", "m2", "m3"}},
		"of a partner by name":      {mf{Partner: &pf{Name: &text{Contains: ptr("WELT")}}}, public, []string{"m1", "m2", "m3"}},
		"of any partner":            {mf{Partner: &pf{}}, public, []string{"m1", "m2", "m3"}},
		"of no partner":             {mf{Not: &mf{Partner: &pf{}}}, public, nil},
		"long ago":                  {mf{Partner: &pf{}}, asOf(day(1)), nil},
		"then":                      {mf{Partner: &pf{}}, asOf(day(2)), []string{"m1", "m2", "m3"}},
	}
	for name, tt := range measures {
		t.Run(name, func(t *testing.T) {
			q, err := network.QueryMeasures(tt.view, &tt.f, nil, list.Window{})
			if got := sorted(keys(t, s.Measures, q, err)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}

	// The public agreement of a partner that is a draft has no partner, for filters too.
	q, err := network.QueryAgreements(public, &af{Not: &af{Partner: &pf{}}}, nil, list.Window{})
	if got := keys(t, s.Agreements, q, err); !slices.Equal(got, []string{"a5"}) {
		t.Errorf("without a partner that the view has: %q", got)
	}
	// As of a day, links are tested as of that day.
	was := pf{Name: &text{Eq: ptr("Alt")}}
	for at, want := range map[int]int{2: 0, 4: 1, 6: 0} {
		q, err := network.QueryPartners(asOf(day(at)), &was, nil, list.Window{})
		if got := keys(t, s.Partners, q, err); len(got) != want {
			t.Errorf("as of day %d: %q", at, got)
		}
	}
}
