package graph_test

import (
	"slices"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

// The schema has all kinds of entries, in the same order.
func TestEntryKinds(t *testing.T) {
	var got, want []string
	for _, v := range loadSchema(t).Types["EntryKind"].EnumValues {
		got = append(got, v.Name)
	}
	for _, k := range content.Kinds() {
		want = append(want, strings.ToUpper(string(k)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("EntryKind in the schema has %v, the table of kinds (content/kind.go) %v: they have the same order", got, want)
	}
}

// wants demands that an answer to a query is this JSON.
func wants(t *testing.T, s *testkit.Server, query string, variables vars, want string) {
	t.Helper()
	if got := string(s.Query(t, query, variables).Raw); got != want {
		t.Errorf("%.100s\n got %s\nwant %s", query, got, want)
	}
}

// apart is a page with three languages that is public in German, and what may be done with it.
func apartPage(t *testing.T) (server, office *testkit.Server, id string) {
	t.Helper()
	server = testkit.Start(t, "none")
	office = server.As(t, auth.Editor, "")
	p := save(t, server.Store.Pages, &network.Page{Meta: content.Meta{ID: content.NewID(content.Pages)}, Path: "/a", Titles: content.Text{content.DE: "Eins"}})[0]
	input := vars{"title": "Zwei", "blocks": many{vars{"text": vars{"text": "Satz", "translations": many{vars{"locale": "DE_SIMPLE", "text": "Leicht"}}}}},
		"translations": many{vars{"locale": "EN", "title": "Two"}, vars{"locale": "DE_SIMPLE", "title": "Leicht"}}}
	if got := problemsOf(t, office.Query(t, updatePage, vars{"id": p.ID, "revision": 1, "input": input}), "updatePage"); got != "" {
		t.Fatal(got)
	}
	return server, office, p.ID
}

// Who edits an entry reads all its languages side by side; nobody else is shown any.
func TestTextsSideBySide(t *testing.T) {
	server, office, id := apartPage(t)
	partner := save(t, server.Store.Partners, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners)}, Slug: "a", Names: content.Text{content.DE: "A"}, Sector: "COMPANY",
		People: []network.StoredContact{{Name: "N", Roles: content.Text{content.DE: "Leitung", content.EN: "Head"}}}})[0]
	const query = `query($id: ID!, $stage: Stage) @view(stage: $stage) { entry(id: $id) { texts { path de en deSimple stale } } }`
	draft := vars{"id": id, "stage": "DRAFT"}
	wants(t, office, query, draft, `{"data":{"entry":{"texts":[{"path":"title","de":"Zwei","en":"Two","deSimple":"Leicht","stale":[]},{"path":"blocks.0.text","de":"Satz","en":null,"deSimple":"Leicht","stale":[]}]}}}`)
	wants(t, office, query, vars{"id": id}, `{"data":{"entry":{"texts":[{"path":"title","de":"Eins","en":null,"deSimple":null,"stale":[]}]}}}`)
	wants(t, server, query, vars{"id": id}, `{"data":{"entry":{"texts":[]}}}`)
	office.Query(t, updatePage, vars{"id": id, "revision": 2, "input": vars{"title": "Drei"}})
	if got := string(office.Query(t, query, draft).Raw); !strings.Contains(got, `{"path":"title","de":"Drei","en":"Two","deSimple":"Leicht","stale":["EN","DE_SIMPLE"]},{"path":"blocks.0.text","de":"Satz","en":null,"deSimple":"Leicht","stale":["DE_SIMPLE"]}`) {
		t.Errorf("after a change in German: %s", got)
	}
	own := server.As(t, auth.Partner, partner.ID)
	wants(t, own, query, vars{"id": partner.ID}, `{"data":{"entry":{"texts":[{"path":"name","de":"A","en":null,"deSimple":null,"stale":[]},{"path":"contacts.0.role","de":"Leitung","en":"Head","deSimple":null,"stale":[]}]}}}`)
	wants(t, own, query, vars{"id": id}, `{"data":{"entry":{"texts":[]}}}`)

	lists := `{ agreements(first: 100) { nodes { measures(first: 100) { nodes { %s } } } } }`
	if a := office.Query(t, strings.Replace(lists, "%s", "title", 1), nil); len(a.Errors) > 0 {
		t.Errorf("without texts: %s", a.Raw)
	}
	if a := office.Query(t, strings.Replace(lists, "%s", "texts { path } again: texts { de }", 1), nil); !strings.Contains(string(a.Raw), "QUERY_TOO_EXPENSIVE") {
		t.Errorf("texts of 10,000 entries, twice: %.200s", a.Raw)
	}
	cost := func(query string) int64 {
		before := server.DB.Commands()
		if a := office.Query(t, query, nil); len(a.Errors) > 0 {
			t.Errorf("%s: %s", query, a.Raw)
		}
		return server.DB.Commands() - before
	}
	save(t, server.Store.Partners, &network.Partner{Meta: content.Meta{ID: content.NewID(content.Partners)}, Slug: "b", Names: content.Text{content.DE: "B"}, Sector: "COMPANY"})
	ask := `{ partners(first: %) { nodes { texts { de } alternates { published hasUnpublishedChanges } hasUnpublishedChanges } } }`
	if one, two := cost(strings.Replace(ask, "%", "1", 1)), cost(strings.Replace(ask, "%", "2", 1)); one != two {
		t.Errorf("one costs %d commands, two cost %d", one, two)
	}
}

const (
	publishApart = `mutation($id: ID!, $revision: Int!, $locales: [Locale!]) { publish(entries: [{ id: $id, revision: $revision, locales: $locales }]) { entries { revision } errors { code path message } } }`
	askApart     = `query($stage: Stage) @view(stage: $stage) { page(path: "/a") { revision alternates { locale path stale published hasUnpublishedChanges } hasUnpublishedChanges } }`
)

// Languages become public one by one, and cease to be; what is so far is told to those who edit, in one query.
func TestLanguagesApart(t *testing.T) {
	server, office, id := apartPage(t)
	step := func(revision int, locales many, want string) {
		t.Helper()
		if got := string(office.Query(t, publishApart, vars{"id": id, "revision": revision, "locales": locales}).Raw); !strings.Contains(got, want) {
			t.Errorf("%v of %d: %s, want %s", locales, revision, got, want)
		}
	}
	step(2, many{}, `"code":"REQUIRED","path":["entries","0","locales"]`)
	step(2, many{"EN"}, `{"revision":3}],"errors":[]`)
	wants(t, server, askApart, nil, `{"data":{"page":{"revision":3,"alternates":[{"locale":"DE","path":"/a","stale":false,"published":null,"hasUnpublishedChanges":null},{"locale":"EN","path":"/a","stale":true,"published":null,"hasUnpublishedChanges":null}],"hasUnpublishedChanges":null}}}`)
	wants(t, office, askApart, vars{"stage": "DRAFT"}, `{"data":{"page":{"revision":2,"alternates":[{"locale":"DE","path":"/a","stale":false,"published":true,"hasUnpublishedChanges":true},{"locale":"EN","path":"/a","stale":false,"published":true,"hasUnpublishedChanges":false},{"locale":"DE_SIMPLE","path":"/a","stale":false,"published":false,"hasUnpublishedChanges":true}],"hasUnpublishedChanges":true}}}`)
	wants(t, server, `query @view(locale: EN) { page(path: "/a") { title servedLocale } }`, nil, `{"data":{"page":{"title":"Two","servedLocale":"EN"}}}`)
	wants(t, server, `{ page(path: "/a") { title blocks { __typename } } }`, nil, `{"data":{"page":{"title":"Eins","blocks":[]}}}`)
	step(2, many{"DE"}, `{"revision":4}],"errors":[]`)
	wants(t, server, `{ page(path: "/a") { title blocks { __typename } alternates { locale stale } } }`, nil, `{"data":{"page":{"title":"Zwei","blocks":[{"__typename":"TextBlock"}],"alternates":[{"locale":"DE","stale":false},{"locale":"EN","stale":false}]}}}`)
	wants(t, office, `query($id: ID!) { entry(id: $id) { revisions(first: 2) { totalCount nodes { revision action like stage changes { path before after } } } } }`, vars{"id": id},
		`{"data":{"entry":{"revisions":{"totalCount":4,"nodes":[{"revision":4,"action":"MERGED","like":2,"stage":"PUBLISHED","changes":[{"path":"title.de","before":"Eins","after":"Zwei"},{"path":"blocks.0.id","before":null,"after":"`+blockID(t, server)+`"},{"path":"blocks.0.type","before":null,"after":"text"},{"path":"blocks.0.text.de","before":null,"after":"Satz"}]},`+
			`{"revision":3,"action":"MERGED","like":2,"stage":"DRAFT","changes":[{"path":"title.en","before":null,"after":"Two"}]}]}}}}`)

	const unpublish = `mutation($id: ID!, $locales: [Locale!]) { unpublish(ids: [$id], locales: $locales) { entries { revision stage } errors { code path } } }`
	wants(t, office, unpublish, vars{"id": id, "locales": many{"EN"}}, `{"data":{"unpublish":{"entries":[{"revision":5,"stage":"PUBLISHED"}],"errors":[]}}}`)
	wants(t, office, unpublish, vars{"id": id, "locales": many{"DE"}}, `{"data":{"unpublish":{"entries":[],"errors":[{"code":"BAD_INPUT","path":["locales"]}]}}}`)
	wants(t, server, `query @view(locale: EN) { page(path: "/a") { title alternates { locale } } }`, nil, `{"data":{"page":{"title":"Zwei","alternates":[{"locale":"DE"}]}}}`)
	wants(t, office, unpublish, vars{"id": id}, `{"data":{"unpublish":{"entries":[{"revision":2,"stage":"DRAFT"}],"errors":[]}}}`)

	const schedule = `mutation($id: ID!, $locales: [Locale!]) { schedule(id: $id, revision: 2, publishAt: "2099-01-01T00:00:00Z", locales: $locales) { schedule { locales } errors { code path } } }`
	wants(t, office, schedule, vars{"id": id, "locales": many{"EN"}}, `{"data":{"schedule":{"schedule":null,"errors":[{"code":"REQUIRED","path":["locales"]}]}}}`)
	wants(t, office, schedule, vars{"id": id, "locales": many{"DE", "EN"}}, `{"data":{"schedule":{"schedule":{"locales":["DE","EN"]},"errors":[]}}}`)
	wants(t, office, schedule, vars{"id": id}, `{"data":{"schedule":{"schedule":null,"errors":[{"code":"UNCHECKED","path":["revision"]}]}}}`)
}

func blockID(t *testing.T, s *testkit.Server) string {
	t.Helper()
	return pageByPath(t, s, "/a").Parts[0].ID
}

// Texts are „Leichte Sprache“ to readers as soon as, and as long as, a test group has checked just them.
func TestEasyLanguageIsChecked(t *testing.T) {
	server, office, id := apartPage(t)
	publish := func(revision int, locales any, want string) {
		t.Helper()
		if got := problemsOf(t, office.Query(t, publishApart, vars{"id": id, "revision": revision, "locales": locales}), "publish"); got != want {
			t.Errorf("publishing %v of %d: %s", locales, revision, got)
		}
	}
	publish(2, nil, "UNCHECKED entries.0")
	publish(2, many{"DE_SIMPLE", "DE"}, "UNCHECKED entries.0")
	publish(2, many{"DE", "EN"}, "")
	const record = `mutation($id: ID!, $revision: Int!, $group: String!, $on: Date!) { recordEasyLanguageCheck(id: $id, revision: $revision, group: $group, checkedOn: $on, note: "am Vormittag") {
		entry { revision stage alternates { locale easyLanguageCheck { group checkedOn } } } errors { code path } } }`
	wants(t, office, record, vars{"id": id, "revision": 1, "group": "", "on": "2999-01-01"}, `{"data":{"recordEasyLanguageCheck":{"entry":null,"errors":[{"code":"REQUIRED","path":["group"]},{"code":"BAD_INPUT","path":["checkedOn"]},{"code":"CONFLICT","path":["revision"]}]}}}`)
	wants(t, office, record, vars{"id": id, "revision": 2, "group": "Prüfgruppe", "on": "2024-02-01"}, `{"data":{"recordEasyLanguageCheck":{"entry":{"revision":4,"stage":"DRAFT","alternates":[{"locale":"DE","easyLanguageCheck":null},{"locale":"EN","easyLanguageCheck":null},{"locale":"DE_SIMPLE","easyLanguageCheck":{"group":"Prüfgruppe","checkedOn":"2024-02-01"}}]},"errors":[]}}}`)
	if a := server.As(t, auth.Partner, "").Query(t, record, vars{"id": id, "revision": 2, "group": "G", "on": "2024-02-01"}); !strings.Contains(string(a.Raw), "FORBIDDEN") {
		t.Errorf("a partner: %s", a.Raw)
	}
	const readers = `query @view(locale: DE_SIMPLE) { page(path: "/a") { title servedLocale alternates { locale easyLanguageCheck { group checkedOn } } } }`
	wants(t, server, readers, nil, `{"data":{"page":{"title":"Zwei","servedLocale":"DE","alternates":[{"locale":"DE","easyLanguageCheck":null},{"locale":"EN","easyLanguageCheck":null}]}}}`)
	publish(4, many{"DE_SIMPLE"}, "")
	wants(t, server, readers, nil, `{"data":{"page":{"title":"Leicht","servedLocale":"DE_SIMPLE","alternates":[{"locale":"DE","easyLanguageCheck":null},{"locale":"EN","easyLanguageCheck":null},{"locale":"DE_SIMPLE","easyLanguageCheck":{"group":"Prüfgruppe","checkedOn":"2024-02-01"}}]}}}`)
	wants(t, office, `query($id: ID!) { entry(id: $id) { revisions(first: 2) { nodes { revision action note author { name } easyLanguageCheck { group } changes { path } } } } }`, vars{"id": id},
		`{"data":{"entry":{"revisions":{"nodes":[{"revision":4,"action":"CHECKED","note":"am Vormittag","author":{"name":"Test EDITOR"},"easyLanguageCheck":{"group":"Prüfgruppe"},"changes":[]},{"revision":3,"action":"MERGED","note":null,"author":{"name":"Test EDITOR"},"easyLanguageCheck":null,"changes":`+revisionChanges(t, office, id)+`}]}}}}`)
}

// revisionChanges is what revision 3 changes, which another test looks at.
func revisionChanges(t *testing.T, office *testkit.Server, id string) string {
	t.Helper()
	raw := string(office.Query(t, `query($id: ID!) { revision(id: $id, revision: 3) { changes { path } } }`, vars{"id": id}).Raw)
	return strings.TrimSuffix(strings.TrimPrefix(raw, `{"data":{"revision":{"changes":`), `}}}`)
}

// What is to be translated or checked is one list over all types, at a cost that does not grow, for those who edit.
func TestTranslationsToDo(t *testing.T) {
	server := testkit.Start(t, "demo")
	office := server.As(t, auth.Editor, "")
	const query = `query($filter: TranslationFilter, $first: Int) @view(fallback: false, locale: EN) { translations(filter: $filter, first: $first) { totalCount pageInfo { hasNextPage } nodes { locale statuses germanRevision sourceRevision entry { __typename id } } } }`
	cost := func(first int) int64 {
		before := server.DB.Commands()
		if a := office.Query(t, query, vars{"first": first}); len(a.Errors) > 0 || strings.Contains(string(a.Raw), `"entry":null`) {
			t.Errorf("%d: %.500s", first, a.Raw)
		}
		return server.DB.Commands() - before
	}
	if few, many := cost(10), cost(100); many > few+8 { // one for each type among them
		t.Errorf("10 cost %d commands, 100 cost %d", few, many)
	}
	start := pageByPath(t, server, "/")
	office.Query(t, updatePage, vars{"id": start.ID, "revision": 1, "input": vars{"title": "Neu"}})
	wants(t, office, query, vars{"filter": vars{"statuses": many{"STALE"}, "locales": many{"EN"}, "kinds": many{"PAGES", "MENUS"}}},
		`{"data":{"translations":{"totalCount":1,"pageInfo":{"hasNextPage":false},"nodes":[{"locale":"EN","statuses":["STALE"],"germanRevision":2,"sourceRevision":1,"entry":{"__typename":"Page","id":"`+start.ID+`"}}]}}}`)
	wuppertal, err := server.Store.Partners.ByKey(t.Context(), content.PublicView(), "stadt-wuppertal")
	testkit.Must(t, err)
	described := content.Clone(wuppertal) // as there is nothing to translate in a name alone
	described.Descriptions = content.Text{content.DE: "Eine Stadt."}
	draft(t, server.Store.Partners, described)
	own := server.As(t, auth.Partner, wuppertal.ID).Query(t, query, vars{"filter": vars{"kinds": many{"PARTNERS", "PAGES"}}})
	if got := string(own.Raw); strings.Count(got, `"id":"`+wuppertal.ID) != 2 || strings.Count(got, `"id":`) != 2 {
		t.Errorf("a partner's own people are told of %s", got)
	}
	if got := string(server.Query(t, query, nil).Raw); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("the public is told of %s", got)
	}
	if got := string(office.Query(t, query, vars{"filter": vars{"kinds": many{"PEOPLE"}}}).Raw); !strings.Contains(got, "BAD_INPUT") {
		t.Errorf("a type that there is not: %s", got)
	}
}
