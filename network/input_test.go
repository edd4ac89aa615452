package network_test

import (
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
)

func is[V any](v V) content.Maybe[V] { return graphql.OmittableOf(&v) }
func none[V any]() content.Maybe[V]  { return graphql.OmittableOf[*V](nil) }

func both(de, en string) content.Text { return content.Text{content.DE: de, content.EN: en} }

// applied changes a copy, and demands that what it was copied from stays as it is, which others may be reading.
func applied[T content.Entry](t *testing.T, l content.Locale, e T, in content.Input[T]) T {
	t.Helper()
	before, c := written(t, e), content.Clone(e)
	in.Apply(l, c)
	if after := written(t, e); after != before {
		t.Errorf("the original has become %s", after)
	}
	return c
}

func TestApplyContacts(t *testing.T) {
	p := partner()
	p.People = []network.StoredContact{{Roles: both("Leitung", "Head"), Name: "A"}, {Roles: both("Büro", "Desk"), Name: "B"}}
	in := &network.UpdatePartnerInput{Contacts: is([]*network.PartnerContactInput{
		{Name: "B", Role: ptr("Sekretariat"), Email: ptr("b@example.org"), EmailAudience: content.ForOffice}, {Name: "C", Role: ptr("Neu")},
	})}
	want := []network.StoredContact{{Roles: both("Sekretariat", "Desk"), Name: "B", Email: ptr("b@example.org"), EmailFor: content.ForOffice}, {Roles: german("Neu"), Name: "C"}}
	p = applied(t, content.DE, p, in)
	if diff := cmp.Diff(want, p.People); diff != "" {
		t.Error(diff)
	}
	in = &network.UpdatePartnerInput{Translations: []*network.PartnerTranslationInput{{Locale: content.EN, ContactRoles: is([]string{"", "New", "one too many"})}}}
	p = applied(t, content.DE, p, in)
	if diff := cmp.Diff([]content.Text{german("Sekretariat"), both("Neu", "New")}, []content.Text{p.People[0].Roles, p.People[1].Roles}); diff != "" {
		t.Error(diff)
	}
	if p = applied(t, content.DE, p, &network.UpdatePartnerInput{Contacts: none[[]*network.PartnerContactInput]()}); len(p.People) > 0 {
		t.Errorf("there still is %v", p.People)
	}
}

func TestApplyLocation(t *testing.T) {
	e := event()
	e.Place = &network.StoredPlace{Names: both("Rathaus", "Town hall"), City: ptr("Köln")}
	e = applied(t, content.DE, e, &network.UpdateEventInput{Location: is(network.EventLocationInput{Name: ptr("Altes Rathaus"), Online: true}), EndsAt: none[time.Time]()})
	if diff := cmp.Diff(&network.StoredPlace{Names: both("Altes Rathaus", "Town hall"), Online: true}, e.Place); diff != "" || e.EndsAt != nil {
		t.Errorf("%s %v", diff, e.EndsAt)
	}
	in := &network.UpdateEventInput{Translations: []*network.EventTranslationInput{{Locale: content.EN, LocationName: none[string]()}}}
	if e = applied(t, content.DE, e, in); e.Place.Names[content.EN] != "" {
		t.Errorf("there still is %v", e.Place)
	}
	e = applied(t, content.DE, e, &network.UpdateEventInput{Location: none[network.EventLocationInput]()})
	if e = applied(t, content.DE, e, in); e.Place != nil { // there is nothing to translate
		t.Errorf("there is %v", e.Place)
	}
}

func TestApplyInitiative(t *testing.T) {
	i := &network.Initiative{Slug: network.InitiativeSlug, Names: german("I"), StoredPatron: &network.StoredPatron{Name: "P", Titles: both("Ministerin", "minister")},
		StoredOffice: &network.StoredOffice{Names: both("Büro", "Office")}, StoredFigures: []network.StoredFigure{{Key: "k", Labels: both("Zahl", "Number"), Value: "1"}}}
	i = applied(t, content.DE, i, &network.UpdateInitiativeInput{
		Patron:  is(network.PatronInput{Name: "P", Title: ptr("Ministerin a. D.")}),
		Office:  is(network.OfficeInput{Name: ptr("Geschäftsstelle")}),
		Figures: is([]*network.FigureInput{{Key: "new", Label: ptr("Neu"), Value: "2"}, {Key: "k", Label: ptr("Anzahl"), Value: "3"}}),
	})
	got := []content.Text{i.StoredPatron.Titles, i.StoredOffice.Names, i.StoredFigures[0].Labels, i.StoredFigures[1].Labels}
	if diff := cmp.Diff([]content.Text{both("Ministerin a. D.", "minister"), both("Geschäftsstelle", "Office"), german("Neu"), both("Anzahl", "Number")}, got); diff != "" {
		t.Error(diff)
	}
	i = applied(t, content.EN, i, &network.UpdateInitiativeInput{Patron: is(network.PatronInput{Name: "Q", Title: ptr("king")}), Office: none[network.OfficeInput](), Figures: none[[]*network.FigureInput]()})
	if diff := cmp.Diff(content.Text{content.EN: "king"}, i.StoredPatron.Titles); diff != "" || i.StoredOffice != nil || i.StoredFigures != nil {
		t.Errorf("%s %+v", diff, i)
	}
}
