package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"partnernetz/cache"
	"partnernetz/content/sheet"
)

// figures are the fields of the statistics that stand in the table, in its order, with the field by whose values each is counted.
var figures = []struct{ name, by string }{
	{"partnerCount", ""}, {"bodyCount", ""}, {"partnersBySector", "sector"}, {"partnersByYear", "year"},
	{"agreementCount", ""}, {"agreementsByStatus", "status"}, {"agreementsByYear", "year"},
	{"measureCount", ""}, {"measuresByArea", "area"}, {"measuresByStatus", "status"},
}

func figuresQuery() string {
	query := "{statistics{asOf source"
	for _, f := range figures {
		query += " " + f.name
		if f.by != "" {
			query += "{" + f.by + " count}"
		}
	}
	return query + "}}"
}

// statistics serves the statistics as a table. It asks for them as anybody would, with the view of the address, so the rights and the
// errors are those of an operation.
func statistics(graphql http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := r.Clone(r.Context())
		values := asked.URL.Query()
		for _, name := range []string{"variables", "operationName", "extensions"} {
			values.Del(name)
		}
		values.Set("query", figuresQuery())
		asked.Method, asked.URL.Path, asked.URL.RawQuery = http.MethodGet, "/graphql", values.Encode()
		asked.RequestURI = asked.URL.RequestURI()
		asked.Header.Set("Accept", "application/graphql-response+json")
		asked.Header.Del("If-None-Match")
		answer := &kept{header: w.Header(), status: http.StatusOK}
		graphql.ServeHTTP(answer, asked)
		table, ok := figuresTable(answer.body.Bytes())
		if !ok {
			w.WriteHeader(answer.status)
			_, _ = w.Write(answer.body.Bytes())
			return
		}
		w.Header().Del("Content-Length")
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="statistics.csv"`)
		w.Header().Set("ETag", cache.Tag(table))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(table))
	})
}

// figuresTable makes the table of an answer; false if the answer is an error.
func figuresTable(raw []byte) ([]byte, bool) {
	var a struct {
		Data struct{ Statistics map[string]any }
	}
	numbers := json.NewDecoder(bytes.NewReader(raw))
	numbers.UseNumber()
	if numbers.Decode(&a) != nil || a.Data.Statistics == nil {
		return nil, false
	}
	found := a.Data.Statistics
	table := sheet.Sheet{Columns: strings.Fields("figure by value count source asOf")}
	add := func(f, by string, value, count any) {
		table.Rows = append(table.Rows, []any{f, by, value, count, found["source"], found["asOf"]})
	}
	for _, f := range figures {
		if f.by == "" {
			add(f.name, "", nil, found[f.name])
			continue
		}
		list, _ := found[f.name].([]any)
		for _, item := range list {
			one, _ := item.(map[string]any)
			add(f.name, f.by, one[f.by], one["count"])
		}
	}
	return table.CSV(), true
}

// kept keeps an answer instead of sending it. Its header is that of the one to be sent.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header         { return k.header }
func (k *kept) WriteHeader(status int)      { k.status = status }
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
