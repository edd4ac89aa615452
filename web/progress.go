package web

import (
	"encoding/json"
	"net/http"
	"slices"

	"partnernetz/content/sheet"
)

const progressRows = 100 // of a page, which is the most

const progressQuery = `query($years: [String!], $filter: MeasureFilter, $first: Int, $after: String) {
	measureProgress(years: $years, filter: $filter, first: $first, after: $after) {
		years { label } pageInfo { hasNextPage endCursor }
		nodes { measure { title slug area partner { name } } cells { year { label } progress { status reason } } }
	}
}`

// progressPage is what is asked of one page of the table of measures by years.
type progressPage struct {
	MeasureProgress struct {
		Years    []struct{ Label string }
		PageInfo struct {
			HasNextPage bool
			EndCursor   *string
		}
		Nodes []struct {
			Measure struct {
				Title, Slug, Area string
				Partner           *struct{ Name string }
			}
			Cells []struct {
				Year     struct{ Label string }
				Progress *struct {
					Status string
					Reason *string
				}
			}
		}
	}
}

// measureProgress serves the table of measures by years, page by page: `year` names years, any number of times, and `filter` is a
// MeasureFilter as JSON.
func measureProgress(graphql http.Handler) http.Handler {
	return &table{graphql: graphql, file: "measure-progress.csv", own: []string{"year", "filter"}, fill: func(q *question) (t sheet.Sheet, ok bool) {
		variables := map[string]any{"first": progressRows, "years": q.address["year"]}
		if text := q.address.Get("filter"); text != "" {
			variables["filter"] = text
			if filter := json.RawMessage(text); json.Valid(filter) {
				variables["filter"] = filter
			}
		}
		var years []string // of the first page, so that rows stay below their heads if one is published meanwhile
		for more := true; more; {
			var page progressPage
			if !q.ask(progressQuery, variables, &page) {
				return t, false
			}
			p := page.MeasureProgress
			if years == nil {
				years, t.Columns = []string{}, []string{"partner", "measure", "slug", "area"}
				for _, y := range p.Years {
					years, t.Columns = append(years, y.Label), append(t.Columns, y.Label, y.Label+" reason")
				}
			}
			for _, n := range p.Nodes {
				row := make([]any, len(t.Columns))
				if n.Measure.Partner != nil {
					row[0] = n.Measure.Partner.Name
				}
				row[1], row[2], row[3] = n.Measure.Title, n.Measure.Slug, n.Measure.Area
				for _, c := range n.Cells {
					at := slices.Index(years, c.Year.Label)
					if at < 0 || c.Progress == nil {
						continue
					}
					row[4+2*at] = c.Progress.Status
					if c.Progress.Reason != nil {
						row[5+2*at] = *c.Progress.Reason
					}
				}
				t.Rows = append(t.Rows, row)
			}
			more, variables["after"] = p.PageInfo.HasNextPage, p.PageInfo.EndCursor
		}
		return t, true
	}}
}
