package transfer_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

// tables are the kinds that can be tables.
var tables = []content.Kind{content.MediaFiles, content.Partners, content.Agreements, content.Measures, content.Events, content.GoodPractices, content.ImplementationYears, content.Initiatives}

// mustExportTables returns files with tables, and others beside them of what cannot be a table.
func mustExportTables(t *testing.T, s *store.Store) fstest.MapFS {
	t.Helper()
	folder := t.TempDir()
	for _, o := range []transfer.ExportOptions{{Drafts: true}, {Drafts: true, Form: transfer.CSV, Kinds: tables}} {
		_, err := transfer.Export(ctx, s, testkit.Library(t), folder, o)
		testkit.Must(t, err)
	}
	return readAll(t, folder)
}

// A table that is exported and imported again gives the same entries, in a full database and in an empty one, with whatever a
// spreadsheet would take for something else.
func TestTableRoundTrip(t *testing.T) {
	s := empty(t)
	mustImport(t, s, seeds(t, "network"))
	mustImport(t, s, seeds(t, "demo"))
	mustImport(t, s, file("partners.yaml", "- slug: schwierig", "  name: {de: \"=1+1; „A“, \\\"B\\\"\", en: \"'quoted'\", de-simple: \"''=x\"}", "  sector: COMPANY", "  website: https://a.example/?a=1;b=2,3",
		"  description:", "    de: |", "      - eins", "      - zwei; drei", "      ", "      | a | b |", "    en: \"'-1\"", "  contacts:",
		"    - {name: '@A', role: {de: \"+Leitung\"}, email: a@b.example, emailFor: OFFICE}", "    - {name: 0211}", "  draft: true"))
	want, out := mustExport(t, s, true, false), mustExportTables(t, s)
	if out["partners.yaml"] != nil || out["partners.csv"] == nil || out["pages.yaml"] == nil || out["pages.csv"] != nil {
		t.Error("the files are wrong")
	}
	if r := mustImport(t, s, out); r.New+r.Changed > 0 {
		t.Errorf("importing again: %+v", r)
	}
	again := empty(t)
	mustImportAsIs(t, again, out)
	wantSame(t, mustExport(t, again, true, false), want)
	wantSame(t, mustExportTables(t, again), out)
}

// What has lists in lists is no row, in both directions, and nothing is written.
func TestNoTable(t *testing.T) {
	s := empty(t)
	mustImport(t, s, seeds(t, "network"))
	folder := t.TempDir()
	_, err := transfer.Export(ctx, s, testkit.Library(t), folder, transfer.ExportOptions{Form: transfer.CSV})
	want := "pages: these cannot be a table, as their blocks have lists in them, for which a row has no place; use YAML or NDJSON\nreports: these cannot be a table, as their entries "
	if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "\ntables can be made of: media, partners, ") || len(readAll(t, folder)) > 0 {
		t.Errorf("got %v", err)
	}
	for name, why := range map[string]string{"pages.csv": "blocks", "menus.csv": "items"} {
		if _, err := transfer.Import(ctx, s, file(name, "path", "/a"), ".", transfer.Options{}); err == nil || !strings.HasPrefix(err.Error(), name+": these cannot be a table, as their "+why) {
			t.Errorf("got %v", err)
		}
	}
}

const sheet = "slug;name.de;sector;description.de;contacts.0.name;contacts.1.name\n" +
	"stadt-koeln;\"Stadt Köln; „Ämter“\";MUNICIPALITY;\"Zeile 1\nmit \"\"Zitat\"\", Komma\n\nEnde – 5 €\";;Şule\n;;;;;\nb;B;COMPANY;;A;\n"

// However a spreadsheet has saved a table, it is read alike, and the dry run says how.
func TestTablesOfSpreadsheets(t *testing.T) {
	latin := strings.ReplaceAll(sheet, "Ş", "S")
	windows, err := charmap.Windows1252.NewEncoder().String(latin)
	testkit.Must(t, err)
	for name, c := range map[string]struct {
		raw, charset string
		parted       rune
	}{
		"Excel":             {"\ufeff" + strings.ReplaceAll(sheet, "\n", "\r\n"), "UTF-8", ';'},
		"LibreOffice":       {sheet, "UTF-8", ';'},
		"Windows":           {strings.ReplaceAll(windows, "\n", "\r\n"), "Windows-1252", ';'},
		"commas":            {parted(t, ',', sheet), "UTF-8", ','},
		"tabs":              {parted(t, '\t', sheet), "UTF-8", '\t'},
		"said so":           {"sep=|\r\n" + parted(t, '|', sheet), "UTF-8", '|'},
		"capitals":          {sheet, "UTF-8", ';'},
		"columns reordered": {"contacts.1.name; contacts.0.name ;description.de;sector;name.de;slug;;\nŞule;;\"Zeile 1\nmit \"\"Zitat\"\", Komma\n\nEnde – 5 €\";MUNICIPALITY;\"Stadt Köln; „Ämter“\";stadt-koeln\n;A;;COMPANY;B;b;;\n", "UTF-8", ';'},
	} {
		file, s := "partners.csv", empty(t)
		if name == "capitals" {
			file = "Partners.CSV"
		}
		var seen []transfer.Preview
		files := fstest.MapFS{file: &fstest.MapFile{Data: []byte(c.raw)}}
		o := transfer.Options{DryRun: true, Preview: func(p transfer.Preview) { seen = append(seen, p) }}
		if r, err := transfer.Import(ctx, s, files, ".", o); err != nil || r != (transfer.Result{New: 2}) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		if nothing, err := s.Empty(ctx); !nothing || err != nil {
			t.Errorf("%s: the dry run wrote something, %v", name, err)
		}
		if len(seen) != 1 || seen[0].Charset != c.charset || seen[0].PartedBy != c.parted || seen[0].Rows != 2 || seen[0].Columns != 6 || len(seen[0].Notes) > 0 || len(seen[0].First) != 2 {
			t.Fatalf("%s: %+v", name, seen)
		}
		if first := seen[0].First[0]; first.Becomes != transfer.New || !strings.HasPrefix(first.YAML, "- slug: stadt-koeln\n  name:\n    de: Stadt Köln; „Ämter“\n") {
			t.Errorf("%s: %+v", name, first)
		}
		mustImport(t, s, files)
		p, err := s.Partners.ByKey(ctx, public, "stadt-koeln")
		testkit.Must(t, err)
		if p.Name() != "Stadt Köln; „Ämter“" || p.Descriptions[content.DE] != "Zeile 1\nmit \"Zitat\", Komma\n\nEnde – 5 €" || len(p.People) != 1 || !strings.HasSuffix(p.People[0].Name, "ule") {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

// parted writes a table with something else between the cells.
func parted(t *testing.T, by rune, sheet string) string {
	r := csv.NewReader(strings.NewReader(sheet))
	r.Comma = ';'
	rows, err := r.ReadAll()
	testkit.Must(t, err)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = by
	testkit.Must(t, w.WriteAll(rows))
	return b.String()
}

// What is wrong with a table is said with its line, and nothing is written.
func TestTableProblems(t *testing.T) {
	head := "slug;name.de;sector;memberSince\na;A;COMPANY;\n"
	for raw, want := range map[string]string{
		"":                                       "partners.csv:1: the table is empty",
		"slug;farbe\n":                           "partners.csv:1: unknown column \"farbe\"; there are id, publishedAt, demo, draft, ",
		"slug;name\n":                            "partners.csv:1: unknown column \"name\"; there are ",
		"name.fr\n":                              "partners.csv:1: unknown column \"name.fr\"",
		"contacts.0\n":                           "partners.csv:1: unknown column \"contacts.0\"",
		"contacts.-1.name\n":                     "partners.csv:1: unknown column",
		"contacts.00.name\n":                     "partners.csv:1: unknown column",
		"contacts.9999999999999999999999.name\n": "partners.csv:1: unknown column",
		"slug;slug\na;b\n":                       "partners.csv:1: the column \"slug\" is here twice",
		head + "b;B;COMPANY;;zu viel\n":          "partners.csv:3: this cell has no name of a field above it: zu viel",
		head + "b;B;#WERT!;\n":                   "partners.csv:3: a formula of the spreadsheet has failed here: #WERT!",
		head + "b;B;COMPANY;45323\n":             "partners.csv:3: memberSince: 45323 is the number of a day in a spreadsheet",
		head + "b;B;COMPANY;01.02.24\n":          "partners.csv:3: memberSince: a Date is a day such as",
		head + "b;B;COMPANY;2/1/2024\n":          "partners.csv:3: memberSince: a Date is a day such as",
		head + "b;B;COMPANY;31.02.2024\n":        "partners.csv:3: memberSince: a Date is a day such as",
		head + "b;\"B;COMPANY;\n":                "partners.csv:3: a cell that begins with a quotation mark must end with one",
		head + "b;\"B\" C;COMPANY;\n":            "partners.csv:3: a cell that begins with a quotation mark must end with one",
		head + "b;B\";COMPANY;\n":                "partners.csv:3: there is a quotation mark in a cell that does not begin with one",
		"sep=;\n" + head + "b;B\";COMPANY;\n":    "partners.csv:4: there is a quotation mark",
		head + "\"b\n\";\"B\n\n\";COMPANY;x\n":   "partners.csv:3: slug: a slug is made of",
		head + "a;A;COMPANY;\n":                  "partners.csv:3: slug: another record has this already",
		"slug\ra\rb\r":                           "partners.csv:1: this has the line ends of an old Mac",
		head + "b;K\xf6ln Köln Übung;COMPANY;\n": "partners.csv:3: this line is not UTF-8, though others are",
		"\ufeff" + head + "b;K\xf6ln;COMPANY;\n": "partners.csv:3: this line is not UTF-8",
		head + "b;K\x81\xf6ln;COMPANY;\n":        "partners.csv:3: this is neither UTF-8 nor Windows-1252",
		"\xff\xfes\x00l\x00":                     "partners.csv:1: this is UTF-16",
		"s\x00l\x00u\x00g\x00":                   "partners.csv:1: this is UTF-16",
	} {
		s := empty(t)
		_, err := transfer.Import(ctx, s, fstest.MapFS{"partners.csv": &fstest.MapFile{Data: []byte(raw)}}, ".", transfer.Options{})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q\ngot  %v\nwant %s", raw, err, want)
		}
		if nothing, err := s.Empty(ctx); !nothing || err != nil {
			t.Errorf("%q: something was written, %v", raw, err)
		}
	}
}

// What spreadsheets make of values is read where there is one way to, and told.
func TestDamageOfSpreadsheets(t *testing.T) {
	var notes transfer.Problems
	o := transfer.Options{Preview: func(p transfer.Preview) { notes = append(notes, p.Notes...) }}
	s := empty(t)
	long := strings.Repeat("x", 32_767)
	files := fstest.MapFS{
		"partners.csv":   file("x", "slug;name.de;sector;memberSince;demo;description.de", "a;A;COMPANY;01.02.2024;WAHR;"+long, "7;1,23457E+11;COMPANY;2024-02-03;nein;KÃ¶ln")["x"],
		"events.csv":     file("x", "slug;kind;title.de;startsAt;hosts", "e;PUBLIC_EVENT;E;2024-06-07T12:00:00+02:00;\"a, 7,\"")["x"],
		"initiative.csv": file("x", "slug;name.de;foundedYear;office.name.de;office.phone", "initiative;Köln – „MENÜ“;1990;B;211837")["x"],
	}
	_, err := transfer.Import(ctx, s, files, ".", o)
	testkit.Must(t, err)
	want := []string{
		"initiative.csv:2: office.phone: if there were zeros or a plus before 211837, the spreadsheet has taken them away",
		"partners.csv:2: memberSince: 01.02.2024 is read as 2024-02-01",
		"partners.csv:2: description.de: this has 32767 characters, the most that Excel keeps in a cell; the rest may be missing",
		"partners.csv:3: slug: if there were zeros or a plus before 7, the spreadsheet has taken them away",
		"partners.csv:3: name.de: the spreadsheet seems to have shortened a number: 1,23457E+11",
		"partners.csv:3: description.de: the umlauts seem to be damaged: KÃ¶ln",
	}
	if got := notes.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	a, _ := s.Partners.ByKey(ctx, public, "a")
	e, _ := s.Events.ByKey(ctx, public, "e")
	if *a.MemberSince != "2024-02-01" || !a.Demo || len(e.HostIDs) != 2 {
		t.Errorf("got %+v, %+v", a, e)
	}
}

// A column that somebody left out does not empty a field; one with nothing in it does.
func TestMissingColumns(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: A}", "  sector: COMPANY", "  website: https://a.example", "  contacts: [{name: B}, {name: C}]", "- slug: b", "  name: {de: B}", "  sector: COMPANY", "  website: https://b.example"))
	_, err := transfer.Import(ctx, s, file("partners.csv", "slug;name.de;sector;contacts.0.name", "a;A neu;COMPANY;B", "b;B;COMPANY;", "c;C;COMPANY;"), ".", transfer.Options{})
	want := "partners.csv:1: there is no column contacts.1.name, which would empty that field of 1 entries; add the column, with nothing below it to empty the field [BAD_INPUT]\n" +
		"partners.csv:1: there is no column website, which would empty that field of 2 entries; add the column, with nothing below it to empty the field [BAD_INPUT]"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	mustImport(t, s, file("partners.csv", "slug;name.de;sector;contacts.0.name;contacts.1.name;website", "a;A neu;COMPANY;;C;", "b;B;COMPANY;;;https://b.example"))
	a, _ := s.Partners.ByKey(ctx, public, "a")
	b, _ := s.Partners.ByKey(ctx, public, "b")
	if a.Name() != "A neu" || a.Website != nil || len(a.People) != 1 || a.People[0].Name != "C" || b.Revision != 1 {
		t.Errorf("got %+v, %+v", a, b)
	}
}

// No cell of a table that is exported is a formula, and reading the table takes away what was put before it.
func TestFormulas(t *testing.T) {
	s := empty(t)
	for i, text := range []string{"=HYPERLINK(1)", "+49 211", "-1", "@a", "＝1", "'=1", "''@", "'s", "'", "a=1"} {
		mustImport(t, s, file("partners.yaml", fmt.Sprintf("- slug: a%d", i), fmt.Sprintf("  name: {de: %q}", text), "  sector: COMPANY"))
	}
	raw := mustExportTables(t, s)["partners.csv"].Data
	rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	rows.Comma = ';'
	all, err := rows.ReadAll()
	testkit.Must(t, err)
	got := []string{}
	for _, row := range all[1:] {
		got = append(got, row[7])
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@＝", []rune(cell)[0]) {
				t.Errorf("%q is a formula", cell)
			}
		}
	}
	if want := "'=HYPERLINK(1) '+49 211 '-1 '@a '＝1 ''=1 '''@ 's ' a=1"; strings.Join(got, " ") != want {
		t.Errorf("got %s", strings.Join(got, " "))
	}
	if r := mustImport(t, s, fstest.MapFS{"partners.csv": &fstest.MapFile{Data: raw}}); r.Changed+r.New > 0 {
		t.Errorf("got %+v", r)
	}
}
