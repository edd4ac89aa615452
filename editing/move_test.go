package editing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/testkit"
)

// moveAll moves a page and returns where it and those that moved with it stand, with their revisions.
func (d *desk) moveAll(id string, revision int, path string) (at map[string]int, err error) {
	pages, err := d.MovePage(d.office(), id, revision, path, "umgezogen")
	at = map[string]int{}
	last := ""
	for _, p := range pages {
		if p.Path <= last {
			d.t.Errorf("%s stands behind %s", p.Path, last)
		}
		at[p.Path], last = p.Revision, p.Path
	}
	return at, err
}

// Whatever the way, all below moves along, and what only looks alike stays.
func TestMovePage(t *testing.T) {
	for name, test := range map[string]struct{ to, end string }{
		"elsewhere":    {"/neu", "/neu /neu/b /neu/b/c"},
		"deeper":       {"/a/b", "/a/b /a/b/b /a/b/b/c"},
		"far deeper":   {"/x/y/z", "/x/y/z /x/y/z/b /x/y/z/b/c"},
		"to where one": {"/a/b/c", "/a/b/c /a/b/c/b /a/b/c/b/c"}, // that moves stands
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.addPage("/a/b", "B")
			c := d.addPage("/a/b/c", "C")
			other := d.addPage("/ab", "anders")
			_, err := update(d.office(), d, c, 1, &network.UpdatePageInput{Title: is("neuer Entwurf")})
			testkit.Must(t, err)
			at, err := d.moveAll(pages("/a"), 1, test.to)
			testkit.Must(t, err)
			paths := strings.Fields(test.end)
			if diff := cmp.Diff(map[string]int{paths[0]: 2, paths[1]: 2, paths[2]: 3}, at); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if p := d.newest(c).(*network.Page); p.Path != paths[2] || p.Titles[content.DE] != "neuer Entwurf" {
				t.Errorf("the last one is %s %v", p.Path, p.Titles)
			}
			if p := d.newest(other).(*network.Page); p.Revision != 1 {
				t.Errorf("%s moved too", p.Path)
			}
			if h := d.history(c)[0]; *h.Note != "umgezogen" || h.Author.Name != "Olga Office" {
				t.Errorf("the history has %+v", h)
			}
			d.wantPublic(pages("/a"), 1)
			_, err = d.Publish(d.office(), publishing(pages("/a"), 2, pages("/a/b"), 2, c, 3), content.LinksRefuse, "", false)
			testkit.Must(t, err)
		})
	}
}

// A page moves up onto the place of none, and those below it onto the place that it leaves.
func TestMovePageUp(t *testing.T) {
	d := newDesk(t)
	d.addPage("/x/b", "B")
	d.addPage("/x/b/b", "BB")
	at, err := d.moveAll(pages("/x/b"), 1, "/x")
	testkit.Must(t, err)
	if diff := cmp.Diff(map[string]int{"/x": 2, "/x/b": 2}, at); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	home := d.addPage("/", "Start")
	if at, err = d.moveAll(home, 1, "/start"); err != nil || len(at) != 1 {
		t.Errorf("with the home page moved %v, %v", at, err)
	}
	d.unchanged(func() {
		if at, err = d.moveAll(home, 2, "/start"); err != nil || at["/start"] != 2 {
			t.Errorf("where it is: %v, %v", at, err)
		}
	})
}

func TestMovePageRefused(t *testing.T) {
	d := newDesk(t)
	d.addPage("/a/lang", "B")
	d.addPage("/neu/lang", "steht schon da")
	away := d.addPage("/weg/lang", "archiviert")
	testkit.Must(t, archived(d, away, 1))
	move := func(id string, revision int, path string) func() error {
		return func() error {
			at, err := d.moveAll(id, revision, path)
			if len(at) > 0 {
				t.Errorf("%v came back", at)
			}
			return err
		}
	}
	d.refused(t, []refusal{
		{"taken", move(pages("/a"), 1, "/b"), []string{"KEY_IN_USE path"}},
		{"taken below", move(pages("/a"), 1, "/neu"), []string{"KEY_IN_USE path"}},
		{"taken by what was put away", move(pages("/a"), 1, "/weg"), []string{"KEY_IN_USE path"}},
		{"no path", move(pages("/a"), 1, "neu"), []string{"BAD_INPUT path"}},
		{"too long below", move(pages("/a"), 1, "/"+strings.Repeat("a", 197)), []string{"BAD_INPUT path"}},
		{"stale", move(pages("/a"), 2, "/c"), []string{"CONFLICT expectedRevision"}},
		{"no page", move(partners("aerzte"), 1, "/c"), []string{"NOT_FOUND id"}},
		{"nothing", move(content.NewID(content.Pages), 1, "/c"), []string{"NOT_FOUND id"}},
		{"put away", move(away, 2, "/c"), []string{"ARCHIVED id"}},
		{"not theirs", func() error {
			_, err := d.MovePage(d.people("aerzte"), pages("/a"), 1, "/c", "")
			return err
		}, []string{"NOT_FOUND id"}},
	})
}

// What moves at once can be published at once.
func TestMovePageAtMost(t *testing.T) {
	d := newDesk(t)
	for i := range list.MaxPage - 1 {
		d.add(&network.Page{Path: fmt.Sprintf("/a/%d", i), Titles: de("A")})
	}
	at, err := d.moveAll(pages("/a"), 1, "/neu")
	testkit.Must(t, err)
	if len(at) != list.MaxPage {
		t.Errorf("%d moved", len(at))
	}
	d.add(&network.Page{Path: "/neu/mehr", Titles: de("Mehr")})
	d.refused(t, []refusal{{"too many", func() error {
		_, err := d.moveAll(pages("/a"), 2, "/a")
		return err
	}, []string{"BAD_INPUT path"}}})
	_, err = d.moveAll(pages("/neu/mehr"), 1, "/mehr")
	testkit.Must(t, err)
	_, err = d.moveAll(pages("/a"), 2, "/a")
	testkit.Must(t, err)
}
