package list_test

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

func mustQuery(t testing.TB, v content.View, by []*network.AgreementOrder, w list.Window) list.Query {
	t.Helper()
	q, err := network.QueryAgreements(v, nil, by, w)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func by(fields ...string) []*network.AgreementOrder {
	var orders []*network.AgreementOrder
	for _, f := range fields {
		direction, name := list.Ascending, f
		if rest, ok := strings.CutPrefix(f, "-"); ok {
			direction, name = list.Descending, rest
		}
		orders = append(orders, &network.AgreementOrder{Field: network.AgreementOrderField(name), Direction: direction})
	}
	return orders
}

// A cursor must come back as the very position of its entry, in every order and language.
func TestCursorRoundTrip(t *testing.T) {
	a := &network.Agreement{
		Meta:   content.Meta{ID: content.NewID(content.Agreements), UpdatedAt: time.Date(2024, 1, 2, 3, 4, 5, 6e6, time.UTC)},
		Titles: content.Text{content.DE: "Öffnung \"1\" <b> \u2028", content.EN: "Opening"}, Status: "ACTIVE", ValidFrom: ptr(content.Date("2024-01-01")),
	}
	for _, l := range content.Locales() {
		for _, fields := range [][]string{nil, {"TITLE"}, {"-TITLE", "STATUS"}, {"SIGNED_ON"}, {"-VALID_FROM", "VALID_UNTIL", "-UPDATED_AT"}} {
			v := content.View{Stage: content.Published, Locale: l}
			q := mustQuery(t, v, by(fields...), list.Window{})
			c := q.Cursor(a)
			after := mustQuery(t, v, by(fields...), list.Window{After: &c, Before: &c})
			want := list.Position(a, q.Terms)
			if !reflect.DeepEqual(after.After, want) || !reflect.DeepEqual(after.Before, want) {
				t.Errorf("%s %v: cursor gives %q and %q, position is %q", l, fields, after.After, after.Before, want)
			}
		}
	}
}

func TestCursorRefused(t *testing.T) {
	public := content.PublicView()
	good := mustQuery(t, public, by("TITLE"), list.Window{}).Cursor(&network.Agreement{Meta: content.Meta{ID: "x"}})
	encode := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	tests := map[string]string{
		"empty":              "",
		"no base64":          "###",
		"padded":             good + "=",
		"cut off":            good[:len(good)-3],
		"no JSON":            encode("garbage"),
		"null":               encode("null"),
		"a list":             encode("[]"),
		"no values":          encode(`{"o":"de.TITLE"}`),
		"too few values":     encode(`{"o":"de.TITLE","v":["a"]}`),
		"too many values":    encode(`{"o":"de.TITLE","v":["a","b","c"]}`),
		"numbers":            encode(`{"o":"de.TITLE","v":[1,2]}`),
		"a text for values":  encode(`{"o":"de.TITLE","v":"ab"}`),
		"an operator":        encode(`{"o":"de.TITLE","v":[{"$gt":""},"x"]}`),
		"two documents":      encode(`{"o":"de.TITLE","v":["a","b"]}{}`),
		"order as a number":  encode(`{"o":1,"v":["a","b"]}`),
		"huge":               encode(`{"o":"de.TITLE","v":["` + strings.Repeat("ä", 1<<20) + `","x"]}`),
		"another order":      mustQuery(t, public, by("STATUS"), list.Window{}).Cursor(&network.Agreement{}),
		"another direction":  mustQuery(t, public, by("-TITLE"), list.Window{}).Cursor(&network.Agreement{}),
		"another language":   mustQuery(t, content.View{Locale: content.EN}, by("TITLE"), list.Window{}).Cursor(&network.Agreement{}),
		"more levels":        mustQuery(t, public, by("TITLE", "STATUS"), list.Window{}).Cursor(&network.Agreement{}),
		"the database's own": encode(`{"o":"none.SIGNED_ON,all.SIGNED_ON","v":["0","","x"]}`),
	}
	for name, c := range tests {
		for _, w := range []list.Window{{After: &c}, {Before: &c}} {
			if _, err := network.QueryAgreements(public, nil, by("TITLE"), w); code(err) != content.BadInput {
				t.Errorf("%s: %v, want BAD_INPUT", name, err)
			}
		}
	}
	if _, err := network.QueryAgreements(public, nil, by("TITLE"), list.Window{After: &good}); err != nil {
		t.Errorf("a good one: %v", err)
	}
}

func TestWindow(t *testing.T) {
	tests := []struct {
		w     list.Window
		limit int // 0 for BAD_INPUT
		last  bool
	}{
		{list.Window{}, 20, false},
		{list.Window{First: ptr(1)}, 1, false},
		{list.Window{First: ptr(100)}, 100, false},
		{list.Window{Last: ptr(7)}, 7, true},
		{list.Window{First: ptr(0)}, 0, false},
		{list.Window{First: ptr(-1)}, 0, false},
		{list.Window{First: ptr(101)}, 0, false},
		{list.Window{Last: ptr(101)}, 0, false},
		{list.Window{Last: ptr(0)}, 0, false},
		{list.Window{First: ptr(5), Last: ptr(5)}, 0, false},
	}
	for _, tt := range tests {
		q, err := network.QueryPartners(content.PublicView(), nil, nil, tt.w)
		switch {
		case tt.limit == 0 && code(err) != content.BadInput:
			t.Errorf("%s: %v, want BAD_INPUT", show(tt.w), err)
		case tt.limit > 0 && (err != nil || q.Limit != tt.limit || q.Last != tt.last):
			t.Errorf("%s: limit %d, last %v, %v", show(tt.w), q.Limit, q.Last, err)
		}
	}
}

func show(w list.Window) string {
	s := ""
	for name, n := range map[string]*int{"first": w.First, "last": w.Last} {
		if n != nil {
			s += fmt.Sprintf("%s: %d ", name, *n)
		}
	}
	return s
}

// A filter that is too costly must be refused, wherever its conditions are hidden.
func TestFilterSizeIsBounded(t *testing.T) {
	some := func(n int) (fs []*network.MeasureFilter) {
		for range n {
			fs = append(fs, &network.MeasureFilter{Slug: &list.StringFilter{Eq: ptr("a")}})
		}
		return fs
	}
	tests := map[string]*network.PartnerFilter{
		"and":      {Measures: &network.MeasureListFilter{Some: &network.MeasureFilter{And: some(200)}}},
		"or":       {Measures: &network.MeasureListFilter{None: &network.MeasureFilter{Or: some(200)}}},
		"two ends": {Agreements: &network.AgreementListFilter{Some: &network.AgreementFilter{Measures: &network.MeasureListFilter{Every: &network.MeasureFilter{Or: some(100)}}}}, Measures: &network.MeasureListFilter{Some: &network.MeasureFilter{Or: some(100)}}},
	}
	for name, f := range tests {
		if _, err := network.QueryPartners(content.PublicView(), f, nil, list.Window{}); code(err) != content.BadInput {
			t.Errorf("%s: %v, want BAD_INPUT", name, err)
		}
	}
	if _, err := network.QueryMeasures(content.PublicView(), &network.MeasureFilter{Or: some(190)}, nil, list.Window{}); err != nil {
		t.Error(err)
	}
}
