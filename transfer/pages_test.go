package transfer_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

const p2 = "- path: /a\n  title:\n    de: A\n"

// whole is a page with every kind of block, a menu, and links by name wherever there can be one.
func whole() []string {
	return []string{`- path: /
  title:
    de: Start
    en: Home
  lead:
    de: Satz
  seo:
    title:
      de: Titel
    noIndex: true
  blocks:
    - type: text
      text:
        de: |-
          [Mit](entry:pages//a) [Partner](<entry:partners/a> "Titel") [Ziel](entry:pages//a#h-b) [r][1]

          [1]: entry:partners/a
        en: '[With](entry:pages//a)'
    - type: partners
      label:
        de: Partner
      sectors:
        - COMPANY
    - type: events
      kinds:
        - PUBLIC_EVENT
      upcoming: true
    - type: figure
      label:
        de: Zahl
      source:
        de: Quelle
      value: "{{partnerCount}}"
      asOf: "2024-01-01"
    - type: call
      label:
        de: Los
      target: pages//a
    - type: call
      label:
        de: Schreiben
      url: mailto:a@b.de
    - type: accordion
      items:
        - heading:
            de: Frage
          text:
            de: Antwort, siehe [A](entry:pages//a)
  publishedAt: 2024-01-01T00:00:00Z
- path: /a
  parent: /
  title:
    de: A
  publishedAt: 2024-01-01T00:00:00Z
`, `- key: main
  items:
    - page: /
    - label:
        de: Außen
      url: https://a.de/
      children:
        - page: /a
  publishedAt: 2024-01-01T00:00:00Z
`}
}

// Pages and menus come out of the database as they went in.
func TestPagesRoundTrip(t *testing.T) {
	s, raw := empty(t), whole()
	files := file("partners.yaml", strings.TrimSuffix(p1, "\n"))
	files["pages.yaml"], files["menus.yaml"] = file("x", raw[0])["x"], file("x", raw[1])["x"]
	mustImport(t, s, files)
	start, err := s.Pages.ByKey(ctx, public, "/")
	testkit.Must(t, err)
	text, err := dataloader.New(s).Text(ctx, start.Blocks()[0].(*network.TextBlock).Text)
	testkit.Must(t, err)
	links := text.Links()
	if len(links) != 3 || *links[0].Path != "/a" || *links[1].Path != "/partner/a" || *links[2].Path != "/a#h-b" {
		t.Errorf("the text leads to %+v", links)
	}
	for _, ndjson := range []bool{false, true} {
		first := mustExport(t, s, true, ndjson)
		again := empty(t)
		mustImport(t, again, first)
		wantSame(t, mustExport(t, again, true, ndjson), first)
	}
	out := mustExport(t, s, true, false)
	if got := string(out["menus.yaml"].Data); !strings.HasSuffix(got, raw[1]) && !strings.Contains(got, "page: /a") {
		t.Errorf("the menu is %s", got)
	}
	for _, want := range []string{"target: pages//a", "parent: /", "[r][1]", "[1]: entry:partners/a", `(<entry:partners/a> "Titel")`, "entry:pages//a#h-b"} {
		if !strings.Contains(string(out["pages.yaml"].Data), want) {
			t.Errorf("there is no %s in %s", want, out["pages.yaml"].Data)
		}
	}
	if r := mustImport(t, s, files); r != (transfer.Result{Unchanged: 4}) {
		t.Errorf("importing again: %+v", r)
	}
}

// What is wrong with a page, its blocks or its links is reported with the line that it stands on.
func TestPageProblems(t *testing.T) {
	tests := []struct{ name, file, raw, want string }{
		{"a link in a text", "pages.yaml", p2 + "  blocks:\n    - type: text\n      text:\n        de: '[x](entry:pages//b)'\n", "pages.yaml:7: blocks.0.text.de: there is no entry of this name: pages//b"},
		{"of a kind that there is not", "pages.yaml", p2 + "  blocks:\n    - type: text\n      text:\n        de: '[x](entry:people/b)'\n", "pages.yaml:7: blocks.0.text.de: there is no entry of this name: people/b"},
		{"by a reference, in an item", "pages.yaml", p2 + "  blocks:\n    - type: accordion\n      items:\n        - heading: {de: A}\n          text:\n            de: |-\n              [x][1]\n\n              [1]: entry:pages//b\n", "pages.yaml:9: blocks.0.items.0.text.de: there is no entry of this name: pages//b"},
		{"in another type", "partners.yaml", p1 + "  description:\n    de: A\n    en: '[x](entry:partners/b)'\n", "partners.yaml:6: description.en: there is no entry of this name: partners/b"},
		{"a target", "pages.yaml", p2 + "  blocks:\n    - type: call\n      label: {de: A}\n      target: /a\n", "pages.yaml:7: blocks.0.target: there is no entry of this name: /a"},
		{"a page of a menu", "menus.yaml", "- key: main\n  items:\n    - page: /b\n", "menus.yaml:3: items.0.page: there is no entry of this name: /b"},
		{"a menu that there is not", "menus.yaml", "- key: side\n", "menus.yaml:1: key: there is no such menu"},
		{"a parent", "pages.yaml", p2 + "  parent: /b\n", "pages.yaml:4: parent: there is no entry of this name: /b"},
		{"its own parent", "pages.yaml", p2 + "  parent: /a\n", "pages.yaml:4: parent: this would be a circle, which leads from here to here; choose another entry"},
		{"above itself", "pages.yaml", p2 + "  parent: /c\n- path: /b\n  parent: /a\n  title: {de: B}\n- path: /c\n  parent: /b\n  title: {de: C}\n", "pages.yaml:4: parent: this would be a circle, which leads from here to here; choose another entry"},
		{"a type", "pages.yaml", p2 + "  blocks:\n    - type: html\n", "pages.yaml:5: blocks.0.type: \"html\" is not one of the values"},
		{"a text of an item", "pages.yaml", p2 + "  blocks:\n    - type: text\n      text: {de: A}\n    - type: accordion\n      items:\n        - heading: {de: A}\n          text:\n            en: B\n", "pages.yaml:11: blocks.1.items.0.text: the German text is missing"},
		{"an address", "pages.yaml", p2 + "  blocks:\n    - type: call\n      label: {de: A}\n      url: javascript:alert(1)\n", "pages.yaml:7: blocks.0.url: an address begins with"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := transfer.Import(ctx, empty(t), file(tt.file, tt.raw), ".", transfer.Options{})
			var problems transfer.Problems
			if !errors.As(err, &problems) || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// A circle can be closed by a file alone; what the database has counts, and what the file takes away of it does not.
func TestCirclesWithWhatIsThere(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("pages.yaml", "- path: /a", "  title: {de: A}", "- path: /b", "  parent: /a", "  title: {de: B}"))
	if _, err := transfer.Import(ctx, s, file("pages.yaml", "- path: /a", "  parent: /b", "  title: {de: A}"), ".", transfer.Options{}); err == nil || err.Error() != "pages.yaml:2: parent: this would be a circle, which leads from here to here; choose another entry [CIRCULAR]" {
		t.Errorf("got %v", err)
	}
	mustImport(t, s, file("pages.yaml", "- path: /a", "  parent: /b", "  title: {de: A}", "- path: /b", "  title: {de: B}"))
	if p, err := s.Pages.ByKey(ctx, public, "/a"); err != nil || p.ParentID != content.KeyID(content.Pages, "/b") {
		t.Errorf("/a is %+v, %v", p, err)
	}
}

// The public tree counts as well as that of drafts: a page that has moved among the drafts alone is where it was.
func TestCirclesInPublic(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("pages.yaml", "- path: /a", "  title: {de: A}", "- path: /b", "  parent: /a", "  title: {de: B}"))
	mustImport(t, s, file("pages.yaml", "- path: /b", "  title: {de: B}", "  draft: true"))
	below := []string{"- path: /a", "  parent: /b", "  title: {de: A}"}
	if _, err := transfer.Import(ctx, s, file("pages.yaml", below...), ".", transfer.Options{}); err == nil || err.Error() != "pages.yaml:2: parent: this would be a circle, which leads from here to here; choose another entry [CIRCULAR]" {
		t.Errorf("got %v", err)
	}
	mustImport(t, s, file("pages.yaml", append(below, "  draft: true")...))
}

// A link to what is not exported keeps its id, and leads nowhere where it is brought in, without being in the way.
func TestLinksToWhatIsNotExported(t *testing.T) {
	s := empty(t)
	id := content.KeyID(content.Partners, "a")
	mustImport(t, s, file("partners.yaml", p1+"  draft: true"))
	mustImportAsIs(t, s, file("pages.yaml", p2+"  blocks:\n    - type: text\n      text:\n        de: '[x](entry:partners/a)'"))
	out := mustExport(t, s, false, false)
	if !strings.Contains(string(out["pages.yaml"].Data), "entry:"+id) || out["partners.yaml"] != nil {
		t.Errorf("exported is %s", out["pages.yaml"].Data)
	}
	again := empty(t)
	mustImportAsIs(t, again, out)
	wantSame(t, mustExport(t, again, false, false), out)
}

const p3 = p2 + "    de-simple: B\n  easyLanguageCheck:\n    group: Prüfgruppe\n    checkedOn: \"2024-02-01\"\n"

// A check of Leichte Sprache comes out with the texts that it is of, public or not, and holds for those that it comes in with.
func TestEasyLanguageCheckRoundTrip(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("pages.yaml", p3))
	p, err := s.Pages.ByKey(ctx, public, "/a")
	if err != nil || p.Check == nil || p.Check.Group != "Prüfgruppe" || p.Check.CheckedOn != "2024-02-01" {
		t.Fatalf("public is %+v, %v", p, err)
	}
	for _, all := range []bool{false, true} {
		for _, ndjson := range []bool{false, true} {
			out, again := mustExport(t, s, all, ndjson), empty(t)
			mustImport(t, again, out)
			wantSame(t, mustExport(t, again, all, ndjson), out)
			if r := mustImport(t, s, out); r != (transfer.Result{Unchanged: 1}) {
				t.Errorf("importing again: %+v", r)
			}
		}
	}
	p.Titles = content.Text{content.DE: "A", content.DESimple: "C"}
	if saved, err := s.Pages.Save(ctx, store.Stamp{At: time.Now(), Author: "test"}, p); err != nil || saved[0].Check != nil {
		t.Errorf("the check holds for other texts: %+v, %v", saved, err)
	}
	mustImport(t, s, file("pages.yaml", strings.Replace(p3, "de-simple: B", "de-simple: D", 1))) // who imports answers for it
	if p, err = s.Pages.ByKey(ctx, public, "/a"); err != nil || p.Check == nil || p.Titles[content.DESimple] != "D" {
		t.Errorf("public is %+v, %v", p, err)
	}
}

func TestEasyLanguageCheckProblems(t *testing.T) {
	for _, tt := range []struct{ raw, want string }{
		{strings.Replace(p3, "    de-simple: B\n", "", 1), "pages.yaml:5: easyLanguageCheck: there is no text in Leichte Sprache"},
		{strings.Replace(p3, "    group: Prüfgruppe\n", "", 1), "pages.yaml:6: easyLanguageCheck.group: this is missing"},
		{strings.Replace(p3, "2024-02-01", "2999-02-01", 1), "pages.yaml:7: easyLanguageCheck.checkedOn: this day is in the future"},
		{strings.Replace(p3, "2024-02-01", "2024-02-30", 1), "pages.yaml:7: "},
		{p3 + "    texts: x\n", "pages.yaml:8: easyLanguageCheck: unknown field"},
	} {
		_, err := transfer.Import(ctx, empty(t), file("pages.yaml", tt.raw), ".", transfer.Options{})
		var problems transfer.Problems
		if !errors.As(err, &problems) || !strings.HasPrefix(problems[0].String(), tt.want) {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}
