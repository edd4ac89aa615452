package graph_test

import (
	"slices"
	"testing"
)

// Whoever asks first, the others are answered as if they had asked alone: what one reader was shown is not served to another.
func TestNoAnswerIsKeptForAnother(t *testing.T) {
	w := newWorld(t, everything())
	asking := append(readers(), everything())
	for _, query := range []string{
		"{partners {totalCount nodes {name contacts {email emailAudience} hasUnpublishedChanges revisions {totalCount nodes {entry {id}}}}}}",
		"{partners(filter: {contactEmail: {contains: \"@\"}}) {totalCount}}",
		"{agreements {totalCount nodes {title partner {name}}} statistics {measureCount}}",
	} {
		for _, v := range mainViews {
			alone := map[string]string{}
			for _, r := range asking {
				alone[r.name] = answered(t, serve(t, w.Store), r.caller, query, v)
			}
			for range 2 { // the second time the other way round
				shared := serve(t, w.Store)
				for _, r := range slices.Concat(asking, asking) {
					if got := answered(t, shared, r.caller, query, v); got != alone[r.name] {
						t.Errorf("%s is answered %.300s to %s, but alone %.300s", r.name, got, query, alone[r.name])
					}
				}
				slices.Reverse(asking)
			}
		}
	}
}

// The office finds an organisation by a part of an address of one of its people, whether or not the others have one.
func TestOfficeFindsByAddress(t *testing.T) {
	h := serve(t, newWorld(t, readers()[0]).Store) // in which one of them has none
	for part, want := range map[string]string{"ANDERS@": "2", "info@a": "1", "niemand": "0", secretSlug: "0"} {
		query := "{partners(filter: {contactEmail: {contains: " + quote(part) + "}}) {totalCount}}"
		if got := answered(t, h, office, query, published); got != `{"data":{"partners":{"totalCount":`+want+`}}}` {
			t.Errorf("%s: %s, want %s", part, got, want)
		}
	}
}
