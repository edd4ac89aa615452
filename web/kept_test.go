package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/playground"
	"partnernetz/store"
	"partnernetz/testkit"
)

// publicly is a server that is asked by the public, over and over.
type publicly struct {
	*testkit.Server
	questions []map[string]any
	reads     map[string][]content.Kind // the kinds that the answers to some questions are made of
	fresh     int
}

func newPublicly(t *testing.T) *publicly {
	p := &publicly{Server: testkit.Start(t, "demo")}
	operations, err := playground.Operations()
	testkit.Must(t, err)
	for _, o := range operations {
		question, before := map[string]any{"query": o.Query, "variables": o.Variables}, p.DB.Commands()
		if strings.HasPrefix(o.Query, "query") && p.Query(t, o.Query, o.Variables).Errors == nil && p.DB.Commands() > before { // the others need an account
			p.questions = append(p.questions, question)
		}
	}
	for _, query := range []string{
		`{ partners { totalCount nodes { revision formerNames { name slug } logo { url } } } }`,
		`{ redirects { from to } }`,
		`{ menu(key: MAIN) { revision items { label path } } }`,
		`{ initiative { revision name } }`,
		`query @view(asOf: "2099-01-01T00:00:00Z") { partners { nodes { revision } } pages { nodes { revision } } }`,
		`{ mediaLibrary { nodes { revision url } } }`,
		`{ statistics { partnerCount agreementCount measureCount } }`,
	} {
		p.questions = append(p.questions, map[string]any{"query": query})
	}
	searched := content.SearchKinds(nil)
	p.reads = map[string][]content.Kind{
		`{ partners { nodes { name } } }`:                                                       {content.Partners},
		`{ entry(id: "par_aaaaaaaaaaaaaaaaaaaaaaaaaa") { id } }`:                                {content.Partners}, // an entry that does not exist
		`{ pages { totalCount } }`:                                                              {content.Pages},
		`{ partners { nodes { agreements { totalCount } } } }`:                                  {content.Partners, content.Agreements},
		`{ partners(filter: {measures: {some: {area: {eq: TRAINING}}}}) { totalCount } }`:       {content.Partners, content.Measures},
		`{ statistics { partnerCount measureCount } }`:                                          {content.Partners, content.Measures},
		`{ goodPractices { nodes { title } } }`:                                                 {content.GoodPractices},
		`query @view(asOf: "2099-01-01T00:00:00Z") { implementationYears { nodes { label } } }`: {content.ImplementationYears},
		`{ search(query: "Beispiel") { totalCount nodes { snippet entry { id } } } }`:           searched,
		`{ measures(filter: {search: "Beispiel"}) { totalCount } }`:                             searched,
		`{ mediaLibrary(filter: {used: true}) { totalCount } }`:                                 content.Kinds(),
		`{ initiative { name } events { totalCount } }`:                                         {content.Initiatives, content.Events},
		`query @view(release: "2022") { partners { nodes { name } } }`:                          {content.Releases, content.Partners},
		`query @view(release: "2022", locale: EN) { measures { totalCount } }`:                  {content.Releases, content.Measures},
		inAddress:                          {content.Releases, content.Events},
		`{ releases { nodes { label } } }`: {content.Releases},
	}
	for query := range p.reads {
		p.questions = append(p.questions, map[string]any{"query": query})
	}
	return p
}

// inAddress is a question of which the address says that it is about a release.
const inAddress = `{ events { nodes { title } } }`

// release makes a public release that has what is public.
func release(t *testing.T, s *store.Store, label string) (id string) {
	t.Helper()
	at := time.Now()
	made, err := s.Releases.Save(t.Context(), store.Stamp{At: at}, &network.Release{Meta: content.Meta{ID: content.NewID(content.Releases)},
		Label: label, Titles: content.Text{content.DE: "Beispiel: Bericht"}, State: network.ReleasePublic, FrozenAt: &at}) // which the seed makes only where the program runs
	testkit.Must(t, err)
	id = made[0].ID
	testkit.Must(t, s.Transaction(t.Context(), func(ctx context.Context) error { return s.Pin(ctx, id) }))
	testkit.Must(t, s.Releases.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: id, Revision: 1}, At: at}))
	return id
}

// about adds questions whose answers tell which revision of an entry is public, and which was at a moment.
func (p *publicly) about(id string) {
	for _, view := range []string{"", `query @view(asOf: "2099-01-01T00:00:00Z") `} {
		p.questions = append(p.questions, map[string]any{"query": fmt.Sprintf(`%s{ entry(id: %q) { id revision publishedAt alternates { locale } } }`, view, id)})
	}
}

// ask returns an answer and how many commands it took.
func (p *publicly) ask(t *testing.T, question map[string]any) (string, int64) {
	t.Helper()
	body, err := json.Marshal(question)
	testkit.Must(t, err)
	before, asked := p.DB.Commands(), p.Server
	if question["query"] == inAddress {
		asked = p.At("release=2022")
	}
	raw := string(asked.Post(t, body).Raw)
	return raw, p.DB.Commands() - before
}

// executed returns the answer as it is when it is executed anew.
func (p *publicly) executed(t *testing.T, question map[string]any) string {
	t.Helper()
	p.fresh++
	raw, commands := p.ask(t, map[string]any{"query": question["query"], "variables": question["variables"], "extensions": map[string]any{"n": p.fresh}})
	if commands == 0 {
		t.Fatalf("%v is answered without a look", question)
	}
	return raw
}

// check asks all questions, lets do change something public of a kind, or nothing public, and asks again. The answers must be
// up to date, and only those may be executed anew that have read something of the kind, or looked for it in vain.
func (p *publicly) check(t *testing.T, name string, kind content.Kind, do func()) {
	t.Helper()
	anew := 0
	for _, q := range p.questions {
		p.ask(t, q)
	}
	do()
	for _, q := range p.questions {
		got, commands := p.ask(t, q)
		if commands > 0 {
			anew++
		}
		if kinds, known := p.reads[q["query"].(string)]; (kind == "" || known) && (commands > 0) != slices.Contains(kinds, kind) {
			t.Errorf("%s: %v is answered with %d commands", name, q["query"], commands)
		}
		if want := p.executed(t, q); got != want {
			t.Errorf("%s: %v is answered\n%.300s, but it is\n%.300s", name, q["query"], got, want)
		}
	}
	if kind != "" && anew == 0 {
		t.Errorf("%s: everything is answered as before", name)
	}
}

// Only a change of what the public can read makes answers be executed anew, and every such change does.
func TestWhatEmptiesTheCache(t *testing.T) {
	p := newPublicly(t)
	s, editor := p.Store, editing.New(p.Store, time.Now)
	ctx := auth.With(t.Context(), auth.Caller{Name: "Test", Roles: []auth.Role{auth.Editor}})
	printed := release(t, s, "2022") // which stays
	one := func(kind content.Kind) content.Entry {
		all, err := s.Of(kind).Every(ctx, content.PublicView())
		testkit.Must(t, err)
		all = slices.DeleteFunc(all, func(e content.Entry) bool { return e.Head().ID == printed })
		if len(all) == 0 {
			t.Fatalf("no entry of %s is public: put one into seed/", kind)
		}
		return all[0]
	}
	release(t, s, "2023")
	for _, kind := range content.Kinds() {
		p.about(one(kind).Head().ID)
	}
	partner := one(content.Partners).Head()
	office := p.As(t, auth.Editor, "")
	asked := func(who *testkit.Server, format string, args ...any) func() {
		return func() {
			if a := who.Query(t, fmt.Sprintf(format, args...), nil); len(a.Errors) > 0 {
				t.Fatalf("%s", a.Raw)
			}
		}
	}
	draft := 0
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"a draft", asked(office, `mutation { updatePartner(id: %q, expectedRevision: %d, input: {website: "https://www.example.org/"}) { errors { code } } }`, partner.ID, partner.Revision)},
		{"a draft based on another", asked(office, `mutation { updatePartner(id: %q, expectedRevision: 99, input: {website: null}) { errors { code } } }`, partner.ID)},
		{"a new draft", asked(office, `mutation { createPage(input: {path: "/neu", title: "Neu"}) { errors { code } } }`)},
		{"one whose path is taken", asked(office, `mutation { createPage(input: {path: "/neu", title: "Neu"}) { errors { code } } }`)},
		{"what is not there", asked(p.As(t, auth.Partner, partner.ID), `mutation { updatePartner(id: "par_nobody", expectedRevision: 1, input: {website: null}) { errors { code } } }`)},
		{"a publication that is refused", asked(office, `mutation { publish(entries: [{id: %q, revision: 99}]) { errors { code } } }`, partner.ID)},
		{"a publication to try out", asked(office, `mutation { publish(entries: [{id: %q, revision: %d}], dryRun: true) { errors { code } } }`, partner.ID, partner.Revision+1)},
		{"taking back to try out", asked(office, `mutation { unpublish(ids: [%q], dryRun: true) { errors { code } } }`, partner.ID)},
		{"a schedule", asked(office, `mutation { schedule(id: %q, revision: %d, publishAt: "2099-01-01T00:00:00Z") { errors { code } } }`, partner.ID, partner.Revision+1)},
		{"a preview link", asked(office, `mutation { createPreviewLink(id: %q) { errors { code } } }`, partner.ID)},
		{"a discarded draft", asked(office, `mutation { discardDraft(id: %q, expectedRevision: %d) { errors { code } } }`, partner.ID, partner.Revision+1)},
		{"signing in without success", asked(p.Server, `mutation { signIn(email: "a@example.org", password: "falsch") { errors { code } } }`)},
		{"a session", func() { testkit.Session(t, s, testkit.Account(t, s, auth.Editor, "").ID) }},
		{"a record", func() { testkit.Must(t, s.Record(ctx, audit.Event{Action: audit.Updated})) }},
		{"looking for schedules", func() { testkit.Must(t, editor.TakeSteps(ctx)) }},
		{"erasing a draft", func() {
			e, err := s.Pages.Keyed(ctx, "/neu")
			testkit.Must(t, err)
			draft++
			testkit.Must(t, s.Pages.Erase(ctx, e.Head().ID))
		}},
	} {
		p.check(t, step.name, "", step.do)
	}
	if draft != 1 {
		t.Error("there was no draft to erase")
	}
	for _, kind := range content.Kinds() {
		c, e := s.Of(kind), one(kind)
		id := e.Head().ID
		newest, err := c.Newest(ctx, []string{id})
		testkit.Must(t, err)
		saved, err := c.SaveAll(ctx, store.Stamp{At: time.Now(), Author: "Test"}, []content.Entry{newest[id]})
		testkit.Must(t, err)
		publish := func() {
			testkit.Must(t, c.Publish(ctx, store.Publication{Ref: store.Ref{ID: id, Revision: saved[0].Head().Revision}, At: time.Now()}))
		}
		p.check(t, "publishing one of the "+string(kind), kind, publish)
		p.check(t, "the same again", "", publish)
		p.check(t, "taking back one of the "+string(kind), kind, func() { testkit.Must(t, c.Unpublish(ctx, time.Now(), id)) })
		p.check(t, "erasing one of the "+string(kind)+", which was public once", kind, func() { testkit.Must(t, c.Erase(ctx, id)) })
	}
	p.check(t, "taking back what answers are about", content.Releases, func() { testkit.Must(t, s.Releases.Unpublish(ctx, time.Now(), printed)) })
}
