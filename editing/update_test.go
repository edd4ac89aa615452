package editing_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

func TestUpdate(t *testing.T) {
	d := newDesk(t)
	office := d.office()
	for name, change := range map[string]func() (content.Entry, error){
		"partner by its own people": func() (content.Entry, error) {
			return update(d.people("aerzte"), d, partners("aerzte"), 1, &network.UpdatePartnerInput{Website: is("https://example.org")})
		},
		"partner by the office": func() (content.Entry, error) {
			return update(office, d, partners("soest"), 1, &network.UpdatePartnerInput{MemberSince: is(content.Date("2024-01-01"))})
		},
		"agreement by its partner": func() (content.Entry, error) {
			return update(d.people("aerzte"), d, agreements("offen"), 1, &network.UpdateAgreementInput{Goals: is("Mehr")})
		},
		"agreement by the office": func() (content.Entry, error) {
			return update(office, d, agreements("plan"), 1, &network.UpdateAgreementInput{SignedAt: is("Soest")})
		},
		"measure by its partner": func() (content.Entry, error) {
			return update(d.people("aerzte"), d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Kurse")})
		},
		"measure by the office": func() (content.Entry, error) {
			return update(office, d, measures("idee"), 1, &network.UpdateMeasureInput{Slug: is("einfall")})
		},
		"page by the office": func() (content.Entry, error) {
			return update(office, d, pages("/a"), 1, &network.UpdatePageInput{Lead: is("L")})
		},
		"event by the office": func() (content.Entry, error) {
			return update(office, d, events("fest"), 1, &network.UpdateEventInput{Hosts: is([]string{partners("neu")})})
		},
		"year by the office": func() (content.Entry, error) {
			return update(office, d, content.KeyID(content.ImplementationYears, "2026"), 1, &network.UpdateImplementationYearInput{StartsOn: is(content.Date("2026-05-31"))})
		},
		"initiative by the office": func() (content.Entry, error) {
			return update(office, d, content.KeyID(content.Initiatives, network.InitiativeSlug), 1, &network.UpdateInitiativeInput{FoundedYear: is(2016)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := change()
			testkit.Must(t, err)
			if e.Head().Revision != 2 || e.Head().Stage() != content.Draft {
				t.Errorf("got %+v", e)
			}
			if public := d.public(e.Head().ID); public > 1 {
				t.Errorf("revision %d has become public", public)
			}
		})
	}
}

func TestUpdateRefused(t *testing.T) {
	d := newDesk(t)
	office, people := d.office(), d.people("aerzte")
	testkit.Must(t, archived(d, pages("/b"), 1))
	_, err := update(office, d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Zweite")})
	testkit.Must(t, err)
	measure := func(ctx context.Context, id string, expected int, in network.UpdateMeasureInput) func() error {
		return func() error { _, err := update(ctx, d, id, expected, &in); return err }
	}
	page := func(ctx context.Context, id string, in network.UpdatePageInput) func() error {
		return func() error { _, err := update(ctx, d, id, 1, &in); return err }
	}
	d.refused(t, []refusal{
		{"based on an older revision", measure(office, measures("kurs"), 1, network.UpdateMeasureInput{Title: is("X")}), []string{"CONFLICT expectedRevision"}},
		{"based on a revision to come", measure(office, measures("kurs"), 3, network.UpdateMeasureInput{Title: is("X")}), []string{"CONFLICT expectedRevision"}},
		{"based on an older one, changing nothing", measure(office, measures("kurs"), 1, network.UpdateMeasureInput{}), []string{"CONFLICT expectedRevision"}},
		{"unknown", measure(office, content.NewID(content.Measures), 1, network.UpdateMeasureInput{}), []string{"NOT_FOUND id"}},
		{"malformed", measure(office, "kurs", 1, network.UpdateMeasureInput{}), []string{"NOT_FOUND id"}},
		{"of another kind", measure(office, pages("/a"), 1, network.UpdateMeasureInput{}), []string{"NOT_FOUND id"}},
		{"put away, of another kind", measure(office, pages("/b"), 1, network.UpdateMeasureInput{}), []string{"NOT_FOUND id"}},
		{"put away", page(office, pages("/b"), network.UpdatePageInput{Title: is("X")}), []string{"ARCHIVED id"}},
		{"the path of another", page(office, pages("/a"), network.UpdatePageInput{Path: is("/b")}), []string{"KEY_IN_USE input.path"}},
		{"without a title", page(office, pages("/a"), network.UpdatePageInput{Title: none[string]()}), []string{"REQUIRED input.title"}},
		{"without a path", page(office, pages("/a"), network.UpdatePageInput{Path: none[string]()}), []string{"BAD_INPUT input.path"}},
		{"a block without German", page(inLanguage(office, content.EN), pages("/a"), network.UpdatePageInput{Blocks: is([]*network.BlockInput{{Text: &network.TextBlockInput{Text: is("x")}}})}), []string{"REQUIRED input.blocks.0.text"}},
		{"to an agreement of another", measure(office, measures("kurs"), 2, network.UpdateMeasureInput{Agreement: is(agreements("runder-tisch"))}), []string{"OTHER_PARTNER input.agreement"}},
		{"to an agreement of another, by its partner", measure(people, measures("kurs"), 2, network.UpdateMeasureInput{Agreement: is(agreements("runder-tisch"))}), []string{"OTHER_PARTNER input.agreement"}},
		{"to a secret agreement of another", measure(people, measures("kurs"), 2, network.UpdateMeasureInput{Agreement: is(agreements("plan"))}), []string{"NOT_FOUND input.agreement"}},
		{"to no agreement", measure(office, measures("kurs"), 2, network.UpdateMeasureInput{Agreement: none[string]()}), []string{"REQUIRED input.agreement"}},
		{"another partner's draft", measure(people, measures("idee"), 1, network.UpdateMeasureInput{Title: is("X")}), []string{"NOT_FOUND id"}},
		{"another partner", func() error {
			_, err := update(people, d, partners("soest"), 1, &network.UpdatePartnerInput{Name: is("X")})
			return err
		}, []string{"NOT_FOUND id"}},
		{"a page, by a partner", page(people, pages("/a"), network.UpdatePageInput{Title: is("X")}), []string{"NOT_FOUND id"}},
		{"by the public", page(t.Context(), pages("/a"), network.UpdatePageInput{Title: is("X")}), []string{"UNAUTHENTICATED"}},
		{"all at once", measure(office, measures("kurs"), 1, network.UpdateMeasureInput{Slug: is("idee"), Agreement: is("x"), Title: none[string](), StartsOn: is(content.Date("2028-01-01"))}),
			[]string{"CONFLICT expectedRevision", "NOT_FOUND input.agreement", "REQUIRED input.title", "BAD_INPUT input.endsOn", "KEY_IN_USE input.slug"}},
	})
}

func archived(d *desk, id string, expected int) error {
	_, err := d.Archive(d.office(), []*content.ArchiveInput{{ID: id, ExpectedRevision: expected}}, content.LinksRefuse, "", false)
	return err
}

// A change that came too late is told which revisions there are.
func TestUpdateConflict(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, pages("/a"), 7, &network.UpdatePageInput{Title: is("X")})
	ps, _ := errors.AsType[content.Problems](err)
	if diff := cmp.Diff(&content.RevisionConflict{Expected: 7, Current: 1}, ps[0].Conflict); diff != "" {
		t.Error(diff)
	}
}

func TestUpdateIsPartial(t *testing.T) {
	d := newDesk(t)
	office := d.office()
	change := func(expected int, in network.UpdateMeasureInput) *network.Measure {
		t.Helper()
		d.later(1)
		m, err := update(office, d, measures("kurs"), expected, &in)
		testkit.Must(t, err)
		return m
	}
	m := change(1, network.UpdateMeasureInput{StartsOn: is(content.Date("2027-01-01"))})
	if m.StartsOn == nil || m.EndsOn == nil || m.Titles[content.EN] != "Course" || m.Area != "TRAINING" || m.PartnerID != partners("aerzte") {
		t.Errorf("what was absent has changed: %+v", m)
	}
	if m = change(2, network.UpdateMeasureInput{EndsOn: none[content.Date](), Description: is("D")}); m.EndsOn != nil || m.Descriptions[content.DE] != "D" {
		t.Errorf("null has not taken away: %+v", m)
	}
	if m = change(3, network.UpdateMeasureInput{Description: is("")}); len(m.Descriptions.Locales()) > 0 {
		t.Errorf("an empty text has not taken away: %+v", m)
	}
	for range 2 { // nothing is different, so nothing is written
		d.unchanged(func() {
			if m = change(4, network.UpdateMeasureInput{Title: is("Kurs"), EndsOn: none[content.Date]()}); m.Revision != 4 {
				t.Errorf("it has revision %d", m.Revision)
			}
		})
	}
	d.unchanged(func() { change(4, network.UpdateMeasureInput{}) })
}

// Text is written in the language of the view, and translations in theirs.
func TestUpdateLanguages(t *testing.T) {
	d := newDesk(t)
	p, err := update(inLanguage(d.office(), content.EN), d, pages("/a"), 1, &network.UpdatePageInput{
		Title: is("English"), Lead: is("lead"),
		Translations: []*network.PageTranslationInput{{Locale: content.DE, Lead: is("Vorspann")}, {Locale: content.DESimple, Title: is("Leicht")}},
	})
	testkit.Must(t, err)
	if diff := cmp.Diff(content.Text{content.DE: "A", content.EN: "English", content.DESimple: "Leicht"}, p.Titles); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(content.Text{content.DE: "Vorspann", content.EN: "lead"}, p.Leads); diff != "" {
		t.Error(diff)
	}
	if p.Title() != "English" {
		t.Errorf("what comes back is shown as %q", p.Title())
	}
}

// A block that is named keeps what it has in other languages, wherever it is moved.
func TestUpdateBlocks(t *testing.T) {
	d := newDesk(t)
	text := func(id *string, s *string) *network.BlockInput {
		in := new(network.TextBlockInput)
		if s != nil {
			in.Text = is(*s)
		}
		return &network.BlockInput{ID: id, Text: in}
	}
	save := func(expected int, blocks ...*network.BlockInput) (texts []content.Text, ids []string) {
		t.Helper()
		p, err := update(d.office(), d, pages("/a"), expected, &network.UpdatePageInput{Blocks: is(blocks)})
		testkit.Must(t, err)
		for i, b := range p.Parts {
			texts, ids = append(texts, b.Texts), append(ids, p.Blocks()[i].(*network.TextBlock).ID)
		}
		return texts, ids
	}
	zwei := content.Text{content.DE: "Zwei", content.EN: "Two"}
	texts, ids := save(1, text(ptr("1"), nil), text(nil, ptr("Neu")), text(ptr("0"), ptr("Erstens")))
	if diff := cmp.Diff([]content.Text{zwei, de("Neu"), {content.DE: "Erstens", content.EN: "One"}}, texts); diff != "" {
		t.Error(diff)
	}
	texts, again := save(2, text(&ids[2], nil), text(&ids[1], nil), text(&ids[0], nil))
	if diff := cmp.Diff([]string{ids[2], ids[1], ids[0]}, again); diff != "" || texts[2][content.EN] != "Two" {
		t.Errorf("%s\n%v", diff, texts)
	}
	texts, again = save(3, text(&ids[0], nil), text(&ids[0], ptr("Kopie")), text(ptr("gone"), ptr("Fremd")))
	if diff := cmp.Diff([]content.Text{zwei, de("Kopie"), de("Fremd")}, texts); diff != "" || again[0] == again[1] {
		t.Errorf("%s\n%v", diff, again)
	}
	p, err := update(d.office(), d, pages("/a"), 4, &network.UpdatePageInput{Blocks: none[[]*network.BlockInput]()})
	testkit.Must(t, err)
	if len(p.Parts) > 0 {
		t.Errorf("there still is %v", p.Parts)
	}
}

// A measure cannot lie outside of the term of its agreement, whichever of the two is moved.
func TestMeasureOutsideOfTerm(t *testing.T) {
	d := newDesk(t)
	d.add(&network.Agreement{Slug: "spaeter", PartnerID: partners("aerzte"), Titles: de("Später"), Status: "ACTIVE", ValidFrom: ptr(content.Date("2028-01-01")), ValidUntil: ptr(content.Date("2029-12-31"))})
	change := func(revision int, in network.UpdateMeasureInput) func() error {
		return func() error {
			_, err := update(d.office(), d, measures("kurs"), revision, &in)
			return err
		}
	}
	later := is(agreements("spaeter"))
	d.refused(t, []refusal{
		{"to an agreement after it", change(1, network.UpdateMeasureInput{Agreement: later}), []string{"OUTSIDE_TERM input.agreement"}},
		{"to an agreement before it", change(1, network.UpdateMeasureInput{Agreement: later, StartsOn: is(content.Date("2030-01-01")), EndsOn: none[content.Date]()}), []string{"OUTSIDE_TERM input.agreement"}},
	})
	testkit.Must(t, change(1, network.UpdateMeasureInput{Agreement: later, EndsOn: is(content.Date("2028-01-01"))})())
	if diff := cmp.Diff([]string{"OUTSIDE_TERM input.agreement"}, problems(t, change(2, network.UpdateMeasureInput{EndsOn: is(content.Date("2027-12-31"))})())); diff != "" {
		t.Error(diff)
	}
}
