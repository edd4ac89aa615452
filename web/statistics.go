package web

import (
	"net/http"
	"strings"

	"partnernetz/content/sheet"
)

// figures are the fields of the statistics that stand in the table, in its order, with the field by whose values each is counted.
var figures = []struct{ name, by string }{
	{"partnerCount", ""}, {"bodyCount", ""}, {"partnersBySector", "sector"}, {"partnersByYear", "year"},
	{"agreementCount", ""}, {"agreementsByStatus", "status"}, {"agreementsByYear", "year"},
	{"measureCount", ""}, {"measuresByArea", "area"}, {"measuresByStatus", "status"},
}

func figuresQuery() string {
	query := "{statistics{asOf source people{release{label frozenAt}key label unit total bySector{sector count}byArea{area count}}"
	for _, f := range figures {
		query += " " + f.name
		if f.by != "" {
			query += "{" + f.by + " count}"
		}
	}
	return query + "}}"
}

// statistics serves the statistics as a table, one figure a row.
func statistics(graphql http.Handler) http.Handler {
	return &table{graphql: graphql, file: "statistics.csv", fill: func(q *question) (t sheet.Sheet, ok bool) {
		var data struct{ Statistics map[string]any }
		if !q.ask(figuresQuery(), nil, &data) {
			return t, false
		}
		found := data.Statistics
		t.Columns = strings.Fields("figure by value count source asOf indicator unit")
		add := func(f, by string, value, count any) {
			t.Rows = append(t.Rows, []any{f, by, value, count, found["source"], found["asOf"], nil, nil})
		}
		for _, f := range figures {
			if f.by == "" {
				add(f.name, "", nil, found[f.name])
				continue
			}
			each(found[f.name], func(one map[string]any) { add(f.name, f.by, one[f.by], one["count"]) })
		}
		each(found["people"], func(p map[string]any) { t.Rows = append(t.Rows, peopleRows(p)...) })
		return t, true
	}}
}

// peopleRows are the rows of one indicator about people. Their source is a release, and what is held back is an empty count.
func peopleRows(p map[string]any) (rows [][]any) {
	release, _ := p["release"].(map[string]any)
	frozen, _ := release["frozenAt"].(string)
	day, _, _ := strings.Cut(frozen, "T")
	add := func(f, by string, value, count any) {
		rows = append(rows, []any{f, by, value, count, release["label"], day, p["key"], p["unit"]})
	}
	add("people", "", nil, p["total"])
	each(p["bySector"], func(one map[string]any) { add("peopleBySector", "sector", one["sector"], one["count"]) })
	each(p["byArea"], func(one map[string]any) { add("peopleByArea", "area", one["area"], one["count"]) })
	return rows
}

// each calls fn for each object of a list.
func each(list any, fn func(map[string]any)) {
	items, _ := list.([]any)
	for _, item := range items {
		if one, ok := item.(map[string]any); ok {
			fn(one)
		}
	}
}
