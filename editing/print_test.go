package editing_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/editing"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/store"
	"partnernetz/testkit"
)

// fileOf reads a file of a release as it is kept.
func (d *desk) fileOf(v content.View, id string) (*network.Media, []byte) {
	d.t.Helper()
	m, err := d.store.Media.ByID(d.t.Context(), v, id)
	testkit.Must(d.t, err)
	if m == nil {
		return nil, nil
	}
	r, err := testkit.Library(d.t).Reader(d.t.Context(), m.File)
	testkit.Must(d.t, err)
	defer r.Close()
	data, err := io.ReadAll(r)
	testkit.Must(d.t, err)
	return m, data
}

// A release has an HTML file and a PDF for each language of its title. They are as visible as the release, and stay byte for byte
// as they are, whatever is edited.
func TestReleaseFiles(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	d.freeze(id)
	r := d.release(id)
	if len(r.Files) != 2 || r.Files[0].Locale != content.DE || r.Files[1].Locale != content.EN {
		t.Fatalf("it has the files %+v", r.Files)
	}
	before := map[string][]byte{}
	for _, file := range r.FileIDs() {
		m, data := d.fileOf(content.Everything(), file)
		sum := sha256.Sum256(data)
		if m == nil || m.File.Sum != hex.EncodeToString(sum[:]) || m.File.Size != int64(len(data)) {
			t.Fatalf("%s is %+v of %d bytes", file, m, len(data))
		}
		if before[file] = data; m.File.ContentType == network.TypeHTML && !strings.Contains(string(data), "Ärztekammer") || m.File.ContentType == network.TypePDF && !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s is no brochure", m.File.Name)
		}
		if public, _ := d.fileOf(content.PublicView(), file); public != nil {
			t.Errorf("%s is public before the release is", m.File.Name)
		}
		if pinned, _ := d.fileOf(d.in("2026"), file); pinned == nil {
			t.Errorf("%s is not in the release", m.File.Name)
		}
	}
	_, err := d.PublishRelease(d.office(), id, 2, "")
	testkit.Must(t, err)
	_, err = update(d.office(), d, partners("aerzte"), 1, &network.UpdatePartnerInput{Name: is("Andere Kammer")})
	testkit.Must(t, err)
	_, err = d.Publish(d.office(), publishing(partners("aerzte"), 2), content.LinksRefuse, "", false)
	testkit.Must(t, err)
	for file, data := range before {
		if m, now := d.fileOf(content.PublicView(), file); m == nil || !bytes.Equal(now, data) {
			t.Errorf("%s is another one, or not public", file)
		}
	}
	for _, change := range []func() error{
		func() error {
			_, err := update(d.office(), d, r.Files[0].PDFID, 1, &network.UpdateMediaInput{Credit: is("A")})
			return err
		},
		func() error { _, err := d.RemoveMedia(d.office(), []string{r.Files[0].PDFID}, ""); return err },
	} {
		if err := change(); len(problemsOf(err)) != 1 {
			t.Errorf("a file of a release is changed: %v", err)
		}
	}
	_, err = d.Unpublish(d.office(), []string{id}, content.LinksRefuse, "", false)
	testkit.Must(t, err)
	if m, _ := d.fileOf(content.PublicView(), r.Files[0].PDFID); m != nil {
		t.Error("the file is public, and the release is not")
	}
}

// Unfreezing takes the files away.
func TestUnfreezeTakesFiles(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	d.freeze(id)
	files := d.release(id).FileIDs()
	_, err := d.Unfreeze(d.office(), id, 2, "")
	testkit.Must(t, err)
	if m, _ := d.fileOf(content.Everything(), files[0]); m != nil || len(d.release(id).Files) > 0 {
		t.Error("the files are still there")
	}
}

// A brochure that cannot be set is not frozen, and the office is told where.
func TestUnprintable(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	d.add(&network.GoodPractice{Slug: "arabisch", PartnerID: partners("soest"), Titles: de("مرحبا"), Area: "OTHER"})
	practice := content.KeyID(content.GoodPractices, "arabisch")
	testkit.Must(t, d.store.GoodPractices.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: practice, Revision: 1}, At: start}))
	r := d.release(id)
	r.StoredParts = append(r.StoredParts, network.StoredPart{Section: network.SectionGoodPractice})
	_, err := d.store.Releases.Save(t.Context(), store.Stamp{At: start}, r)
	testkit.Must(t, err)
	_, err = d.Freeze(d.office(), testkit.Library(t), id, 2, "")
	if got := problemsOf(err); len(got) != 1 || got[0] != "id UNPRINTABLE" || !strings.Contains(err.Error(), "U+0645") {
		t.Errorf("it is frozen: %v", err)
	}
	if r := d.release(id); r.State != network.ReleaseDraft || r.Revision != 2 {
		t.Errorf("it is %s at %d", r.State, r.Revision)
	}
}

// A freeze that is cut off leaves the draft as it was.
func TestFreezeCutOff(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	full, err := media.Open(t.Context(), "mem://")
	testkit.Must(t, err)
	testkit.Must(t, full.Close())
	if _, err := d.Freeze(d.office(), full, id, 1, ""); err == nil {
		t.Error("it is frozen without its files")
	}
	d.untouched(id)
}

// Something becomes public while the brochure is made: nothing is frozen, and the office is told.
func TestFreezeOvertaken(t *testing.T) {
	d := newDesk(t)
	id := d.draftOf("2026", "")
	called := 0
	e := editing.New(d.store, func() time.Time {
		if called++; called == 2 { // when what is public has been read
			testkit.Must(t, d.store.Pages.Publish(t.Context(), store.Publication{Ref: store.Ref{ID: pages("/b"), Revision: 1}, At: start}))
		}
		return d.clock()
	})
	_, err := e.Freeze(d.office(), testkit.Library(t), id, 1, "")
	if got := problemsOf(err); len(got) != 1 || got[0] != "id CONFLICT" {
		t.Errorf("it is told %v", err)
	}
	d.untouched(id)
}

// untouched demands that a release is the draft that it was.
func (d *desk) untouched(id string) {
	d.t.Helper()
	pins, err := d.store.Pinned(d.t.Context(), []string{id})
	testkit.Must(d.t, err)
	files, err := d.store.Media.All(d.t.Context(), content.Everything())
	testkit.Must(d.t, err)
	if r := d.release(id); r.State != network.ReleaseDraft || r.Revision != 1 || len(pins)+len(files) > 0 {
		d.t.Errorf("it is %s at %d, with %d pins and %d files", r.State, r.Revision, len(pins), len(files))
	}
}
