package transfer_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"partnernetz/content"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

// What editors are refused is refused in files, with the line.
func TestRulesOfEditors(t *testing.T) {
	there := fstest.MapFS{
		"partners.yaml":   &fstest.MapFile{Data: []byte("- slug: a\n  name: {de: A}\n  sector: COMPANY\n- slug: b\n  name: {de: B}\n  sector: COMPANY\n- slug: weg\n  name: {de: Weg}\n  sector: COMPANY\n- slug: entwurf\n  name: {de: Entwurf}\n  sector: COMPANY\n  draft: true\n")},
		"agreements.yaml": &fstest.MapFile{Data: []byte("- slug: va\n  partner: a\n  title: {de: VA}\n  status: ACTIVE\n- slug: vb\n  partner: b\n  title: {de: VB}\n  status: ACTIVE\n")},
		"measures.yaml":   &fstest.MapFile{Data: []byte("- slug: m\n  agreement: va\n  title: {de: M}\n  area: OTHER\n  status: PLANNED\n")},
		"pages.yaml":      &fstest.MapFile{Data: []byte("- path: /oben\n  title: {de: Oben}\n- path: /oben/unten\n  parent: /oben\n  title: {de: Unten}\n")},
	}
	tests := []struct {
		name, file, raw string
		want            string // none if it is let through
		asIs            string // the same with AsIs
	}{
		{"a measure goes to another partner's agreement", "measures.yaml", "- slug: m\n  title: {de: M}\n  agreement: vb\n  area: OTHER\n  status: PLANNED\n", "measures.yaml:3: agreement: this belongs to another partner", "same"},
		{"an agreement goes to another partner", "agreements.yaml", "- slug: va\n  partner: b\n  title: {de: VA}\n  status: ACTIVE\n", "agreements.yaml:2: partner: this belongs to another partner", "same"},
		{"a practice of another partner than the measure", "good-practices.yaml", "- slug: g\n  partner: b\n  measure: m\n  area: OTHER\n  title: {de: G}\n  challenge: {de: C}\n  approach: {de: A}\n  result: {de: R}\n  transfer: {de: T}\n", "good-practices.yaml:3: measure: ", "same"},
		{"a link to what was put away", "agreements.yaml", "- slug: v3\n  partner: weg\n  title: {de: V}\n  status: ACTIVE\n", "agreements.yaml:2: partner: ", "same"},
		{"a page above itself", "pages.yaml", "- path: /oben\n  title: {de: Oben}\n  parent: /oben/unten\n", "pages.yaml:3: parent: this would be a circle, which leads from here to here; choose another entry", "same"},
		{"a link to a draft", "agreements.yaml", "- slug: v3\n  title: {de: V}\n  partner: entwurf\n  status: ACTIVE\n", "agreements.yaml:3: partner: this leads to what is not public", ""},
		{"a link to a draft in a text", "pages.yaml", "- path: /p\n  title: {de: P}\n  blocks:\n    - type: text\n      text:\n        de: '[dort](entry:partners/entwurf)'\n", "pages.yaml:6: blocks.0.text.de: this leads to what is not public", ""},
		{"a draft with a link to a draft", "agreements.yaml", "- slug: v3\n  title: {de: V}\n  partner: entwurf\n  status: ACTIVE\n  draft: true\n", "", ""},
		{"a name that shows nothing", "partners.yaml", "- slug: a\n  sector: COMPANY\n  name: {de: \" \\u200b\"}\n", "partners.yaml:3: name: the German text is missing", "same"},
		{"a name that turns around what is behind it", "partners.yaml", "- slug: a\n  sector: COMPANY\n  name: {de: \"A\\u202eB\"}\n", "partners.yaml:3: name: the text has a control character in it (U+202E)", "same"},
		{"a name of two lines", "partners.yaml", "- slug: a\n  sector: COMPANY\n  name: {de: \"A\\nB\"}\n", "partners.yaml:3: name: there is one line only here", "same"},
		{"a translation that shows nothing", "partners.yaml", "- slug: a\n  sector: COMPANY\n  name: {de: A, en: \"\\u00a0\"}\n  website: ''\n", "", ""},
		{"a dead link", "pages.yaml", "- path: /p\n  title: {de: P}\n  blocks:\n    - type: text\n      text:\n        de: '[die Seite](/gibt-es-nicht)'\n", "pages.yaml:6: blocks.0.text: nothing public stands at /gibt-es-nicht", ""},
		{"a dead link in what stays a draft", "pages.yaml", "- path: /p\n  title: {de: P}\n  draft: true\n  blocks:\n    - type: text\n      text:\n        de: '[die Seite](/gibt-es-nicht)'\n", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := empty(t)
			mustImport(t, s, there)
			gone, err := s.Partners.ByKey(ctx, public, "weg")
			testkit.Must(t, err)
			testkit.Must(t, s.Partners.Unpublish(ctx, time.Now(), gone.ID))
			put := content.Clone(gone)
			put.Archived = true
			_, err = s.Partners.Save(ctx, store.Stamp{At: time.Now()}, put)
			testkit.Must(t, err)
			for asIs, want := range map[bool]string{false: tt.want, true: tt.asIs} {
				if want == "same" {
					want = tt.want
				}
				_, err := transfer.Import(ctx, s, fstest.MapFS{tt.file: &fstest.MapFile{Data: []byte(tt.raw)}}, ".", transfer.Options{AsIs: asIs, DryRun: true})
				if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n")) {
					t.Errorf("as is %v: got %v, want %s", asIs, err, want)
				}
			}
		})
	}
}

// What follows from a link follows from one that was there before, too.
func TestImportFollowsAgain(t *testing.T) {
	s := empty(t)
	files := func(title string) fstest.MapFS {
		return fstest.MapFS{
			"partners.yaml":   &fstest.MapFile{Data: []byte("- slug: a\n  name: {de: A}\n  sector: COMPANY\n")},
			"agreements.yaml": &fstest.MapFile{Data: []byte("- slug: va\n  partner: a\n  title: {de: VA}\n  status: ACTIVE\n")},
			"measures.yaml":   &fstest.MapFile{Data: []byte("- slug: m\n  agreement: va\n  title: {de: " + title + "}\n  area: OTHER\n  status: PLANNED\n")},
		}
	}
	mustImport(t, s, files("M"))
	if r := mustImport(t, s, files("M")); r.Unchanged != 3 {
		t.Errorf("the same again: %+v", r)
	}
	if r := mustImport(t, s, files("M2")); r.Changed != 1 {
		t.Errorf("with another title: %+v", r)
	}
	m, err := s.Measures.ByKey(ctx, public, "m")
	testkit.Must(t, err)
	if m.PartnerID != content.KeyID(content.Partners, "a") {
		t.Errorf("the measure belongs to %q", m.PartnerID)
	}
}
