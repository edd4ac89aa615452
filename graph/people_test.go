package graph_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"partnernetz/testkit"
	"partnernetz/testkit/subtract"
)

const people = `{
  reports(first: 100) { nodes { partner { slug sector } entries { measure { slug area } indicators { key value } } } }
  statistics { people { release { label year { label } } key label unit total bySector { sector count } byArea { area count } } }
}`

// peopleTold is what an answer says about people.
type peopleTold struct {
	Reports struct {
		Nodes []struct {
			Partner struct{ Slug, Sector string }
			Entries []struct {
				Measure    struct{ Slug, Area string }
				Indicators []struct{ Value *int }
			}
		}
	}
	Statistics struct {
		People []struct {
			Release          struct{ Label string }
			Key, Label       string
			Total            *int
			BySector, ByArea []struct {
				Sector, Area string
				Count        *int
			}
		}
	}
}

func toldOf(t *testing.T, s *testkit.Server, query string) (p peopleTold) {
	t.Helper()
	a := s.Query(t, query, nil)
	var found struct{ Data peopleTold }
	if err := json.Unmarshal(a.Raw, &found); err != nil || len(a.Errors) > 0 {
		t.Fatalf("%v %.500s", err, a.Raw)
	}
	return found.Data
}

// peopleAreToldOf tries all that the public can add up and subtract about people in a release that is public: the values in its reports
// and all breakdowns of the statistics. The office sees every value.
func peopleAreToldOf(t *testing.T, server, office *testkit.Server) {
	t.Helper()
	values, small := []int{}, 0
	for _, r := range toldOf(t, office, `query @view(stage: DRAFT) `+people).Reports.Nodes {
		values = append(values, *r.Entries[0].Indicators[0].Value)
	}
	public := toldOf(t, server, people)
	var shown [][]int
	of := map[string][]int{}
	for i, r := range public.Reports.Nodes {
		value := r.Entries[0].Indicators[0].Value
		switch {
		case value == nil && values[i] >= 5 || value != nil && *value != values[i]:
			t.Errorf("%s: %v is told of %d", r.Partner.Slug, value, values[i])
		case value == nil:
			small++
		default:
			shown = append(shown, []int{i})
		}
		for _, group := range []string{"", r.Partner.Sector, r.Entries[0].Measure.Area} {
			of[group] = append(of[group], i)
		}
	}
	if len(public.Statistics.People) != 1 || public.Statistics.People[0].Label != "Teilnehmende" || public.Statistics.People[0].Release.Label != "2031" {
		t.Fatalf("told is %+v", public.Statistics)
	}
	figures, held := public.Statistics.People[0], 0
	figure := func(group string, count *int) {
		sum := 0
		for _, i := range of[group] {
			sum += values[i]
		}
		switch {
		case count == nil:
			held++
		case *count != sum:
			t.Errorf("%q: %d are told of, want %d", group, *count, sum)
		default:
			shown = append(shown, of[group])
		}
	}
	figure("", figures.Total)
	for _, b := range slices.Concat(figures.BySector, figures.ByArea) {
		figure(b.Sector+b.Area, b.Count)
	}
	if some := subtract.GivenAway(values, shown, 5); some != nil {
		t.Errorf("of %v, %v gives away %v", values, shown, some)
	}
	if small != 3 || held == 0 || len(shown) < 39-small+1 {
		t.Errorf("%d values are small, %d figures are held back, %d are shown", small, held, len(shown))
	}
	again := toldOf(t, server, strings.Replace(people, "{", `query @view(release: "2031") {`, 1))
	if len(again.Statistics.People) != 1 || len(again.Reports.Nodes) != 39 || slices.ContainsFunc(again.Reports.Nodes[0].Entries, func(e struct {
		Measure    struct{ Slug, Area string }
		Indicators []struct{ Value *int }
	}) bool {
		return len(e.Indicators) != 1
	}) {
		t.Errorf("in the release it is %+v", again)
	}
}
