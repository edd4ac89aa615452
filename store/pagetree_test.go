package store_test

import (
	"fmt"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// way writes down the pages above one, and those below it.
func way(t testing.TB, s *store.Store, v content.View, path string) string {
	t.Helper()
	l, p := dataloader.New(s), mustByKey(t, s.Pages, v, path)
	crumbs, err := l.Breadcrumbs(ctx, p)
	testkit.Must(t, err)
	var above []string
	for _, c := range crumbs {
		above = append(above, c.Path)
	}
	parent, err := l.Parent(ctx, p)
	testkit.Must(t, err)
	if (parent == nil) != (len(above) == 0) || parent != nil && parent.Path != above[len(above)-1] {
		t.Errorf("the parent of %s is %+v, the way %v", path, parent, above)
	}
	children, err := l.Children(ctx, p)
	testkit.Must(t, err)
	var below []string
	for _, c := range children {
		below = append(below, c.Path)
	}
	return strings.Join(above, " ") + " > " + path + " > " + strings.Join(below, " ")
}

func mustPageBelow(t testing.TB, s *store.Store, above string, paths ...string) {
	t.Helper()
	for _, path := range paths {
		p := &network.Page{Path: path, Titles: german(path)}
		if above != "" {
			p.ParentID = pageID(above)
		}
		mustAdd(t, s.Pages, day(1), p)
	}
}

// The tree is that of the view: a page that it does not have is above nothing.
func TestPageTree(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustPageBelow(t, s, "", "/a")
	mustPageBelow(t, s, "/a", "/b", "/aa")
	mustPageBelow(t, s, "/b", "/c", "/d")
	mustPageBelow(t, s, "/c", "/e")
	steps := []struct {
		name string
		do   func()
		want map[string]string
	}{
		{"all", func() {}, map[string]string{"/a": " > /a > /aa /b", "/b": "/a > /b > /c /d", "/e": "/a /b /c > /e > "}},
		{"moved as a draft", func() {
			change(t, s.Pages, day(2), pageID("/c"), false, func(p *network.Page) { p.ParentID = pageID("/aa") })
		}, map[string]string{"/e": "/a /b /c > /e > ", "/aa": "/a > /aa > "}},
		{"not public", func() { testkit.Must(t, s.Pages.Unpublish(ctx, day(3), pageID("/b"))) },
			map[string]string{"/a": " > /a > /aa", "/d": " > /d > ", "/e": "/c > /e > ", "/c": " > /c > /e"}},
	}
	for _, step := range steps {
		step.do()
		for path, want := range step.want {
			if got := way(t, s, public, path); got != want {
				t.Errorf("%s: %q, want %q", step.name, got, want)
			}
		}
	}
	if got, want := way(t, s, drafts, "/e"), "/a /aa /c > /e > "; got != want {
		t.Errorf("as a draft: %q, want %q", got, want)
	}
	if got, want := way(t, s, asOf(day(2)), "/e"), "/a /b /c > /e > "; got != want {
		t.Errorf("on the second day: %q, want %q", got, want)
	}
	change(t, s.Pages, day(4), pageID("/aa"), false, func(p *network.Page) { p.Archived = true })
	if got, want := way(t, s, drafts, "/e"), "/c > /e > "; got != want {
		t.Errorf("below what was put away: %q, want %q", got, want)
	}
}

// However deep the tree, and whatever is wrong with it, the way through it ends, and costs one command for all pages.
func TestDeepPageTree(t *testing.T) {
	s, db := testkit.Store(t, "none")
	mustPageBelow(t, s, "", "/p0")
	for i := 1; i < 20; i++ {
		mustPageBelow(t, s, fmt.Sprintf("/p%d", i-1), fmt.Sprintf("/p%d", i))
	}
	l, before := dataloader.New(s), db.Commands()
	all, err := s.Pages.All(ctx, public)
	testkit.Must(t, err)
	for _, p := range all {
		crumbs, err := l.Breadcrumbs(ctx, p)
		testkit.Must(t, err)
		children, err := l.Children(ctx, p)
		testkit.Must(t, err)
		if p.Path == "/p19" && (len(crumbs) != 19 || len(children) != 0) || p.Path == "/p0" && (len(crumbs) != 0 || len(children) != 1) {
			t.Errorf("%s: %d above, %d below", p.Path, len(crumbs), len(children))
		}
	}
	if got := db.Commands() - before; got != 2 {
		t.Errorf("%d commands", got)
	}
	// What editing refuses could come about by two publications at once.
	change(t, s.Pages, day(2), pageID("/p0"), true, func(p *network.Page) { p.ParentID = pageID("/p2") })
	for path, want := range map[string]string{"/p0": "/p1 /p2 > /p0 > /p1", "/p1": "/p2 /p0 > /p1 > /p2", "/p3": "/p0 /p1 /p2 > /p3 > /p4"} {
		if got := way(t, s, public, path); got != want {
			t.Errorf("in a circle: %q, want %q", got, want)
		}
	}
}
