package content_test

import (
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
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
	p.People = []content.StoredContact{{Roles: both("Leitung", "Head"), Name: "A"}, {Roles: both("Büro", "Desk"), Name: "B"}}
	in := &content.UpdatePartnerInput{Contacts: is([]*content.PartnerContactInput{
		{Name: "B", Role: ptr("Sekretariat"), Email: ptr("b@example.org"), EmailAudience: content.ForOffice}, {Name: "C", Role: ptr("Neu")},
	})}
	want := []content.StoredContact{{Roles: both("Sekretariat", "Desk"), Name: "B", Email: ptr("b@example.org"), EmailFor: content.ForOffice}, {Roles: german("Neu"), Name: "C"}}
	p = applied(t, content.DE, p, in)
	if diff := cmp.Diff(want, p.People); diff != "" {
		t.Error(diff)
	}
	in = &content.UpdatePartnerInput{Translations: []*content.PartnerTranslationInput{{Locale: content.EN, ContactRoles: is([]string{"", "New", "one too many"})}}}
	p = applied(t, content.DE, p, in)
	if diff := cmp.Diff([]content.Text{german("Sekretariat"), both("Neu", "New")}, []content.Text{p.People[0].Roles, p.People[1].Roles}); diff != "" {
		t.Error(diff)
	}
	if p = applied(t, content.DE, p, &content.UpdatePartnerInput{Contacts: none[[]*content.PartnerContactInput]()}); len(p.People) > 0 {
		t.Errorf("there still is %v", p.People)
	}
}

func TestApplyLocation(t *testing.T) {
	e := event()
	e.Place = &content.StoredPlace{Names: both("Rathaus", "Town hall"), City: ptr("Köln")}
	e = applied(t, content.DE, e, &content.UpdateEventInput{Location: is(content.EventLocationInput{Name: ptr("Altes Rathaus"), Online: true}), EndsAt: none[time.Time]()})
	if diff := cmp.Diff(&content.StoredPlace{Names: both("Altes Rathaus", "Town hall"), Online: true}, e.Place); diff != "" || e.EndsAt != nil {
		t.Errorf("%s %v", diff, e.EndsAt)
	}
	in := &content.UpdateEventInput{Translations: []*content.EventTranslationInput{{Locale: content.EN, LocationName: none[string]()}}}
	if e = applied(t, content.DE, e, in); e.Place.Names[content.EN] != "" {
		t.Errorf("there still is %v", e.Place)
	}
	e = applied(t, content.DE, e, &content.UpdateEventInput{Location: none[content.EventLocationInput]()})
	if e = applied(t, content.DE, e, in); e.Place != nil { // there is nothing to translate
		t.Errorf("there is %v", e.Place)
	}
}

func TestApplyInitiative(t *testing.T) {
	i := &content.Initiative{Slug: content.InitiativeSlug, Names: german("I"), StoredPatron: &content.StoredPatron{Name: "P", Titles: both("Ministerin", "minister")},
		StoredOffice: &content.StoredOffice{Names: both("Büro", "Office")}, StoredFigures: []content.StoredFigure{{Key: "k", Labels: both("Zahl", "Number"), Value: "1"}}}
	i = applied(t, content.DE, i, &content.UpdateInitiativeInput{
		Patron:  is(content.PatronInput{Name: "P", Title: ptr("Ministerin a. D.")}),
		Office:  is(content.OfficeInput{Name: ptr("Geschäftsstelle")}),
		Figures: is([]*content.FigureInput{{Key: "new", Label: ptr("Neu"), Value: "2"}, {Key: "k", Label: ptr("Anzahl"), Value: "3"}}),
	})
	got := []content.Text{i.StoredPatron.Titles, i.StoredOffice.Names, i.StoredFigures[0].Labels, i.StoredFigures[1].Labels}
	if diff := cmp.Diff([]content.Text{both("Ministerin a. D.", "minister"), both("Geschäftsstelle", "Office"), german("Neu"), both("Anzahl", "Number")}, got); diff != "" {
		t.Error(diff)
	}
	i = applied(t, content.EN, i, &content.UpdateInitiativeInput{Patron: is(content.PatronInput{Name: "Q", Title: ptr("king")}), Office: none[content.OfficeInput](), Figures: none[[]*content.FigureInput]()})
	if diff := cmp.Diff(content.Text{content.EN: "king"}, i.StoredPatron.Titles); diff != "" || i.StoredOffice != nil || i.StoredFigures != nil {
		t.Errorf("%s %+v", diff, i)
	}
}
