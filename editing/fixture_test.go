package editing_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// desk is an editor at work on a small network, with a clock that goes on when told to:
//
//	aerzte  a partner with the agreement offen, which has the measure kurs; all public
//	soest   a partner with the agreement runder-tisch; both public
//	neu     a partner with the agreement plan, which has the measure idee; all drafts
//	/a      a public page; /b a draft
//	fest    a public event of aerzte and soest
type desk struct {
	t     testing.TB
	store *store.Store
	db    *store.Database
	*editing.Editor
	mu  sync.Mutex
	now time.Time
}

var start = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, now: start}
	d.store, d.db = testkit.Store(t, "none")
	d.Editor = editing.New(d.store, d.clock)
	for _, e := range []content.Entry{
		&network.Partner{Slug: "aerzte", Names: de("Ärztekammer"), Sector: "ASSOCIATION"},
		&network.Agreement{Slug: "offen", PartnerID: partners("aerzte"), Titles: de("Offen"), Status: "ACTIVE"},
		&network.Measure{Slug: "kurs", PartnerID: partners("aerzte"), AgreementID: agreements("offen"), Titles: content.Text{content.DE: "Kurs", content.EN: "Course"}, Area: "TRAINING", Status: "RUNNING", EndsOn: ptr(content.Date("2027-12-31"))},
		&network.Partner{Slug: "soest", Names: de("Kreis Soest"), Sector: "MUNICIPALITY"},
		&network.Agreement{Slug: "runder-tisch", PartnerID: partners("soest"), Titles: de("Runder Tisch"), Status: "ACTIVE"},
		&network.Page{Path: "/a", Titles: content.Text{content.DE: "A", content.EN: "A in English"}, Parts: []network.StoredBlock{
			{Type: network.BlockText, Texts: content.Text{content.DE: "Eins", content.EN: "One"}}, {Type: network.BlockText, Texts: content.Text{content.DE: "Zwei", content.EN: "Two"}}}},
		&network.Event{Slug: "fest", Kind: "PUBLIC_EVENT", Titles: de("Fest"), StartsAt: start, HostIDs: []string{partners("aerzte"), partners("soest")}},
		&network.ImplementationYear{Label: "2026"},
		&network.Initiative{Slug: network.InitiativeSlug, Names: de("Initiative")},
	} {
		d.add(e)
		testkit.Must(t, d.store.Of(e.EntryKind()).Publish(t.Context(), store.Publication{Ref: store.Ref{ID: e.Head().ID, Revision: 1}, At: start}))
	}
	d.add(&network.Partner{Slug: "neu", Names: de("Neu"), Sector: "COMPANY"})
	d.add(&network.Agreement{Slug: "plan", PartnerID: partners("neu"), Titles: de("Plan"), Status: "NEGOTIATING"})
	d.add(&network.Measure{Slug: "idee", PartnerID: partners("neu"), AgreementID: agreements("plan"), Titles: de("Idee"), Area: "OTHER", Status: "PLANNED"})
	d.add(&network.Page{Path: "/b", Titles: de("B")})
	d.later(time.Hour)
	return d
}

// add saves a draft as it is.
func (d *desk) add(e content.Entry) {
	d.t.Helper()
	e.Head().ID = content.KeyID(e.EntryKind(), e.Key())
	_, err := d.store.Of(e.EntryKind()).SaveAll(d.t.Context(), store.Stamp{At: start, Author: "test"}, []content.Entry{e})
	testkit.Must(d.t, err)
}

func (d *desk) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

func (d *desk) later(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

// office is Olga, and people one of a partner organisation's own.
func (d *desk) office() context.Context { return asOffice(d.t.Context()) }

func asOffice(ctx context.Context) context.Context {
	return auth.With(ctx, auth.Caller{AccountID: "acc_office", Name: "Olga Office", Roles: []auth.Role{auth.Editor}})
}

func (d *desk) people(slug string) context.Context {
	return auth.With(d.t.Context(), auth.Caller{AccountID: "acc_" + slug, Name: "Petra " + slug, Roles: []auth.Role{auth.Partner}, PartnerID: partners(slug)})
}

func inLanguage(ctx context.Context, l content.Locale) context.Context {
	v := content.Everything()
	v.Locale, v.Scope = l, auth.From(ctx).Scope()
	return content.WithView(ctx, v)
}

func partners(slug string) string   { return content.KeyID(content.Partners, slug) }
func agreements(slug string) string { return content.KeyID(content.Agreements, slug) }
func measures(slug string) string   { return content.KeyID(content.Measures, slug) }
func pages(path string) string      { return content.KeyID(content.Pages, path) }
func events(slug string) string     { return content.KeyID(content.Events, slug) }

func de(s string) content.Text { return content.Text{content.DE: s} }

func ptr[V any](v V) *V { return &v }

// is and none are fields of an input that are there.
func is[V any](v V) content.Maybe[V] { return graphql.OmittableOf(&v) }
func none[V any]() content.Maybe[V]  { return graphql.OmittableOf[*V](nil) }

// apply is what the resolvers make of an input, in the language of the view.
func apply[T content.Entry](ctx context.Context, input content.Input[T]) func(content.Entry) {
	return func(e content.Entry) { input.Apply(content.ViewFrom(ctx).Locale, e.(T)) }
}

func create[T content.Entry](ctx context.Context, d *desk, input content.Input[T]) (T, error) {
	var no T
	e, err := d.Create(ctx, no.EntryKind(), "", apply(ctx, input))
	typed, _ := e.(T)
	return typed, err
}

func update[T content.Entry](ctx context.Context, d *desk, id string, expected int, input content.Input[T]) (T, error) {
	var no T
	e, err := d.Update(ctx, no.EntryKind(), id, expected, "", apply(ctx, input))
	typed, _ := e.(T)
	return typed, err
}

// newest is the entry as the office sees it, archived or not.
func (d *desk) newest(id string) content.Entry {
	d.t.Helper()
	kind, err := content.KindOf(id)
	testkit.Must(d.t, err)
	found, err := d.store.Of(kind).Newest(d.t.Context(), []string{id})
	testkit.Must(d.t, err)
	if found[id] == nil {
		d.t.Fatalf("there is no %s", id)
	}
	return found[id]
}

// public returns the number of the public revision; 0 for none.
func (d *desk) public(id string) int {
	d.t.Helper()
	kind, err := content.KindOf(id)
	testkit.Must(d.t, err)
	found, err := d.store.Of(kind).Some(d.t.Context(), content.PublicView(), []string{id})
	testkit.Must(d.t, err)
	if found[id] == nil {
		return 0
	}
	return found[id].Head().Revision
}

func (d *desk) wantPublic(id string, want int) {
	d.t.Helper()
	if got := d.public(id); got != want {
		d.t.Errorf("revision %d of %s is public, want %d", got, id, want)
	}
}

// history is how an entry came to be, newest first.
func (d *desk) history(id string) []*content.Revision {
	d.t.Helper()
	var all []*content.Revision
	for n := d.newest(id).Head().LastNumber(); n > 0; n-- {
		r, err := d.Revision(d.office(), id, n)
		testkit.Must(d.t, err)
		all = append(all, r)
	}
	return all
}

// log lists what was recorded, oldest first.
func (d *desk) log() (actions []string) {
	d.t.Helper()
	list, err := d.store.Audit(d.t.Context(), nil, list.Window{First: ptr(100)})
	testkit.Must(d.t, err)
	for _, r := range slices.Backward(list.Nodes) {
		said := string(r.Action)
		if detail := r.Detail(); detail != nil {
			said += " " + *detail
		}
		actions = append(actions, strings.TrimSpace(said))
	}
	return actions
}

// everything writes down the whole store.
func (d *desk) everything() string {
	d.t.Helper()
	all := map[string]any{"log": d.log()}
	schedules, err := d.store.Schedules(d.t.Context(), &network.ScheduleFilter{States: []network.ScheduleState{
		network.ScheduleWaiting, network.ScheduleRunning, network.ScheduleDone, network.ScheduleFailed, network.ScheduleCancelled}})
	testkit.Must(d.t, err)
	all["schedules"] = schedules
	for _, c := range d.store.All() {
		for _, stage := range []content.Stage{content.Draft, content.Archived, content.Published} {
			v := content.Everything()
			v.Stage = stage
			entries, err := c.Every(d.t.Context(), v)
			testkit.Must(d.t, err)
			all[string(c.Kind())+" "+string(stage)] = entries
			for _, e := range entries {
				for n := range e.Head().LastNumber() + 1 { // one more than there should be
					r, err := c.Revision(d.t.Context(), content.Everything(), store.Ref{ID: e.Head().ID, Revision: n + 1})
					testkit.Must(d.t, err)
					all[e.Head().ID+" "+string(rune('1'+n))] = r
				}
			}
		}
	}
	raw, err := json.MarshalIndent(all, "", " ")
	testkit.Must(d.t, err)
	return string(raw)
}

// unchanged demands that fn writes nothing at all.
func (d *desk) unchanged(fn func()) {
	d.t.Helper()
	before := d.everything()
	fn()
	if diff := cmp.Diff(before, d.everything()); diff != "" {
		d.t.Errorf("something was written:\n%s", diff)
	}
}

// problems lists the codes and paths of an error, such as "CONFLICT expectedRevision", and demands that each is said in both
// languages. A refusal as a whole is its code alone.
func problems(t testing.TB, err error) []string {
	t.Helper()
	if e, ok := errors.AsType[*content.Error](err); ok {
		return []string{string(e.Code)}
	}
	var ps content.Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatalf("this is no problem of the caller: %v", err)
	}
	list := []string{}
	for _, p := range ps {
		list = append(list, string(p.Code)+" "+p.Path)
		if p.DE == "" || p.EN == "" || p.DE == p.EN {
			t.Errorf("%s %s is not said in both languages: %q, %q", p.Code, p.Path, p.DE, p.EN)
		}
		if (p.Conflict != nil) != (p.Code == content.Conflict) {
			t.Errorf("%s %s has the conflict %v", p.Code, p.Path, p.Conflict)
		}
	}
	return list
}

// refusal is something that is refused, with all that is wrong with it.
type refusal struct {
	name string
	do   func() error
	want []string
}

// refused demands that each is refused for just its reasons, and that nothing is written.
func (d *desk) refused(t *testing.T, refusals []refusal) {
	d.unchanged(func() {
		for _, r := range refusals {
			t.Run(r.name, func(t *testing.T) {
				if diff := cmp.Diff(r.want, problems(t, r.do())); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			})
		}
	})
}

func cancelled(t testing.TB) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
