package transfer

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"partnernetz/content"
	"partnernetz/network"
)

var hardTexts = []string{
	"a ", " a", "  ", "a\tb", "\ta", "a\t", "a\r\nb", "a\rb", "\r", "a\nb\r\n", "null", "Null", "~", "true", "yes", "No", "on", "y", "2024-01-01", "2024-06-07T12:00:00+02:00", "12:30:45", "2022", "-1",
	"0x1f", "0o7", "0b1", "1_000", "1e3", ".5", "+1", ".inf", "-.INF", ".nan", "1.", "=", "<<", ": ", "a: b", "a:", ":a", "a:\nb", "# x", "a # x", "a#x", "#", `"q"`, `'q'`, `a"b`, `it's`, `"`, `'`, `"a`, `a"`, `\`, `\n`, `a\u0041`, "\"\n", "\"a\"\nb",
	"😀", "👩‍👩‍👧", "e\u0301", "a\u2028b", "a\u2029b", "a\u0085b", "\ufeffa", "a\u00a0", "\u00a0a", "10\u00a0%\n20\u202f%", "Soft\u00adhyphen\nx", "\u200b", "\U0010ffff", "\ue000", "\ufffd", "\ufffe",
	"a\x00b", "\x00", "a\x01b", "a\x1b[0mb", "\x7f", "\u0080", "\u009f", "a\vb", "a\fb\nc", "a\bb",
	"a\nb", "a\n b", " a\nb", "a \nb", "a\n\nb\n", "a\n\n\n", "\na", "\n", "\n\n", "a\nb # c: d", "a\n\tb", "\t\n", " \n", "a\n ", "a\n  b\nc", "a\n---\nb", "a\n...\nb", "|\na", "- a\n- b", "a:\n  b: c",
	"- a", "-", "--", "---", "--- a", "---\na", "...", "?", "? a", "%a", "%YAML 1.2", "@a", "`a", "!a", "!!str a", "&a", "*a", "|", "|-", ">", "{a", "{}", "{a: b}", "[a", "[]", "]", "}", ",", "a, b", "a [b] {c}",
	"„Vielfalt“ – so!", "## Titel\n\n- **eins**\n- zwei\n\n> Zitat\n\n    code\n", "a\\\nb",
}

// Any text must come back from a file as it was. The hard ones are tried by FuzzTexts, here are mixtures of them.
func TestTextsSurvive(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	pieces := append(strings.Split("a b : # - ? \n \n\n \r\n \t \" ' \\ | > { } [ ] , & * ! % @ ` ~ = 1 0x .  ä 😀 \u2028 \u00a0 \x00 \x1b \ufeff", " "), " ", "  ", "\n  ", " \n", "---", "null")
	for range 100 {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		checkSurvives(t, b.String())
	}
}

// FuzzTexts looks for a text that does not come back from a file as it was.
func FuzzTexts(f *testing.F) {
	for _, s := range hardTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) { // nothing else gets in: JSON and files are UTF-8
			checkSurvives(t, s)
		}
	})
}

// checkSurvives writes a text at each depth of an entry, followed by others that it might run into.
func checkSurvives(t *testing.T, s string) {
	t.Helper()
	in := &network.Initiative{
		Slug: "initiative", Names: content.Text{content.DE: s, content.EN: "next"}, Mottos: content.Text{content.EN: s},
		StoredOffice:  &network.StoredOffice{Names: content.Text{content.DE: s}, Phone: &s, Addresses: content.Text{content.DE: "next"}},
		StoredFigures: []network.StoredFigure{{Key: "k", Value: s, Labels: content.Text{content.DE: s}}, {Key: s}},
	}
	last := &network.Initiative{Slug: "last"}
	for name, encode := range map[string]func([]any) ([]byte, error){"x.yaml": encodeYAML, "x.ndjson": encodeNDJSON, "x.csv": encodeCSV} {
		raw, err := encode([]any{in, last})
		if name == "x.csv" && (strings.ContainsAny(s, "\r\x00") || errorOfSpreadsheet(s)) { // which a table may refuse, but not lose
			if err != nil {
				continue
			}
		}
		if err != nil {
			t.Errorf("%s: writing %q: %v", name, s, err)
			continue
		}
		records, problems := recordsOf(name, raw, reflect.TypeFor[network.Initiative]())
		if len(problems) > 0 || len(records) != 2 {
			t.Errorf("%s: %q gives %d records, %v:\n%s", name, s, len(records), problems, raw)
			continue
		}
		for i, r := range records {
			out := new(network.Initiative)
			if p, _ := r.decode(out); p != nil {
				t.Errorf("%s: reading %q: %v", name, s, p)
			} else if i == 1 {
				if !reflect.DeepEqual(out, last) {
					t.Errorf("%s: %q runs into the next record: %+v", name, s, out)
				}
			} else if !reflect.DeepEqual(out, in) || out.Names[content.DE] != s || out.Mottos[content.EN] != s || *out.StoredOffice.Phone != s || out.StoredFigures[0].Value != s || out.StoredFigures[1].Key != s {
				t.Errorf("%s: %q comes back as %q, %+v:\n%s", name, s, out.Names, out.StoredFigures, raw)
			}
		}
	}
}

// What people read and edit stays readable: a passage of text is a block of lines.
func TestBlocksOfLines(t *testing.T) {
	raw, err := encodeYAML([]any{&network.Page{Path: "/", Titles: content.Text{content.DE: "Start: „Netz“"}, Leads: content.Text{content.DE: "## Titel\n\n- 10\u00a0% „mehr“\n"}}})
	want := "- path: /\n  title:\n    de: \"Start: „Netz“\"\n  lead:\n    de: |\n      ## Titel\n      \n      - 10\u00a0% „mehr“\n"
	if err != nil || string(raw) != want {
		t.Errorf("%v, got\n%q, want\n%q", err, raw, want)
	}
}
