package network_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

// midnight is when a day in June begins in Berlin.
var midnight = time.Date(2024, 6, 6, 22, 0, 0, 0, time.UTC)

func german(s string) content.Text { return content.Text{content.DE: s} }

var early, late = content.Date("2024-01-01"), content.Date("2024-12-31")

func partner() *network.Partner {
	return &network.Partner{Slug: "stadt-koeln", Names: german("Stadt Köln"), Sector: "MUNICIPALITY"}
}

func agreement() *network.Agreement {
	return &network.Agreement{Slug: "a-1", PartnerID: content.NewID(content.Partners), Titles: german("A"), Status: "ACTIVE", ValidFrom: &early, ValidUntil: &late}
}

func measure() *network.Measure {
	return &network.Measure{Slug: "m-1", AgreementID: content.NewID(content.Agreements), Titles: german("M"), Area: "OTHER", Status: "PLANNED", StartsOn: &early, EndsOn: &early}
}

func event() *network.Event {
	start := time.Date(2024, 6, 7, 10, 0, 0, 0, time.UTC)
	return &network.Event{Slug: "e-1", Kind: "PUBLIC_EVENT", Titles: german("E"), StartsAt: start, EndsAt: &start, Place: &network.StoredPlace{}}
}

func page() *network.Page {
	return &network.Page{Path: "/a/b-c", Titles: german("P"), Parts: []network.StoredBlock{{Type: "text", Texts: german("T")}}}
}

func year() *network.ImplementationYear {
	return &network.ImplementationYear{Label: "2024", StartsOn: &early, EndsOn: &late}
}

func initiative() *network.Initiative {
	return &network.Initiative{
		Slug: "initiative", Names: german("I"), StoredPatron: &network.StoredPatron{Name: "N", Since: &early, Until: &late},
		StoredOffice:  &network.StoredOffice{Names: german("O"), Email: ptr("a@b.de")},
		StoredFigures: []network.StoredFigure{{Key: "k", Labels: german("L"), Value: "1"}},
	}
}

func with[T content.Entry](e T, change func(T)) content.Entry {
	change(e)
	return e
}

// Every rule must be broken by one entry, and be reported at its field with its code; German and English say why.
func TestValidate(t *testing.T) {
	tests := []struct {
		name  string
		entry content.Entry
		want  []string // path and code; none for a good entry
	}{
		{"partner", partner(), nil},
		{"agreement", agreement(), nil},
		{"measure of one day", measure(), nil},
		{"event that ends as it begins", event(), nil},
		{"page", page(), nil},
		{"start page", with(page(), func(p *network.Page) { p.Path = "/" }), nil},
		{"year", year(), nil},
		{"initiative", initiative(), nil},
		{"with website", with(partner(), func(p *network.Partner) { p.Website = ptr("https://www.stadt-koeln.de/a?b=c") }), nil},

		{"slug missing", with(partner(), func(p *network.Partner) { p.Slug = "" }), []string{"slug BAD_INPUT"}},
		{"slug too long", with(partner(), func(p *network.Partner) { p.Slug = strings.Repeat("a", 201) }), []string{"slug BAD_INPUT"}},
		{"name missing", with(partner(), func(p *network.Partner) { p.Names = nil }), []string{"name REQUIRED"}},
		{"name in English only", with(partner(), func(p *network.Partner) { p.Names = content.Text{content.EN: "Cologne"} }), []string{"name REQUIRED"}},
		{"name in no known language", with(partner(), func(p *network.Partner) { p.Names["fr"] = "Cologne" }), []string{"name BAD_INPUT"}},
		{"description in English only", with(partner(), func(p *network.Partner) { p.Descriptions = content.Text{content.EN: "x"} }), []string{"description REQUIRED"}},
		{"sector", with(partner(), func(p *network.Partner) { p.Sector = "CHURCH" }), []string{"sector BAD_INPUT"}},
		{"sector missing", with(partner(), func(p *network.Partner) { p.Sector = "" }), []string{"sector REQUIRED"}},
		{"everything", &network.Partner{}, []string{"slug BAD_INPUT", "name REQUIRED", "sector REQUIRED"}},

		{"agreement without partner", with(agreement(), func(a *network.Agreement) { a.PartnerID = "" }), []string{"partner REQUIRED"}},
		{"agreement backwards", with(agreement(), func(a *network.Agreement) { a.ValidFrom, a.ValidUntil = &late, &early }), []string{"validUntil BAD_INPUT"}},
		{"agreement's status, title, goals", with(agreement(), func(a *network.Agreement) {
			a.Status, a.Titles, a.GoalTexts = "OLD", nil, content.Text{content.EN: "x"}
		}),
			[]string{"title REQUIRED", "status BAD_INPUT", "goals REQUIRED"}},
		{"measure without agreement", with(measure(), func(m *network.Measure) { m.AgreementID = "" }), []string{"agreement REQUIRED"}},
		{"measure backwards", with(measure(), func(m *network.Measure) { m.StartsOn = &late }), []string{"endsOn BAD_INPUT"}},
		{"measure's enums and texts", with(measure(), func(m *network.Measure) {
			m.Area, m.Status, m.Titles, m.Descriptions = "", "", nil, content.Text{content.EN: "x"}
		}), []string{"title REQUIRED", "area REQUIRED", "status REQUIRED", "description REQUIRED"}},
		{"event without beginning", with(event(), func(e *network.Event) { e.StartsAt, e.EndsAt = time.Time{}, nil }), []string{"startsAt REQUIRED"}},
		{"event of a whole day", with(event(), func(e *network.Event) { e.AllDay, e.StartsAt, e.EndsAt = true, midnight, nil }), nil},
		{"event of a whole day in winter", with(event(), func(e *network.Event) {
			e.AllDay, e.StartsAt, e.EndsAt = true, time.Date(2024, 1, 31, 23, 0, 0, 0, time.UTC), nil
		}), nil},
		{"event of a whole day that begins later", with(event(), func(e *network.Event) { e.AllDay, e.StartsAt, e.EndsAt = true, midnight.Add(time.Millisecond), nil }), []string{"startsAt BAD_INPUT"}},
		{"event of a whole day elsewhere", with(event(), func(e *network.Event) {
			e.AllDay, e.StartsAt, e.EndsAt = true, time.Date(2024, 6, 7, 0, 0, 0, 0, time.UTC), nil
		}), []string{"startsAt BAD_INPUT"}},
		{"event of a whole day without beginning", with(event(), func(e *network.Event) { e.AllDay, e.StartsAt, e.EndsAt = true, time.Time{}, nil }), []string{"startsAt REQUIRED"}},
		{"event backwards", with(event(), func(e *network.Event) { e.EndsAt = ptr(e.StartsAt.Add(-1)) }), []string{"endsAt BAD_INPUT"}},
		{"event's kind and texts", with(event(), func(e *network.Event) {
			e.Kind, e.Titles, e.Place.Names, e.ShortReports = "PARTY", nil, content.Text{content.EN: "x"}, content.Text{content.EN: "x"}
		}), []string{"kind BAD_INPUT", "title REQUIRED", "location.name REQUIRED", "shortReport REQUIRED"}},
		{"page's second block", with(page(), func(p *network.Page) { p.Parts = append(p.Parts, network.StoredBlock{Type: "html"}) }),
			[]string{"blocks.1.type BAD_INPUT"}},
		{"year backwards", with(year(), func(y *network.ImplementationYear) { y.StartsOn, y.EndsOn = &late, &early }), []string{"endsOn BAD_INPUT"}},
		{"year's label", with(year(), func(y *network.ImplementationYear) { y.Label = "2023/2024" }), []string{"label BAD_INPUT"}},
		{"another initiative", with(initiative(), func(i *network.Initiative) { i.Slug = "second" }), []string{"slug BAD_INPUT"}},
		{"initiative's people", with(initiative(), func(i *network.Initiative) {
			i.StoredPatron = &network.StoredPatron{Since: &late, Until: &early}
			i.StoredOffice = &network.StoredOffice{Email: ptr("Büro <a@b.de>")}
		}), []string{"patron.name REQUIRED", "patron.until BAD_INPUT", "office.name REQUIRED", "office.email BAD_INPUT"}},
		{"initiative's figures", with(initiative(), func(i *network.Initiative) { i.StoredFigures = []network.StoredFigure{{Key: "Ä"}} }),
			[]string{"figures.0.key BAD_INPUT", "figures.0.label REQUIRED", "figures.0.value REQUIRED"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range tt.entry.Validate() {
				got = append(got, p.Path+" "+string(p.Code))
				if p.DE == "" || p.EN == "" {
					t.Errorf("%s is not explained in both languages", p.Path)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestValidateKeysAndAddresses(t *testing.T) {
	for _, s := range []string{"A", "ä", "a b", "-a", "a-", "a--b", "a_b", "a/b", "a.b", "a\n", "../x"} {
		if len(with(partner(), func(p *network.Partner) { p.Slug = s }).Validate()) == 0 {
			t.Errorf("slug %q passes", s)
		}
	}
	for _, s := range []string{"", "a", "//", "/a/", "/A", "/a//b", "/a b", "/../x", "/a?b", "/a\n", "https://x.de"} {
		if len(with(page(), func(p *network.Page) { p.Path = s }).Validate()) == 0 {
			t.Errorf("path %q passes", s)
		}
	}
	for _, s := range []string{"", "www.x.de", "javascript:alert(1)", "ftp://x.de", "https://", "//x.de", "data:text/html,x", "https://x y.de", "mailto:a@b.de"} {
		if len(with(partner(), func(p *network.Partner) { p.Website = &s }).Validate()) == 0 {
			t.Errorf("website %q passes", s)
		}
	}
	for _, s := range []string{"", "a", "a@", "@b.de", "a@b.de, c@d.de", "a b@c.de", "mailto:a@b.de", "a@b.de\r\nBcc: c@d.de"} {
		if len(with(initiative(), func(i *network.Initiative) { i.StoredOffice.Email = &s }).Validate()) == 0 {
			t.Errorf("e-mail %q passes", s)
		}
	}
}
