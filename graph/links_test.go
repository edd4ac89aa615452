package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/testkit"
)

// allLinks asks a page for everything that tells where its links lead.
const allLinks = `query($path: String!) {
	page(path: $path) {
		blocks {
			... on TextBlock { text { ...links } }
			... on AccordionBlock { items { text { ...links } } }
			... on CallToActionBlock { href }
		}
	}
}
fragment links on RichText { html markdown text headings { anchor } links { target { __typename id } path title } nodes { kind href } }`

// targets returns so many entries that a page can link to, of all kinds that have some, in turn.
func targets(t *testing.T, s *testkit.Server, n int) (ids []string, kinds int) {
	t.Helper()
	var byKind [][]content.Entry
	for _, c := range s.Store.All() {
		switch c.Kind() {
		case content.Partners, content.Measures, content.Pages, content.Events, content.GoodPractices, content.Reports:
			all, err := c.Every(t.Context(), content.PublicView())
			testkit.Must(t, err)
			byKind = append(byKind, all)
		}
	}
	for i := 0; len(ids) < n; i++ {
		for _, all := range byKind {
			if i < len(all) && len(ids) < n {
				ids = append(ids, all[i].Head().ID)
			}
		}
	}
	return ids, len(byKind)
}

// A page with 200 links in its texts and blocks, to entries of all kinds, costs as many commands as one with 20, and says of
// each entry where it is and what it is called, and nothing else.
func TestManyLinks(t *testing.T) {
	server := testkit.Start(t, "demo")
	office := server.As(t, auth.Editor, "")
	show := func(path string, n int) (commands int64) {
		t.Helper()
		ids, kinds := targets(t, server, n)
		if kinds < 5 {
			t.Fatalf("there are entries of %d kinds only", kinds)
		}
		linked := func(ids []string) string {
			return "- [dorthin](entry:" + strings.Join(ids, ")\n- [dorthin](entry:") + ")"
		}
		texts, items, calls := ids[:n/2], ids[n/2:n*3/4], ids[n*3/4:]
		blocks := many{vars{"text": vars{"text": linked(texts)}}}
		var accordion many
		for _, id := range items {
			accordion = append(accordion, vars{"heading": "Mehr", "text": linked([]string{id})})
		}
		blocks = append(blocks, vars{"accordion": vars{"items": accordion}})
		for _, id := range calls {
			blocks = append(blocks, vars{"call": vars{"label": "Dorthin", "target": id}})
		}
		made := office.Query(t, createPage, vars{"input": vars{"path": path, "title": "Verweise", "blocks": blocks}})
		if got := problemsOf(t, made, "createPage"); got != "" {
			t.Fatal(got)
		}
		id := valueAt(made, "createPage.page.id")
		if a := office.Query(t, `mutation($id: ID!) { publish(entries: [{id: $id, revision: 1}]) { errors { code message } } }`, vars{"id": id}); problemsOf(t, a, "publish") != "" {
			t.Fatal(string(a.Raw))
		}
		before := server.DB.Commands()
		a := server.Query(t, allLinks, vars{"path": path})
		commands = server.DB.Commands() - before
		wantLinks(t, a, texts, items, len(calls))
		return commands
	}
	show("/erst", 20)
	few, many := show("/zwanzig", 20), show("/zweihundert", 200)
	if few != many || few == 0 || few > 7 { // for the page, and each kind
		t.Errorf("20 links cost %d commands, 200 cost %d", few, many)
	}
}

// wantLinks demands that the texts of a page link to the entries, and its buttons lead to as many.
func wantLinks(t *testing.T, a *testkit.Answer, texts, items []string, calls int) {
	t.Helper()
	var got struct {
		Page struct {
			Blocks []struct {
				Text  *linkText
				Items []struct{ Text linkText }
				Href  string
			}
		}
	}
	raw, err := json.Marshal(a.Data)
	testkit.Must(t, err)
	if err := json.Unmarshal(raw, &got); err != nil || len(a.Errors) > 0 {
		t.Fatalf("%v %.500s", err, a.Raw)
	}
	got.Page.Blocks[0].Text.want(t, texts)
	for i, item := range got.Page.Blocks[1].Items {
		item.Text.want(t, items[i:i+1])
	}
	if n := len(got.Page.Blocks[1].Items); n != len(items) {
		t.Errorf("%d items, want %d", n, len(items))
	}
	for _, b := range got.Page.Blocks[2:] {
		if !strings.HasPrefix(b.Href, "/") {
			t.Errorf("a button leads to %q", b.Href)
		}
	}
	if n := len(got.Page.Blocks) - 2; n != calls {
		t.Errorf("%d buttons, want %d", n, calls)
	}
}

// linkText is a text with its links, as an answer has it.
type linkText struct {
	HTML  string
	Links []struct {
		Target      map[string]string
		Path, Title string
	}
	Nodes []struct{ Kind, Href string }
}

func (r linkText) want(t *testing.T, ids []string) {
	t.Helper()
	if len(r.Links) != len(ids) {
		t.Fatalf("%d links, want %d", len(r.Links), len(ids))
	}
	n := 0
	for _, node := range r.Nodes {
		if node.Kind == "LINK" {
			if node.Href != r.Links[n].Path {
				t.Errorf("the tree leads to %q, the list to %q", node.Href, r.Links[n].Path)
			}
			n++
		}
	}
	for i, l := range r.Links {
		kind, err := content.KindOf(ids[i])
		testkit.Must(t, err)
		if l.Target["id"] != ids[i] || len(l.Target) != 2 || l.Target["__typename"] == "" || !strings.HasPrefix(l.Path, "/") || l.Title == "" || l.Title == "dorthin" {
			t.Errorf("a link to %s of %s is %+v", ids[i], kind, l)
		}
		if !strings.Contains(r.HTML, fmt.Sprintf(`href="%s"`, l.Path)) {
			t.Errorf("%s is not in the HTML", l.Path)
		}
	}
	if n != len(ids) {
		t.Errorf("the tree has %d links, want %d", n, len(ids))
	}
}
