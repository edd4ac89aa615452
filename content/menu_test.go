package content_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
)

type items = []*content.MenuItemInput

func menuWords(m *content.Menu) string {
	var s []string
	for _, item := range m.Entries {
		s = append(s, item.Labels[content.DE]+"/"+item.Labels[content.EN])
		for _, below := range item.Below {
			s = append(s, ">"+below.Labels[content.DE]+"/"+below.Labels[content.EN])
		}
	}
	return strings.Join(s, " ")
}

// A change in one language leaves the others, also where several items lead to one page, and where an item has moved.
func TestMenuKeepsItsLanguages(t *testing.T) {
	m, a, b := new(content.Menu), ptr("pag_a"), ptr("/b")
	item := func(label string, page, url *string, below ...*content.MenuItemInput) *content.MenuItemInput {
		return &content.MenuItemInput{Label: &label, Page: page, URL: url, Children: below}
	}
	(&content.CreateMenuInput{Key: "MAIN", Items: items{item("eins", a, nil, item("zwei", nil, b)), item("drei", a, nil)}}).Apply(content.DE, m)
	(&content.UpdateMenuInput{Items: items{item("one", a, nil), item("two", nil, b), item("three", a, nil), item("four", a, nil)}}).Apply(content.EN, m)
	if got, want := menuWords(m), "eins/one zwei/two drei/three /four"; got != want || m.Slug != "main" {
		t.Errorf("got %s, want %s", got, want)
	}
	(&content.UpdateMenuInput{Items: items{{Page: a, Translations: texts{{Locale: content.DE, Text: is("neu")}}}}}).Apply(content.EN, m)
	if got := menuWords(m); got != "neu/" {
		t.Errorf("without a label it is %s", got)
	}
}

func TestValidateMenu(t *testing.T) {
	page := "pag_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	many := make([]content.StoredMenuItem, 51)
	for i := range many {
		many[i] = content.StoredMenuItem{PageID: page, Below: []content.StoredMenuItem{{PageID: page}}}
	}
	tests := []struct {
		name string
		menu content.Menu
		want string
	}{
		{"empty", content.Menu{Slug: "legal"}, ""},
		{"a page twice", content.Menu{Slug: "main", Entries: []content.StoredMenuItem{{PageID: page}, {PageID: page, Labels: german("b")}}}, ""},
		{"100", content.Menu{Slug: "main", Entries: many[:50]}, ""},
		{"102", content.Menu{Slug: "main", Entries: many}, "items BAD_INPUT"},
		{"another", content.Menu{Slug: "side"}, "key BAD_INPUT"},
		{"nowhere", content.Menu{Slug: "main", Entries: []content.StoredMenuItem{{Labels: german("a")}}}, "items.0.page REQUIRED"},
		{"two places", content.Menu{Slug: "main", Entries: []content.StoredMenuItem{{PageID: page, URL: "/a"}}}, "items.0.page REQUIRED"},
		{"an address without words", content.Menu{Slug: "main", Entries: []content.StoredMenuItem{{URL: "https://a.de"}}}, "items.0.label REQUIRED"},
		{"a script below", content.Menu{Slug: "main", Entries: []content.StoredMenuItem{{PageID: page, Below: []content.StoredMenuItem{{Labels: german("a"), URL: "javascript:x"}}}}}, "items.0.children.0.url BAD_INPUT"},
	}
	for _, tt := range tests {
		got := ""
		for _, p := range tt.menu.Validate() {
			got += fmt.Sprint(p.Path, " ", p.Code)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
