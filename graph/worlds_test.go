package graph_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// state is how far an entry has come.
type state string

const (
	plain     state = "public"    // one revision, which is public
	revised   state = "revised"   // public, with newer drafts
	drafted   state = "drafted"   // never public
	away      state = "away"      // public once, and put away
	withdrawn state = "withdrawn" // public once, and taken back
	moved     state = "moved"     // public, with newer drafts, first of the same partner, then of another one whose it is now
	merged    state = "merged"    // public, of a newer draft the English alone
)

// The times of the worlds. What is gone again was public on one day, at which no test looks, as everybody may.
var (
	early   = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC) // drafts from before anything was public
	opening = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	oneDay  = time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	late    = time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
)

// known is an entry of the worlds.
type known struct {
	kind     content.Kind
	name, id string
	state    state
	partner  string // that it is of; empty for none
	owner    string // whose own people may see its drafts; empty for the office alone
}

func id(k content.Kind, name string) string { return content.KeyID(k, name) }

// entries returns the entries of a world in which there is everything.
func entries() (all []known) {
	add := func(kind content.Kind, name string, s state, partner, owner string) {
		all = append(all, known{kind, name, id(kind, name), s, partner, owner})
	}
	for i, s := range []state{revised, revised, drafted, away, withdrawn} {
		name := string(rune('a' + i))
		add(content.Partners, name, s, id(content.Partners, name), id(content.Partners, name))
	}
	for _, s := range []state{plain, revised, drafted, away, withdrawn, moved} {
		for _, kind := range []content.Kind{content.Agreements, content.Measures} {
			for _, name := range []string{"a", "b"} {
				partner, owner := id(content.Partners, name), id(content.Partners, name)
				if s == moved {
					owner = id(content.Partners, other(name))
				}
				add(kind, name+"-"+string(s), s, partner, owner)
			}
		}
		for _, kind := range []content.Kind{content.Pages, content.Events, content.ImplementationYears, content.Releases} {
			if s != moved {
				add(kind, "x-"+string(s), s, "", "")
			}
		}
	}
	add(content.Agreements, "c-public", plain, id(content.Partners, "c"), id(content.Partners, "c")) // of one that is not public
	add(content.Measures, "a-merged", merged, id(content.Partners, "a"), id(content.Partners, "a"))
	add(content.Pages, "x-merged", merged, "", "")
	add(content.Initiatives, network.InitiativeSlug, revised, "", "")
	add(content.Menus, "main", revised, "", "")
	for _, name := range []string{"a", "b"} {
		for _, s := range []state{revised, drafted} {
			add(content.GoodPractices, name+"-"+string(s), s, id(content.Partners, name), id(content.Partners, name))
		}
	}
	for _, name := range []string{"a", "b"} {
		for _, s := range []state{plain, revised, drafted, withdrawn} {
			add(content.Reports, name+"-"+string(s), s, id(content.Partners, name), id(content.Partners, name))
		}
	}
	for _, name := range []string{"a", "b"} {
		for _, s := range []state{revised, drafted, withdrawn, moved} {
			k := known{content.MediaFiles, name + "-" + string(s), id(content.MediaFiles, name+"-"+string(s)), s, id(content.Partners, name), id(content.Partners, name)}
			if s == moved {
				k.owner = id(content.Partners, other(name))
			}
			all = append(all, k)
		}
	}
	return all
}

// Who sees what is tested with entries of every kind.
func TestWorldsHaveEveryKind(t *testing.T) {
	for _, kind := range content.Kinds() {
		if !slices.ContainsFunc(entries(), func(k known) bool { return k.kind == kind && k.state != plain }) {
			t.Errorf("the worlds have no %s that not everybody sees: add some in entries, and what they are in secrets_test.go", kind)
		}
	}
}

func other(name string) string {
	if name[0] == 'a' {
		return "b"
	}
	return "a"
}

// world is a store with what one reader may see, and nothing else; with that of the office everything.
type world struct {
	*store.Store
	r reader
}

func newWorld(t *testing.T, r reader) world {
	t.Helper()
	s, _ := testkit.Store(t, "none")
	w := world{s, r}
	for _, k := range entries() {
		w.tell(t, k)
	}
	testkit.Must(t, s.Transaction(t.Context(), func(ctx context.Context) error { return s.Pin(ctx, id(content.Releases, "x-public")) }))
	return w
}

// tell writes what the reader may see of an entry.
func (w world) tell(t *testing.T, k known) {
	t.Helper()
	c, sees := w.Of(k.kind), w.r.drafts(k)
	revision := 0
	save := func(at time.Time, e content.Entry) {
		t.Helper()
		e.Head().ID, e.Head().Revision = k.id, revision
		_, err := c.SaveAll(t.Context(), store.Stamp{At: at, Author: "Test", AuthorID: "acc_test"}, []content.Entry{e})
		testkit.Must(t, err)
		revision++
	}
	publish := func(at time.Time) {
		testkit.Must(t, c.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: k.id, Revision: revision}, At: at}))
	}
	between := "Verschlusssache Zwischenstand" // which whoever sees no more than the newest draft does not see
	if sees == newest {
		between = "Zwischenstand"
	}
	switch k.state {
	case plain, revised, moved:
		save(opening, w.open(k))
		publish(opening)
		switch {
		case k.state == plain:
		case sees > public:
			if k.state == moved {
				save(oneDay, k.former(w.r))
			}
			save(oneDay, k.secret(between))
			save(late, w.closed(k))
		case k.partner != k.owner && k.partner == w.r.partner: // who sees that it is among his drafts no more
			save(oneDay, k.secret("Weitergegeben"))
		}
	case merged:
		save(opening, w.open(k))
		publish(opening)
		if sees > public {
			save(oneDay, k.secret(between))
			save(late, w.closed(k))
		} else { // as many, since numbers are no secret
			save(oneDay, w.open(k))
			save(late, w.open(k))
		}
		partly := language.Merge(w.open(k), w.closed(k), []content.Locale{content.EN})
		revision++
		partly.Head().ID, partly.Head().Revision = k.id, revision
		testkit.Must(t, c.Keep(t.Context(), store.Stamp{At: late, Author: "Test", AuthorID: "acc_test", Action: content.Merged, Like: 3, Base: 1}, partly))
		publish(late)
	case drafted:
		if sees > public {
			save(early, k.secret(between))
			save(early, w.closed(k))
		}
	case away, withdrawn:
		if sees > public {
			save(early, k.secret(between))
			publish(oneDay)
			if k.state == away && k.owner == "" { // which only the office sees, so that the time does not matter
				_, err := editing.New(w.Store, time.Now).Archive(auth.With(t.Context(), office), []*content.ArchiveInput{{ID: k.id, ExpectedRevision: 1}}, content.LinksLeave, "Test", false)
				testkit.Must(t, err)
				return
			}
			testkit.Must(t, c.Unpublish(t.Context(), oneDay.Add(24*time.Hour), k.id))
			gone := w.closed(k)
			gone.Head().Archived = k.state == away
			save(late, gone)
		}
	}
}
