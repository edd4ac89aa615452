package editing_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

func releases(label string) string { return content.KeyID(content.Releases, label) }

// draftOf saves a draft of a release on 2026.
func (d *desk) draftOf(label, supersedes string) string {
	d.add(&network.Release{Label: label, Titles: content.Text{content.DE: "Bericht", content.EN: "Report"}, State: network.ReleaseDraft,
		YearID: content.KeyID(content.ImplementationYears, "2026"), SupersedesID: supersedes,
		StoredParts: []network.StoredPart{{Section: network.SectionTitlePage}, {Section: network.SectionForeword, Texts: de("Vorwort")}, {Section: network.SectionPartners}}})
	return releases(label)
}

// freeze freezes the first draft of a release.
func (d *desk) freeze(id string) {
	d.t.Helper()
	_, err := d.Freeze(d.office(), testkit.Library(d.t), id, 1, "")
	testkit.Must(d.t, err)
}

func (d *desk) release(id string) *network.Release {
	d.t.Helper()
	r, err := d.store.Releases.ByID(d.t.Context(), content.Everything(), id)
	testkit.Must(d.t, err)
	return r
}

// in is the view of a release for the office.
func (d *desk) in(label string) content.View {
	d.t.Helper()
	v := content.PublicView()
	v.Scope = auth.From(d.office()).Scope()
	v, err := d.Released(d.office(), v, label)
	testkit.Must(d.t, err)
	return v
}

func (d *desk) title(v content.View, id string) string {
	d.t.Helper()
	kind, _ := content.KindOf(id)
	found, err := d.store.Of(kind).Some(d.t.Context(), v, []string{id})
	testkit.Must(d.t, err)
	if found[id] == nil {
		return ""
	}
	title, _ := v.Title(found[id])
	return title
}

func problemsOf(err error) (said []string) {
	problems, _ := errors.AsType[content.Problems](err)
	for _, p := range problems {
		said = append(said, p.Path+" "+string(p.Code))
	}
	return said
}

// A release goes through its states by changes of their own, and by nothing else.
func TestReleaseStates(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	refused := func(want string, err error) {
		t.Helper()
		if got := problemsOf(err); len(got) != 1 || got[0] != want {
			t.Errorf("got %v (%v), want %s", got, err, want)
		}
	}
	steps := func(state network.ReleaseState, revision int) {
		t.Helper()
		for to, move := range map[network.ReleaseState]func() (content.Entry, error){
			network.ReleaseFrozen: func() (content.Entry, error) { return d.Freeze(d.office(), testkit.Library(d.t), id, revision, "") },
			network.ReleaseDraft:  func() (content.Entry, error) { return d.Unfreeze(d.office(), id, revision, "") },
			network.ReleasePublic: func() (content.Entry, error) { return d.PublishRelease(d.office(), id, revision, "") },
		} {
			allowed := map[network.ReleaseState]string{network.ReleaseDraft: "FROZEN", network.ReleaseFrozen: "DRAFT PUBLIC"}[state]
			if allowed == string(to) || state == network.ReleaseFrozen && to != network.ReleaseFrozen {
				continue
			}
			_, err := move()
			refused("id ILLEGAL_TRANSITION", err)
		}
		if r := d.release(id); r.State != state || r.Revision != revision {
			t.Errorf("it is %s at %d, want %s at %d", r.State, r.Revision, state, revision)
		}
	}
	steps(network.ReleaseDraft, 1)
	d.freeze(id)
	steps(network.ReleaseFrozen, 2)
	_, err := update(d.office(), d, id, 2, &network.UpdateReleaseInput{Title: is("Anders")})
	refused("input ILLEGAL_TRANSITION", err)
	_, err = d.Restore(d.office(), id, 1, 2)
	refused("revision ILLEGAL_TRANSITION", err)
	_, err = d.Publish(d.office(), publishing(id, 2), content.LinksLeave, "", false)
	refused("entries.0 ILLEGAL_TRANSITION", err)
	_, err = d.Freeze(d.office(), testkit.Library(d.t), id, 1, "")
	refused("expectedRevision CONFLICT", err)
	_, err = d.Unfreeze(d.office(), id, 2, "")
	testkit.Must(t, err)
	steps(network.ReleaseDraft, 3)
	_, err = d.Freeze(d.office(), testkit.Library(d.t), id, 3, "")
	testkit.Must(t, err)
	_, err = d.PublishRelease(d.office(), id, 4, "")
	testkit.Must(t, err)
	steps(network.ReleasePublic, 5)
	_, err = d.Freeze(d.people("aerzte"), testkit.Library(t), id, 5, "")
	if codeOf(err) != content.Forbidden {
		t.Errorf("a partner's own people freeze: %v", err)
	}
	_, err = d.Supersede(d.office(), id, 5, id, "")
	refused("by ILLEGAL_TRANSITION", err)
	_, err = d.Supersede(d.office(), id, 5, pages("/a"), "")
	refused("by NOT_FOUND", err)
}

// What a release has stays, whatever becomes of it.
func TestReleaseKeeps(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	d.later(time.Hour)
	d.freeze(id)
	v := d.in("2026")
	_, err := update(d.office(), d, measures("kurs"), 1, &network.UpdateMeasureInput{Title: is("Anders")})
	testkit.Must(t, err)
	for _, revision := range []int{2, 1, 2} {
		_, err = d.Publish(d.office(), publishing(measures("kurs"), revision), content.LinksRefuse, "", false)
		testkit.Must(t, err)
		d.later(time.Hour)
	}
	_, err = d.Archive(d.office(), []*content.ArchiveInput{{ID: events("fest"), ExpectedRevision: 1}}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	_, err = d.Publish(d.office(), publishing(pages("/b"), 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	english := v
	english.Locale = content.EN
	for i, tt := range []struct {
		view     content.View
		id, want string
	}{
		{v, measures("kurs"), "Kurs"}, {english, measures("kurs"), "Course"}, {content.PublicView(), measures("kurs"), "Anders"},
		{v, events("fest"), "Fest"}, {content.PublicView(), events("fest"), ""}, {v, pages("/b"), ""}, {v, measures("idee"), ""}, {v, id, "Bericht"},
	} {
		if got := d.title(tt.view, tt.id); got != tt.want {
			t.Errorf("%d: %s is %q, want %q", i, tt.id, got, tt.want)
		}
	}
	all, err := d.store.Measures.All(t.Context(), v)
	testkit.Must(t, err)
	if len(all) != 1 {
		t.Errorf("it has %d measures, want one", len(all))
	}
	_, err = d.Unfreeze(d.office(), id, 2, "")
	testkit.Must(t, err)
	if got := d.title(v, measures("kurs")); got != "" {
		t.Errorf("after that it still has %q", got)
	}
}

// A release that is not public yet is there for the office and by preview link; to all others it is as if it were not there.
func TestSecretRelease(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	token, _, err := d.Preview(d.office(), id, 1)
	testkit.Must(t, err)
	guest, err := d.Viewer(t.Context(), token)
	testkit.Must(t, err)
	other, _, err := d.Preview(d.office(), pages("/b"), 1)
	testkit.Must(t, err)
	stranger, err := d.Viewer(t.Context(), other)
	testkit.Must(t, err)
	readers := map[string]auth.Caller{"public": {}, "partner": auth.From(d.people("aerzte")), "office": auth.From(d.office()), "guest": guest, "stranger": stranger}
	check := func(when string, see ...string) {
		t.Helper()
		for name, caller := range readers {
			v := content.PublicView()
			v.Scope = caller.Scope()
			before := d.db.Commands()
			_, err := d.Released(t.Context(), v, "2026")
			cost := d.db.Commands() - before
			_, unknown := d.Released(t.Context(), v, "2025")
			sees := false
			for _, s := range see {
				sees = sees || s == name || s == "all"
			}
			switch {
			case sees && err != nil:
				t.Errorf("%s, to %s: %v", when, name, err)
			case !sees && (codeOf(err) != content.NotFound || err.Error() != unknown.Error() || cost != 1):
				t.Errorf("%s, to %s: %v, after %d commands; an unknown one: %v", when, name, err, cost, unknown)
			}
		}
	}
	check("draft")
	d.freeze(id)
	check("frozen", "office", "guest")
	_, err = d.PublishRelease(d.office(), id, 2, "")
	testkit.Must(t, err)
	check("public", "all")
	v := content.PublicView()
	v.AsOf = start
	if _, err := d.Released(t.Context(), v, "2026"); codeOf(err) != content.BadInput {
		t.Errorf("with a moment: %v", err)
	}
	if _, err := d.Released(t.Context(), content.Everything(), "2026"); codeOf(err) != content.BadInput {
		t.Errorf("with drafts: %v", err)
	}
	_, err = d.Unpublish(d.office(), []string{id}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	check("taken back", "office", "guest")
}

// A correction supersedes what it corrects, which stays as it is.
func TestCorrection(t *testing.T) {
	d := newDesk(t)
	first := d.draftOf("2026", "")
	d.freeze(first)
	second := d.draftOf("2026-neu", first)
	_, err := d.Freeze(d.office(), testkit.Library(d.t), second, 1, "")
	testkit.Must(t, err)
	_, err = d.PublishRelease(d.office(), second, 2, "")
	if got := problemsOf(err); len(got) != 1 || got[0] != "id ILLEGAL_TRANSITION" {
		t.Errorf("it corrects one that is not public: %v", err)
	}
	_, err = d.PublishRelease(d.office(), first, 2, "")
	testkit.Must(t, err)
	_, err = d.PublishRelease(d.office(), second, 2, "")
	testkit.Must(t, err)
	old := d.release(first)
	if old.State != network.ReleaseSuperseded || old.SupersededByID != second || old.PublishedAt == nil {
		t.Errorf("the first one is %s, by %q, public since %v", old.State, old.SupersededByID, old.PublishedAt)
	}
	if got := d.title(d.in("2026"), pages("/a")); got != "A" {
		t.Errorf("it has %q", got)
	}
	_, err = d.Supersede(d.office(), first, 4, second, "")
	if got := problemsOf(err); len(got) != 1 || got[0] != "id ILLEGAL_TRANSITION" {
		t.Errorf("superseded again: %v", err)
	}
}

// Of several that freeze a release at once one wins, and the others are told.
func TestFreezeAtOnce(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	var wait sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		wait.Go(func() { _, errs[i] = d.Freeze(d.office(), testkit.Library(d.t), id, 1, "") })
	}
	wait.Wait()
	won := 0
	for _, err := range errs {
		if got := problemsOf(err); err == nil {
			won++
		} else if len(got) != 1 || got[0] != "expectedRevision CONFLICT" {
			t.Errorf("one is told %v", err)
		}
	}
	if r := d.release(id); won != 1 || r.Revision != 2 {
		t.Errorf("%d have won, and it is revision %d", won, r.Revision)
	}
}
