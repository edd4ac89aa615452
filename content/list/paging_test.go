package list_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/testkit/must"
)

func self(s string) string { return s }

// However large the pages are, and from whichever end one walks, it is the whole list.
func TestPaginateWalk(t *testing.T) {
	for n := range 12 {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf("k%02d", i))
		}
		for size := 1; size <= n+1; size++ {
			var forward, backward []string
			for w := (list.Window{First: &size}); ; {
				page := paginate(t, all, w)
				forward = append(forward, page.Nodes...)
				if !more(t, page.HasNext) {
					break
				}
				w.After = page.PageInfo().EndCursor()
			}
			for w := (list.Window{Last: &size}); ; {
				page := paginate(t, all, w)
				backward = append(slices.Clone(page.Nodes), backward...)
				if !more(t, page.HasPrevious) {
					break
				}
				w.Before = page.PageInfo().StartCursor()
			}
			if !slices.Equal(forward, all) || !slices.Equal(backward, all) {
				t.Errorf("%d by %d: forward %v, backward %v", n, size, forward, backward)
			}
		}
	}
}

func paginate(t testing.TB, all []string, w list.Window) *list.Connection[string] {
	t.Helper()
	page, err := list.Paginate(all, self, w)
	must.Succeed(t, err)
	if total, err := page.Total(t.Context()); total != len(all) || err != nil {
		t.Errorf("the total of %d is %d (%v)", len(all), total, err)
	}
	return page
}

func more(t testing.TB, has func(context.Context) (bool, error)) bool {
	t.Helper()
	is, err := has(t.Context())
	must.Succeed(t, err)
	return is
}

// A page is what one finds by looking at each member, whether or not those of the cursors are still there.
func FuzzPaginate(f *testing.F) {
	f.Add("abcdef", "b", "e", 2, false)
	f.Add("ace", "b", "d", 1, true)
	f.Add("abc", "c", "a", 3, true)
	f.Fuzz(func(t *testing.T, letters, after, before string, size int, last bool) {
		all := slices.Compact(slices.Sorted(slices.Values(strings.Split(letters, ""))))
		cursor := func(s string) *string { return ptr(base64.RawURLEncoding.EncodeToString([]byte(s))) }
		w := list.Window{First: &size, After: cursor(after), Before: cursor(before)}
		if last {
			w.First, w.Last = nil, &size
		}
		page, err := list.Paginate(all, self, w)
		if size < 1 || size > list.MaxPage {
			if err == nil {
				t.Errorf("a page of %d", size)
			}
			return
		}
		must.Succeed(t, err)
		want := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s <= after || s >= before })
		if cut := len(want) - size; cut > 0 && last {
			want = want[cut:]
		} else if cut > 0 {
			want = want[:size]
		}
		if diff := cmp.Diff(want, slices.Clone(page.Nodes), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q after %q before %q: %s", all, after, before, diff)
		}
		if len(want) > 0 && (more(t, page.HasNext) != (want[len(want)-1] != all[len(all)-1]) || more(t, page.HasPrevious) != (want[0] != all[0])) {
			t.Errorf("of %q the page is %q", all, want)
		}
	})
}

func TestPaginateRefused(t *testing.T) {
	for name, w := range map[string]list.Window{
		"both":            {First: ptr(1), Last: ptr(1)},
		"none":            {First: ptr(0)},
		"too many":        {Last: ptr(list.MaxPage + 1)},
		"no cursor":       {After: ptr("%")},
		"no cursor there": {Before: ptr("ä")},
	} {
		_, err := list.Paginate([]string{"a"}, self, w)
		if e, ok := errors.AsType[*content.Error](err); !ok || e.Code != content.BadInput {
			t.Errorf("%s: %v", name, err)
		}
	}
}
