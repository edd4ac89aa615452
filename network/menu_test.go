package network_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

type items = []*network.MenuItemInput

func menuWords(m *network.Menu) string {
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
	m, a, b := new(network.Menu), ptr("pag_a"), ptr("/b")
	item := func(label string, page, url *string, below ...*network.MenuItemInput) *network.MenuItemInput {
		return &network.MenuItemInput{Label: &label, Page: page, URL: url, Children: below}
	}
	(&network.CreateMenuInput{Key: "MAIN", Items: items{item("eins", a, nil, item("zwei", nil, b)), item("drei", a, nil)}}).Apply(content.DE, m)
	(&network.UpdateMenuInput{Items: items{item("one", a, nil), item("two", nil, b), item("three", a, nil), item("four", a, nil)}}).Apply(content.EN, m)
	if got, want := menuWords(m), "eins/one zwei/two drei/three /four"; got != want || m.Slug != "main" {
		t.Errorf("got %s, want %s", got, want)
	}
	(&network.UpdateMenuInput{Items: items{{Page: a, Translations: texts{{Locale: content.DE, Text: is("neu")}}}}}).Apply(content.EN, m)
	if got := menuWords(m); got != "neu/" {
		t.Errorf("without a label it is %s", got)
	}
}

func TestValidateMenu(t *testing.T) {
	page := "pag_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	many := make([]network.StoredMenuItem, 51)
	for i := range many {
		many[i] = network.StoredMenuItem{PageID: page, Below: []network.StoredMenuItem{{PageID: page}}}
	}
	tests := []struct {
		name string
		menu network.Menu
		want string
	}{
		{"empty", network.Menu{Slug: "legal"}, ""},
		{"a page twice", network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{PageID: page}, {PageID: page, Labels: german("b")}}}, ""},
		{"100", network.Menu{Slug: "main", Entries: many[:50]}, ""},
		{"102", network.Menu{Slug: "main", Entries: many}, "items BAD_INPUT"},
		{"another", network.Menu{Slug: "side"}, "key BAD_INPUT"},
		{"nowhere", network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{Labels: german("a")}}}, "items.0.page REQUIRED"},
		{"two places", network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{PageID: page, URL: "/a"}}}, "items.0.page REQUIRED"},
		{"an address without words", network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{URL: "https://a.de"}}}, "items.0.label REQUIRED"},
		{"a script below", network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{PageID: page, Below: []network.StoredMenuItem{{Labels: german("a"), URL: "javascript:x"}}}}}, "items.0.children.0.url BAD_INPUT"},
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

// People are told of menus in words of theirs, in every language.
func TestMenuHasWords(t *testing.T) {
	for key, slug := range network.MenuKeys() {
		for _, l := range content.Locales() {
			if words := (&network.Menu{Slug: slug}).Headline()[l]; words == "" || strings.Contains(words, slug) || !strings.ContainsAny(words, "Mm") {
				t.Errorf("%s is called %q in %s", key, words, l)
			}
		}
	}
}
