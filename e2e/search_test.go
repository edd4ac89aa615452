package e2e_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"partnernetz/playground"
)

// example is one of the operations that consumers send.
func example(name string) string {
	for _, o := range must(playground.Operations()) {
		if o.Name == name {
			return o.Query
		}
	}
	panic("there is no example " + name)
}

// found is what a search answers: each entry by its slug or path.
type found struct {
	TotalCount int
	Nodes      []struct {
		Snippet string
		Entry   struct{ Slug, Path string }
	}
}

func (f found) keys() (keys []string) {
	for _, n := range f.Nodes {
		keys = append(keys, n.Entry.Slug+n.Entry.Path)
	}
	return keys
}

var locales = []string{"DE", "EN", "DE_SIMPLE"}

// firstFound has for words that readers look for what they mean, in each language.
var firstFound = map[string][3]string{
	"Öffnung":         {"/initiative", "/", "/"},
	"oeffnung":        {"/initiative", "/", "/"},
	"Interkulturell":  {"/initiative", "/", "/"},
	"Wohlfahrt":       {"deutscher-paritaetischer-wohlfahrtsverband-nrw", "deutscher-paritaetischer-wohlfahrtsverband-nrw", "deutscher-paritaetischer-wohlfahrtsverband-nrw"},
	"Volkshochschule": {"landesverband-der-volkshochschulen-von-nrw-ev", "landesverband-der-volkshochschulen-von-nrw-ev", "landesverband-der-volkshochschulen-von-nrw-ev"},
	"Polzei":          {"polizei-gelsenkirchen", "polizei-gelsenkirchen", "polizei-gelsenkirchen"},
}

// TestSearchFirst finds first what a reader means, in all languages, with the word marked and the types that were asked for.
func TestSearchFirst(t *testing.T) {
	p := serve(t, data(t))
	visitor := p.as("")
	for word, first := range firstFound {
		for i, locale := range locales {
			all := mustAsk[found](t, visitor, example("Search"), map[string]any{"query": word, "locale": locale})
			if keys := all.keys(); len(keys) == 0 || keys[0] != first[i] {
				t.Errorf("%s in %s finds %.5q, want %s first", word, locale, keys, first[i])
				continue
			}
			if !strings.Contains(all.Nodes[0].Snippet, "<mark>") {
				t.Errorf("%s in %s is not marked: %s", word, locale, all.Nodes[0].Snippet)
			}
			isPage, other := strings.HasPrefix(first[i], "/"), "PAGE"
			if isPage {
				other = "PARTNER"
			}
			for _, key := range mustAsk[found](t, visitor, example("Search"), map[string]any{"query": word, "locale": locale, "types": []string{other}}).keys() {
				if strings.HasPrefix(key, "/") == isPage {
					t.Errorf("%s in %s, among %s only, finds %s", word, locale, other, key)
				}
			}
		}
	}
}

// TestSearchInView finds nothing that the view does not have: neither an entry, nor a count, an order or a score that tells of one.
func TestSearchInView(t *testing.T) {
	p := serve(t, data(t), withAdmin...)
	visitor, admin := p.as(""), p.admin(t)
	everything := func() string {
		t.Helper()
		var b strings.Builder
		for _, word := range slices.Sorted(maps.Keys(firstFound)) {
			for _, view := range []string{"locale: DE", "locale: EN", "locale: DE_SIMPLE", "locale: EN, fallback: false", "locale: DE_SIMPLE, fallback: false"} {
				a, err := visitor.send(`query($q: String!) @view(`+view+`) { search(query: $q, first: 100) { totalCount nodes { score snippet entry { id } } } }`, map[string]any{"q": word})
				if err != nil || len(a.Errors) > 0 {
					t.Fatal(err, a)
				}
				var got struct {
					Search struct {
						TotalCount int
						Nodes      []struct{ Entry struct{ ID string } }
					}
				}
				if err := json.Unmarshal(a.Data, &got); err != nil {
					t.Fatal(err)
				}
				ids := []string{}
				for _, n := range got.Search.Nodes {
					ids = append(ids, n.Entry.ID)
				}
				there := mustAsk[[]any](t, visitor, `query($i: [ID!]!) @view(`+view+`) { nodes(ids: $i) { id } }`, map[string]any{"i": ids})
				for i, e := range there {
					if e == nil {
						t.Errorf("%s in the view %s finds %s, which is not in it", word, view, ids[i])
					}
				}
				if len(there) != got.Search.TotalCount {
					t.Errorf("%s in the view %s: %d of %d", word, view, len(there), got.Search.TotalCount)
				}
				b.WriteString(word + view + string(a.Data) + "\n")
			}
		}
		return b.String()
	}
	inDrafts := func() []string {
		return mustAsk[found](t, admin, `query Q @view(stage: DRAFT) { search(query: "Öffnung") { totalCount nodes { entry { ... on Page { path } ... on Partner { slug } } } } }`, nil).keys()
	}

	before := everything()
	title := "Öffnung Interkulturell Wohlfahrt Volkshochschule Polizei Polzei"
	made := mustAsk[struct {
		Page   struct{ ID string }
		Errors []problem
	}](t, admin, `mutation($t: String!) { createPage(input: {path: "/geheim", title: $t, translations: [{locale: EN, title: $t}, {locale: DE_SIMPLE, title: $t}]}) { page { id } errors { code path } } }`, map[string]any{"t": title})
	if len(made.Errors) > 0 {
		t.Fatal(made.Errors)
	}
	if keys := inDrafts(); len(keys) == 0 || keys[0] != "/geheim" {
		t.Errorf("the office finds %q among drafts", keys)
	}
	if after := everything(); after != before {
		t.Errorf("a draft changes what the public finds:\n%s\nwas\n%s", after, before)
	}
	change := func(mutation string) {
		t.Helper()
		if got := mustAsk[struct{ Errors []problem }](t, admin, mutation, map[string]any{"id": made.Page.ID}); len(got.Errors) > 0 {
			t.Fatal(got.Errors)
		}
	}
	checkEasyLanguage(t, admin, made.Page.ID, 1)
	change(`mutation($id: ID!) { publish(entries: [{id: $id, revision: 2}]) { errors { code message } } }`)
	for i, locale := range locales {
		if keys := mustAsk[found](t, visitor, example("Search"), map[string]any{"query": "Öffnung", "locale": locale}).keys(); len(keys) == 0 || keys[0] != "/geheim" {
			t.Errorf("published, it is not found first in %s: %q (was %s)", locale, keys, firstFound["Öffnung"][i])
		}
	}
	change(`mutation($id: ID!) { archive(entries: [{id: $id, expectedRevision: 2}], reason: "Probe") { errors { code message } } }`)
	if after := everything(); after != before {
		t.Errorf("put away, it changes what the public finds:\n%s\nwas\n%s", after, before)
	}
	if keys := inDrafts(); len(keys) > 0 && keys[0] == "/geheim" {
		t.Error("put away, it is found among drafts")
	}
}
