package check_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/richtext"
	"partnernetz/network"
)

var (
	home   = &network.Page{Meta: content.Meta{ID: content.KeyID(content.Pages, "/")}, Path: "/", Titles: content.Text{content.DE: "Start"}}
	target = &network.Page{Meta: content.Meta{ID: content.KeyID(content.Pages, "/ziel")}, Path: "/ziel", Titles: content.Text{content.DE: "Ziel", content.EN: "Aim"},
		Parts: []network.StoredBlock{{Type: network.BlockText, Texts: content.Text{content.DE: "## Über uns", content.EN: "## About us"}}}}
	soest = &network.Partner{Meta: content.Meta{ID: content.KeyID(content.Partners, "kreis-soest")}, Slug: "kreis-soest", Names: content.Text{content.DE: "Kreis Soest"}}
)

var (
	photo    = &network.Media{Meta: content.Meta{ID: content.KeyID(content.MediaFiles, "foto")}, File: network.File{Name: "foto.jpg"}, Alts: content.Text{content.DE: "Drei Menschen"}}
	ornament = &network.Media{Meta: content.Meta{ID: content.KeyID(content.MediaFiles, "linie")}, File: network.File{Name: "linie.png"}, Decorative: true}
)

func testWorld() check.World {
	w := check.NewWorld()
	w.At["/"], w.At["/ziel"], w.At["/partner/kreis-soest"] = home, target, soest
	w.Moved["/alt"] = target
	w.ByID[target.ID] = target
	w.ByID[photo.ID], w.ByID[ornament.ID] = photo, ornament
	return w
}

// found lists findings as rule, field and language.
func found(e content.Entry) (all []string) {
	for _, f := range check.Inspect(e).Findings(testWorld()) {
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
func textPage(de, en string) *network.Page {
	return &network.Page{Path: "/hier", Titles: content.Text{content.DE: "Titel", content.EN: "Title"},
		Parts: []network.StoredBlock{{Type: network.BlockText, Texts: content.Text{content.DE: de, content.EN: en}}}}
}

// Every rule has one severity, a message in both languages with what to do, and a row in the documentation.
func TestRulesAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented, want []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| .{20,} \\| (warning|error) \\| .{10,} \\|$").FindAllSubmatch(page, -1) {
		documented = append(documented, string(row[1])+" "+strings.ToUpper(string(row[2])))
	}
	for _, r := range check.Rules() {
		want = append(want, string(r)+" "+string(r.Severity()))
	}
	if !slices.Equal(documented, want) || len(want) < 9 {
		t.Errorf("docs/checks.md has %q, want %q", documented, want)
	}
}

// A field that is shown as Markdown is inspected as Markdown, and no other is.
func TestMarkdownFields(t *testing.T) {
	rich, n := reflect.TypeFor[*richtext.Text](), 0
	kinds := content.Kinds()
	for _, e := range []content.Entry{&network.Partner{}, &network.Agreement{}, &network.Measure{}, &network.Event{}, &network.GoodPractice{}, &network.Initiative{},
		&network.Page{}, &network.Media{}, &network.ImplementationYear{}, &network.Report{}, &network.Menu{}, &network.Release{}} {
		kinds = slices.DeleteFunc(kinds, func(k content.Kind) bool { return k == e.EntryKind() })
		typ := reflect.TypeOf(e)
		for i := range typ.NumMethod() {
			m := typ.Method(i)
			if m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
				continue
			}
			field := strings.ToLower(m.Name[:1]) + m.Name[1:]
			if is := m.Type.Out(0) == rich; is != check.IsMarkdown(field) {
				t.Errorf("%s.%s: Markdown %v, inspected as such %v (markdownFields)", typ, field, is, !is)
			} else if is {
				n++
			}
		}
	}
	for field, want := range map[string]bool{"blocks.0.text": true, "blocks.12.items.3.text": true, "parts.1.text": true, "parts.1.order": false, "blocks.0.label": false, "blocks.0.items.0.heading": false, "seo.description": false, "lead": false} {
		if check.IsMarkdown(field) != want {
			t.Errorf("%s is Markdown: %v", field, !want)
		}
	}
	if len(kinds) > 0 {
		t.Errorf("put a type into the list here for %v", kinds)
	}
	if n < 10 {
		t.Errorf("saw only %d fields", n)
	}
}

// Findings come in the order of reading, with places of their own, and the filter lets through what it says.
func TestFindingsAreSortedAndSelected(t *testing.T) {
	p := textPage("[hier](/ziel) [hier](/ziel) [Nirgends](/nirgends)", "")
	for range 10 {
		p.Parts = append(p.Parts, network.StoredBlock{Type: network.BlockText, Texts: content.Text{content.DE: "#", content.EN: "[here](/ziel)"}})
	}
	all := check.Inspect(p).Findings(testWorld())
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
	errors, english := check.SeverityError, []content.Locale{content.EN}
	for name, test := range map[string]struct {
		filter *check.Filter
		want   int
	}{
		"none":     {nil, 3 + 1 + 20},
		"severity": {&check.Filter{Severity: &errors}, 1 + 10},
		"rules":    {&check.Filter{Rules: []check.Rule{check.LinkText, check.DeadLink}}, 3 + 10},
		"locales":  {&check.Filter{Locales: english}, 1 + 10},
		"no rules": {&check.Filter{Rules: []check.Rule{}}, 0},
		"all":      {&check.Filter{Severity: &errors, Rules: []check.Rule{check.LinkText}}, 0},
	} {
		if got := len(test.filter.Select(all)); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}

// Where something may stand is the inverse of where it stands.
func TestStandingAt(t *testing.T) {
	for _, e := range []content.Entry{&network.Partner{Slug: "a-b"}, &network.Agreement{Slug: "a"}, &network.Measure{Slug: "a"}, &network.Event{Slug: "a"},
		&network.GoodPractice{Slug: "a"}, &network.ImplementationYear{Label: "2026/27"}, &network.Page{Path: "/"}, &network.Page{Path: "/partner/a"}} {
		path := content.PathOf(e)
		if keys := content.StandingAt(path); keys[e.EntryKind()] != e.Key() || keys[content.Pages] != path || len(keys) > 2 {
			t.Errorf("at %s may stand %v", path, keys)
		}
	}
}
