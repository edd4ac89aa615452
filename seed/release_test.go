package seed_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/network"
	"partnernetz/seed"
	"partnernetz/store"
	"partnernetz/testkit"
)

// released seeds a store with the demonstration and its release, and returns the release and its files.
func released(t *testing.T) (*store.Store, *network.Release, map[string][]byte) {
	t.Helper()
	s, _ := testkit.Store(t, "demo")
	began := time.Now()
	made, err := seed.Release(ctx, s, testkit.Library(t), editing.UsualPeopleThreshold)
	if testkit.Must(t, err); !made {
		t.Fatal("no release is made")
	}
	t.Logf("making it took %s", time.Since(began))
	r, err := s.Releases.ByKey(ctx, content.PublicView(), "2024")
	testkit.Must(t, err)
	if r == nil || r.State != network.ReleasePublic {
		t.Fatalf("the release is %+v", r)
	}
	files := map[string][]byte{}
	found, err := s.Media.ByIDs(ctx, content.PublicView(), r.FileIDs())
	testkit.Must(t, err)
	for _, m := range found {
		reader, err := testkit.Library(t).Reader(ctx, m.File)
		testkit.Must(t, err)
		files[m.File.Name], err = io.ReadAll(reader)
		testkit.Must(t, err)
		testkit.Must(t, reader.Close())
	}
	return s, r, files
}

// The demonstration has a public release with files in two languages, which are the same on every machine, and goes without a trace.
func TestDemoRelease(t *testing.T) {
	s, r, files := released(t)
	_, _, again := released(t)
	for _, name := range []string{"2024-de.html", "2024-de.pdf", "2024-en.html", "2024-en.pdf"} {
		if len(files[name]) < 10_000 || !bytes.Equal(files[name], again[name]) {
			t.Errorf("%s has %d bytes, and then %d", name, len(files[name]), len(again[name]))
		}
		if folder := os.Getenv("KEEP_BROCHURE"); folder != "" { // to look at it
			testkit.Must(t, os.WriteFile(filepath.Join(folder, name), files[name], 0o600))
		}
	}
	for _, text := range []content.Text{r.Titles, r.StoredParts[1].Texts} {
		if !strings.HasPrefix(text[content.DE], "Beispiel:") || !strings.HasPrefix(text[content.EN], "Example:") {
			t.Errorf("%v does not say that it is an example", text)
		}
	}
	page := string(files["2024-de.html"])
	partners, err := s.Partners.All(ctx, content.PublicView())
	testkit.Must(t, err)
	for _, p := range partners {
		if !strings.Contains(page, strings.ReplaceAll(p.Name(), "&", "&amp;")) {
			t.Errorf("%s is not in it", p.Name())
		}
	}
	_, err = seed.RemoveDemo(ctx, s)
	testkit.Must(t, err)
	for _, c := range []store.Entries{s.Releases, s.Media} {
		left, err := c.AllNewest(ctx)
		testkit.Must(t, err)
		for _, e := range left {
			if e.Head().Demo {
				t.Errorf("%s is left", e.Key())
			}
		}
	}
}

// The release is made once, where there are examples and never was a release.
func TestReleaseOnce(t *testing.T) {
	again := func(s *store.Store, what string) {
		t.Helper()
		before, err := s.Releases.AllNewest(ctx)
		testkit.Must(t, err)
		made, err := seed.Release(ctx, s, testkit.Library(t), editing.UsualPeopleThreshold)
		testkit.Must(t, err)
		if after, err := s.Releases.AllNewest(ctx); err != nil || made || len(after) != len(before) {
			t.Errorf("%s: made %t, and there are %d releases, %v", what, made, len(after), err)
		}
	}
	facts, _ := testkit.Store(t, "network")
	again(facts, "without examples")
	year, err := facts.ImplementationYears.Save(ctx, store.Stamp{At: time.Now()}, &network.ImplementationYear{Meta: content.Meta{ID: content.NewID(content.ImplementationYears)}, Label: "2024"})
	testkit.Must(t, err)
	testkit.Must(t, facts.ImplementationYears.Publish(ctx, store.Publication{Ref: store.Ref{ID: year[0].ID, Revision: 1}, At: time.Now()}))
	again(facts, "with a year that is no example")
	s, r, _ := released(t)
	again(s, "made already")
	office := auth.With(ctx, auth.Caller{Name: "Test", Roles: []auth.Role{auth.Editor}})
	_, err = editing.New(s, time.Now).Archive(office, []*content.ArchiveInput{{ID: r.ID, ExpectedRevision: r.Revision}}, content.LinksLeave, "", false)
	testkit.Must(t, err)
	again(s, "put away")
	_, err = seed.RemoveDemo(ctx, s)
	testkit.Must(t, err)
	again(s, "without examples any more")
}

// A release that cannot be printed leaves nothing behind.
func TestReleaseWhole(t *testing.T) {
	s, _ := testkit.Store(t, "demo")
	partners, err := s.Partners.All(ctx, content.Everything())
	testkit.Must(t, err)
	p := content.Clone(partners[0])
	p.Descriptions = content.Text{content.DE: "سلام"}
	saved, err := s.Partners.Save(ctx, store.Stamp{At: time.Now()}, p)
	testkit.Must(t, err)
	testkit.Must(t, s.Partners.Publish(ctx, store.Publication{Ref: store.Ref{ID: p.ID, Revision: saved[0].Revision}, At: time.Now()}))
	made, err := seed.Release(ctx, s, testkit.Library(t), editing.UsualPeopleThreshold)
	if problems, ok := errors.AsType[content.Problems](err); !ok || made || problems[0].Code != content.Unprintable {
		t.Errorf("made %t, %v", made, err)
	}
	if left, err := s.Releases.AllNewest(ctx); len(left) > 0 || err != nil {
		t.Errorf("%d releases, %v", len(left), err)
	}
}
