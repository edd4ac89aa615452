package store_test

import (
	"errors"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// A revision that is kept beside the draft has the next number, and is changed from what its stamp says.
func TestKeep(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	p := mustSave(t, s.Partners, day(1), company("a"))[0]
	mustPublish(t, s.Partners, day(1), p)
	for n := 2; n <= 4; n++ {
		p = mustSave(t, s.Partners, day(n), named(p, "draft"))[0]
	}
	beside := named(mustByKey(t, s.Partners, public, "a"), "beside")
	keep := func(number int) error {
		beside.Revision = number
		return s.Partners.Keep(ctx, store.Stamp{At: day(5), Author: "test", Action: content.Merged, Like: 4, Base: 1}, beside)
	}
	for _, number := range []int{4, 6} {
		var problems content.Problems
		if err := keep(number); !errors.As(err, &problems) || problems[0].Code != content.Conflict {
			t.Errorf("with number %d: %v", number, err)
		}
	}
	testkit.Must(t, keep(5))
	if err := s.Partners.Keep(ctx, store.Stamp{At: day(5)}, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners), Revision: 1}}); err == nil {
		t.Error("what is not there was kept")
	}
	if draft := mustByKey(t, s.Partners, drafts, "a"); draft.Revision != 4 || draft.LastNumber() != 5 || draft.Name() != "draft" {
		t.Errorf("the draft is %+v", draft)
	}
	p = mustSave(t, s.Partners, day(6), named(mustByKey(t, s.Partners, drafts, "a"), "next"))[0]
	if p.Revision != 6 || p.Last != 0 {
		t.Errorf("the next is %+v", p)
	}

	list, err := dataloader.New(s).Revisions(ctx, mustByKey(t, s.Partners, drafts, "a"), list.Window{First: ptr(2)})
	testkit.Must(t, err)
	for i, want := range []struct{ revision, from int }{{6, 4}, {5, 1}} { // of which neither is the one before, nor on the page
		if r := list.Nodes[i]; r.Revision() != want.revision || r.Earlier == nil || r.Earlier.Head().Revision != want.from {
			t.Errorf("number %d is %d, changed from %+v", i, r.Revision(), r.Earlier)
		}
	}
	if total, err := list.Total(ctx); total != 6 || err != nil {
		t.Errorf("there are %d, %v", total, err)
	}
}
