package seed_test

import (
	"bytes"
	"io"
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
)

// released seeds a store with the demonstration and its release, and returns the release and its files.
func released(t *testing.T) (*store.Store, *network.Release, map[string][]byte) {
	t.Helper()
	s, _ := testkit.Store(t, "demo")
	began := time.Now()
	testkit.Must(t, seed.Release(ctx, s, testkit.Library(t)))
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
