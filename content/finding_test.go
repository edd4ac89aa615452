package content_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
)

var (
	home   = &content.Page{Meta: content.Meta{ID: content.KeyID(content.Pages, "/")}, Path: "/", Titles: content.Text{content.DE: "Start"}}
	target = &content.Page{Meta: content.Meta{ID: content.KeyID(content.Pages, "/ziel")}, Path: "/ziel", Titles: content.Text{content.DE: "Ziel", content.EN: "Aim"},
		Parts: []content.StoredBlock{{Type: content.BlockText, Texts: content.Text{content.DE: "## Über uns", content.EN: "## About us"}}}}
	soest = &content.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "kreis-soest")}, Slug: "kreis-soest", Names: content.Text{content.DE: "Kreis Soest"}}
)

var (
	photo    = &content.Media{Meta: content.Meta{ID: content.KeyID(content.MediaFiles, "foto")}, File: content.File{Name: "foto.jpg"}, Alts: content.Text{content.DE: "Drei Menschen"}}
	ornament = &content.Media{Meta: content.Meta{ID: content.KeyID(content.MediaFiles, "linie")}, File: content.File{Name: "linie.png"}, Decorative: true}
)

func testWorld() content.World {
	w := content.NewWorld()
	w.At["/"], w.At["/ziel"], w.At["/partner/kreis-soest"] = home, target, soest
	w.Moved["/alt"] = target
	w.ByID[target.ID] = target
	w.ByID[photo.ID], w.ByID[ornament.ID] = photo, ornament
	return w
}

// found lists findings as rule, field and language.
func found(e content.Entry) (all []string) {
	for _, f := range content.Inspect(e).Findings(testWorld()) {
		all = append(all, strings.Trim(string(f.Rule)+" "+f.Field+" "+string(f.Language), " "))
	}
	return all
}

func expectFound(t *testing.T, name string, e content.Entry, want ...string) {
	t.Helper()
	if got := found(e); !slices.Equal(got, want) {
		t.Errorf("%s: found %q, want %q", name, got, want)
	}
}

// textPage is a page in German and English with one text of both.
func textPage(de, en string) *content.Page {
	return &content.Page{Path: "/hier", Titles: content.Text{content.DE: "Titel", content.EN: "Title"},
		Parts: []content.StoredBlock{{Type: content.BlockText, Texts: content.Text{content.DE: de, content.EN: en}}}}
}

// Every rule has one severity, a message in both languages with what to do, and a row in the documentation.
func TestRulesAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented, want []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| .{20,} \\| (warning|error) \\| .{10,} \\|$").FindAllSubmatch(page, -1) {
		documented = append(documented, string(row[1])+" "+strings.ToUpper(string(row[2])))
	}
	for _, r := range content.FindingRules() {
		want = append(want, string(r)+" "+string(r.Severity()))
	}
	if !slices.Equal(documented, want) || len(want) < 9 {
		t.Errorf("docs/checks.md has %q, want %q", documented, want)
	}
}

// A field that is shown as Markdown is inspected as Markdown, and no other is.
func TestMarkdownFields(t *testing.T) {
	rich, n := reflect.TypeFor[*content.RichText](), 0
	for _, e := range []any{&content.Partner{}, &content.Agreement{}, &content.Measure{}, &content.Event{}, &content.GoodPractice{}, &content.Initiative{}, &content.Page{}} {
		typ := reflect.TypeOf(e)
		for i := range typ.NumMethod() {
			m := typ.Method(i)
			if m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
				continue
			}
			field := strings.ToLower(m.Name[:1]) + m.Name[1:]
			if is := m.Type.Out(0) == rich; is != content.IsMarkdown(field) {
				t.Errorf("%s.%s: Markdown %v, inspected as such %v", typ, field, is, !is)
			} else if is {
				n++
			}
		}
	}
	for field, want := range map[string]bool{"blocks.0.text": true, "blocks.12.items.3.text": true, "blocks.0.label": false, "blocks.0.items.0.heading": false, "seo.description": false, "lead": false} {
		if content.IsMarkdown(field) != want {
			t.Errorf("%s is Markdown: %v", field, !want)
		}
	}
	if n < 10 {
		t.Errorf("saw only %d fields", n)
	}
}

// Findings come in the order of reading, with places of their own, and the filter lets through what it says.
func TestFindingsAreSortedAndSelected(t *testing.T) {
	p := textPage("[hier](/ziel) [hier](/ziel) [Nirgends](/nirgends)", "")
	for range 10 {
		p.Parts = append(p.Parts, content.StoredBlock{Type: content.BlockText, Texts: content.Text{content.DE: "#", content.EN: "[here](/ziel)"}})
	}
	all := content.Inspect(p).Findings(testWorld())
	last, fields := "", []string{}
	for _, f := range all {
		if f.Position() <= last {
			t.Errorf("%s stands behind %s", f.Position(), last)
		}
		last = f.Position()
		fields = append(fields, f.Field)
	}
	if want := "blocks.0.text"; fields[0] != want || fields[len(fields)-1] != "blocks.10.text" {
		t.Errorf("the fields are %q", fields)
	}
	errors, english := content.SeverityError, []content.Locale{content.EN}
	for name, test := range map[string]struct {
		filter *content.FindingFilter
		want   int
	}{
		"none":     {nil, 3 + 1 + 20},
		"severity": {&content.FindingFilter{Severity: &errors}, 1 + 10},
		"rules":    {&content.FindingFilter{Rules: []content.FindingRule{content.LinkText, content.DeadLink}}, 3 + 10},
		"locales":  {&content.FindingFilter{Locales: english}, 1 + 10},
		"no rules": {&content.FindingFilter{Rules: []content.FindingRule{}}, 0},
		"all":      {&content.FindingFilter{Severity: &errors, Rules: []content.FindingRule{content.LinkText}}, 0},
	} {
		if got := len(test.filter.Select(all)); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

// Where something may stand is the inverse of where it stands.
func TestStandingAt(t *testing.T) {
	for _, e := range []content.Entry{&content.Partner{Slug: "a-b"}, &content.Agreement{Slug: "a"}, &content.Measure{Slug: "a"}, &content.Event{Slug: "a"},
		&content.GoodPractice{Slug: "a"}, &content.ImplementationYear{Label: "2026/27"}, &content.Page{Path: "/"}, &content.Page{Path: "/partner/a"}} {
		path := content.PathOf(e)
		if keys := content.StandingAt(path); keys[e.EntryKind()] != e.Key() || keys[content.Pages] != path || len(keys) > 2 {
			t.Errorf("at %s may stand %v", path, keys)
		}
	}
}
