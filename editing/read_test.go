package editing_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

var stamp = store.Stamp{At: start, Author: "test"}

// The history says who did what, when and why, and what is different.
func TestHistory(t *testing.T) {
	d := newDesk(t)
	people := d.people("aerzte")
	_, err := d.Update(people, content.Measures, measures("kurs"), 1, "Tippfehler", apply(people, &network.UpdateMeasureInput{Title: is("Kurse"), EndsOn: none[content.Date](), StartsOn: is(content.Date("2027-01-01"))}))
	testkit.Must(t, err)
	at := d.now
	d.later(time.Minute)
	_, err = d.Restore(d.office(), measures("kurs"), 1, 2)
	testkit.Must(t, err)
	h := d.history(measures("kurs"))
	if len(h) != 3 {
		t.Fatalf("there are %d revisions", len(h))
	}
	if r := h[1]; r.Revision() != 2 || r.Author != (content.Author{Account: "acc_aerzte", Name: "Petra aerzte"}) || !r.At.Equal(at) || r.Action != content.Updated || *r.Note != "Tippfehler" || r.Like != nil || r.Stage() != content.Draft {
		t.Errorf("the second is %+v", r)
	}
	if r := h[2]; r.Action != content.Created || r.Author != (content.Author{Name: "test"}) || r.Note != nil || r.Stage() != content.Published || len(r.Changes()) < 5 {
		t.Errorf("the first is %+v", r)
	}
	want := []*content.Change{
		{Path: "title.de", Before: ptr("Kurs"), After: ptr("Kurse")},
		{Path: "startsOn", After: ptr("2027-01-01")},
		{Path: "endsOn", Before: ptr("2027-12-31")},
	}
	if diff := cmp.Diff(want, h[1].Changes()); diff != "" {
		t.Error(diff)
	}
	changes, err := d.Diff(people, measures("kurs"), 1, 3)
	testkit.Must(t, err)
	if len(changes) > 0 {
		t.Errorf("what was restored differs by %v", changes)
	}
	if diff := cmp.Diff([]string{"UPDATED Tippfehler", "RESTORED revision 1"}, d.log()); diff != "" {
		t.Error(diff)
	}
}

// The history is for those who may see the drafts, even if what they have is a limited token.
func TestHistoryIsForThoseWhoEdit(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, pages("/b"), 1))
	reader := auth.From(d.office())
	reader.Limit = []auth.Permission{auth.ReadDrafts}
	writer := auth.From(d.people("aerzte"))
	writer.Limit = []auth.Permission{auth.Publish}
	for _, c := range []struct {
		name   string
		caller auth.Caller
		id     string
		want   bool
	}{
		{"the office", auth.From(d.office()), measures("kurs"), true},
		{"the office, put away", auth.From(d.office()), pages("/b"), true},
		{"its partner", auth.From(d.people("aerzte")), measures("kurs"), true},
		{"another partner", auth.From(d.people("soest")), measures("kurs"), false},
		{"a token to read", reader, measures("kurs"), true},
		{"a token of another permission", writer, measures("kurs"), false},
		{"the public", auth.Caller{}, measures("kurs"), false},
		{"a preview link", auth.Caller{Entry: measures("kurs")}, measures("kurs"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := d.Revision(auth.With(t.Context(), c.caller), c.id, 1)
			testkit.Must(t, err)
			if (r != nil) != c.want {
				t.Errorf("got %v", r)
			}
			if _, err := d.Diff(auth.With(t.Context(), c.caller), c.id, 1, 1); (err == nil) != c.want {
				t.Error(err)
			}
		})
	}
	if r, err := d.Revision(d.office(), measures("kurs"), 2); r != nil || err != nil {
		t.Errorf("revision 2 is %v (%v)", r, err)
	}
	if _, err := d.Diff(d.office(), measures("kurs"), 1, 2); err == nil {
		t.Error("a revision that is not there differs from none")
	}
}

// A translation is stale as soon as the German has changed since it was touched.
func TestStale(t *testing.T) {
	d := newDesk(t)
	office, revision := d.office(), 1
	stale := func(what string, want bool) {
		t.Helper()
		e := d.newest(pages("/a"))
		revision = e.Head().Revision
		if got := language.Stale(e, content.EN); got != want {
			t.Errorf("after %s it is stale: %v", what, got)
		}
	}
	change := func(l content.Locale, in network.UpdatePageInput) {
		t.Helper()
		_, err := update(inLanguage(office, l), d, pages("/a"), revision, &in)
		testkit.Must(t, err)
	}
	stale("import", false)
	change(content.DE, network.UpdatePageInput{Title: is("A2")})
	stale("a change in German", true)
	change(content.DE, network.UpdatePageInput{Path: is("/a2")})
	stale("a change in no language", true)
	change(content.EN, network.UpdatePageInput{Title: is("Touched")})
	stale("a change in English", false)
	touched := revision
	change(content.DE, network.UpdatePageInput{Title: is("A3"), Translations: []*network.PageTranslationInput{{Locale: content.EN, Title: is("Both")}}})
	stale("a change in both", false)
	change(content.DE, network.UpdatePageInput{Blocks: is([]*network.BlockInput{{ID: ptr("0")}, {Text: &network.TextBlockInput{Text: is("Neu")}}, {ID: ptr("1")}})})
	stale("a new German block between", true)
	between := revision
	_, err := d.Restore(office, pages("/a"), touched, revision)
	testkit.Must(t, err)
	stale("bringing back what was not", false)
	_, err = d.Restore(office, pages("/a"), between, revision)
	testkit.Must(t, err)
	stale("bringing back what was", true)
	testkit.Must(t, archived(d, pages("/a"), revision))
	stale("putting away", true)
	_, err = d.Restore(office, pages("/a"), between, revision)
	testkit.Must(t, err)
	stale("bringing back from there", true)
	_, err = d.Publish(office, publishing(pages("/a"), touched), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	e := d.newest(pages("/a"))
	_, err = d.Discard(office, pages("/a"), e.Head().Revision, false)
	testkit.Must(t, err)
	stale("discarding", false)
}

// What is imported is noted like what is written by hand.
func TestStaleAfterImport(t *testing.T) {
	d := newDesk(t)
	for i, c := range []struct {
		de, en string
		stale  bool
	}{{"A", "A", false}, {"B", "A", true}, {"C", "C", false}, {"C", "D", false}, {"D", "D", true}, {"D", "E", false}} {
		files := fstest.MapFS{"pages.yaml": &fstest.MapFile{Data: []byte("- path: /x\n  title:\n    de: " + c.de + "\n    en: " + c.en + "\n")}}
		_, err := transfer.Import(t.Context(), d.store, files, ".", transfer.Options{Author: "import"})
		testkit.Must(t, err)
		if e := d.newest(pages("/x")); language.Stale(e, content.EN) != c.stale || e.Head().Revision != i+1 {
			t.Errorf("after import %d it is %+v", i, e)
		}
	}
}
