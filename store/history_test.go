package store_test

import (
	"fmt"
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// The history lists every revision once, however often it was public, and marks the one that is.
func TestHistory(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	p := mustSave(t, s.Partners, day(1), company("a"))[0]
	for n := 2; n <= 5; n++ {
		p = mustSave(t, s.Partners, day(n), named(p, fmt.Sprint(n)))[0]
	}
	for i, revision := range []int{2, 4, 2, 3} { // 2 twice
		testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: p.ID, Revision: revision}, At: day(10 + i)}))
	}
	entry := mustByKey(t, s.Partners, drafts, "a")
	for size := 1; size <= 6; size++ {
		var numbers []int
		var after *string
		for {
			list, err := dataloader.New(s).Revisions(ctx, entry, list.Window{First: &size, After: after})
			testkit.Must(t, err)
			for _, r := range list.Nodes {
				numbers = append(numbers, r.Revision())
				if n := r.Revision(); r.Public != (n == 3) || (r.Entry.Head().PublishedAt != nil) != r.Public || (n > 1) != (r.Earlier != nil) || len(r.Changes()) == 0 {
					t.Errorf("revision %d is %+v", n, r)
				}
			}
			if total, err := list.Total(ctx); total != 5 || err != nil {
				t.Errorf("there are %d (%v)", total, err)
			}
			if more, err := list.HasNext(ctx); err != nil || !more {
				break
			}
			after = list.PageInfo().EndCursor()
		}
		if !slices.Equal(numbers, []int{5, 4, 3, 2, 1}) {
			t.Errorf("by %d they are %v", size, numbers)
		}
	}
	last, err := dataloader.New(s).Revisions(ctx, entry, list.Window{Last: ptr(2)})
	testkit.Must(t, err)
	if len(last.Nodes) != 2 || last.Nodes[0].Revision() != 2 || last.Nodes[1].Revision() != 1 {
		t.Errorf("the last two are %v", last.Nodes)
	}
	for _, n := range []int{0, -1, 6} {
		if r, err := s.Partners.Revision(ctx, drafts, store.Ref{ID: p.ID, Revision: n}); r != nil || err != nil {
			t.Errorf("revision %d is %v (%v)", n, r, err)
		}
	}
	if list, err := dataloader.New(s).Revisions(ctx, mustByKey(t, s.Partners, public, "a"), list.Window{}); list != nil || err != nil {
		t.Errorf("the public is shown %v (%v)", list, err)
	}
}

// What is found out about entries that were read together is read for all of them at once, and it is right.
func TestRelated(t *testing.T) {
	s, db := fixture(t)
	entries, err := s.Partners.All(ctx, drafts)
	testkit.Must(t, err)
	l, before := dataloader.New(s), db.Commands()
	changed := map[string]bool{}
	used := map[string]int{}
	for _, p := range entries {
		has, err := l.Compare(ctx, p, func(public, newest content.Entry) bool { return public == nil || !language.Alike(public, newest) })
		testkit.Must(t, err)
		changed[p.Slug] = *has
		users, err := l.UsedIn(ctx, p, list.Window{})
		testkit.Must(t, err)
		used[p.Slug] = len(users.Nodes)
		_, err = l.Schedule(ctx, p)
		testkit.Must(t, err)
	}
	if n := db.Commands() - before; n > int64(len(content.Kinds())+3) { // one for each kind that could link, and a few
		t.Errorf("it took %d commands", n)
	}
	if !changed["entwurf"] || changed["staedte"] || used["aerzte"] != 6 {
		t.Errorf("changed %v, used %v", changed, used)
	}
}

// The schedule of an entry is shown with it as long as it has steps left, to those who see its drafts.
func TestRelatedSchedule(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	mustAdd(t, s.Partners, day(1), company("a"), company("b"))
	sch, problems := network.NewSchedule(day(2), content.Author{}, partnerID("a"), 1, ptr(day(3)), ptr(day(4)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	testkit.Must(t, s.AddSchedule(ctx, sch))
	shown := func(v content.View, slug string) *network.Schedule {
		t.Helper()
		found, err := dataloader.New(s).Schedule(ctx, mustByKey(t, s.Partners, v, slug))
		testkit.Must(t, err)
		return found
	}
	if got := shown(drafts, "a"); got == nil || got.ID != sch.ID || !got.Due.Equal(day(3)) || got.Entry == nil {
		t.Errorf("got %+v", got)
	}
	if shown(drafts, "b") != nil || shown(public, "a") != nil {
		t.Error("it is shown with what it is not for, or to the public")
	}
	next := sch.Next()
	for i, want := range []bool{true, false} { // it is no longer what it was
		if moved, err := s.MoveSchedule(ctx, sch, next); moved != want || err != nil {
			t.Errorf("move %d: %v (%v)", i, moved, err)
		}
	}
	if due, err := s.DueSchedules(ctx, day(3)); len(due) != 0 || err != nil {
		t.Errorf("due is %v (%v)", due, err)
	}
	if due, err := s.DueSchedules(ctx, day(4)); len(due) != 1 || err != nil {
		t.Errorf("due is %v (%v)", due, err)
	}
	_, err := s.MoveSchedule(ctx, next, next.Next())
	testkit.Must(t, err)
	if got := shown(drafts, "a"); got != nil {
		t.Errorf("after its end it is %+v", got)
	}
}

// A secret is made once, whoever asks first.
func TestSecret(t *testing.T) {
	s, db := testkit.Store(t, "none")
	other, err := store.New(ctx, db)
	testkit.Must(t, err)
	t.Cleanup(other.Close)
	all := make(chan string, 16)
	for i := range cap(all) {
		go func() {
			b, err := []*store.Store{s, other}[i%2].Secret(ctx, "x")
			if err != nil {
				t.Error(err)
			}
			all <- string(b)
		}()
	}
	first := <-all
	for range cap(all) - 1 {
		if next := <-all; next != first || len(next) != 32 {
			t.Errorf("%q is not %q", next, first)
		}
	}
	if y, err := s.Secret(ctx, "y"); err != nil || string(y) == first {
		t.Errorf("another is the same (%v)", err)
	}
}
