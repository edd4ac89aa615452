package transfer_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

var (
	ctx    = context.Background()
	public = content.PublicView()
	drafts = content.Everything()
)

func empty(t *testing.T) *store.Store {
	t.Helper()
	s, _ := testkit.Store(t, "none")
	return s
}

func mustImport(t *testing.T, s *store.Store, files fs.FS) transfer.Result {
	t.Helper()
	r, err := transfer.Import(ctx, s, files, ".", transfer.Options{Author: "test", Library: testkit.Library(t)})
	testkit.Must(t, err)
	return r
}

// mustImportAsIs imports what was published elsewhere, with links to what is not.
func mustImportAsIs(t *testing.T, s *store.Store, files fs.FS) {
	t.Helper()
	_, err := transfer.Import(ctx, s, files, ".", transfer.Options{Author: "test", Library: testkit.Library(t), AsIs: true})
	testkit.Must(t, err)
}

// mustExport returns the files by name.
func mustExport(t *testing.T, s *store.Store, all, ndjson bool) fstest.MapFS {
	t.Helper()
	folder, form := t.TempDir(), transfer.YAML
	if ndjson {
		form = transfer.NDJSON
	}
	_, err := transfer.Export(ctx, s, testkit.Library(t), folder, transfer.ExportOptions{Drafts: all, Form: form})
	testkit.Must(t, err)
	return readAll(t, folder)
}

// readAll returns the files of a folder and those below it.
func readAll(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	testkit.Must(t, fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(folder, name))
		files[name] = &fstest.MapFile{Data: raw}
		return err
	}))
	return files
}

func file(name string, lines ...string) fstest.MapFS {
	return fstest.MapFS{name: &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}}
}

// seeds returns one folder of the seed. Of the many measures it has the first.
func seeds(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	files := readAll(t, "../seed/"+folder)
	for _, name := range slices.Sorted(maps.Keys(files)) { // measures ahead of reports
		file := files[name]
		raw := file.Data
		if name == "measures.yaml" {
			raw = bytes.Join(bytes.SplitAfterN(raw, []byte("\n- slug"), 31)[:30], nil)
			raw = bytes.TrimSuffix(raw, []byte("- slug"))
		}
		if name == "good-practices.yaml" { // whose measures are not among those
			raw = regexp.MustCompile(`(?m)^  measure: .*\n`).ReplaceAll(raw, nil)
		}
		if name == "reports.yaml" { // of whose entries some are
			raw = reportEntry.ReplaceAllFunc(raw, func(entry []byte) []byte {
				slug := reportEntry.FindSubmatch(entry)[1]
				if bytes.Contains(files["measures.yaml"].Data, append([]byte("slug: "), append(slug, '\n')...)) {
					return entry
				}
				return nil
			})
		}
		file.Data = raw
	}
	return files
}

var reportEntry = regexp.MustCompile(`(?m)^    - measure: (\S+)\n(?:      .*\n)*`)

func wantSame(t *testing.T, got, want fstest.MapFS) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name, w := range want {
		if g := got[name]; g == nil {
			t.Errorf("%s is missing", name)
		} else if !bytes.Equal(g.Data, w.Data) {
			gs, ws := strings.Split(string(g.Data), "\n"), strings.Split(string(w.Data), "\n")
			for i := range min(len(gs), len(ws)) {
				if gs[i] != ws[i] {
					t.Errorf("%s:%d: %q, want %q", name, i+1, gs[i], ws[i])
					break
				}
			}
			t.Errorf("%s differs: %d lines, want %d", name, len(gs), len(ws))
		}
	}
}

// What is exported, imported into an empty database and exported again gives the same bytes.
func TestRoundTrip(t *testing.T) {
	s := empty(t)
	mustImport(t, s, seeds(t, "network"))
	mustImport(t, s, seeds(t, "demo"))
	published := mustExport(t, s, false, false)
	mustImport(t, s, file("partners.yaml", "- slug: entwurf", "  name: {de: Entwurf}", "  sector: COMPANY", "  draft: true"))
	mustImport(t, s, file("agreements.yaml", "- slug: zum-entwurf", "  partner: entwurf", "  title: {de: Entwurf}", "  status: ACTIVE", "  draft: true"))
	mustImport(t, s, file("pages.yaml", "- path: /mitmachen", "  title: {de: Als Entwurf geändert}", "  draft: true"))
	wantSame(t, mustExport(t, s, false, false), published) // drafts do not show in what is public

	for name, ndjson := range map[string]bool{"YAML": false, "NDJSON": true} {
		t.Run(name, func(t *testing.T) {
			all := mustExport(t, s, true, ndjson)
			again := empty(t)
			mustImportAsIs(t, again, all)
			wantSame(t, mustExport(t, again, true, ndjson), all)
			wantSame(t, mustExport(t, again, true, !ndjson), mustExport(t, s, true, !ndjson)) // in the other form too
			if n, err := again.Partners.All(ctx, public); len(n) != 39 || err != nil {
				t.Errorf("%d partners are public, %v", len(n), err)
			}
		})
	}
	t.Run("Again", func(t *testing.T) { // changes nothing, whatever is brought in
		for _, files := range []fstest.MapFS{mustExport(t, s, true, false), mustExport(t, s, true, true), seeds(t, "network")} {
			before := mustExport(t, s, true, false)
			delete(files, "pages.yaml") // of the seed, as it has been changed
			if r := mustImport(t, s, files); r.New != 0 || r.Changed != 0 || r.Unchanged == 0 {
				t.Errorf("importing again: %+v", r)
			}
			wantSame(t, mustExport(t, s, true, false), before)
		}
		if p, _ := s.Partners.ByKey(ctx, drafts, "stadt-wuppertal"); p.Revision != 1 {
			t.Errorf("there is a revision %d", p.Revision)
		}
	})
}

func TestDryRun(t *testing.T) {
	s, files := empty(t), seeds(t, "network")
	dry, err := transfer.Import(ctx, s, files, ".", transfer.Options{DryRun: true, Library: testkit.Library(t)})
	testkit.Must(t, err)
	if nothing, err := s.Empty(ctx); !nothing || err != nil {
		t.Errorf("a dry run wrote something, %v", err)
	}
	if real := mustImport(t, s, files); dry != real || real.New != 56 {
		t.Errorf("the dry run said %+v, it was %+v", dry, real)
	}
	if _, err := transfer.Import(ctx, s, file("partners.yaml", "- slug: Ä"), ".", transfer.Options{DryRun: true, Library: testkit.Library(t)}); err == nil {
		t.Error("a dry run does not find what is wrong")
	}
}

// Changed content becomes the next revision, which is public at once unless it is a draft; the old one stays in history.
func TestImportChanges(t *testing.T) {
	s := empty(t)
	lines := []string{"- slug: a", "  name: {de: Alt}", "  sector: COMPANY", "  publishedAt: 2024-01-01T00:00:00Z"}
	mustImport(t, s, file("partners.yaml", lines...))
	lines[1], lines[3] = "  name: {de: Neu}", "  publishedAt: 2024-06-01T00:00:00Z"
	if r := mustImport(t, s, file("partners.yaml", append(lines, "- slug: b", "  name: {de: B}", "  sector: COMPANY")...)); r != (transfer.Result{New: 1, Changed: 1}) {
		t.Errorf("got %+v", r)
	}
	p, _ := s.Partners.ByKey(ctx, public, "a")
	if p.Name() != "Neu" || p.Revision != 2 || !p.PublishedAt.Equal(time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("public is %+v", p)
	}
	v := content.PublicView()
	v.AsOf = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	if old, _ := s.Partners.ByKey(ctx, v, "a"); old == nil || old.Name() != "Alt" {
		t.Errorf("in March it was %+v", old)
	}
	lines[1] = "  name: {de: Neuer}" // with the moment of what it was: what was seen in the past does not change
	mustImport(t, s, file("partners.yaml", lines...))
	v.AsOf = time.Now().Add(-time.Hour)
	if old, _ := s.Partners.ByKey(ctx, v, "a"); old == nil || old.Name() != "Neu" {
		t.Errorf("an hour ago it was %+v", old)
	}
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: Entwurf}", "  sector: COMPANY", "  draft: true"))
	p, _ = s.Partners.ByKey(ctx, public, "a")
	d, _ := s.Partners.ByKey(ctx, drafts, "a")
	if p.Name() != "Neuer" || d.Name() != "Entwurf" || d.Revision != 4 {
		t.Errorf("public is %q, the draft %q", p.Name(), d.Name())
	}
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: Entwurf}", "  sector: COMPANY")) // no draft any more
	if p, _ = s.Partners.ByKey(ctx, public, "a"); p.Name() != "Entwurf" || p.Revision != 4 {
		t.Errorf("public is %q, revision %d", p.Name(), p.Revision)
	}
}

// A file can come alone; what it links to may be in the database only, public or not.
func TestImportOneFile(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: A}", "  sector: COMPANY", "- slug: b", "  name: {de: B}", "  sector: COMPANY", "  draft: true"))
	files := fstest.MapFS{
		"partners.yaml":            &fstest.MapFile{Data: []byte("damaged: [")}, // not asked for
		"folder/agreements.yaml":   file("x", "- slug: v1", "  partner: a", "  title: {de: V}", "  status: ACTIVE", "- slug: v2", "  partner: b", "  title: {de: V}", "  status: ACTIVE")["x"],
		"folder/measures.ndjson":   &fstest.MapFile{Data: []byte(`{"slug":"m","agreement":"v2","title":{"de":"M"},"area":"OTHER","status":"PLANNED"}` + "\r\n\n")},
		"folder/notes.txt":         &fstest.MapFile{Data: []byte("not ours")},
		"folder/deeper/pages.yaml": &fstest.MapFile{Data: []byte("- damaged: [")},
	}
	for _, name := range []string{"folder/agreements.yaml", "folder/measures.ndjson", "folder"} {
		if _, err := transfer.Import(ctx, s, files, name, transfer.Options{AsIs: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	m, err := s.Measures.ByKey(ctx, public, "m")
	testkit.Must(t, err)
	if m.AgreementID != content.KeyID(content.Agreements, "v2") || m.PartnerID != content.KeyID(content.Partners, "b") {
		t.Errorf("the measure belongs to %s, %s", m.AgreementID, m.PartnerID)
	}
	// It stays with its partner, or its measures would belong to another than it does.
	moved := file("agreements.yaml", "- slug: v2", "  partner: a", "  title: {de: V}", "  status: ACTIVE")
	if _, err := transfer.Import(ctx, s, moved, ".", transfer.Options{}); err == nil {
		t.Error("the agreement has moved to another partner")
	}
}

// What was public at a moment stays so, even if a changed entry comes with the moment at which it was published first.
func TestImportKeepsThePast(t *testing.T) {
	s := empty(t)
	record := func(name string) fstest.MapFS {
		return file("partners.yaml", "- slug: a", "  name: {de: "+name+"}", "  sector: COMPANY", "  publishedAt: 2024-01-01T00:00:00Z")
	}
	mustImport(t, s, record("Alt"))
	mustImport(t, s, record("Neu"))
	then := public
	then.AsOf = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	past, _ := s.Partners.ByKey(ctx, then, "a")
	now, _ := s.Partners.ByKey(ctx, public, "a")
	if past == nil || past.Name() != "Alt" || now.Name() != "Neu" {
		t.Errorf("then %+v, now %+v", past, now)
	}
}

// An entry keeps its id for good: a new key is a new name for it, and its old key is free for another.
func TestImportKeepsIDs(t *testing.T) {
	s := empty(t)
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: A}", "  sector: COMPANY"))
	id := content.KeyID(content.Partners, "a")
	mustImport(t, s, file("partners.yaml", "- id: "+id, "  slug: a-neu", "  name: {de: A}", "  sector: COMPANY"))
	mustImport(t, s, file("partners.yaml", "- slug: a", "  name: {de: Anderer}", "  sector: COMPANY"))
	renamed, _ := s.Partners.ByKey(ctx, public, "a-neu")
	other, _ := s.Partners.ByKey(ctx, public, "a")
	if renamed.ID != id || renamed.Revision != 2 || other.ID == id || other.Name() != "Anderer" {
		t.Errorf("renamed %s revision %d, other %s %q", renamed.ID, renamed.Revision, other.ID, other.Name())
	}
	all := mustExport(t, s, true, false)
	again := empty(t)
	mustImport(t, again, all)
	wantSame(t, mustExport(t, again, true, false), all)
}

func TestExportRefusesHalf(t *testing.T) {
	s := empty(t)
	mustImportAsIs(t, s, fstest.MapFS{"partners.yaml": file("x", "- slug: a", "  name: {de: A}", "  sector: COMPANY", "  draft: true")["x"],
		"agreements.yaml": file("x", "- slug: v", "  partner: a", "  title: {de: V}", "  status: ACTIVE")["x"]})
	_, err := transfer.Export(ctx, s, testkit.Library(t), t.TempDir(), transfer.ExportOptions{})
	if err == nil || !strings.Contains(err.Error(), "agreements v: its partner is not public") {
		t.Errorf("got %v", err)
	}
	_, err = transfer.Export(ctx, s, testkit.Library(t), t.TempDir(), transfer.ExportOptions{Drafts: true})
	testkit.Must(t, err)
}
