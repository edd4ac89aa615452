package graph_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/testkit"
)

const (
	createPage = `mutation($input: CreatePageInput!) { createPage(input: $input) { page { id revision } errors { code path } } }`
	updatePage = `mutation($id: ID!, $revision: Int!, $input: UpdatePageInput!) { updatePage(id: $id, expectedRevision: $revision, input: $input) { page { revision } errors { code path } } }`
	createMenu = `mutation($input: CreateMenuInput!) { createMenu(input: $input) { menu { name } errors { code path } } }`
	askPage    = `query($path: String!) { page(path: $path) { path title blocks { ... on CallToActionBlock { href } ... on TextBlock { text { html } } } } redirects { from to } }`
)

type many = []any

// statement is one on accessibility, with some fields as they are given.
func statement(other vars) vars {
	all := vars{"status": "PARTIALLY", "barriers": "Filme haben keine Untertitel.", "method": "EXTERNAL", "checkedOn": "2026-11-01",
		"feedback": vars{"name": "Geschäftsstelle", "email": "a@example.org"}, "ombudsperson": vars{"name": "Ombudsstelle", "website": "https://o.example"}}
	maps.Copy(all, other)
	return all
}

// files are a video, captions and an image.
func files(t *testing.T, s *testkit.Server) (film, captions, picture string) {
	t.Helper()
	file := func(name, contentType string) string {
		return draft(t, s.Store.Media, &network.Media{Meta: content.Meta{ID: content.NewID(content.MediaFiles)}, Slug: strings.ReplaceAll(name, ".", "-"), Decorative: true, File: network.File{Sum: strings.Repeat("0", 64), Name: name, ContentType: contentType, Size: 1}})[0].ID
	}
	return file("film.mp4", network.TypeMP4), file("film.vtt", network.TypeVTT), file("bild.png", network.TypePNG)
}

// A page has a video in sign language and one that is spoken, each with what it takes to follow them.
func TestVideos(t *testing.T) {
	server := testkit.Start(t, "network")
	office := server.As(t, auth.Editor, "")
	film, captions, _ := files(t, server)
	page := pageByPath(t, server, "/mitmachen")
	blocks := many{
		vars{"video": vars{"media": film, "language": "DGS", "label": "In Gebärdensprache", "transcript": "Wer **mitmachen** will, schreibt uns."}},
		vars{"video": vars{"media": film, "captions": captions, "language": "DE", "label": "Gesprochen", "transcript": "Guten Tag.", "translations": many{vars{"locale": "EN", "label": "Spoken", "transcript": "Good day."}}}},
	}
	if got := problemsOf(t, office.Query(t, updatePage, vars{"id": page.ID, "revision": 1, "input": vars{"blocks": blocks}}), "updatePage"); got != "" {
		t.Fatal(got)
	}
	wants(t, office, `query($id: ID!) @view(stage: DRAFT, locale: EN) { node(id: $id) { ... on Page { blocks { ... on VideoBlock { label labelLanguageTag language languageTag media { filename } captions { filename } transcript { text languageTag } } } } } }`, vars{"id": page.ID},
		`{"data":{"node":{"blocks":[`+
			`{"label":"In Gebärdensprache","labelLanguageTag":"de","language":"DGS","languageTag":"gsg","media":{"filename":"film.mp4"},"captions":null,"transcript":{"text":"Wer mitmachen will, schreibt uns.","languageTag":"de"}},`+
			`{"label":"Spoken","labelLanguageTag":"en","language":"DE","languageTag":"de","media":{"filename":"film.mp4"},"captions":{"filename":"film.vtt"},"transcript":{"text":"Good day.","languageTag":"en"}}]}}}`)
}

// A page that states how accessible the website is says so in fields, in the languages that it was written in, and no longer once
// that is taken away.
func TestAccessibilityStatement(t *testing.T) {
	server := testkit.Start(t, "network")
	office := server.As(t, auth.Editor, "")
	page := pageByPath(t, server, "/mitmachen")
	const query = `query($id: ID!) @view(stage: DRAFT, locale: EN) { node(id: $id) { ... on Page { accessibility { status barriers { text languageTag } method checkedOn feedback { name email phone website } ombudsperson { name email phone website } } } } }`
	asks := func(want string) {
		t.Helper()
		wants(t, office, query, vars{"id": page.ID}, `{"data":{"node":{"accessibility":`+want+`}}}`)
	}
	change := func(revision int, input vars) {
		t.Helper()
		if got := problemsOf(t, office.Query(t, updatePage, vars{"id": page.ID, "revision": revision, "input": input}), "updatePage"); got != "" {
			t.Fatal(got)
		}
	}
	asks("null")
	change(1, vars{"accessibility": statement(nil)})
	const rest = `"method":"EXTERNAL","checkedOn":"2026-11-01","feedback":{"name":"Geschäftsstelle","email":"a@example.org","phone":null,"website":null},"ombudsperson":{"name":"Ombudsstelle","email":null,"phone":null,"website":"https://o.example"}}`
	asks(`{"status":"PARTIALLY","barriers":{"text":"Filme haben keine Untertitel.","languageTag":"de"},` + rest)
	change(2, vars{"accessibility": statement(vars{"translations": many{vars{"locale": "EN", "text": "Films have no subtitles."}}})})
	asks(`{"status":"PARTIALLY","barriers":{"text":"Films have no subtitles.","languageTag":"en"},` + rest)
	change(3, vars{"accessibility": statement(vars{"status": "FULLY", "barriers": nil, "translations": many{vars{"locale": "EN", "text": nil}}})})
	asks(`{"status":"FULLY","barriers":null,` + rest)
	change(4, vars{"accessibility": nil})
	asks("null")
}

func pageByPath(t *testing.T, s *testkit.Server, path string) *network.Page {
	t.Helper()
	p, err := s.Store.Pages.ByKey(t.Context(), content.Everything(), path)
	testkit.Must(t, err)
	return p
}

// What is wrong with a page is said at the place in the input, and nothing of it is written.
func TestWrongPages(t *testing.T) {
	server := testkit.Start(t, "network")
	office := server.As(t, auth.Editor, "")
	partner, netzwerk := pageByPath(t, server, "/partner"), pageByPath(t, server, "/netzwerk")
	gone := content.NewID(content.Pages)
	words := vars{"text": "Satz"}
	film, _, picture := files(t, server)
	for _, tt := range []struct {
		name  string
		input vars
		want  string
	}{
		{"a video without captions", vars{"blocks": many{vars{"video": vars{"media": film, "language": "DE", "label": "A", "transcript": "A"}}}}, "REQUIRED input.blocks.0.captions"},
		{"a video without a transcript", vars{"blocks": many{vars{"video": vars{"media": film, "language": "DGS", "label": "A"}}}}, "REQUIRED input.blocks.0.text"},
		{"an image for a video", vars{"blocks": many{vars{"video": vars{"media": picture, "language": "DGS", "label": "A", "transcript": "A"}}}}, "BAD_INPUT input.blocks.0.media"},
		{"a video for captions", vars{"blocks": many{vars{"video": vars{"media": film, "captions": film, "language": "EN", "label": "A", "transcript": "A"}}}}, "BAD_INPUT input.blocks.0.captions"},
		{"a video with captions that are not there", vars{"blocks": many{vars{"video": vars{"media": film, "captions": gone, "language": "EN", "label": "A", "transcript": "A"}}}}, "NOT_FOUND input.blocks.0.captions"},
		{"a statement on accessibility without its barriers", vars{"accessibility": statement(vars{"barriers": nil})}, "REQUIRED input.accessibility.barriers"},
		{"one without a way to its office", vars{"accessibility": statement(vars{"feedback": vars{"name": "A", "email": nil}})}, "REQUIRED input.accessibility.feedback.email"},
		{"one whose office has no name", vars{"accessibility": statement(vars{"ombudsperson": vars{"name": " ", "phone": "1"}})}, "REQUIRED input.accessibility.ombudsperson.name"},
		{"one with a wrong address", vars{"accessibility": statement(vars{"ombudsperson": vars{"name": "A", "website": "example"}})}, "BAD_INPUT input.accessibility.ombudsperson.website"},
		{"a circle", vars{"parent": partner.ID}, "CIRCULAR input.parent"},
		{"itself above", vars{"parent": netzwerk.ID}, "CIRCULAR input.parent"},
		{"an unknown parent", vars{"parent": gone}, "NOT_FOUND input.parent"},
		{"a path that is taken", vars{"path": "/"}, "KEY_IN_USE input.path"},
		{"a block of another page", vars{"blocks": many{vars{"id": partner.ID + ".0", "text": words}}}, "BAD_INPUT input.blocks.0.id"},
		{"an item of another block", vars{"blocks": many{vars{"id": netzwerk.ID + ".0", "accordion": vars{"items": many{vars{"id": netzwerk.ID + ".1.0", "heading": "A", "text": "A"}}}}}}, "BAD_INPUT input.blocks.0.items.0.id"},
		{"a block that is nothing", vars{"blocks": many{vars{"text": words}, vars{}}}, "BAD_INPUT input.blocks.1"},
		{"a block that is several", vars{"blocks": many{vars{"text": words, "partners": vars{}}}}, "BAD_INPUT input.blocks.0"},
		{"an item without text", vars{"blocks": many{vars{"text": words}, vars{"text": words}, vars{"accordion": vars{"items": many{vars{"heading": "A"}}}}}}, "REQUIRED input.blocks.2.items.0.text"},
		{"an unknown target", vars{"blocks": many{vars{"call": vars{"label": "A", "target": gone}}}}, "NOT_FOUND input.blocks.0.target"},
		{"no target at all", vars{"blocks": many{vars{"call": vars{"label": "A", "target": "x"}}}}, "NOT_FOUND input.blocks.0.target"},
		{"a script", vars{"blocks": many{vars{"call": vars{"label": "A", "url": "javascript:alert(1)"}}}}, "BAD_INPUT input.blocks.0.url"},
	} {
		a := office.Query(t, updatePage, vars{"id": netzwerk.ID, "revision": 1, "input": tt.input})
		if got := problemsOf(t, a, "updatePage"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, a.Raw, tt.want)
		}
	}
	if p := pageByPath(t, server, "/netzwerk"); p.Revision != 1 {
		t.Errorf("there is a revision %d", p.Revision)
	}
	if got := problemsOf(t, office.Query(t, createMenu, vars{"input": vars{"key": "MAIN", "items": many{}}}), "createMenu"); got != "KEY_IN_USE input.key" {
		t.Errorf("a second main menu: %s", got)
	}
}

// A page that moves is found at its old address as soon as that is public, by whoever asks, and not a moment before.
func TestPageMoves(t *testing.T) {
	server := testkit.Start(t, "network")
	office := server.As(t, auth.Editor, "")
	join := pageByPath(t, server, "/mitmachen")
	ask := func(path string) string { return string(server.Query(t, askPage, vars{"path": path}).Raw) }
	before := ask("/mitmachen")
	a := office.Query(t, updatePage, vars{"id": join.ID, "revision": 1, "input": vars{"path": "/partner-werden", "title": "Partner werden"}})
	if got := problemsOf(t, a, "updatePage"); got != "" {
		t.Fatal(got)
	}
	if ask("/mitmachen") != before || !strings.Contains(ask("/partner-werden"), `"page":null,"redirects":[]`) {
		t.Errorf("the draft shows: %s", ask("/partner-werden"))
	}
	a = office.Query(t, `mutation($id: ID!) { publish(entries: [{ id: $id, revision: 2 }]) { errors { code path } } }`, vars{"id": join.ID})
	if got := problemsOf(t, a, "publish"); got != "" {
		t.Fatal(got)
	}
	for _, path := range []string{"/mitmachen", "/partner-werden"} {
		if got := ask(path); !strings.Contains(got, `"path":"/partner-werden","title":"Partner werden"`) || !strings.Contains(got, `"redirects":[{"from":"/mitmachen","to":"/partner-werden"}]`) {
			t.Errorf("at %s: %s", path, got)
		}
	}
	if got := ask("/"); strings.Contains(got, "/mitmachen\"") && !strings.Contains(got, `"href":"/partner-werden"`) || !strings.Contains(got, `href=\"/partner-werden\"`) {
		t.Errorf("the start page does not lead to the new address: %s", got)
	}
	menu := server.Query(t, `{ menu(key: MAIN) { items { label path } } }`, nil)
	if !strings.Contains(string(menu.Raw), `{"label":"Partner werden","path":"/partner-werden"}`) {
		t.Errorf("nor does the menu: %s", menu.Raw)
	}
}

// Navigation answers in every language, and what a page shows costs the same, however many links it has.
func TestWebsite(t *testing.T) {
	server := testkit.Start(t, "network")
	office := server.As(t, auth.Editor, "")
	for _, o := range operations(t) {
		if o.Name != "Navigation" {
			continue
		}
		for locale, want := range map[string]string{"DE": "Die Partnerinitiative", "EN": "The partner initiative", "DE_SIMPLE": "Die Partner-Initiative"} {
			for _, menu := range []string{"MAIN", "FOOTER", "LEGAL"} {
				a := server.Query(t, o.Query, vars{"menu": menu, "locale": locale})
				if len(a.Errors) > 0 || isEmpty(a.Data["menu"]) || menu == "MAIN" && !strings.Contains(string(a.Raw), `"`+want+`"`) {
					t.Errorf("%s in %s: %s", menu, locale, a.Raw)
				}
			}
		}
	}
	partners, err := server.Store.Partners.All(t.Context(), content.PublicView())
	testkit.Must(t, err)
	cost := func(links int) int64 {
		var text strings.Builder
		for i := range links {
			fmt.Fprintf(&text, "- [x](entry:%s) und [y](entry:%s)\n", partners[i%39].ID, partners[(i+1)%39].ID)
		}
		path := fmt.Sprintf("/mit-%d", links)
		a := office.Query(t, createPage, vars{"input": vars{"path": path, "title": "T", "blocks": many{vars{"text": vars{"text": text.String()}}}}})
		if got := problemsOf(t, a, "createPage"); got != "" {
			t.Fatal(got)
		}
		before := server.DB.Commands()
		office.Query(t, `query($path: String!) @view(stage: DRAFT) { page(path: $path) { blocks { ... on TextBlock { text { html links { target { __typename id } path title } nodes { href } } } } } }`, vars{"path": path})
		return server.DB.Commands() - before
	}
	if few, many := cost(2), cost(200); few != many {
		t.Errorf("2 links cost %d commands, 200 cost %d", few, many)
	}
}
