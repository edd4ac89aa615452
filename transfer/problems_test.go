package transfer_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"partnernetz/content"
	"partnernetz/transfer"
)

const (
	p1 = "- slug: a\n  name: {de: A}\n  sector: COMPANY\n"
	a1 = "- slug: v\n  partner: a\n  title: {de: V}\n  status: ACTIVE\n"
)

// Everything that is wrong is reported with its file and line, and nothing is written.
func TestProblems(t *testing.T) {
	future := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	tests := []struct {
		name, file, raw string
		want            []string // the beginning of each problem, and a part of its reason
	}{
		{"unknown field", "partners.yaml", p1 + "  colour: red\n", []string{"partners.yaml:4: |unknown field \"colour\""}},
		{"unknown field deep down", "pages.yaml", "- path: /a\n  title: {de: A}\n  blocks:\n    - type: text\n      text: {de: A}\n      html: x\n", []string{"pages.yaml:6: |unknown field \"html\""}},
		{"unknown language", "partners.yaml", "- slug: a\n  sector: COMPANY\n  name:\n    de: A\n    fr: A\n", []string{"partners.yaml:4: |no language \"fr\""}},
		{"a list for a text", "partners.yaml", p1 + "  website: [a]\n", []string{"partners.yaml:4: |"}},
		{"a text for a list", "events.yaml", "- slug: e\n  kind: PUBLIC_EVENT\n  title: {de: E}\n  startsAt: 2024-01-01T00:00:00Z\n  hosts: a\n", []string{"events.yaml:5: |"}},
		{"a text for a yes", "partners.yaml", p1 + "  demo: vielleicht\n", []string{"partners.yaml:4: |"}},
		{"a text for a number", "initiative.yaml", "- slug: initiative\n  name: {de: I}\n  foundedYear: früh\n", []string{"initiative.yaml:3: |"}},
		{"a text for languages", "partners.yaml", "- slug: a\n  name: A\n  sector: COMPANY\n", []string{"partners.yaml:2: |"}},
		{"bad date", "partners.yaml", p1 + "  memberSince: 2024-02-30\n", []string{"partners.yaml:4: |a Date is a day"}},
		{"bad moment", "partners.yaml", p1 + "  publishedAt: 2024-02-03\n", []string{"partners.yaml:4: |a moment such as"}},
		{"future", "partners.yaml", p1 + "  publishedAt: " + future + "\n", []string{"partners.yaml:4: |future"}},
		{"missing link", "agreements.yaml", "# comment\n\n" + a1, []string{"agreements.yaml:4: |partner: there is no entry of this name: a"}},
		{"no link", "agreements.yaml", "- slug: v\n  title: {de: V}\n  status: ACTIVE\n", []string{"agreements.yaml:1: |partner: this is missing"}},
		{"a missing one of several", "events.yaml", "- slug: e\n  kind: PUBLIC_EVENT\n  title: {de: E}\n  startsAt: 2024-01-01T00:00:00Z\n  hosts:\n    - b\n    - c\n", []string{"events.yaml:6: |hosts.0", "events.yaml:7: |hosts.1"}},
		{"duplicate key", "partners.yaml", p1 + p1, []string{"partners.yaml:4: |slug: another record has this already"}},
		{"duplicate path", "pages.yaml", "- path: /a\n  title: {de: A}\n- path: /a\n  title: {de: B}\n", []string{"pages.yaml:3: |path: another record"}},
		{"duplicate id", "partners.yaml", p1 + "  id: par_aaaaaaaaaaaaaaaaaaaaaaaaaa\n" + strings.Replace(p1, "slug: a", "slug: b", 1) + "  id: par_aaaaaaaaaaaaaaaaaaaaaaaaaa\n", []string{"partners.yaml:8: |id: another record"}},
		{"duplicate field", "partners.yaml", p1 + "  slug: b\n", []string{"partners.yaml:4: |"}},
		{"bad slug", "partners.yaml", strings.Replace(p1, "slug: a", "slug: Stadt Köln", 1), []string{"partners.yaml:1: |slug: a slug is made of"}},
		{"no slug", "partners.yaml", "- name: {de: A}\n  sector: COMPANY\n", []string{"partners.yaml:1: |slug:"}},
		{"bad id", "partners.yaml", p1 + "  id: 12\n", []string{"partners.yaml:4: |id: this is not an id"}},
		{"an id of another type", "partners.yaml", p1 + "  id: " + content.NewID(content.Pages) + "\n", []string{"partners.yaml:4: |id: this is not an id"}},
		{"bad enum", "partners.yaml", strings.Replace(p1, "COMPANY", "company", 1), []string{"partners.yaml:3: |sector: \"company\" is not one of the values"}},
		{"backwards", "implementation-years.yaml", "- label: \"2024\"\n  startsOn: 2024-02-01\n  endsOn: 2024-01-01\n", []string{"implementation-years.yaml:3: |endsOn: the end is before the start"}},
		{"backwards to the second", "events.yaml", "- slug: e\n  kind: PUBLIC_EVENT\n  title: {de: E}\n  startsAt: 2024-01-01T00:00:00+01:00\n  endsAt: 2023-12-31T22:59:59Z\n", []string{"events.yaml:5: |endsAt"}},
		{"empty record", "partners.yaml", p1 + "-\n", []string{"partners.yaml:4: |the record is empty"}},
		{"damaged YAML", "partners.yaml", p1 + "  website: [\n- slug", []string{"partners.yaml:|"}},
		{"bad indentation", "partners.yaml", p1 + " website: x\n", []string{"partners.yaml:4: |"}},
		{"tabs", "partners.yaml", "- slug: a\n\tname: {de: A}\n", []string{"partners.yaml:2: |"}},
		{"no list", "partners.yaml", "slug: a\n", []string{"partners.yaml:1: |must be a list"}},
		{"not UTF-8", "partners.yaml", "- slug: a\n  name: {de: K\xf6ln}\n  sector: COMPANY\n", []string{"partners.yaml:2: |UTF-8"}},
		{"damaged line", "partners.ndjson", `{"slug":"a","name":{"de":"A"},"sector":"COMPANY"}` + "\n\n" + `{"slug":"b","name":{"de":"B"` + "\n", []string{"partners.ndjson:3: |"}},
		{"bad line", "partners.ndjson", `{"slug":"a","name":{"de":"A"},"sector":"COMPANY"}` + "\n" + `{"slug":"b","name":{"de":"B"},"sector":"X"}` + "\n", []string{"partners.ndjson:2: |sector"}},
		{"unknown field in a line", "partners.ndjson", "\n" + `{"slug":"a","name":{"de":"A"},"sector":"COMPANY","x":1}` + "\n", []string{"partners.ndjson:2: |unknown field \"x\""}},
		{"several", "partners.yaml", "- slug: A\n  name: {en: A}\n  sector: X\n- slug: b\n  nam: x\n", []string{"partners.yaml:5: |unknown field", "partners.yaml:1: |slug", "partners.yaml:2: |name", "partners.yaml:3: |sector"}},
		{"another type's file", "people.yaml", p1, []string{"people.yaml: |no type of content"}},
		{"nothing", "notes.txt", "", []string{".: |there is no file of content here"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := empty(t)
			files := fstest.MapFS{tt.file: &fstest.MapFile{Data: []byte(tt.raw)}}
			if tt.file != "notes.txt" && tt.file != "pages.yaml" { // what is good is not written either
				files["pages.yaml"] = &fstest.MapFile{Data: []byte("- path: /gut\n  title: {de: Gut}\n")}
			}
			_, err := transfer.Import(ctx, s, files, ".", transfer.Options{})
			var problems transfer.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v", err)
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(tt.want) {
				t.Errorf("got %d problems, want %d:\n%v", len(got), len(tt.want), err)
			}
			for i := range min(len(got), len(tt.want)) {
				where, why, _ := strings.Cut(tt.want[i], "|")
				if !strings.HasPrefix(got[i], where) || !strings.Contains(got[i], why) || len(got[i]) <= len(where) {
					t.Errorf("got %s, want %s … %s", got[i], where, why)
				}
			}
			if nothing, err := s.Empty(ctx); !nothing || err != nil {
				t.Errorf("something was written, %v", err)
			}
		})
	}
	t.Run("an id of another entry", func(t *testing.T) {
		s := empty(t)
		mustImport(t, s, file("partners.yaml", p1))
		_, err := transfer.Import(ctx, s, file("partners.yaml", p1+"  id: "+content.NewID(content.Partners)), ".", transfer.Options{})
		if want := "partners.yaml:1: slug: another of the partners has this slug already"; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	})
	t.Run("no such file", func(t *testing.T) {
		var problems transfer.Problems
		if _, err := transfer.Import(ctx, empty(t), fstest.MapFS{}, "gone.yaml", transfer.Options{}); !errors.As(err, &problems) || problems[0].File != "gone.yaml" {
			t.Errorf("got %v", err)
		}
	})
}

// Files from other editors: a byte order mark, Windows line ends, comments, several documents.
func TestFilesOfOtherEditors(t *testing.T) {
	s := empty(t)
	raw := "\ufeff# Kommentar\r\n- slug: a\r\n  name:\r\n    de: \"A\"\r\n  sector: COMPANY # hier\r\n  memberSince: 2024-01-02\r\n---\r\n- slug: b\r\n  name: {de: B}\r\n  sector: COMPANY\r\n"
	mustImport(t, s, fstest.MapFS{"partners.yaml": &fstest.MapFile{Data: []byte(raw)}, "pages.ndjson": &fstest.MapFile{Data: []byte("\ufeff" + `{"path":"/","title":{"de":"Ä"}}` + "\r\n")}})
	a, _ := s.Partners.ByKey(ctx, public, "a")
	b, _ := s.Partners.ByKey(ctx, public, "b")
	page, _ := s.Pages.ByKey(ctx, public, "/")
	if a == nil || b == nil || page == nil || a.Name() != "A" || *a.MemberSince != "2024-01-02" || page.Title() != "Ä" {
		t.Errorf("got %+v, %+v, %+v", a, b, page)
	}
}
