package editing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// addPage saves a draft of a page with one text.
func (d *desk) addPage(path, text string) string {
	d.t.Helper()
	d.add(&network.Page{Path: path, Titles: de(path), Parts: []network.StoredBlock{{Type: network.BlockText, Texts: de(text)}}})
	return pages(path)
}

// listed names findings by entry, rule and field.
func listed(found []*check.Finding) (all []string) {
	for _, f := range found {
		all = append(all, strings.Join([]string{f.Entry.Key(), string(f.Rule), f.Field}, " "))
	}
	return all
}

func wantListed(t *testing.T, found []*check.Finding, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, listed(found)); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

// An error keeps everything from being published, a warning nothing; the result lists both.
func TestPublishFindings(t *testing.T) {
	d := newDesk(t)
	broken := d.addPage("/kaputt", "[Nirgends](/nirgends) [hier](/a)")
	sound := d.addPage("/gut", "[hier](/a)")
	ask := publishing(sound, 1, broken, 1)
	want := []string{"/gut LINK_TEXT blocks.0.text", "/kaputt DEAD_LINK blocks.0.text", "/kaputt LINK_TEXT blocks.0.text"}
	for _, dry := range []bool{true, false} {
		d.unchanged(func() {
			r, err := d.Publish(d.office(), ask, content.LinksRefuse, "", dry)
			if diff := cmp.Diff([]string{"FINDING entries.1.blocks.0.text"}, problems(t, err)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			wantListed(t, r.Findings, want...)
			r, err = d.Publish(d.office(), ask, content.LinksRefuse, "", dry, check.LinkText, check.EmptyLink) // which do not help
			if len(problems(t, err)) != 1 || len(r.Entries) > 0 {
				t.Errorf("published %v despite another rule, %v", r.Entries, err)
			}
		})
	}
	d.unchanged(func() {
		r, err := d.Publish(d.office(), ask, content.LinksRefuse, "", true, check.DeadLink)
		testkit.Must(t, err)
		wantListed(t, r.Findings, want...)
	})
	r, err := d.Publish(d.office(), ask, content.LinksRefuse, "Freitag", false, check.DeadLink)
	testkit.Must(t, err)
	wantListed(t, r.Findings, want...)
	d.wantPublic(broken, 1)
	if log := d.log(); log[len(log)-1] != "PUBLISHED Freitag (despite DEAD_LINK)" {
		t.Errorf("the log has %q", log)
	}
	_, err = d.Publish(d.office(), publishing(sound, 1), content.LinksRefuse, "Samstag", false, check.DeadLink)
	testkit.Must(t, err)
	if log := d.log(); log[len(log)-1] != "PUBLISHED Samstag" {
		t.Errorf("the log has %q of what nothing was wrong with", log)
	}
}

// What becomes public in one language is looked at in that one, and where it is the same in all.
func TestPublishFindingsOfLanguages(t *testing.T) {
	d := newDesk(t)
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Blocks: is([]*network.BlockInput{{Text: &network.TextBlockInput{Text: is("[Nirgends](/nirgends)"),
		Translations: []*network.TextTranslationInput{{Locale: content.EN, Text: is("[The page](/a)")}}}}})})
	testkit.Must(t, err)
	ask := func(locales ...content.Locale) error {
		_, err := d.Publish(d.office(), []*content.PublishInput{{ID: pages("/a"), Revision: 2, Locales: locales}}, content.LinksRefuse, "", true)
		return err
	}
	if got := problems(t, ask(content.EN)); len(got) > 0 {
		t.Errorf("in English alone %q is refused", got)
	}
	for _, locales := range [][]content.Locale{nil, {content.DE}, {content.EN, content.DE}} {
		if got := problems(t, ask(locales...)); !slices.Equal(got, []string{"FINDING entries.0.blocks.0.text"}) {
			t.Errorf("in %v %q", locales, got)
		}
	}
}

// Entries that become public together are there for each other, and so are those that come along by their links.
func TestPublishFindingsTogether(t *testing.T) {
	d := newDesk(t)
	one, other := d.addPage("/eins", "[Zwei](/zwei#h-da)"), d.addPage("/zwei", "## Da\n\n[Eins](/eins)")
	d.refused(t, []refusal{
		{"one", func() error {
			_, err := d.Publish(d.office(), publishing(one, 1), content.LinksRefuse, "", false)
			return err
		}, []string{"FINDING entries.0.blocks.0.text"}},
		{"other", func() error {
			_, err := d.Publish(d.office(), publishing(other, 1), content.LinksRefuse, "", false)
			return err
		}, []string{"FINDING entries.0.blocks.0.text"}},
	})
	r, err := d.Publish(d.office(), publishing(one, 1, other, 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	wantListed(t, r.Findings)

	broken := d.addPage("/kaputt", "[Nirgends](/nirgends)")
	by := d.addPage("/verweis", "[Kaputt](entry:"+broken+")")
	r, err = d.Publish(d.office(), publishing(by, 1), content.LinksTogether, "", false)
	if diff := cmp.Diff([]string{"FINDING entries.0.blocks.0.text"}, problems(t, err)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantListed(t, r.Findings, "/kaputt DEAD_LINK blocks.0.text")
}

// An address that was that of an entry leads to where it is public now; of one that is public no more, nowhere.
func TestMovedLinks(t *testing.T) {
	d := newDesk(t)
	old := d.addPage("/verweis", "[A](/a) [Ärzte](/partner/aerzte) [Fest](/veranstaltungen/fest)")
	look := func() (all []string) {
		found, err := d.store.Findings(t.Context(), []content.Entry{d.newest(old)})
		testkit.Must(t, err)
		for _, f := range found[store.Ref{ID: old, Revision: 1}] {
			all = append(all, string(f.Rule)+" "+f.EN)
		}
		return all
	}
	if got := look(); len(got) > 0 {
		t.Errorf("found %q", got)
	}
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Path: is("/neu")})
	testkit.Must(t, err)
	_, err = update(d.office(), d, partners("aerzte"), 1, &network.UpdatePartnerInput{Slug: is("kammer")})
	testkit.Must(t, err)
	if got := look(); len(got) > 0 {
		t.Errorf("a draft that moves changes nothing, but found %q", got)
	}
	_, err = d.Publish(d.office(), publishing(pages("/a"), 2, partners("aerzte"), 2), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	got := look()
	if len(got) != 2 || !strings.HasPrefix(got[0], "MOVED_LINK") || !strings.Contains(got[0], " /neu ") || !strings.Contains(got[1], " /partner/kammer ") {
		t.Errorf("found %q", got)
	}
	_, err = d.Unpublish(d.office(), []string{pages("/a"), events("fest")}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	if got = look(); len(got) != 3 || !strings.HasPrefix(got[0], "DEAD_LINK") || !strings.HasPrefix(got[1], "DEAD_LINK") || !strings.HasPrefix(got[2], "MOVED_LINK") {
		t.Errorf("found %q", got)
	}
}

// Of several that stood at an address, the last one is meant; and what stands behind the # of a link by id is looked up.
func TestLinksAreFollowedInTheStore(t *testing.T) {
	d := newDesk(t)
	for _, path := range []string{"/eins", "/zwei"} { // which both were at /alt, one after the other
		id := d.addPage(path, "## Da")
		for i, at := range []string{"/alt", path} {
			_, err := update(d.office(), d, id, i+1, &network.UpdatePageInput{Path: is(at)})
			testkit.Must(t, err)
			d.later(time.Hour)
			_, err = d.Publish(d.office(), publishing(id, i+2), content.LinksRefuse, "", false)
			testkit.Must(t, err)
		}
	}
	by := d.newest(d.addPage("/verweis", "[Alt](/alt) [Eins](entry:"+pages("/eins")+"#h-da) [Zwei](entry:"+pages("/zwei")+"#h-dort)"))
	found, err := d.store.Findings(t.Context(), []content.Entry{by})
	testkit.Must(t, err)
	all := found[store.Ref{ID: by.Head().ID, Revision: 1}]
	wantListed(t, all, "/verweis DEAD_ANCHOR blocks.0.text", "/verweis MOVED_LINK blocks.0.text")
	if len(all) == 2 && !strings.Contains(all[1].EN, " /zwei ") {
		t.Error(all[1].EN)
	}
}

// A schedule is refused for what is found when it is made, and for nothing when its moment comes.
func TestScheduleFindings(t *testing.T) {
	d := newDesk(t)
	broken, later := d.addPage("/kaputt", "[Nirgends](/nirgends) [hier](/a)"), ptr(start.Add(3*time.Hour))
	d.unchanged(func() {
		_, r, err := d.Schedule(d.office(), broken, 1, later, nil, nil)
		if diff := cmp.Diff([]string{"FINDING revision.blocks.0.text"}, problems(t, err)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		wantListed(t, r.Findings, "/kaputt DEAD_LINK blocks.0.text", "/kaputt LINK_TEXT blocks.0.text")
	})
	s, r, err := d.Schedule(d.office(), broken, 1, later, nil, nil, check.DeadLink)
	testkit.Must(t, err)
	wantListed(t, r.Findings, "/kaputt DEAD_LINK blocks.0.text", "/kaputt LINK_TEXT blocks.0.text")
	sound := d.addPage("/gut", "[A](/a)")
	other := d.scheduled(sound, 1, 2*time.Hour, 0)
	_, err = d.Unpublish(d.office(), []string{pages("/a")}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	d.steps(2 * time.Hour)
	d.wantState(s, network.ScheduleDone)
	d.wantState(other, network.ScheduleDone)
	d.wantPublic(broken, 1)
	d.wantPublic(sound, 1)
	if log := d.log(); !slices.Contains(log, fmt.Sprintf("PUBLISHED schedule %s (despite DEAD_LINK)", other.ID)) {
		t.Errorf("the log has %q", log)
	}
	if _, _, err = d.Schedule(d.office(), broken, 1, nil, ptr(start.Add(30*time.Hour)), nil); err != nil { // which publishes nothing
		t.Error(err)
	}
}

// How often the database is asked depends neither on how many links there are, nor on how many entries are looked at.
func TestFindingsTakeFewCommands(t *testing.T) {
	d := newDesk(t)
	commands := func(fn func()) int64 {
		before := d.db.Commands()
		fn()
		return d.db.Commands() - before
	}
	links := "[Titel](/a) [Ärzte](/partner/aerzte) [Nirgends](/nirgends) [Niemand](/partner/niemand) [Alt](/alt) [Da](entry:" + pages("/a") + "#h-da)"
	few := d.newest(d.addPage("/wenig", links))
	for i := range 200 {
		links += fmt.Sprintf(" [A](/a?%d) [Nirgends](/nirgends-%d) [Niemand](/partner/niemand-%d) [Fest](/veranstaltungen/fest)", i, i, i)
	}
	var many []content.Entry
	for i := range 30 {
		many = append(many, d.newest(d.addPage(fmt.Sprintf("/viel-%d", i), links)))
	}
	find := func(entries ...content.Entry) func() {
		return func() {
			_, err := d.store.Findings(t.Context(), entries)
			testkit.Must(t, err)
		}
	}
	one, all := commands(find(few)), commands(find(many...))
	if all > one+1 || one > 6 { // those with many link to events too
		t.Errorf("%d commands for a page with few links and %d for 30 with many", one, all)
	}
	list := func() {
		c, err := d.Findings(content.WithView(d.office(), content.Everything()), nil, list.Window{})
		testkit.Must(t, err)
		if n, _ := c.TotalCount(t.Context()); n < 30*400 || len(c.Nodes) != list.DefaultPage {
			t.Errorf("found %d, and showed %d", n, len(c.Nodes))
		}
	}
	if n := commands(list); n > all+int64(len(content.Kinds())) {
		t.Errorf("listing all takes %d commands", n)
	}
	if n := commands(find(&network.Page{Path: "/x", Titles: de("X")})); n != 0 {
		t.Errorf("a page without links takes %d commands", n)
	}
}
