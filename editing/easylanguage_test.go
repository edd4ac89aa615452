package editing_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// easily saves a title of a page in Leichte Sprache.
func (d *desk) easily(id string, expected int, title string) {
	d.t.Helper()
	_, err := update(d.office(), d, id, expected, &network.UpdatePageInput{Translations: []*network.PageTranslationInput{{Locale: easy, Title: is(title)}}})
	testkit.Must(d.t, err)
}

func (d *desk) check(id string, revision int) (content.Entry, error) {
	return d.CheckEasyLanguage(d.office(), id, revision, content.EasyLanguageCheck{Group: "Prüfgruppe Mitte", CheckedOn: "2026-11-30"}, "im Haus")
}

// Leichte Sprache becomes public with a check, which holds for just the texts that were read.
func TestEasyLanguageCheck(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.easily(a, 1, "Leicht")
	publish := func(revision int) error {
		_, err := d.Publish(d.office(), publishing(a, revision), content.LinksRefuse, "", false)
		return err
	}
	d.refused(t, []refusal{
		{"whole", func() error { return publish(2) }, []string{"UNCHECKED entries.0"}},
		{"by itself", func() error { return d.apart(a, 2, easy) }, []string{"UNCHECKED entries.0"}},
		{"by a schedule", func() error { _, _, err := d.schedule(a, 2, time.Hour, 0); return err }, []string{"UNCHECKED revision"}},
	})
	testkit.Must(t, d.apart(a, 2, german, english)) // which is as it was
	d.wantPublic(a, 1)

	e, err := d.check(a, 2)
	testkit.Must(t, err)
	if c := e.Head().Check; e.Head().Revision != 3 || c == nil || c.Group != "Prüfgruppe Mitte" || c.CheckedOn != "2026-11-30" {
		t.Errorf("got %+v", e.Head())
	}
	h := d.history(a)[0]
	if h.Action != content.Checked || *h.Note != "im Haus" || h.EasyLanguageCheck() == nil || len(h.Changes()) > 0 || h.Author.Name != "Olga Office" {
		t.Errorf("the history has %+v", h)
	}
	testkit.Must(t, publish(3))
	if c := d.page(a, content.PublicView()).Check; c == nil || c.Group != "Prüfgruppe Mitte" {
		t.Errorf("public is the check %+v", c)
	}

	d.translate(a, 3, "A2", "A2 in English") // not the texts that were read
	testkit.Must(t, publish(4))
	if d.page(a, content.PublicView()).Check == nil {
		t.Error("the check has gone with German")
	}
	d.easily(a, 4, "Anders leicht")
	if d.newest(a).Head().Check != nil {
		t.Error("the check holds for other texts")
	}
	if h := d.history(a)[1]; h.EasyLanguageCheck() == nil {
		t.Error("the record has gone from the history")
	}
	testkit.Must(t, d.apart(a, 5, german, english)) // nothing changes, and what was checked stays public
	d.wantPublic(a, 4)
	_, err = d.Restore(d.office(), a, 4, 5) // with the texts comes their check
	testkit.Must(t, err)
	testkit.Must(t, publish(6))
	if d.page(a, content.PublicView()).Check == nil {
		t.Error("what was restored is not checked")
	}
	d.easily(a, 6, "")
	testkit.Must(t, publish(7)) // no text, nothing to check
	if diff := cmp.Diff([]string{"UPDATED", "PUBLISHED de en", "EASY_LANGUAGE_CHECKED Prüfgruppe Mitte, 2026-11-30", "PUBLISHED"}, d.log()[:4]); diff != "" {
		t.Error(diff)
	}
}

// Texts that are public already without a check are not in the way, and their check is an unpublished change.
func TestEasyLanguageThatIsPublic(t *testing.T) {
	d := newDesk(t)
	old := &network.Page{Path: "/alt", Titles: content.Text{german: "Alt", easy: "Leicht"}}
	d.add(old)
	testkit.Must(t, d.store.Pages.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: old.ID, Revision: 1}, At: start}))
	d.translate(old.ID, 1, "Alt 2", "Old")
	_, err := d.Publish(d.office(), publishing(old.ID, 2), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	d.wantPublic(old.ID, 2)

	_, err = d.check(old.ID, 2)
	testkit.Must(t, err)
	if changed, err := d.changed(old.ID); err != nil || !*changed {
		t.Errorf("there are unpublished changes: %v, %v", *changed, err)
	}
	testkit.Must(t, d.apart(old.ID, 3, easy))
	if p := d.page(old.ID, content.PublicView()); p.Revision != 3 || p.Check == nil {
		t.Errorf("public is %+v", p)
	}
	_, err = d.check(old.ID, 3) // which is no news
	testkit.Must(t, err)
	if n := d.newest(old.ID).Head().Revision; n != 3 {
		t.Errorf("there is a revision %d", n)
	}
}

// German that takes a block away takes it away in every language, and what is left is no new text to check.
func TestGermanTakesEasyLanguageAway(t *testing.T) {
	d := newDesk(t)
	block := func(id string) network.StoredBlock {
		return network.StoredBlock{ID: id, Type: network.BlockText, Texts: content.Text{german: id, easy: id}}
	}
	old := &network.Page{Path: "/alt", Titles: content.Text{german: "Alt", easy: "Leicht"}, Parts: []network.StoredBlock{block("x"), block("y")}}
	d.add(old)
	testkit.Must(t, d.store.Pages.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: old.ID, Revision: 1}, At: start}))
	_, err := update(d.office(), d, old.ID, 1, &network.UpdatePageInput{Blocks: is([]*network.BlockInput{{ID: ptr("y")}})})
	testkit.Must(t, err)
	d.easily(old.ID, 2, "Neu und leicht")
	testkit.Must(t, d.apart(old.ID, 3, german))
	if p := d.page(old.ID, content.PublicView()); len(p.Parts) != 1 || p.Titles[easy] != "Leicht" || p.Parts[0].Texts[easy] != "y" {
		t.Errorf("public is %+v", p)
	}
}

// A step that would make unchecked texts public fails, and says why.
func TestScheduleUnchecked(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.easily(a, 1, "Leicht")
	_, err := d.check(a, 2)
	testkit.Must(t, err)
	testkit.Must(t, d.apart(a, 3, german, english, easy))
	d.add(&network.Page{Path: "/neu", Titles: de("Neu")})
	draft := d.page(a, content.Everything())
	draft.Check = nil // as from a time when none was kept
	_, err = d.store.Pages.Save(t.Context(), stamp, draft)
	testkit.Must(t, err)
	s := d.scheduled(a, 4, time.Hour, 0) // the same texts are public
	_, err = d.UnpublishLanguages(d.office(), []string{a}, []content.Locale{easy}, "", false)
	testkit.Must(t, err)
	d.steps(time.Hour)
	d.wantState(s, network.ScheduleFailed)
	if why := d.state(s).Failure[content.EN]; !strings.Contains(why, "no test group") {
		t.Errorf("it failed because of %q", why)
	}
	if p := d.page(a, content.PublicView()); p.Titles[easy] != "" {
		t.Errorf("public is %+v", p)
	}
}

func TestEasyLanguageCheckRefused(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.easily(a, 1, "Leicht")
	d.easily(a, 2, "Leichter")
	check := func(id string, revision int, c content.EasyLanguageCheck) func() error {
		return func() error { _, err := d.CheckEasyLanguage(d.office(), id, revision, c, ""); return err }
	}
	good := content.EasyLanguageCheck{Group: "G", CheckedOn: "2026-12-01"}
	d.refused(t, []refusal{
		{"unknown", check("x", 1, good), []string{"NOT_FOUND id"}},
		{"a revision that is not there", check(a, 9, good), []string{"NOT_FOUND revision"}},
		{"texts that have changed since", check(a, 2, good), []string{"CONFLICT revision"}},
		{"no text", check(pages("/b"), 1, good), []string{"REQUIRED revision"}},
		{"nobody, and a day to come", check(a, 3, content.EasyLanguageCheck{CheckedOn: "2026-12-02"}), []string{"REQUIRED group", "BAD_INPUT checkedOn"}},
		{"by a partner", func() error {
			_, err := d.CheckEasyLanguage(d.people("aerzte"), measures("kurs"), 1, good, "")
			return err
		}, []string{"FORBIDDEN"}},
	})
}
