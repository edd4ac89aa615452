package transfer_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"partnernetz/content"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

// unquoted is what YAML takes for something else than a text, or older YAML did.
var unquoted = []string{"1.000", "12.50", "0211", "3.10", "2024", "007", "1e3", "0x10", "0o17", "0b11", "1_000", "12:30", "12:30:45", ".5", "+1", "-1", "1.", "nULL", "nil", ".inf", "-.Inf",
	".nan", "yes", "no", "Yes", "NO", "on", "off", "y", "n", "true", "False", "2024-06-07", "2024-06-07T12:00:00+02:00", "1,5", "=", "3.10 # Fassung", "1.000\n            Euro"}

// A text field has what is written, whatever YAML would make of it: in a text of every language and in one of all of them, as a
// value of every depth.
func TestTextIsKeptAsWritten(t *testing.T) {
	for _, raw := range unquoted {
		want, _, _ := strings.Cut(strings.ReplaceAll(raw, "\n            ", " "), " #")
		s := empty(t)
		mustImport(t, s, file("initiative.yaml", "- slug: initiative", "  name: {de: I}", "  office:", "    name:", "      de: "+raw, "    phone: "+raw,
			"  figures:", "    - key: k", "      label:", "        de: "+raw, "      value: "+raw))
		i, err := s.Initiatives.ByKey(ctx, public, "initiative")
		testkit.Must(t, err)
		f := i.StoredFigures[0]
		if i.StoredOffice.Names[content.DE] != want || *i.StoredOffice.Phone != want || f.Labels[content.DE] != want || f.Value != want {
			t.Errorf("%q became %q, %q, %q, %q", raw, i.StoredOffice.Names, *i.StoredOffice.Phone, f.Labels, f.Value)
		}
	}
}

func TestKeysAreKeptAsWritten(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("partners.yaml", "- slug: 007", "  name: {de: A}", "  sector: COMPANY", "- slug: 1e3", "  name: {de: B}", "  sector: COMPANY"))
	mustImport(t, s, file("agreements.ndjson", `{"slug":"0x10","partner":"1e3","title":{"de":"V"},"status":"ACTIVE"}`))
	mustImport(t, s, file("implementation-years.yaml", "- label: 0211"))
	for _, slug := range []string{"007", "1e3"} {
		if p, err := s.Partners.ByKey(ctx, public, slug); p == nil || err != nil {
			t.Errorf("there is no %s, %v", slug, err)
		}
	}
	if y, err := s.ImplementationYears.ByKey(ctx, public, "0211"); y == nil || err != nil {
		t.Errorf("there is no 0211, %v", err)
	}
}

// JSON has numbers too. Texts of other programs come as pairs of escapes beyond the first 65,536 characters.
func TestJSONIsKeptAsWritten(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("initiative.ndjson", `{"slug":"initiative","name":{"de":"\u00dc \ud83d\ude00 \/"},"motto":null,"office":{"name":{"de":"B"},"phone":1.000},"figures":[{"key":"k","label":{"de":true},"value":12.50}]}`))
	i, err := s.Initiatives.ByKey(ctx, public, "initiative")
	testkit.Must(t, err)
	if f := i.StoredFigures[0]; i.Name() != "Ü 😀 /" || *i.StoredOffice.Phone != "1.000" || f.Value != "12.50" || f.Labels[content.DE] != "true" {
		t.Errorf("got %+v", i)
	}
}

// Half of such a pair is no character.
func TestHalfACharacter(t *testing.T) {
	for raw, want := range map[string]string{`"\ud83d"`: "a text has half of a pair of escapes", `"\ufffd"`: "", `"\uFFFD"`: "", `"�"`: ""} {
		_, err := transfer.Import(ctx, empty(t), file("initiative.ndjson", `{"slug":"initiative","name":{"de":`+raw+`}}`), ".", transfer.Options{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), "initiative.ndjson:1: "+want)) {
			t.Errorf("%s: got %v", raw, err)
		}
	}
}

// What cannot be a value of its field is refused by name and line, in plain words.
func TestRefusedByNameAndLine(t *testing.T) {
	for raw, want := range map[string]string{
		"  website: null":               "partners.yaml:4: website: this is a word or nothing; write \"null\" in quotes",
		"  website: ~":                  "partners.yaml:4: website: this is a word or nothing",
		"  demo: yes":                   "partners.yaml:4: demo: this must be true or false",
		"  demo: 1":                     "partners.yaml:4: demo: this must be true or false",
		"  contacts:\n    - name: [a]":  "partners.yaml:5: contacts.0.name: this must be a single value",
		"  contacts:\n    - 5":          "partners.yaml:5: contacts.0: this must be several fields",
		"  contacts: {name: A}":         "partners.yaml:4: contacts: this must be a list",
		"  description: 1.000":          "partners.yaml:4: description: this must be a text for each language",
		"  description: {de: a, no: a}": "partners.yaml:4: description: there is no language \"no\"",
		"  null: a":                     "partners.yaml:4: unknown field \"null\"",
		"  0211: a":                     "partners.yaml:4: unknown field \"0211\"",
		"  website: &a x":               "partners.yaml:4: this begins with &, which has a meaning in YAML",
		"  website: !!str 1":            "partners.yaml:4: this begins with !, which has a meaning in YAML",
		"  <<: {demo: true}":            "partners.yaml:4: this is no name of a field",
		"  ? [a]\n  : b":                "partners.yaml:5: ",
		"  sector: COMPANY":             "partners.yaml:4: ",
		"  \"sector\": COMPANY":         "partners.yaml:4: ",
	} {
		_, err := transfer.Import(ctx, empty(t), file("partners.yaml", "- slug: a", "  name: {de: A}", "  sector: COMPANY", raw), ".", transfer.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "Go ") {
			t.Errorf("%s\ngot  %v\nwant %s", raw, err, want)
		}
	}
	for raw, want := range map[string]string{"01990": "", "0x7c6": "", "1990.0": "", "1e3": "", "1_990": "", ".inf": "", "\"früh\"": ""} {
		_, err := transfer.Import(ctx, empty(t), file("initiative.yaml", "- slug: initiative", "  name: {de: A}", "  foundedYear: "+raw), ".", transfer.Options{})
		if want = "initiative.yaml:3: foundedYear: this must be a whole number such as 1990 [BAD_INPUT]"; err == nil || err.Error() != want {
			t.Errorf("%s: got %v", raw, err)
		}
	}
}

// What is nothing in a field that is no text, is nothing.
func TestNothing(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: A}", "  sector: COMPANY", "  website:", "  publishedAt: null", "  contacts: ~", "  demo: ", "  description: null"))
	if p, err := s.Partners.ByKey(ctx, public, "a"); err != nil || p.Website != nil || p.People != nil || p.Descriptions != nil {
		t.Errorf("got %+v, %v", p, err)
	}
}

// However a small file is nested, or refers to itself, reading it needs little memory, and the refusal says where.
func TestNestingIsCheap(t *testing.T) {
	s := empty(t)
	const n = 60_000
	lines := strings.Builder{}
	for i := range 300 {
		fmt.Fprintf(&lines, "%s- a:\n", strings.Repeat(" ", i))
	}
	laughs := "- a0: &a0 [x]\n"
	for i := range 20 {
		laughs += fmt.Sprintf("  a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 20), i)
	}
	for name, raw := range map[string]string{
		"brackets": "- " + strings.Repeat("[", n) + strings.Repeat("]", n), "open brackets": "- " + strings.Repeat("[", n),
		"braces": "- " + strings.Repeat("{a: ", n/4), "both": "- " + strings.Repeat("[{a: ", n/5), "hyphens": strings.Repeat("- ", n/2) + "a",
		"question marks": "- " + strings.Repeat("? ", n/2), "in brackets": "- [" + strings.Repeat("? ", n/2), "colons": "- [" + strings.Repeat("a: ", n/3),
		"colons outside": "- " + strings.Repeat("a: ", n/3), "tags": "- " + strings.Repeat("!a ", n/3), "anchors": "- " + strings.Repeat("&a ", n/3),
		"tags in brackets": "- [" + strings.Repeat("!a ", n/3), "anchors in brackets": "- [" + strings.Repeat("&a ", n/3),
		"comments": "- [" + strings.Repeat("? # \n", n/4),
		"lines":    lines.String(), "laughs": laughs, "documents": strings.Repeat("---\n", n/4), "closing": "- " + strings.Repeat("]", n) + strings.Repeat("[", n),
	} {
		for _, end := range []string{".yaml", ".ndjson"} {
			if end == ".ndjson" && strings.Contains(raw, "\n") {
				continue
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := transfer.Import(ctx, s, file("partners"+end, strings.TrimPrefix(raw, map[string]string{".ndjson": "- "}[end])), ".", transfer.Options{})
			runtime.ReadMemStats(&after)
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 150 {
				t.Errorf("%s%s: %d MB", name, end, used)
			}
			if name != "documents" && (err == nil || !strings.HasPrefix(err.Error(), "partners"+end+":")) {
				t.Errorf("%s%s: got %v", name, end, err)
			}
		}
	}
	deep := map[string]any{}
	for range 50 { // as deep as nothing of ours is, but read
		deep = map[string]any{"a": deep}
	}
	raw, _ := json.Marshal([]any{deep})
	if _, err := transfer.Import(ctx, s, file("partners.yaml", string(raw)), ".", transfer.Options{}); err == nil || !strings.Contains(err.Error(), "unknown field") {
		t.Errorf("got %v", err)
	}
}

// Links lead to files of the same folder, or are refused; what is no file is not waited for.
func TestLinksOutOfTheFolder(t *testing.T) {
	outside, folder := t.TempDir(), t.TempDir()
	testkit.Must(t, os.WriteFile(filepath.Join(outside, "secret.yaml"), []byte(p1), 0o644))
	testkit.Must(t, os.WriteFile(filepath.Join(folder, "other.txt"), []byte(p1), 0o644))
	link := func(to string) func() error {
		return func() error { return os.Symlink(to, filepath.Join(folder, "partners.yaml")) }
	}
	for name, c := range map[string]struct {
		make func() error
		want string
	}{
		"inside":   {link("other.txt"), ""},
		"absolute": {link(filepath.Join(outside, "secret.yaml")), "partners.yaml: this cannot be read; a link"},
		"upwards":  {link("../" + filepath.Base(outside) + "/secret.yaml"), "partners.yaml: this cannot be read; a link"},
		"nowhere":  {link("gone.yaml"), "partners.yaml: this cannot be read; a link"},
		"circle":   {link("partners.yaml"), "partners.yaml: this cannot be read; a link"},
		"a device": {link("/dev/zero"), "partners.yaml: this cannot be read; a link"},
		"a folder": {link("."), "partners.yaml: this is no file"},
		"a media file": {func() error {
			return os.WriteFile(filepath.Join(folder, "media.yaml"), []byte("- slug: m\n  file: away/secret.yaml\n  alt: {de: Ein Bild}\n"), 0o644)
		}, "media.yaml:2: file: there is no such file beside this one"},
		"a file above": {func() error {
			return os.WriteFile(filepath.Join(folder, "media.yaml"), []byte("- slug: m\n  file: ../"+filepath.Base(outside)+"/secret.yaml\n  alt: {de: Ein Bild}\n"), 0o644)
		}, "media.yaml:2: file: there is no such file beside this one"},
	} {
		_ = os.Symlink(outside, filepath.Join(folder, "away"))
		testkit.Must(t, c.make())
		root, err := os.OpenRoot(folder)
		testkit.Must(t, err)
		_, err = transfer.Import(ctx, empty(t), root.FS(), ".", transfer.Options{Library: testkit.Library(t)})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)) {
			t.Errorf("%s: got %v", name, err)
		}
		if strings.HasPrefix(c.want, "partners.yaml: this cannot") { // named by itself, too
			if _, err = transfer.Import(ctx, empty(t), root.FS(), "partners.yaml", transfer.Options{}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		_ = root.Close()
		_ = os.Remove(filepath.Join(folder, "partners.yaml"))
		_ = os.Remove(filepath.Join(folder, "media.yaml"))
	}
}
