package editing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/testkit"
)

func publishing(pairs ...any) (asked []*content.PublishInput) {
	for i := 0; i < len(pairs); i += 2 {
		asked = append(asked, &content.PublishInput{ID: pairs[i].(string), Revision: pairs[i+1].(int)})
	}
	return asked
}

// keys names the entries of a result, and its links that lead nowhere.
func keys(r editing.Result) (entries, dangling []string) {
	for _, e := range r.Entries {
		entries = append(entries, e.Key())
	}
	for _, l := range r.Dangling {
		to := "nothing"
		if l.To != nil {
			to = l.To.Key()
		}
		dangling = append(dangling, l.From.Key()+" "+l.Path+" "+to)
	}
	return entries, dangling
}

func wantKeys(t *testing.T, r editing.Result, wantEntries, wantDangling []string) {
	t.Helper()
	entries, dangling := keys(r)
	if diff := cmp.Diff(wantEntries, entries); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantDangling, dangling); diff != "" {
		t.Errorf("dangling (-want +got):\n%s", diff)
	}
}

// What becomes public is the revision that was asked for, though there is a newer one, or was a newer one public.
func TestPublishPinned(t *testing.T) {
	d := newDesk(t)
	for n := range 2 {
		_, err := update(d.office(), d, pages("/a"), n+1, &network.UpdatePageInput{Title: is([]string{"A2", "A3"}[n])})
		testkit.Must(t, err)
	}
	for _, revision := range []int{2, 3, 1, 1} {
		r, err := d.Publish(d.office(), publishing(pages("/a"), revision), content.LinksRefuse, "", false)
		testkit.Must(t, err)
		e := r.Entries[0].(*network.Page)
		if e.Revision != revision || e.Stage() != content.Published || e.Title() != []string{"A", "A2", "A3"}[revision-1] {
			t.Errorf("published %d, and got %+v", revision, e)
		}
		d.wantPublic(pages("/a"), revision)
		newest := d.newest(pages("/a")).Head()
		if public := newest.PublishedAt != nil; newest.Revision != 3 || public != (revision == 3) {
			t.Errorf("after publishing %d the newest is %+v", revision, newest)
		}
	}
}

func TestPublishRefused(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	d.add(&network.Page{Path: "/ungültig", Titles: de("Alt")}) // from a time with other rules
	taken := content.KeyID(content.Pages, "/c")
	d.add(&network.Page{Path: "/c", Titles: de("C")})
	_, err := update(d.office(), d, pages("/a"), 1, &network.UpdatePageInput{Path: is("/aa")})
	testkit.Must(t, err)
	_, err = update(d.office(), d, taken, 1, &network.UpdatePageInput{Path: is("/a")}) // which in public is another's yet
	testkit.Must(t, err)
	back := events("fest")
	testkit.Must(t, archived(d, back, 1))
	_, err = d.Restore(d.office(), back, 1, 2)
	testkit.Must(t, err)
	many := publishing()
	for range list.MaxPage + 1 {
		many = append(many, publishing(content.NewID(content.Pages), 1)...)
	}
	publish := func(asked []*content.PublishInput) func() error {
		return func() error {
			_, err := d.Publish(d.office(), asked, content.LinksRefuse, "", false)
			return err
		}
	}
	d.refused(t, []refusal{
		{"nothing", publish(nil), []string{"REQUIRED entries"}},
		{"too many", publish(many), []string{"BAD_INPUT entries"}},
		{"twice the same", publish(publishing(pages("/b"), 1, pages("/b"), 1)), []string{"BAD_INPUT entries.1.id"}},
		{"unknown and malformed", publish(publishing(content.NewID(content.Pages), 1, "x", 1)), []string{"NOT_FOUND entries.0.id", "NOT_FOUND entries.1.id"}},
		{"put away", publish(publishing(partners("neu"), 1)), []string{"ARCHIVED entries.0.id"}},
		{"revisions that are not there", publish(publishing(pages("/b"), 2, pages("/a"), 0, taken, -1)), []string{"NOT_FOUND entries.0.revision", "NOT_FOUND entries.1.revision", "NOT_FOUND entries.2.revision"}},
		{"the revision of putting away", publish(publishing(back, 2)), []string{"NOT_FOUND entries.0.revision"}},
		{"a revision that is not valid", publish(publishing(pages("/b"), 1, pages("/ungültig"), 1)), []string{"BAD_INPUT entries.1.path"}},
		{"a path that another has in public", publish(publishing(pages("/b"), 1, taken, 2)), []string{"KEY_IN_USE entries.1.path"}},
		{"one path for two", publish(publishing(pages("/a"), 1, taken, 2)), []string{"KEY_IN_USE entries.1.path"}},
		{"what links to a draft", publish(publishing(measures("idee"), 1)), []string{"DANGLING_LINK entries.0"}},
		{"what links to what was put away", publish(publishing(agreements("plan"), 1)), []string{"DANGLING_LINK entries.0"}},
		{"by a partner", func() error {
			_, err := d.Publish(d.people("aerzte"), publishing(measures("kurs"), 1), content.LinksRefuse, "", false)
			return err
		}, []string{"FORBIDDEN"}},
		{"by the public", func() error {
			_, err := d.Publish(t.Context(), publishing(measures("kurs"), 1), content.LinksRefuse, "", false)
			return err
		}, []string{"UNAUTHENTICATED"}},
	})
	_, err = d.Publish(d.office(), publishing(pages("/a"), 2, taken, 2), content.LinksRefuse, "", false)
	testkit.Must(t, err) // but together they may move on
}

// What is linked to twice becomes public once.
func TestPublishTogetherOnce(t *testing.T) {
	d := newDesk(t)
	link := "[dort](entry:" + pages("/b") + ")"
	d.add(&network.Page{Path: "/c", Titles: de("C"), Parts: []network.StoredBlock{{Type: network.BlockText, Texts: de(link + " und " + link)}, {Type: network.BlockText, Texts: de(link)}}})
	r, err := d.Publish(d.office(), publishing(pages("/c"), 1), content.LinksTogether, "", false)
	testkit.Must(t, err)
	wantKeys(t, r, []string{"/c", "/b"}, nil)
}

// Two entries of which each has what was the key of the other change places at once.
func TestPublishSwapped(t *testing.T) {
	d := newDesk(t)
	move := func(id string, revision int, path string) {
		t.Helper()
		_, err := update(d.office(), d, id, revision, &network.UpdatePageInput{Path: is(path)})
		testkit.Must(t, err)
	}
	_, err := d.Publish(d.office(), publishing(pages("/b"), 1), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	move(pages("/a"), 1, "/c")
	move(pages("/b"), 1, "/a")
	move(pages("/a"), 2, "/b")
	r, err := d.Publish(d.office(), publishing(pages("/a"), 3, pages("/b"), 2), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	wantKeys(t, r, []string{"/b", "/a"}, nil)
	for path, id := range map[string]string{"/a": pages("/b"), "/b": pages("/a")} {
		p, err := d.store.Pages.ByKey(t.Context(), content.PublicView(), path)
		testkit.Must(t, err)
		if p == nil || p.ID != id {
			t.Errorf("at %s there is %+v", path, p)
		}
	}
}

func TestPublishLinks(t *testing.T) {
	d := newDesk(t)
	idee := publishing(pages("/b"), 1, measures("idee"), 1)
	publish := func(links content.LinkPolicy, dryRun bool) editing.Result {
		r, err := d.Publish(d.office(), idee, links, "", dryRun)
		if refused := len(problems(t, err)) > 0; refused != (links == content.LinksRefuse) {
			t.Errorf("%s: %v", links, err)
		}
		return r
	}
	together := []string{"/b", "idee", "plan", "neu"}
	d.unchanged(func() { // all that is said before it is done
		wantKeys(t, publish(content.LinksRefuse, false), nil, []string{"idee agreement plan"})
		wantKeys(t, publish(content.LinksRefuse, true), nil, []string{"idee agreement plan"})
		wantKeys(t, publish(content.LinksTogether, true), together, nil)
		wantKeys(t, publish(content.LinksLeave, true), []string{"/b", "idee"}, []string{"idee agreement plan"})
	})
	wantKeys(t, publish(content.LinksLeave, false), []string{"/b", "idee"}, []string{"idee agreement plan"})
	d.wantPublic(agreements("plan"), 0)
	wantKeys(t, publish(content.LinksTogether, false), together, nil)
	d.wantPublic(partners("neu"), 1)
}

// Publishing together does not bring back what was put away; leaving it does.
func TestPublishLinkToArchived(t *testing.T) {
	d := newDesk(t)
	testkit.Must(t, archived(d, partners("neu"), 1))
	r, err := d.Publish(d.office(), publishing(measures("idee"), 1), content.LinksTogether, "", false)
	if diff := cmp.Diff([]string{"DANGLING_LINK entries.0"}, problems(t, err)); diff != "" {
		t.Error(diff)
	}
	wantKeys(t, r, nil, []string{"plan partner nothing"})
	_, err = d.Publish(d.office(), publishing(measures("idee"), 1, agreements("plan"), 1), content.LinksLeave, "", false)
	testkit.Must(t, err)
	d.wantPublic(agreements("plan"), 1)
}
