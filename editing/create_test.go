package editing_test

import (
	"context"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

func TestCreate(t *testing.T) {
	d := newDesk(t)
	office, people := d.office(), d.people("aerzte")
	measure := network.UpdateMeasureInput{Agreement: is(agreements("offen")), Title: is("Größe für alle"), Area: is(network.MeasureArea("OTHER")), Status: is(network.MeasureStatus("PLANNED"))}
	agreement := network.CreateAgreementInput{Partner: partners("aerzte"), Status: "ACTIVE", UpdateAgreementInput: network.UpdateAgreementInput{Title: is("Neue")}}
	for name, make := range map[string]func() (content.Entry, error){
		"partner by the office": func() (content.Entry, error) {
			return create(office, d, &network.UpdatePartnerInput{Name: is("Stadt Köln"), Sector: is(network.Sector("MUNICIPALITY"))})
		},
		"agreement by the office":  func() (content.Entry, error) { return create(office, d, &agreement) },
		"agreement by its partner": func() (content.Entry, error) { return create(people, d, &agreement) },
		"measure by the office":    func() (content.Entry, error) { return create(office, d, &measure) },
		"measure by its partner":   func() (content.Entry, error) { return create(people, d, &measure) },
		"page by the office": func() (content.Entry, error) {
			return create(office, d, &network.UpdatePageInput{Path: is("/neu"), Title: is("Neu")})
		},
		"event by the office": func() (content.Entry, error) {
			return create(office, d, &network.UpdateEventInput{Title: is("Tag"), Kind: is(network.EventKind("PUBLIC_EVENT")), StartsAt: is(start), Hosts: is([]string{partners("neu")})})
		},
		"year by the office": func() (content.Entry, error) {
			return create(office, d, &network.UpdateImplementationYearInput{Label: is("2027")})
		},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := make()
			testkit.Must(t, err)
			head := e.Head()
			if kind, err := content.KindOf(head.ID); err != nil || kind != e.EntryKind() || head.Revision != 1 || head.Stage() != content.Draft || e.Key() == "" {
				t.Errorf("got %+v", e)
			}
			d.wantPublic(head.ID, 0)
		})
	}
}

// A new entry gets the key of its title, and another one where that is taken, also by what was put away.
func TestCreateNames(t *testing.T) {
	d := newDesk(t)
	_, err := d.Archive(d.office(), []*content.ArchiveInput{{ID: partners("neu"), ExpectedRevision: 1}}, content.LinksRefuse, "", false)
	testkit.Must(t, err)
	for _, want := range []string{"neu-2", "neu-3"} {
		p, err := create(d.office(), d, &network.UpdatePartnerInput{Name: is("Neu!"), Sector: is(network.Sector("COMPANY"))})
		testkit.Must(t, err)
		if p.Slug != want {
			t.Errorf("got %s, want %s", p.Slug, want)
		}
	}
}

func TestCreateOwner(t *testing.T) {
	d := newDesk(t)
	m, err := create(d.office(), d, &network.UpdateMeasureInput{Agreement: is(agreements("runder-tisch")), Title: is("M"), Area: is(network.MeasureArea("OTHER")), Status: is(network.MeasureStatus("PLANNED"))})
	testkit.Must(t, err)
	if m.PartnerID != partners("soest") {
		t.Errorf("the measure is that of %s", m.PartnerID)
	}
}

func TestCreateRefused(t *testing.T) {
	d := newDesk(t)
	office, people := d.office(), d.people("aerzte")
	_, err := d.Archive(office, []*content.ArchiveInput{{ID: pages("/b"), ExpectedRevision: 1}}, content.LinksRefuse, "", false)
	testkit.Must(t, err)
	measure := func(ctx context.Context, agreement string) func() error {
		return func() error {
			_, err := create(ctx, d, &network.UpdateMeasureInput{Agreement: is(agreement), Title: is("M"), Area: is(network.MeasureArea("OTHER")), Status: is(network.MeasureStatus("PLANNED"))})
			return err
		}
	}
	agreement := func(ctx context.Context, partner string) func() error {
		return func() error {
			_, err := create(ctx, d, &network.CreateAgreementInput{Partner: partner, Status: "ACTIVE", UpdateAgreementInput: network.UpdateAgreementInput{Title: is("A")}})
			return err
		}
	}
	page := func(ctx context.Context, path string) func() error {
		return func() error {
			_, err := create(ctx, d, &network.UpdatePageInput{Path: is(path), Title: is("P")})
			return err
		}
	}
	partner := func(ctx context.Context, slug string) func() error {
		return func() error {
			_, err := create(ctx, d, &network.UpdatePartnerInput{Slug: is(slug), Name: is("P"), Sector: is(network.Sector("COMPANY"))})
			return err
		}
	}
	d.refused(t, []refusal{
		{"a path that is public", page(office, "/a"), []string{"KEY_IN_USE input.path"}},
		{"a path that was put away", page(office, "/b"), []string{"KEY_IN_USE input.path"}},
		{"a slug that is taken by a draft", partner(office, "neu"), []string{"KEY_IN_USE input.slug"}},
		{"a slug that is none", partner(office, "Groß"), []string{"BAD_INPUT input.slug"}},
		{"a label that is taken", func() error {
			_, err := create(office, d, &network.UpdateImplementationYearInput{Label: is("2026")})
			return err
		}, []string{"KEY_IN_USE input.label"}},
		{"an agreement that is not there", measure(office, content.NewID(content.Agreements)), []string{"NOT_FOUND input.agreement"}},
		{"an agreement that is a partner", measure(office, partners("aerzte")), []string{"NOT_FOUND input.agreement"}},
		{"an agreement that is no id", measure(office, "offen"), []string{"NOT_FOUND input.agreement"}},
		{"a host that is not there", func() error {
			_, err := create(office, d, &network.UpdateEventInput{Title: is("E"), Kind: is(network.EventKind("PUBLIC_EVENT")), StartsAt: is(start), Hosts: is([]string{partners("aerzte"), "x"})})
			return err
		}, []string{"NOT_FOUND input.hosts.1"}},
		{"another's agreement", measure(people, agreements("runder-tisch")), []string{"OTHER_PARTNER input.agreement"}},
		{"another's agreement that is not public", measure(people, agreements("plan")), []string{"NOT_FOUND input.agreement"}},
		{"an agreement of another", agreement(people, partners("soest")), []string{"OTHER_PARTNER input.partner"}},
		{"an agreement of another that is not public", agreement(people, partners("neu")), []string{"NOT_FOUND input.partner"}},
		{"a partner by a partner", partner(people, "p"), []string{"FORBIDDEN"}},
		{"a partner by a partner, who learns nothing of slugs", partner(people, "neu"), []string{"FORBIDDEN"}},
		{"a page by a partner, who learns nothing of paths", page(people, "/b"), []string{"FORBIDDEN"}},
		{"by the public", page(t.Context(), "/c"), []string{"UNAUTHENTICATED"}},
		{"nothing given, by the office", func() error {
			_, err := create(office, d, &network.UpdateMeasureInput{})
			return err
		}, []string{"REQUIRED input.agreement", "REQUIRED input.title", "REQUIRED input.area", "REQUIRED input.status"}},
		{"nothing given, by a partner", func() error {
			_, err := create(people, d, &network.UpdateMeasureInput{})
			return err
		}, []string{"REQUIRED input.agreement", "REQUIRED input.title", "REQUIRED input.area", "REQUIRED input.status"}},
		{"a title that no slug can be made of", func() error {
			_, err := create(office, d, &network.UpdatePartnerInput{Name: is("?!"), Sector: is(network.Sector("COMPANY"))})
			return err
		}, []string{"REQUIRED input.slug"}},
		{"a title with letters that no slug can have", func() error {
			_, err := create(office, d, &network.UpdatePartnerInput{Name: is("Verein Слово"), Sector: is(network.Sector("COMPANY"))})
			return err
		}, []string{"REQUIRED input.slug"}},
		{"all that is wrong at once", func() error {
			_, err := create(office, d, &network.UpdateMeasureInput{Slug: is("kurs"), Agreement: is("x"), Area: is(network.MeasureArea("OTHER")), Status: is(network.MeasureStatus("PLANNED")),
				StartsOn: is(content.Date("2027-02-01")), EndsOn: is(content.Date("2027-01-31")), Translations: []*network.MeasureTranslationInput{{Locale: content.EN, Description: is("only in English")}}})
			return err
		}, []string{"NOT_FOUND input.agreement", "REQUIRED input.title", "BAD_INPUT input.endsOn", "REQUIRED input.description", "KEY_IN_USE input.slug"}},
	})
}
