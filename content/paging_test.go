package content_test

import (
	"strings"
	"testing"

	"partnernetz/content"
)

// Pages of a list in memory neither overlap nor skip, in both directions, and a place may be gone by the time it is named.
func TestPaginate(t *testing.T) {
	all := strings.Split("abcdefg", "")
	key := func(s string) string { return s }
	cut := func(from []string, w content.Window) string {
		t.Helper()
		page, err := content.Paginate(from, key, w)
		if err != nil {
			return err.Error()
		}
		next, _ := page.PageInfo().HasNextPage(t.Context())
		previous, _ := page.PageInfo().HasPreviousPage(t.Context())
		said := strings.Join(page.Nodes, "")
		if previous {
			said = "<" + said
		}
		if next {
			said += ">"
		}
		return said
	}
	whole, _ := content.Paginate(all, key, content.Window{})
	c, e := new(whole.Cursor("c")), new(whole.Cursor("e"))
	for want, w := range map[string]content.Window{
		"abcdefg": {}, "ab>": {First: new(2)}, "<fg": {Last: new(2)}, "<de>": {First: new(2), After: c}, "<cd>": {Last: new(2), Before: e},
		"<d>": {After: c, Before: e}, "<>": {After: e, Before: c, First: new(1)}, "first and last do not go together": {First: new(1), Last: new(1)},
		"this is not a cursor": {After: new("%")},
	} {
		if got := cut(all, w); got != want {
			t.Errorf("%+v gives %q, want %q", w, got, want)
		}
	}
	if got := cut(strings.Split("abdefg", ""), content.Window{First: new(1), After: c}); got != "<d>" {
		t.Errorf("behind a place that is gone there is %q", got)
	}
	for _, n := range []int{0, -1, content.MaxPage + 1} {
		if got := cut(all, content.Window{First: &n}); !strings.Contains(got, "1 to 100") {
			t.Errorf("first: %d gives %q", n, got)
		}
	}
}
