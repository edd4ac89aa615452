package editing_test

import (
	"testing"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// Restoring makes a draft, and never anything public.
func TestRestore(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Title: is("A2"), Path: is("/a2")})
	testkit.Must(t, err)
	_, err = d.Publish(d.office(), publishing(pages("/a"), 2), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	e, err := d.Restore(d.office(), pages("/a"), 1, 2)
	testkit.Must(t, err)
	p := e.(*network.Page)
	if p.Revision != 3 || p.Stage() != content.Draft || p.Path != "/a" || p.Titles[content.EN] != "A in English" {
		t.Errorf("got %+v", p)
	}
	d.wantPublic(pages("/a"), 2)
	if r := d.history(pages("/a"))[0]; r.Action != content.Restored || *r.Like != 1 || r.Author.Name != "Olga Office" {
		t.Errorf("the history has %+v", r)
	}
}

// What was put away comes back as a draft, the revision of putting it away too.
func TestRestoreArchived(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, pages("/a"), 1))
	for i, like := range []int{1, 2} {
		e, err := d.Restore(d.office(), pages("/a"), like, 2+2*i)
		testkit.Must(t, err)
		if e.Head().Stage() != content.Draft || e.Head().Revision != 3+2*i {
			t.Errorf("got %+v", e)
		}
		d.wantPublic(pages("/a"), 0)
		testkit.Must(t, archived(d, pages("/a"), 3+2*i))
	}
}

// Neither a link that leads nowhere by now nor rules that are newer keep a revision from coming back; it is put right then.
func TestRestoreUnchecked(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, agreements("plan"), 1))
	old := &network.Measure{Slug: "alt", PartnerID: partners("neu"), AgreementID: agreements("plan"), Titles: content.Text{content.EN: "no German"}}
	d.add(old)
	e, err := d.Restore(d.office(), old.ID, 1, 1)
	testkit.Must(t, err)
	if e.Head().Revision != 2 {
		t.Errorf("got %+v", e)
	}
	_, err = update(d.office(), d, old.ID, 2, &network.UpdateMeasureInput{Title: is("Deutsch"), Area: is(network.MeasureArea("OTHER")), Status: is(network.MeasureStatus("DROPPED"))})
	testkit.Must(t, err) // a link that stays as it was is none of this change's business
}

func TestRestoreRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, measures("kurs"), 1))
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Path: is("/aa")})
	testkit.Must(t, err)
	_, err = update(d.office(), d, pages("/b"), 1, &network.UpdatePageInput{Path: is("/a")})
	testkit.Must(t, err)
	handed := &network.Agreement{Slug: "handed", PartnerID: partners("soest"), Titles: de("A"), Status: "ACTIVE"}
	d.add(handed)
	handed.PartnerID, handed.Revision = partners("aerzte"), 1
	_, err = d.store.Agreements.SaveAll(t.Context(), stamp, []content.Entry{handed})
	testkit.Must(t, err)
	restore := func(id string, number, expected int) func() error {
		return func() error { _, err := d.Restore(d.office(), id, number, expected); return err }
	}
	byPeople := func(id string, number, expected int) func() error {
		return func() error { _, err := d.Restore(d.people("aerzte"), id, number, expected); return err }
	}
	d.refused(t, []refusal{
		{"unknown", restore(content.NewID(content.Pages), 1, 1), []string{"NOT_FOUND id"}},
		{"malformed", restore("x", 1, 1), []string{"NOT_FOUND id"}},
		{"a number that is not there, and too late", restore(pages("/a"), 3, 1), []string{"CONFLICT expectedRevision", "NOT_FOUND revision"}},
		{"number 0", restore(pages("/a"), 0, 2), []string{"NOT_FOUND revision"}},
		{"a path that is another's by now", restore(pages("/a"), 1, 2), []string{"KEY_IN_USE revision"}},
		{"another's", byPeople(agreements("runder-tisch"), 1, 1), []string{"NOT_FOUND id"}},
		{"what was put away, by its partner", byPeople(measures("kurs"), 1, 2), []string{"FORBIDDEN"}},
		{"from when it was another's", byPeople(handed.ID, 1, 2), []string{"NOT_FOUND revision"}},
		{"by the public", func() error { _, err := d.Restore(t.Context(), pages("/a"), 1, 2); return err }, []string{"UNAUTHENTICATED"}},
	})
}

func TestDiscard(t *testing.T) {
	d := newDesk(t)
	d.unchanged(func() { // there is nothing to discard
		e, err := d.Discard(d.office(), pages("/a"), 1, false)
		testkit.Must(t, err)
		if e.Head().Revision != 1 {
			t.Errorf("got %+v", e)
		}
	})
	_, err := update(d.people("aerzte"), d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Entwurf")})
	testkit.Must(t, err)
	for _, dryRun := range []bool{true, false} {
		discard := func() {
			e, err := d.Discard(d.people("aerzte"), measures("kurs"), 2, dryRun)
			testkit.Must(t, err)
			if m := e.(*network.Measure); m.Revision != 3 || m.Title() != "Kurs" || m.Stage() != content.Draft {
				t.Errorf("got %+v", m)
			}
		}
		if dryRun {
			d.unchanged(discard)
		} else {
			discard()
		}
	}
	d.wantPublic(measures("kurs"), 1)
	if r := d.history(measures("kurs"))[0]; r.Action != content.Discarded || *r.Like != 1 {
		t.Errorf("the history has %+v", r)
	}
}

func TestDiscardRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Path: is("/aa")})
	testkit.Must(t, err)
	_, err = update(d.office(), d, pages("/b"), 1, &network.UpdatePageInput{Path: is("/a")})
	testkit.Must(t, err)
	discard := func(id string, expected int) func() error {
		return func() error { _, err := d.Discard(d.office(), id, expected, false); return err }
	}
	d.refused(t, []refusal{
		{"a draft, too late", discard(pages("/b"), 1), []string{"CONFLICT expectedRevision", "NOT_PUBLIC id"}},
		{"too late", discard(pages("/a"), 1), []string{"CONFLICT expectedRevision", "KEY_IN_USE id"}},
		{"put away", discard(partners("neu"), 2), []string{"ARCHIVED id"}},
		{"malformed", discard("x", 2), []string{"NOT_FOUND id"}},
		{"another's", func() error {
			_, err := d.Discard(d.people("aerzte"), agreements("runder-tisch"), 1, false)
			return err
		}, []string{"NOT_FOUND id"}},
	})
}
