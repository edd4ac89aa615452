package graph_test

import (
	"net/url"
	"strconv"
)

// view is one that an operation may be seen through, as the arguments of @view.
type view struct {
	Stage    string  `json:"stage"`
	Locale   string  `json:"locale"`
	Fallback bool    `json:"fallback"`
	AsOf     *moment `json:"asOf"`
	Release  *label  `json:"release,omitempty"`
}

// through begins an operation. It is the same for all views, so that it is read once.
const through = "query ($stage: Stage, $locale: Locale, $fallback: Boolean, $asOf: DateTime, $release: String) @view(stage: $stage, locale: $locale, fallback: $fallback, asOf: $asOf, release: $release) "

type moment string

func (m *moment) String() string { return string(*m) } // or a message would show where it stands

type label string

func (l *label) String() string { return string(*l) }

// A release that everybody sees, and one that the office alone sees.
var released, withheld label = "x-public", secretSlug + "-x-drafted"

var past, future moment = "2024-03-01T00:00:00Z", "2100-01-01T00:00:00Z"

// Through the main views goes what is asked for in many ways.
var (
	published = view{"PUBLISHED", "DE", true, nil, nil}
	drafts    = view{"DRAFT", "DE", true, nil, nil}
	putAway   = view{"ARCHIVED", "DE", true, nil, nil}
	mainViews = []view{published, drafts, putAway}
	allViews  = []view{
		published, drafts, putAway,
		{"PUBLISHED", "DE", true, &past, nil}, {"PUBLISHED", "EN", false, &future, nil},
		{"PUBLISHED", "EN", true, nil, nil}, {"DRAFT", "EN", false, nil, nil},
		{"PUBLISHED", "DE", true, nil, &released}, {"PUBLISHED", "EN", true, nil, &withheld},
	}
)

// mutation is no view of a query: a change has one of its own.
var mutation = view{Stage: "mutation"}

// request is an operation as it is sent.
func (v view) request(query string) map[string]any {
	if v == mutation {
		return map[string]any{"query": "mutation " + query}
	}
	return map[string]any{"query": through + query, "variables": v}
}

// address is the view as it stands in an address.
func (v view) address() string {
	named := url.Values{"stage": {v.Stage}, "locale": {v.Locale}, "fallback": {strconv.FormatBool(v.Fallback)}}
	if v.AsOf != nil {
		named.Set("asOf", string(*v.AsOf))
	}
	if v.Release != nil {
		named.Set("release", string(*v.Release))
	}
	return named.Encode()
}
