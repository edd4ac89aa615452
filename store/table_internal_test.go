package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"partnernetz/content"
	"partnernetz/content/list"
)

type memo struct {
	ID   string `bson:"_id"`
	Name string `bson:"name"`
	Of   string `bson:"of"`
}

func memos(t *testing.T, n int) *Table[memo] {
	t.Helper()
	table := newTable[memo](memory(t), "memos", unique("name"))
	must(t, table.setUp(ctx))
	for _, i := range rand.Perm(n) {
		must(t, table.Add(ctx, &memo{fmt.Sprint("n", i), fmt.Sprintf("%03d", i), fmt.Sprint(i % 2)}))
	}
	return table
}

// A page that the database finds is the one that is cut out of the whole list.
func TestTablePage(t *testing.T) {
	const n = 25
	table, name := memos(t, n), func(m *memo) string { return m.Name }
	all, err := table.All(ctx, "name")
	must(t, err)
	if len(all) != n {
		t.Fatalf("there are %d", len(all))
	}
	whole, err := list.Paginate(all, name, list.Window{First: new(100)})
	must(t, err)
	say := func(c *list.Connection[*memo], err error) string {
		must(t, err)
		total, err := c.TotalCount(ctx)
		must(t, err)
		next, err := c.HasNext(ctx)
		must(t, err)
		previous, err := c.HasPrevious(ctx)
		must(t, err)
		said := fmt.Sprint(total, next, previous)
		for _, n := range c.Nodes {
			said += " " + n.Name + " " + c.Cursor(n)
		}
		return said
	}
	for range 300 {
		var w list.Window
		after, before := rand.IntN(n), rand.IntN(n)
		if rand.IntN(3) > 0 {
			w.After = new(whole.Cursor(all[after]))
		}
		if rand.IntN(3) > 0 {
			w.Before = new(whole.Cursor(all[before]))
		}
		if size := new(1 + rand.IntN(30)); rand.IntN(2) == 0 {
			w.First = size
		} else {
			w.Last = size
		}
		if w.After != nil && w.Before != nil && after >= before {
			continue // nothing is between them
		}
		want, err := list.Paginate(all, name, w)
		wanted := say(want, err)
		page, err := table.Page(ctx, "name", name, w)
		if got := say(page, err); got != wanted {
			t.Fatalf("got  %s\nwant %s", got, wanted)
		}
	}
	for _, w := range []list.Window{{First: new(0)}, {After: new("!")}, {Before: new("!")}, {First: new(1), Last: new(1)}} {
		if _, err := table.Page(ctx, "name", name, w); !isCode(err, content.BadInput) {
			t.Errorf("%+v: %v", w, err)
		}
	}
}

func isCode(err error, code content.Code) bool {
	known, ok := errors.AsType[*content.Error](err)
	return ok && known.Code == code
}

func TestTable(t *testing.T) {
	table := memos(t, 6)
	one, err := table.Get(ctx, "n3")
	must(t, err)
	if none, err := table.Get(ctx, "x"); one.Name != "003" || none != nil || err != nil {
		t.Errorf("got %+v and %+v, %v", one, none, err)
	}
	some, err := table.Where(ctx, "of", "1", "name")
	must(t, err)
	if len(some) != 3 || some[0].ID != "n1" || some[2].ID != "n5" {
		t.Errorf("got %+v", some)
	}
	if err := table.Add(ctx, &memo{ID: "x", Name: "003"}); !isCode(err, content.KeyInUse) {
		t.Errorf("two with one name: %v", err)
	}
	if err := table.Put(ctx, "n2", &memo{ID: "n2", Name: "003"}); !isCode(err, content.KeyInUse) {
		t.Errorf("two with one name: %v", err)
	}
	was := append(docID("n3"), field("of", "$eq", "1")...)
	for i, want := range []bool{true, false} { // the second time it is no longer what was read
		if done, err := table.replace(ctx, was, &memo{"n3", "x", "2"}); done != want || err != nil {
			t.Errorf("%d: %t, %v", i, done, err)
		}
	}
	for i, want := range []bool{true, false} {
		if taken, err := table.Take(ctx, "n3"); taken != nil != want || err != nil {
			t.Errorf("%d: %+v, %v", i, taken, err)
		}
	}
	must(t, table.Remove(ctx, "of", "1"))
	if left, err := table.count(ctx, nothing()); left != 0 || err != nil {
		t.Errorf("nothing is %d, %v", left, err)
	}
	if all, err := table.All(ctx, "_id"); len(all) != 3 || err != nil {
		t.Errorf("got %+v, %v", all, err)
	}
	small := WithBudget(ctx, 1)
	_, first := table.All(small, "_id")
	if _, second := table.Get(small, "n1"); first != nil || !isCode(second, content.BadInput) {
		t.Errorf("two reads of one that are allowed: %v, %v", first, second)
	}
}
