package network_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

// severalLines are the texts that may have more than one line, by the ends of their paths.
var severalLines = []string{"description", "goals", "challenge", "approach", "result", "transfer", "adaptation", "shortReport", "mission", "address", "alt", "text", "barriers", "lead", "seo.description", "summary", "outlook", "reason"}

// everyKind has an entry of each kind, with all texts that it can have.
func everyKind() (all []content.Entry) {
	for _, e := range []content.Entry{&network.Partner{}, &network.Agreement{}, &network.Measure{}, &network.Page{}, &network.Event{}, &network.GoodPractice{},
		&network.ImplementationYear{}, &network.Report{}, &network.Initiative{}, &network.Menu{}, &network.Media{}, &network.Release{}} {
		fill(reflect.ValueOf(e).Elem(), 0)
		all = append(all, e)
	}
	return all
}

// fill puts one item into each list, and something where there may be nothing.
func fill(v reflect.Value, depth int) {
	switch {
	case v.Type() == reflect.TypeFor[content.Meta]() || depth > 6 || !v.CanSet():
	case v.Type() == reflect.TypeFor[content.Text]():
		v.Set(reflect.ValueOf(german("x")))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth+1)
	case v.Kind() == reflect.String && v.Type() == reflect.TypeFor[string]():
		v.SetString("x")
	}
}

// Every text of every kind is looked at for characters that nobody sees, and for breaks if it has one line.
func TestCharactersOfEveryText(t *testing.T) {
	seen := 0
	for _, e := range everyKind() {
		content.EachText(e, func(at content.TextPlace, before content.Text) content.Text {
			several := slices.ContainsFunc(severalLines, func(name string) bool { return at.Path == name || strings.HasSuffix(at.Path, "."+name) })
			for text, refused := range map[string]bool{"a\u202eb": true, "a\u0007b": true, "a\nb": !several, "a\u200bb": false} {
				changed := content.Clone(e)
				content.EachText(changed, func(there content.TextPlace, t content.Text) content.Text {
					if there.Path == at.Path {
						return german(text)
					}
					return t
				})
				found := slices.ContainsFunc(changed.Validate(), func(p content.Problem) bool { return p.Path == at.Path && p.Code == content.BadInput })
				if found != refused {
					t.Errorf("%s: %s is %+q, refused: %t", e.EntryKind(), at.Path, text, found)
				}
			}
			seen++
			return before
		})
	}
	if seen < 30 {
		t.Errorf("saw only %d texts", seen)
	}
}

// So is what is the same in every language.
func TestCharactersOfUnlocalised(t *testing.T) {
	const bad = "a\u202eb"
	for path, e := range map[string]content.Entry{
		"contacts.0.name":  with(partner(), func(p *network.Partner) { p.People = []network.StoredContact{{Name: bad}} }),
		"contacts.0.email": with(partner(), func(p *network.Partner) { p.People = []network.StoredContact{{Name: "a", Email: ptr(bad + "@b.de")}} }),
		"website":          with(partner(), func(p *network.Partner) { p.Website = ptr("https://" + bad) }),
		"location.city":    with(event(), func(e *network.Event) { e.Place.City = ptr(bad) }),
		"patron.name":      with(initiative(), func(i *network.Initiative) { i.StoredPatron.Name = bad }),
		"office.phone":     with(initiative(), func(i *network.Initiative) { i.StoredOffice.Phone = ptr("0211\n0") }),
		"figures.0.value":  with(initiative(), func(i *network.Initiative) { i.StoredFigures[0].Value = bad }),
		"blocks.0.value": with(page(), func(p *network.Page) {
			p.Parts = []network.StoredBlock{{Type: "figure", Value: bad, Labels: german("a")}}
		}),
		"blocks.0.url": with(page(), func(p *network.Page) {
			p.Parts = []network.StoredBlock{{Type: "call", URL: "/" + bad, Labels: german("a")}}
		}),
		"items.0.url": &network.Menu{Slug: "main", Entries: []network.StoredMenuItem{{URL: "/" + bad, Labels: german("a")}}},
		"credit":      &network.Media{Slug: "a", CreditLine: bad},
	} {
		if !slices.ContainsFunc(e.Validate(), func(p content.Problem) bool { return p.Path == path && p.Code == content.BadInput }) {
			t.Errorf("%s: %v", path, e.Validate())
		}
	}
}

// What shows nothing is taken away wherever it stands, and what is there stays.
func TestTidy(t *testing.T) {
	for _, e := range everyKind() {
		content.Tidy(e) // says what was left out
		before := written(t, e)
		content.Tidy(e)
		if after := written(t, e); after != before {
			t.Errorf("%s: %s became %s", e.EntryKind(), before, after)
		}
	}
	for _, blank := range []string{" ", "\u00a0", "\u200b\t"} {
		shared := german(blank)
		p := &network.Partner{Slug: blank, Names: content.Text{content.DE: "Stadt", content.EN: blank}, Website: ptr(blank), Descriptions: shared, People: []network.StoredContact{{Name: blank, Roles: german(blank), Email: ptr(blank)}}}
		list := p.People
		content.Tidy(p)
		if c := p.People[0]; p.Slug != "" || len(p.Names) != 1 || p.Website != nil || len(p.Descriptions) != 0 || c.Name != "" || len(c.Roles) != 0 || c.Email != nil {
			t.Errorf("%+q: %s", blank, written(t, p))
		}
		if len(shared) != 1 || list[0].Name != blank {
			t.Error("what others hold was changed")
		}
	}
}
