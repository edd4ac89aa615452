package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"partnernetz/testkit"
)

// cutOff is a release that is frozen again and again by a server that is killed meanwhile.
type cutOff struct {
	dir      string
	office   *client
	id       string
	revision int
	entries  int // of files
	frozen   int // how often it was, as the log has to say
}

const cutLabel = "abgebrochen"

// cutRelease is the release as the office reads it.
type cutRelease struct {
	Revision           int
	State              string
	FrozenAt           *string
	DE, EN, DEPDF, PDF *printed
}

const readCut = `query($l: String!) @view(stage: DRAFT) { release(label: $l) { revision state frozenAt de: html(locale: DE) { ...f } en: html(locale: EN) { ...f } dePDF: pdf(locale: DE) { ...f } pdf(locale: EN) { ...f } } }
	fragment f on Media { url checksum contentType }`

// moments are when the server is killed: after a while, or as soon as there is something to be seen of what it does.
func (c *cutOff) moments(takes time.Duration) map[string]func(began time.Time) bool {
	all := map[string]func(time.Time) bool{}
	for i := range testkit.Long(1, 12) {
		after := takes * time.Duration(i) / 12
		all[fmt.Sprint("after ", after)] = func(began time.Time) bool { return time.Since(began) >= after }
	}
	for _, n := range testkit.Long([]int{1, 4}, []int{1, 2, 3, 4}) {
		all[fmt.Sprint(n, " files kept")] = func(began time.Time) bool { return c.newer(began, filepath.Join(c.dir, "media", "files", "*")) >= n }
	}
	for name, pattern := range map[string]string{"data being written": "partnernetz.bson?*", "data written": "partnernetz.bson"} {
		all[name] = func(began time.Time) bool { return c.newer(began, filepath.Join(c.dir, pattern)) > 0 }
	}
	return all
}

// newer counts files that were written since.
func (c *cutOff) newer(began time.Time, pattern string) (n int) {
	for _, name := range must(filepath.Glob(pattern)) {
		if info, err := os.Stat(name); err == nil && info.ModTime().After(began) {
			n++
		}
	}
	return n
}

// TestKilledWhileFreezing kills the server at many moments while it freezes a release, and starts it again. The release is as it was, with
// no file that anybody can read, or frozen as a whole.
func TestKilledWhileFreezing(t *testing.T) {
	env := append(withAdmin, "TMPDIR="+t.TempDir())
	c := &cutOff{dir: data(t)}
	p := serve(t, c.dir, env...)
	c.office = p.admin(t)
	year := mustAsk[struct{ ID string }](t, c.office, `{ implementationYear(label: "2024") { id } }`, nil)
	c.entries = mustAsk[struct{ TotalCount int }](t, c.office, countMedia, nil).TotalCount
	made := mustAsk[struct{ Release struct{ ID string } }](t, c.office, `mutation($l: String!, $y: ID!) { createRelease(input: {label: $l, title: "Beispiel", year: $y, translations: [{locale: EN, title: "Example"}]}) { release { id } errors { code path message } } }`,
		map[string]any{"l": cutLabel, "y": year.ID})
	c.id, c.revision = made.Release.ID, 1
	began := time.Now()
	c.move(t, "freezeRelease")
	takes := time.Since(began)
	c.whole(t, p)
	c.move(t, "unfreezeRelease")
	drafts := 0
	for name, here := range c.moments(takes) {
		c.title(t, name) // so that all files are others than before
		answered := make(chan error, 1)
		began := time.Now()
		go func() {
			_, err := ask[said](c.office, transition("freezeRelease"), map[string]any{"id": c.id, "known": c.revision})
			answered <- err
		}()
		var err error
		done := false
		for !done && !here(began) {
			select {
			case err = <-answered:
				done = true
			case <-time.After(time.Millisecond):
			}
		}
		p.stop(t, syscall.SIGKILL)
		if !done {
			err = <-answered
		}
		verified(t, c.dir)
		p = serve(t, c.dir, env...)
		c.office = c.office.at(p)
		now := c.read(t)
		t.Logf("%s: %s", name, now.State)
		switch {
		case now.State == "FROZEN" && now.Revision == c.revision+1:
			c.revision++
			c.frozen++
		case now.State == "DRAFT" && now.Revision == c.revision && err != nil:
			drafts++
			c.nothing(t, p, now)
			c.move(t, "freezeRelease")
		default:
			t.Fatalf("%s: it is %s at revision %d, which was %d; the answer was %v", name, now.State, now.Revision, c.revision, err)
		}
		c.whole(t, p)
		c.move(t, "unfreezeRelease")
	}
	if records := mustAsk[struct{ TotalCount int }](t, c.office, `query($id: ID!) { auditLog(filter: {actions: [RELEASE_FROZEN], subject: $id}) { totalCount } }`, map[string]any{"id": c.id}); records.TotalCount != c.frozen {
		t.Errorf("it was frozen %d times, and %d times says the log", c.frozen, records.TotalCount)
	}
	p.stop(t, syscall.SIGTERM)
	verified(t, c.dir)
	if drafts == 0 {
		t.Errorf("freezing takes %s and was never cut off", takes)
	}
}

func transition(name string) string {
	return fmt.Sprintf(`mutation($id: ID!, $known: Int!) { %s(id: $id, expectedRevision: $known) { errors { code path message } } }`, name)
}

// move moves the release on, which nothing disturbs.
func (c *cutOff) move(t *testing.T, name string) {
	t.Helper()
	if wrong := mustAsk[said](t, c.office, transition(name), map[string]any{"id": c.id, "known": c.revision}).Errors; len(wrong) > 0 {
		t.Fatalf("%s: %+v", name, wrong)
	}
	c.revision++
	if name == "freezeRelease" {
		c.frozen++
	}
}

// title gives the draft another title.
func (c *cutOff) title(t *testing.T, title string) {
	t.Helper()
	if wrong := mustAsk[said](t, c.office, `mutation($id: ID!, $known: Int!, $t: String!) { updateRelease(id: $id, expectedRevision: $known, input: {title: $t, translations: [{locale: EN, title: $t}]}) { errors { code path message } } }`,
		map[string]any{"id": c.id, "known": c.revision, "t": "Beispiel: " + title}).Errors; len(wrong) > 0 {
		t.Fatal(wrong)
	}
	c.revision++
}

func (c *cutOff) read(t *testing.T) cutRelease {
	t.Helper()
	return mustAsk[cutRelease](t, c.office, readCut, map[string]any{"l": cutLabel})
}

// inIt counts the partners that a reader finds in the release.
func (c *cutOff) inIt(reader *client) (int, error) {
	found, err := ask[struct{ TotalCount int }](reader, `query($l: String!) @view(release: $l) { partners { totalCount } }`, map[string]any{"l": cutLabel})
	return found.TotalCount, err
}

// whole demands that the release is frozen with its content and its files, for the office alone.
func (c *cutOff) whole(t *testing.T, p *process) {
	t.Helper()
	r := c.read(t)
	if r.State != "FROZEN" || r.Revision != c.revision || r.FrozenAt == nil {
		t.Fatalf("it is %+v", r)
	}
	for _, f := range []*printed{r.DE, r.EN, r.DEPDF, r.PDF} {
		if f == nil {
			t.Fatalf("a file is missing: %+v", r)
		}
		path := must(url.Parse(f.URL)).Path
		raw, resp, err := c.office.request(http.MethodGet, path, "", nil)
		sum := sha256.Sum256(raw)
		if err != nil || resp.StatusCode != http.StatusOK || hex.EncodeToString(sum[:]) != f.Checksum || len(raw) < 50_000 {
			t.Errorf("%s: %v %v, %d bytes", path, err, resp, len(raw))
		}
		if bytes.Contains(raw[len(raw)-10:], []byte("</html>")) == bytes.HasSuffix(bytes.TrimSpace(raw), []byte("%%EOF")) {
			t.Errorf("%s ends with %q", path, raw[len(raw)-10:])
		}
	}
	if n, err := c.inIt(c.office); n != 39 || err != nil {
		t.Errorf("it has %d partners (%v)", n, err)
	}
	if _, err := c.inIt(p.as("")); err == nil {
		t.Error("everybody reads it")
	}
	if n := mustAsk[struct{ TotalCount int }](t, c.office, countMedia, nil).TotalCount; n != c.entries+4 {
		t.Errorf("it has %d entries of files", n-c.entries)
	}
}

// nothing demands that a release which was not frozen has nothing: no content, no entries of files, and no file that anybody can read.
func (c *cutOff) nothing(t *testing.T, p *process, r cutRelease) {
	t.Helper()
	if r.FrozenAt != nil || r.DE != nil || r.EN != nil || r.DEPDF != nil || r.PDF != nil {
		t.Errorf("the draft has %+v", r)
	}
	if n, err := c.inIt(c.office); err == nil {
		t.Errorf("the draft has %d partners", n)
	}
	if n := mustAsk[struct{ TotalCount int }](t, c.office, countMedia, nil).TotalCount; n != c.entries {
		t.Errorf("the draft has %d entries of files", n-c.entries)
	}
	known := map[string]bool{}
	for _, m := range mustAsk[struct{ Nodes []struct{ Checksum string } }](t, c.office, `query Q @view(stage: DRAFT) { mediaLibrary(first: 100) { nodes { checksum } } }`, nil).Nodes {
		known[m.Checksum] = true
	}
	for _, file := range must(filepath.Glob(filepath.Join(c.dir, "media", "files", "*"))) {
		if sum := filepath.Base(file); !known[sum] {
			for _, name := range []string{"-de.html", "-en.html", "-de.pdf", "-en.pdf"} {
				for _, reader := range []*client{c.office, p.as("")} {
					if _, resp, err := reader.request(http.MethodGet, "/media/"+sum+"/"+cutLabel+name, "", nil); err != nil || resp.StatusCode != http.StatusNotFound {
						t.Errorf("%s%s is left over and can be read: %v %v", sum, name, err, resp)
					}
				}
			}
		}
	}
}
