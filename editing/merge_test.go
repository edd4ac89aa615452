package editing_test

import (
	"context"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/dataloader"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

const (
	german  = content.DE
	english = content.EN
	easy    = content.DESimple
)

// apart publishes some languages of a revision.
func (d *desk) apart(id string, revision int, locales ...content.Locale) error {
	_, err := d.Publish(d.office(), []*content.PublishInput{{ID: id, Revision: revision, Locales: locales}}, content.LinksRefuse, "", false)
	return err
}

// translate saves the German and the English title of a page.
func (d *desk) translate(id string, expected int, de, en string) {
	d.t.Helper()
	_, err := update(d.office(), d, id, expected, &network.UpdatePageInput{Title: is(de), Translations: []*network.PageTranslationInput{{Locale: english, Title: is(en)}}})
	testkit.Must(d.t, err)
}

// page is what a view shows of a page.
func (d *desk) page(id string, v content.View) *network.Page {
	d.t.Helper()
	p, err := d.store.Pages.ByID(d.t.Context(), v, id)
	testkit.Must(d.t, err)
	return p
}

// changed tells whether the draft of a page has something that is not public.
func (d *desk) changed(id string) (*bool, error) {
	differ := func(public, newest content.Entry) bool { return public == nil || !language.Alike(public, newest) }
	return dataloader.New(d.store).Compare(d.t.Context(), d.page(id, content.Everything()), differ)
}

func (d *desk) wantTitles(id string, revision int, de, en string) {
	d.t.Helper()
	d.wantPublic(id, revision)
	want := content.Text{german: de}
	if en != "" {
		want[english] = en
	}
	if diff := cmp.Diff(want, d.page(id, content.PublicView()).Titles); diff != "" {
		d.t.Errorf("public is (-want +got):\n%s", diff)
	}
}

// One language becomes public by a revision of its own, while the draft stays what others are working on.
func TestPublishApart(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.translate(a, 1, "A2", "A2 in English")
	_, err := update(d.office(), d, a, 2, &network.UpdatePageInput{Path: is("/aa")})
	testkit.Must(t, err)
	before := d.clock()
	d.later(time.Minute)
	testkit.Must(t, d.apart(a, 3, english))
	d.wantTitles(a, 4, "A", "A2 in English")
	if p := d.page(a, content.PublicView()); p.Path != "/a" || p.Parts[0].Texts[english] != "One" || !language.Stale(p, english) {
		t.Errorf("public is %+v", p)
	}
	if draft := d.newest(a).Head(); draft.Revision != 3 || draft.PublishedAt != nil {
		t.Errorf("the draft is %+v", draft)
	}
	_, err = update(d.office(), d, a, 3, &network.UpdatePageInput{Lead: is("Satz")}) // as nobody has changed the draft
	testkit.Must(t, err)

	h := d.history(a)
	if len(h) != 5 {
		t.Fatalf("there are %d revisions", len(h))
	}
	if r := h[1]; r.Revision() != 4 || r.Action != content.Merged || *r.Like != 3 || !r.Public || r.Author.Name != "Olga Office" || !r.At.Equal(d.clock()) {
		t.Errorf("the merged revision is %+v", r)
	}
	if diff := cmp.Diff([]*content.Change{{Path: "title.en", Before: ptr("A in English"), After: ptr("A2 in English")}}, h[1].Changes()); diff != "" {
		t.Errorf("it differs from what was public (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]*content.Change{{Path: "lead.de", After: ptr("Satz")}}, h[0].Changes()); diff != "" || h[0].Revision() != 5 {
		t.Errorf("the next draft differs from the one before (-want +got):\n%s", diff)
	}
	v := content.PublicView()
	v.AsOf = before
	if p := d.page(a, v); p.Revision != 1 || p.Titles[english] != "A in English" {
		t.Errorf("before, this was public: %+v", p)
	}
	if v.AsOf = d.clock(); d.page(a, v).Revision != 4 {
		t.Error("the merged revision is not what was public then")
	}

	d.later(time.Minute)
	testkit.Must(t, d.apart(a, 5, german))
	d.wantTitles(a, 5, "A2", "A2 in English") // which is the draft itself, as its English was public
	if p, err := d.store.Pages.ByKey(t.Context(), content.PublicView(), "/a"); err != nil || p == nil || p.Path != "/aa" {
		t.Errorf("at the old address is %+v, %v", p, err)
	}
	if diff := cmp.Diff([]string{"UPDATED", "UPDATED", "PUBLISHED en", "UPDATED", "PUBLISHED de"}, d.log()); diff != "" {
		t.Error(diff)
	}
}

// What comes to the same as a revision that is there makes no new one.
func TestPublishApartMakesNoMoreThanNeeded(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.translate(a, 1, "A2", "A2 in English")
	testkit.Must(t, d.apart(a, 2, english))
	d.wantPublic(a, 3)
	at := d.page(a, content.PublicView()).PublishedAt
	d.later(time.Minute)
	testkit.Must(t, d.apart(a, 2, english, easy)) // is public already
	if p := d.page(a, content.PublicView()); p.Revision != 3 || !p.PublishedAt.Equal(*at) || len(d.history(a)) != 3 {
		t.Errorf("public is %+v", p)
	}
	testkit.Must(t, d.apart(a, 2, german)) // then all of the draft is
	d.wantTitles(a, 2, "A2", "A2 in English")
	if len(d.history(a)) != 3 {
		t.Errorf("there are %d revisions", len(d.history(a)))
	}
	if changed, err := d.changed(a); err != nil || *changed {
		t.Errorf("there are unpublished changes: %v, %v", *changed, err)
	}
}

// What is not public yet begins with German, and without what was not asked for.
func TestPublishApartFirst(t *testing.T) {
	d := newDesk(t)
	b := pages("/b")
	d.translate(b, 1, "B", "B in English")
	testkit.Must(t, d.apart(b, 2, german))
	d.wantTitles(b, 3, "B", "")
	testkit.Must(t, d.apart(b, 2, english))
	d.wantTitles(b, 2, "B", "B in English")
}

func TestPublishApartRefused(t *testing.T) {
	d := newDesk(t)
	d.translate(pages("/a"), 1, "A2", "A2 in English")
	_, err := update(d.office(), d, pages("/b"), 1, &network.UpdatePageInput{Lead: is("Siehe [neu](entry:" + partners("neu") + ")")})
	testkit.Must(t, err)
	apart := func(id string, revision int, locales ...content.Locale) func() error {
		return func() error { return d.apart(id, revision, locales...) }
	}
	unpublish := func(id string, locales ...content.Locale) func() error {
		return func() error {
			_, err := d.UnpublishLanguages(d.office(), []string{id}, locales, "", false)
			return err
		}
	}
	d.refused(t, []refusal{
		{"no language", apart(pages("/a"), 2, []content.Locale{}...), []string{"REQUIRED entries.0.locales"}},
		{"not public, without German", apart(pages("/b"), 1, english), []string{"REQUIRED entries.0.locales"}},
		{"a revision that is not there", apart(pages("/a"), 9, english), []string{"NOT_FOUND entries.0.revision"}},
		{"a link to what is not public", apart(pages("/b"), 2, german), []string{"DANGLING_LINK entries.0"}},
		{"by a partner", func() error {
			_, err := d.Publish(d.people("aerzte"), []*content.PublishInput{{ID: measures("kurs"), Revision: 1, Locales: []content.Locale{english}}}, content.LinksRefuse, "", false)
			return err
		}, []string{"FORBIDDEN"}},
		{"German taken back", unpublish(pages("/a"), german, english), []string{"BAD_INPUT locales"}},
		{"no language taken back", unpublish(pages("/a")), []string{"BAD_INPUT locales"}},
		{"taken back of a draft", unpublish(pages("/b"), english), []string{"NOT_PUBLIC ids.0"}},
		{"taken back of what is not there", unpublish("x", english), []string{"NOT_FOUND ids.0"}},
		{"a dry run", func() error {
			r, err := d.Publish(d.office(), []*content.PublishInput{{ID: pages("/a"), Revision: 2, Locales: []content.Locale{english}}}, content.LinksRefuse, "", true)
			if p := r.Entries[0].(*network.Page); p.Titles[english] != "A2 in English" || p.Titles[german] != "A" {
				t.Errorf("it would make public %+v", p)
			}
			return err
		}, []string{}},
	})
}

// What becomes public together with an entry does so in the same languages, and in German.
func TestPublishApartTogether(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, agreements("plan"), 1, &network.UpdateAgreementInput{Translations: []*network.AgreementTranslationInput{{Locale: english, Title: is("Plan in English")}}})
	testkit.Must(t, err)
	r, err := d.Publish(d.office(), []*content.PublishInput{{ID: measures("idee"), Revision: 1, Locales: []content.Locale{german}}}, content.LinksTogether, "", false)
	testkit.Must(t, err)
	wantKeys(t, r, []string{"idee", "plan", "neu"}, nil)
	if plan := r.Entries[1].(*network.Agreement); plan.Titles[english] != "" || plan.Revision != 3 {
		t.Errorf("public is %+v", plan)
	}
}

// A language is taken back by itself, or by publishing a revision that has given it up.
func TestUnpublishLanguages(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	r, err := d.UnpublishLanguages(d.office(), []string{a}, []content.Locale{english}, "veraltet", false)
	testkit.Must(t, err)
	wantKeys(t, r, []string{"/a"}, nil)
	d.wantTitles(a, 2, "A", "")
	if p := d.page(a, content.PublicView()); p.Parts[1].Texts[english] != "" || p.Sources[english].Revision != 0 {
		t.Errorf("public is %+v", p)
	}
	if draft := d.newest(a); draft.Headline()[english] != "A in English" || draft.Head().Revision != 1 {
		t.Errorf("the draft is %+v", draft)
	}
	_, err = d.UnpublishLanguages(d.office(), []string{a}, []content.Locale{english}, "", false) // which it is not there in any more
	testkit.Must(t, err)
	d.wantPublic(a, 2)
	testkit.Must(t, d.apart(a, 1, english))
	d.wantTitles(a, 1, "A", "A in English")

	none := none[string]()
	blocks := []*network.BlockInput{{ID: ptr("0"), Text: &network.TextBlockInput{Translations: []*network.TextTranslationInput{{Locale: english, Text: none}}}}}
	_, err = update(d.office(), d, a, 1, &network.UpdatePageInput{Title: is("A2"), Blocks: is(blocks), Translations: []*network.PageTranslationInput{{Locale: english, Title: none}}})
	testkit.Must(t, err)
	testkit.Must(t, d.apart(a, 3, english))
	d.wantTitles(a, 4, "A", "")
	if p := d.page(a, content.PublicView()); len(p.Parts) != 2 || p.Parts[0].Texts[english] != "" || p.Parts[1].Texts[english] != "" {
		t.Errorf("public is %+v", p.Parts)
	}
	if diff := cmp.Diff([]string{"UNPUBLISHED en veraltet", "UNPUBLISHED en", "PUBLISHED en", "UPDATED", "PUBLISHED en"}, d.log()); diff != "" {
		t.Error(diff)
	}
}

// A schedule publishes the languages that it names, of the revision that it names.
func TestScheduleApart(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	d.translate(a, 1, "A2", "A2 in English")
	s, _, err := d.Schedule(d.office(), a, 2, ptr(d.clock().Add(time.Hour)), ptr(d.clock().Add(2*time.Hour)), []content.Locale{english})
	testkit.Must(t, err)
	d.translate(a, 2, "A3", "A3 in English")
	d.steps(time.Hour)
	d.wantState(s, network.ScheduleRunning)
	d.wantTitles(a, 4, "A", "A2 in English")
	d.steps(time.Hour)
	d.wantState(s, network.ScheduleDone)
	d.wantPublic(a, 0)
	d.refused(t, []refusal{{"without German of what is not public", func() error {
		_, _, err := d.Schedule(d.office(), pages("/b"), 1, ptr(d.clock().Add(time.Hour)), nil, []content.Locale{english})
		return err
	}, []string{"REQUIRED locales"}}})
}

// All else goes on from a publication of its own as from any other.
func TestAfterPublishApart(t *testing.T) {
	for name, tt := range map[string]struct {
		do   func(d *desk, id string) error
		want int // the newest revision after it
		de   string
	}{
		"discarding": {func(d *desk, id string) error {
			_, err := d.Discard(d.office(), id, 2, false)
			return err
		}, 4, "A"},
		"restoring it": {func(d *desk, id string) error {
			_, err := d.Restore(d.office(), id, 3, 2)
			return err
		}, 4, "A"},
		"putting away": {func(d *desk, id string) error { return archived(d, id, 2) }, 4, "A2"},
		"publishing the draft": {func(d *desk, id string) error {
			_, err := d.Publish(d.office(), publishing(id, 2), content.LinksRefuse, "", false)
			return err
		}, 2, "A2"},
		"importing": {func(d *desk, id string) error {
			files := fstest.MapFS{"pages.yaml": {Data: []byte("- path: /a\n  title: {de: Importiert}\n")}}
			_, err := transfer.Import(context.Background(), d.store, files, ".", transfer.Options{})
			d.wantTitles(id, 4, "Importiert", "")
			return err
		}, 4, "Importiert"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			a := pages("/a")
			d.translate(a, 1, "A2", "A2 in English")
			testkit.Must(t, d.apart(a, 2, english))
			testkit.Must(t, tt.do(d, a))
			newest := d.newest(a)
			if newest.Head().Revision != tt.want || newest.Headline()[german] != tt.de {
				t.Errorf("the newest is %+v", newest)
			}
			again := editing.New(d.store, d.clock) // numbers go on
			if newest.Head().Archived {
				return
			}
			ctx := d.office()
			e, err := again.Update(ctx, content.Pages, a, tt.want, "", apply(ctx, &network.UpdatePageInput{Lead: is("L")}))
			testkit.Must(t, err)
			if want := max(tt.want, 3) + 1; e.Head().Revision != want || e.Head().Last != 0 || len(d.history(a)) != want {
				t.Errorf("the next is %+v of %d", e.Head(), len(d.history(a)))
			}
		})
	}
}
