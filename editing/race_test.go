package editing_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// Many change the same few entries at once, each from the newest revision that it knows, while others publish them and
// take them back. Every save that was acknowledged is in the history once and no other is; all others were told which
// revisions there are; and the log has no hole.
func TestRace(t *testing.T) {
	d := newDesk(t)
	const entries, writers, publishers = 10, 32, 4
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	ids := make([]string, entries)
	for i := range ids {
		path := "/race-" + strconv.Itoa(i)
		d.add(&network.Page{Path: path, Titles: de("0")})
		ids[i] = pages(path)
	}
	var mu sync.Mutex
	saved := map[string]map[int]string{} // by id, by revision: the title
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for round := range rounds {
				id := ids[(w+round*7)%entries]
				known := d.newest(id).Head().Revision
				title := fmt.Sprintf("%d by %d", round, w)
				p, err := update(d.office(), d, id, known, &network.UpdatePageInput{Title: is(title)})
				if err != nil {
					wantConflict(t, err, known)
					continue
				}
				mu.Lock()
				if saved[id] == nil {
					saved[id] = map[int]string{}
				}
				if was := saved[id][p.Revision]; was != "" || p.Title() != title || p.Revision != known+1 {
					t.Errorf("revision %d of %s is acknowledged as %q and as %q", p.Revision, id, was, p.Title())
				}
				saved[id][p.Revision] = title
				mu.Unlock()
			}
		})
	}
	for n := range publishers {
		wg.Go(func() {
			for round := range rounds * 2 {
				some := []string{ids[(n+round)%entries], ids[(n+round+1)%entries]}
				if round%3 == 2 {
					_, err := d.Unpublish(d.office(), some, content.LinksRefuse, "", false)
					problems(t, err) // NOT_PUBLIC is fair
					continue
				}
				_, err := d.Publish(d.office(), publishing(some[0], d.newest(some[0]).Head().Revision, some[1], 1), content.LinksRefuse, "", false)
				if err != nil {
					t.Error(err)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
	wg.Wait()
	count := 0
	for _, id := range ids {
		history := d.history(id)
		if len(history) != len(saved[id])+1 {
			t.Errorf("%s has %d revisions, and %d were acknowledged", id, len(history), len(saved[id]))
		}
		count += len(saved[id])
		for _, r := range history[:len(history)-1] {
			if title := r.Entry.Headline()[content.DE]; title != saved[id][r.Revision()] {
				t.Errorf("revision %d of %s is %q, acknowledged was %q", r.Revision(), id, title, saved[id][r.Revision()])
			}
		}
		public := slices.DeleteFunc(history, func(r *content.Revision) bool { return !r.Public })
		if len(public) > 1 || len(public) == 1 && public[0].Revision() != d.public(id) || len(public) == 0 && d.public(id) != 0 {
			t.Errorf("%s: %d revisions are public in the history, and %d in public", id, len(public), d.public(id))
		}
	}
	if count < entries {
		t.Errorf("only %d saves went through", count)
	}
	_, err := d.store.VerifyAudit(t.Context(), "")
	testkit.Must(t, err)
}

func wantConflict(t *testing.T, err error, expected int) {
	t.Helper()
	ps, _ := errors.AsType[content.Problems](err)
	if len(ps) != 1 || ps[0].Conflict == nil || ps[0].Conflict.Expected != expected || ps[0].Conflict.Current <= expected {
		t.Errorf("instead of a conflict from %d: %v", expected, err)
	}
}

// Of several who make an entry of one title at once, each gets one of its own.
func TestRaceForNames(t *testing.T) {
	d := newDesk(t)
	var mu sync.Mutex
	var slugs []string
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			p, err := create(d.office(), d, &network.UpdatePartnerInput{Name: is("Gleich"), Sector: is(network.Sector("COMPANY"))})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			slugs = append(slugs, p.Slug)
		})
	}
	wg.Wait()
	if slices.Sort(slugs); len(slices.Compact(slugs)) != 8 {
		t.Errorf("they are called %v", slugs)
	}
}

// While some publish one language after the other, and others go on with the draft, every revision has a number of its own
// and no number is left out, and nobody is told of a change to the draft that there was not.
func TestRaceApart(t *testing.T) {
	d := newDesk(t)
	a := pages("/a")
	var wg sync.WaitGroup
	for _, l := range []content.Locale{english, german} {
		wg.Go(func() {
			for range 15 {
				if err := d.apart(a, d.newest(a).Head().Revision, l); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Go(func() {
		for i := range 15 {
			d.translate(a, d.newest(a).Head().Revision, fmt.Sprint("de ", i), fmt.Sprint("en ", i))
		}
	})
	wg.Wait()
	merged := 0
	for i, r := range d.history(a) {
		if r == nil || r.Revision() != d.newest(a).Head().LastNumber()-i {
			t.Fatalf("number %d is %+v", i, r)
		}
		if r.Action == content.Merged {
			merged++
		}
	}
	if merged == 0 {
		t.Error("nothing was merged, so nothing was tried")
	}
	testkit.Must(t, d.apart(a, d.newest(a).Head().Revision, content.Locales()...))
	d.wantTitles(a, d.newest(a).Head().Revision, "de 14", "en 14")
}
