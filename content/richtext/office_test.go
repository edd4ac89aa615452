package richtext_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/richtext"
)

var row = regexp.MustCompile("(?m)^\\| `(.+)` \\| `(.+)` \\|$")

// TestOfficeTexts goes through the table of docs/markdown.md.
func TestOfficeTexts(t *testing.T) {
	doc, err := os.ReadFile("../../docs/markdown.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := row.FindAllStringSubmatch(string(doc), -1)
	if len(rows) < 40 {
		t.Fatalf("the table has %d rows", len(rows))
	}
	plain := strings.NewReplacer("⏎", "\n", `\t`, "\t")
	for _, r := range rows {
		source, want := plain.Replace(r[1]), plain.Replace(r[2])
		if got := richtext.Render(source, richtext.Known{}).HTML(); strings.ReplaceAll(got, "<br/>", "<br>") != strings.ReplaceAll(want, "<hr>", "<hr/>") && got != want {
			t.Errorf("%q is shown as\n%s\nwant\n%s", source, got, want)
		}
	}
}

// The numbers of lists are in every form.
func TestNumbersAreKept(t *testing.T) {
	for source, want := range map[string]string{
		"3. drei\n4. vier":                      "3. drei\n4. vier",
		"1) eins\n2) zwei":                      "1) eins\n2) zwei",
		"- a\n  7. Mai: b":                      "a\n7. Mai: b",
		"> 7. Juni 2024":                        "7. Juni 2024",
		"2012.":                                 "2012.",
		"2012.\n\n    danach":                   "2012.\ndanach",
		"3. <b>drei</b>":                        "3. drei",
		"3. **drei**":                           "3. drei",
		"5. [fünf](/x)\n\n   mehr dazu":         "5. fünf\nmehr dazu",
		"1. Januar: a\n   - b\n2. Februar: c\n": "1. Januar: a\nb\n2. Februar: c",
	} {
		r := richtext.Render(source, richtext.Known{})
		if got := regexp.MustCompile(`\n+`).ReplaceAllString(r.Text(), "\n"); got != want {
			t.Errorf("%q reads %q, want %q", source, got, want)
		}
	}
}

// What Word makes is read as it was read there.
func TestPastedMarkup(t *testing.T) {
	for source, want := range map[string]string{
		"<p class=\"MsoNormal\">Die Zielvereinbarung wurde verlängert.</p>\n\nEin Satz.":       "Die Zielvereinbarung wurde verlängert. Ein Satz.",
		"<div>\n  <h2>Ziele</h2>\n  <p\n class=x>eins <b>zwei</b> drei</p>\n<o:p></o:p></div>": "Ziele eins zwei drei",
		"<table><tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>":                    "a b c",
		"<!-- Word -->\n<style>p { color: red }</style>\n<script>alert(1)</script>\n<p>da</p>": "da",
		"Zeile<br>\r\nzwei<br>\n\ndrei<div><br></div>vier<br>":                                 "Zeile zwei drei vier",
		"> <p>zitiert</p>\n> <p>noch</p>":                                                      "zitiert noch",
		"# Die <i>Ziele</i><br>heute":                                                          "Die Ziele heute",
		"|a|b|\n|-|-|\n|c<br>d|<p>e</p>|":                                                      "a b c d e",
		"`<p>` und ~~~<x>":                                                                     "<p> und ~~~<x>",
		"1 < 2 und 3 > 2":                                                                      "1 < 2 und 3 > 2",
		"a <scr<b>ipt>b":                                                                       "a <script>b",
	} {
		if got := strings.Join(strings.Fields(richtext.Render(source, richtext.Known{}).Text()), " "); got != want {
			t.Errorf("%q reads %q, want %q", source, got, want)
		}
	}
}

// In Leichte Sprache each line stays one, which is where a sentence ends.
func TestLinesOfEasyLanguage(t *testing.T) {
	const source = "Das ist die Initiative.\nDas Wort bedeutet:\n- Viele machen mit.\n  Alle helfen."
	for _, tt := range []struct {
		in         content.Locale
		html, tree string
	}{
		{content.DESimple, "<p>Das ist die Initiative.<br/>\nDas Wort bedeutet:</p>\n<ul>\n<li>Viele machen mit.<br/>\nAlle helfen.</li>\n</ul>", "Das ist die Initiative.\nDas Wort bedeutet:Viele machen mit.\nAlle helfen."},
		{content.DE, "<p>Das ist die Initiative.\nDas Wort bedeutet:</p>\n<ul>\n<li>Viele machen mit.\nAlle helfen.</li>\n</ul>", "Das ist die Initiative. Das Wort bedeutet:Viele machen mit. Alle helfen."},
	} {
		r, err := (&richtext.Text{Source: source, ServedLocale: tt.in}).Render(richtext.Known{}.For)
		if err != nil {
			t.Fatal(err)
		}
		shown := ""
		for _, n := range r.Nodes() {
			if n.Text != nil {
				shown += *n.Text
			}
		}
		if html := strings.ReplaceAll(r.HTML(), "<br>", "<br/>"); html != tt.html || shown != tt.tree {
			t.Errorf("in %s it is\n%s\n%q", tt.in, html, shown)
		}
	}
}
