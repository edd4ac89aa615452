package seed_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/network"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

var (
	ctx    = context.Background()
	drafts = content.Everything()
)

// all returns every entry of every type.
func all(t *testing.T, s *store.Store) (entries []content.Entry) {
	t.Helper()
	for _, c := range s.All() {
		some, err := c.Every(ctx, drafts)
		testkit.Must(t, err)
		entries = append(entries, some...)
	}
	return entries
}

func exported(t *testing.T, s *store.Store) string {
	t.Helper()
	folder := t.TempDir()
	_, err := transfer.Export(ctx, s, testkit.Library(t), folder, transfer.ExportOptions{Drafts: true})
	testkit.Must(t, err)
	var whole bytes.Buffer
	testkit.Must(t, fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(folder, name))
		whole.WriteString(name + "\n" + string(raw))
		return err
	}))
	return whole.String()
}

// The network has only facts: 39 partners, nothing invented, and nothing that has not been public for long.
func TestNetwork(t *testing.T) {
	s, _ := testkit.Store(t, "network")
	public, err := s.Partners.All(ctx, content.PublicView())
	testkit.Must(t, err)
	if len(public) != 39 {
		t.Errorf("%d partners", len(public))
	}
	for _, e := range all(t, s) {
		head := e.Head()
		if head.Demo || strings.Contains(e.Headline()[content.DE], "Beispiel") {
			t.Errorf("%s %s is an example", e.EntryKind(), e.Key())
		}
		if head.PublishedAt == nil || head.PublishedAt.After(time.Now()) {
			t.Errorf("%s %s is not public", e.EntryKind(), e.Key())
		}
		if problems := e.Validate(); len(problems) > 0 {
			t.Errorf("%s %s: %v", e.EntryKind(), e.Key(), problems)
		}
	}
}

// The examples are marked as such wherever they can be read; removing them leaves exactly the facts.
func TestDemo(t *testing.T) {
	facts, _ := testkit.Store(t, "network")
	s, _ := testkit.Store(t, "demo")
	keys := map[string]bool{}
	for _, e := range all(t, facts) {
		keys[e.Head().ID] = true
	}
	examples := 0
	for _, e := range all(t, s) {
		if keys[e.Head().ID] {
			continue
		}
		examples++
		if !e.Head().Demo {
			t.Errorf("%s %s is an example, but does not say so", e.EntryKind(), e.Key())
		}
		if e.EntryKind() == content.Partners || e.EntryKind() == content.Initiatives {
			t.Errorf("%s %s: there are no examples of these", e.EntryKind(), e.Key())
		}
		for where, text := range texts(e) {
			for locale, begin := range map[content.Locale]string{content.DE: "Beispiel:", content.EN: "Example:", content.DESimple: "Beispiel:"} {
				if text[locale] != "" && !strings.HasPrefix(text[locale], begin) {
					t.Errorf("%s %s: the %s in %s does not begin with %s", e.EntryKind(), e.Key(), where, locale, begin)
				}
			}
		}
	}
	if partners, _ := s.Partners.All(ctx, content.PublicView()); len(partners) != 39 || examples < 300 {
		t.Errorf("%d partners, %d examples", len(partners), examples)
	}

	result, err := seed.Fill(ctx, s, testkit.Library(t), "demo", nil)
	if err != nil || result != (transfer.Result{}) {
		t.Errorf("a database that has content was filled: %+v, %v", result, err)
	}
	removed, err := seed.RemoveDemo(ctx, s)
	testkit.Must(t, err)
	if removed != examples {
		t.Errorf("%d examples of %d were removed", removed, examples)
	}
	if got, want := exported(t, s), exported(t, facts); got != want {
		t.Errorf("what remains is not the facts: %d bytes, want %d", len(got), len(want))
	}
	past := content.PublicView()
	past.AsOf = time.Now()
	if m, err := s.Measures.All(ctx, past); len(m) > 0 || err != nil { // nor in the history
		t.Errorf("%d examples are left in the history, %v", len(m), err)
	}
	if removed, err = seed.RemoveDemo(ctx, s); removed != 0 || err != nil {
		t.Errorf("removing again: %d, %v", removed, err)
	}
}

// texts returns the texts that a reader of an example sees first. The title of an implementation year is its label.
func texts(e content.Entry) map[string]content.Text {
	texts := map[string]content.Text{"title": e.Headline()}
	switch e := e.(type) {
	case *network.ImplementationYear:
		return nil
	case *network.Report:
		texts = map[string]content.Text{"summary": e.Summaries, "outlook": e.Outlooks}
		for i, p := range e.StoredEntries {
			texts[fmt.Sprint("reason ", i)], texts[fmt.Sprint("what was done ", i)] = p.Reasons, p.Summaries
			for j, s := range p.Indicators {
				texts[fmt.Sprint("indicator ", i, j)] = s.Labels
			}
			for j, s := range p.Proofs {
				texts[fmt.Sprint("evidence ", i, j)] = s.Titles
			}
		}
	case *network.Agreement:
		texts["goals"] = e.GoalTexts
	case *network.Measure:
		texts["description"] = e.Descriptions
	case *network.Event:
		texts["description"], texts["short report"] = e.Descriptions, e.ShortReports
	case *network.GoodPractice:
		texts["challenge"], texts["approach"], texts["result"], texts["transfer"] = e.Challenges, e.Approaches, e.Results, e.Transfers
		for i, a := range e.StoredAdoptions {
			texts[fmt.Sprint("adaptation ", i)] = a.Adaptations
		}
	case *network.Page:
		texts["lead"] = e.Leads
	}
	return texts
}

func TestFill(t *testing.T) {
	s, _ := testkit.Store(t, "none")
	if empty, err := s.Empty(ctx); !empty || err != nil {
		t.Errorf("none brought something, %v", err)
	}
	var last, of int
	result, err := seed.Fill(ctx, s, testkit.Library(t), "network", func(done, all int) { last, of = done, all })
	if err != nil || result.New != 56 || last != 56 || of != 56 {
		t.Errorf("%+v, progress %d of %d, %v", result, last, of, err)
	}
}
