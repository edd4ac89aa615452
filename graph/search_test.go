package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// A partner finds his own drafts, the office all, the public none; and whatever was published is found by the next request.
func TestSearchByCallers(t *testing.T) {
	public := testkit.Start(t, "network")
	s := public.Store
	wuppertal, err := s.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	soest, err := s.Partners.ByKey(t.Context(), content.PublicView(), "kreis-soest")
	testkit.Must(t, err)
	ask := func(by *testkit.Server, view string) string {
		return string(by.Query(t, `query `+view+` { search(query: "Schmetterling") { totalCount nodes { snippet entry { ... on GoodPractice { slug } } } } }`, nil).Raw)
	}
	theirs, others, editor := as(t, s, own(wuppertal.ID)), as(t, s, own(soest.ID)), as(t, s, office)
	nothing := `{"data":{"search":{"totalCount":0,"nodes":[]}}}`
	if got := ask(public, ""); got != nothing {
		t.Errorf("before: %s", got)
	}
	secretOf := func(of *network.Partner, slug string) *network.GoodPractice {
		p := &network.GoodPractice{Slug: slug, PartnerID: of.ID, Area: "OTHER", Titles: content.Text{content.DE: "Schmetterlinge von " + slug}}
		p.ID = content.NewID(content.GoodPractices)
		return p
	}
	mine := secretOf(wuppertal, "wuppertal")
	draft(t, s.GoodPractices, mine, secretOf(soest, "soest"))
	hit := func(slug string) string {
		return fmt.Sprintf(`{"snippet":"<mark>Schmetterlinge</mark> von %s","entry":{"slug":%q}}`, slug, slug)
	}
	for name, tt := range map[string]struct {
		by   *testkit.Server
		view string
		want []string
	}{
		"the public":          {public, "", nil},
		"partner, public":     {theirs, "", nil},
		"partner, drafts":     {theirs, "@view(stage: DRAFT)", []string{"wuppertal"}},
		"other partner":       {others, "@view(stage: DRAFT)", []string{"soest"}},
		"office":              {editor, "@view(stage: DRAFT)", []string{"wuppertal", "soest"}},
		"office, in English":  {editor, "@view(stage: DRAFT, locale: EN)", []string{"wuppertal", "soest"}},
		"office, put away":    {editor, "@view(stage: ARCHIVED)", nil},
		"no German is hidden": {editor, "@view(stage: DRAFT, locale: EN, fallback: false)", nil},
	} {
		got := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(ask(tt.by, tt.view))
		if !strings.Contains(got, fmt.Sprintf(`"totalCount":%d`, len(tt.want))) || strings.Count(got, "snippet") != len(tt.want) {
			t.Errorf("%s: %s", name, got)
		}
		for _, slug := range tt.want {
			if !strings.Contains(got, hit(slug)) {
				t.Errorf("%s: no %s in %s", name, hit(slug), got)
			}
		}
	}
	if got := ask(public, "@view(stage: DRAFT)"); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("drafts for the public: %s", got)
	}
	save(t, s.GoodPractices, func() *network.GoodPractice { mine.Revision = 1; return mine }())
	if got := ask(public, ""); !strings.Contains(got, `"totalCount":1`) {
		t.Errorf("published: %s", got)
	}
	testkit.Must(t, s.GoodPractices.Erase(t.Context(), mine.ID))
	if got := ask(public, ""); got != nothing {
		t.Errorf("erased: %s", got)
	}
}

// One operation cannot make the server search for long.
func TestSearchesPerOperation(t *testing.T) {
	server := testkit.Start(t, "network")
	var query strings.Builder
	for i := range 100 {
		fmt.Fprintf(&query, "a%d: search(query: \"Stadt Kreis Polzei Vehrein Landesverand Wohlfart Musick Schuhle Intergration Teilhab\") {totalCount} ", i)
	}
	a := server.Query(t, "{"+query.String()+"}", nil)
	if a.Code() != "BAD_INPUT" {
		t.Errorf("100 searches: %.300s", a.Raw)
	}
	filter := map[string]any{}
	var or []any
	for i := range 100 {
		or = append(or, map[string]any{"search": fmt.Sprint("wort", i)})
	}
	filter["or"] = or
	if a = server.Query(t, "query($f: PartnerFilter) {partners(filter: $f) {totalCount}}", map[string]any{"f": filter}); a.Code() != "BAD_INPUT" {
		t.Errorf("100 filters: %.300s", a.Raw)
	}
	for _, text := range []string{strings.Repeat("a", 10_000), strings.Repeat("ab ", 100), strings.Repeat("*", 150), `\u0000`} {
		raw, _ := json.Marshal(text)
		if a = server.Query(t, "{search(query: "+string(raw)+") {totalCount}}", nil); a.Status != 200 || len(a.Errors) > 1 || len(a.Errors) == 1 && a.Code() != "BAD_INPUT" {
			t.Errorf("%.20q: %d %.300s", text, a.Status, a.Raw)
		}
	}
}
