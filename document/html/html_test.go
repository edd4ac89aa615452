package html_test

import (
	"bytes"
	"errors"
	"partnernetz/document"
	"partnernetz/document/html"
	"partnernetz/document/sample"
	"regexp"
	"strings"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"
)

func write(t testing.TB, d document.Document) string {
	t.Helper()
	data, err := html.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func of(blocks ...document.Block) document.Document {
	return document.Document{Title: `Beispiel "<&`, Language: "de", Date: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC), Parts: []document.Part{{Blocks: blocks}}}
}

// TestElements has an element for everything that a document says.
func TestElements(t *testing.T) {
	page := write(t, sample.Brochure(2, 3))
	for _, want := range []string{
		`<html lang="de">`, `<title>Partnerbroschüre 2024</title>`, `<meta name="author" content="Geschäftsstelle des Partnernetzes">`,
		`<h1>Erfolgsfaktor Interkulturelle Öffnung</h1>`, `<h2 id="vorwort">Vorwort</h2>`, `<h3 id="h-wie-dieses-heft-zu-lesen-ist">`,
		`<nav aria-label="Inhalt">`, `<li><a href="#vorwort">Vorwort</a><ol>`, `<li><a href="#h-summary" lang="en">Summary</a>`,
		`<section lang="de" id="text:" tabindex="-1" class="part">`, `<section lang="de-simple" class="part">`, `<section lang="en" class="part">`,
		`<a href="#zahlen">die Zahlen des Jahres</a>`, `<span lang="en">diversity management</span>`, `<strong>Wichtig ist uns:</strong>`,
		`<sup><a id="back:1" href="#note:1" aria-label="Anmerkung 1">1</a></sup>`, `<li id="note:1">`, `<a href="#back:1" aria-label="Zurück zum Text, Anmerkung 1">`,
		`<caption id="table:1">Partner und Maßnahmen nach Bereichen</caption>`, `<th scope="col" class="right">Maßnahmen</th>`, `<th scope="row">Kreise</th><td class="right">5</td>`,
		`<blockquote>`, `Bundes·<wbr>land.<br>`, `alt="Logo des Partnernetzes" width="240" height="80" class="logo">`, `alt="" width="300"`,
		"<pre><code>Partner   39\n  Measures 290</code></pre>", `<div class="columns">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if page != write(t, sample.Brochure(2, 3)) {
		t.Error("the same document gives other bytes")
	}
}

var ids = regexp.MustCompile(` id="([^"]*)"`)
var targets = regexp.MustCompile(` href="#([^"]*)"`)

// TestIDs has each id once and leads nowhere else.
func TestIDs(t *testing.T) {
	oneIDs(t, write(t, sample.Brochure(39, 290)), 400)
	oneIDs(t, write(t, of(document.Heading{Level: 1, Text: document.Plain("Alles")}, document.Contents{})), 2)
	oneIDs(t, write(t, of()), 1)
}

func oneIDs(t *testing.T, page string, least int) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range ids.FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("the id %q is there twice", m[1])
		}
		seen[m[1]] = true
	}
	for _, m := range targets.FindAllStringSubmatch(page, -1) {
		if !seen[m[1]] {
			t.Errorf("a link leads to %q, which is not there", m[1])
		}
	}
	if len(seen) < least {
		t.Errorf("%d ids", len(seen))
	}
}

// TestClosed closes what it opens, in the same order.
func TestClosed(t *testing.T) {
	page := write(t, sample.Brochure(3, 9))
	parsed, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := nethtml.Render(&again, parsed); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"</li>", "</ol>", "</section>", "</table>", "</p>", "</figure>"} {
		if was, is := strings.Count(page, tag), strings.Count(again.String(), tag); was != is {
			t.Errorf("%d %s become %d when the page is read", was, tag, is)
		}
	}
}

// TestEscapes shows what looks like markup.
func TestEscapes(t *testing.T) {
	const evil = `</style><script>alert("1")</script>&amp;'`
	d := of(document.Heading{Level: 1, Text: document.Plain(evil)}, document.Paragraph{Text: []document.Inline{document.Text(evil), document.Code(evil), document.Link{Address: "https://www.example.org/?a=\"><script>&b", Text: document.Plain(evil)}}},
		document.Preformatted{Text: evil}, document.Figure{Picture: document.Picture{Data: sample.Chart(2, 2), Alt: evil}, Caption: document.Plain(evil)},
		document.Table{Caption: document.Plain(evil), Columns: []document.Column{{}}, Head: document.Cells(evil), Rows: [][]document.Cell{document.Cells(evil)}})
	d.Title, d.Author = evil, evil
	d.Cover = &document.Cover{Title: evil, Above: evil, Subtitle: document.Plain(evil), Edition: evil, Imprint: [][]document.Inline{document.Plain(evil)}}
	page := write(t, d)
	if strings.Contains(page, "<script") || strings.Count(page, "</style>") != 1 {
		t.Error(page)
	}
}

// TestRefused writes nothing that has a barrier.
func TestRefused(t *testing.T) {
	var invalid *document.Invalid
	if _, err := html.Write(of(document.Heading{Level: 3, Text: document.Plain("Zu tief")})); !errors.As(err, &invalid) {
		t.Error(err)
	}
}
