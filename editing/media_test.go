package editing_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"partnernetz/content"
	"partnernetz/media"
	"partnernetz/network"
	"partnernetz/testkit"
)

// received is a grey image of a size, as it comes from an upload.
func received(t *testing.T, size int) *media.Upload {
	t.Helper()
	var b bytes.Buffer
	testkit.Must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, size, size))))
	u, err := testkit.Library(t).Receive(t.Context(), "bild.png", &b)
	testkit.Must(t, err)
	t.Cleanup(func() { _ = u.Close() })
	return u
}

func wantRefused(t *testing.T, err error, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, problems(t, err)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// upload uploads such an image.
func (d *desk) upload(ctx context.Context, t *testing.T, size int, in network.UploadMediaInput) (*network.Media, error) {
	t.Helper()
	e, err := d.Upload(ctx, received(t, size), "", func(e content.Entry) { in.Apply(content.DE, e.(*network.Media)) })
	m, _ := e.(*network.Media)
	return m, err
}

func TestUpload(t *testing.T) {
	d := newDesk(t)
	m, err := d.upload(d.office(), t, 11, network.UploadMediaInput{Alt: is("Grau")})
	testkit.Must(t, err)
	if m.Slug != "bild-png" || m.Revision != 1 || m.Stage() != content.Draft || content.Owner(m) != "" || m.File.Width != 11 {
		t.Errorf("got %+v", m)
	}
	t.Run("Again", func(t *testing.T) { // gives the same, unless something else is said of it
		again, err := d.upload(d.office(), t, 11, network.UploadMediaInput{})
		testkit.Must(t, err)
		if again.ID != m.ID || again.Revision != 1 {
			t.Errorf("got %+v", again)
		}
		_, err = d.upload(d.office(), t, 11, network.UploadMediaInput{Alt: is("Schwarz")})
		wantRefused(t, err, "KEY_IN_USE file")
	})
	t.Run("Owner", func(t *testing.T) { // of what partners upload is theirs, of others it cannot be
		own, err := d.upload(d.people("aerzte"), t, 12, network.UploadMediaInput{Alt: is("Grau")})
		testkit.Must(t, err)
		if content.Owner(own) != partners("aerzte") {
			t.Errorf("it is of %s", content.Owner(own))
		}
		_, err = d.upload(d.people("aerzte"), t, 13, network.UploadMediaInput{Alt: is("Grau"), Partner: is(partners("soest"))})
		wantRefused(t, err, "OTHER_PARTNER input.partner")
		given, err := d.upload(d.office(), t, 13, network.UploadMediaInput{Alt: is("Grau"), Partner: is(partners("soest"))})
		testkit.Must(t, err)
		_, err = update(d.people("aerzte"), d, given.ID, 1, &network.UpdateMediaInput{Alt: is("Fremd")})
		wantRefused(t, err, "NOT_FOUND id")
		_, err = update(d.people("soest"), d, given.ID, 1, &network.UpdateMediaInput{Alt: is("Eigen")})
		testkit.Must(t, err)
		_, err = update(d.people("soest"), d, given.ID, 2, &network.UpdateMediaInput{Partner: none[string]()}) // to the office, which keeps it then
		wantRefused(t, err, "OTHER_PARTNER input.partner")
	})
	t.Run("Archived", func(t *testing.T) {
		_, err := d.Archive(d.office(), []*content.ArchiveInput{{ID: m.ID, ExpectedRevision: 1}}, content.LinksRefuse, "", false)
		testkit.Must(t, err)
		_, err = d.upload(d.office(), t, 11, network.UploadMediaInput{})
		wantRefused(t, err, "ARCHIVED file")
		if files, _, err := d.store.Shown(t.Context(), m.File.Sum); len(files) > 0 || err != nil {
			t.Errorf("what was put away is served: %v, %v", files, err)
		}
		_, err = d.Restore(d.office(), m.ID, 1, 2)
		testkit.Must(t, err)
		if files, _, err := d.store.Shown(t.Context(), m.File.Sum); len(files) != 1 || err != nil {
			t.Errorf("what was brought back is not served: %v", err)
		}
	})
}

// The places where media is linked to want an image where they show one.
func TestMediaLinks(t *testing.T) {
	d := newDesk(t)
	pdf, err := testkit.Library(t).Receive(t.Context(), "a.pdf", bytes.NewReader([]byte("%PDF-1.4\n%%EOF\n")))
	testkit.Must(t, err)
	defer pdf.Close()
	document, err := d.Upload(d.office(), pdf, "", func(content.Entry) {})
	testkit.Must(t, err)
	picture, err := d.upload(d.office(), t, 14, network.UploadMediaInput{Decorative: is(true)})
	testkit.Must(t, err)
	block := func(media string) network.UpdatePageInput {
		return network.UpdatePageInput{Blocks: is([]*network.BlockInput{{Image: &network.ImageBlockInput{Media: media}}, {Download: &network.DownloadBlockInput{Media: media}}})}
	}
	for id, want := range map[string]string{
		document.Head().ID: "BAD_INPUT input.blocks.0.media", picture.ID: "", measures("kurs"): "NOT_FOUND input.blocks.0.media",
	} {
		in := block(id)
		_, err := update(d.office(), d, pages("/a"), d.newest(pages("/a")).Head().Revision, &in)
		_, logo := update(d.office(), d, partners("aerzte"), d.newest(partners("aerzte")).Head().Revision, &network.UpdatePartnerInput{Logo: is(id)})
		switch want {
		case "":
			testkit.Must(t, err)
			testkit.Must(t, logo)
		case "BAD_INPUT input.blocks.0.media":
			wantRefused(t, err, want)
			wantRefused(t, logo, "BAD_INPUT input.logo")
		default:
			wantRefused(t, err, want, "NOT_FOUND input.blocks.1.media")
			wantRefused(t, logo, "NOT_FOUND input.logo")
		}
	}
	_, err = d.RemoveMedia(d.office(), []string{picture.ID, document.Head().ID, measures("kurs")}, "")
	wantRefused(t, err, "IN_USE ids.0", "NOT_FOUND ids.2")
	removed, err := d.RemoveMedia(d.office(), []string{document.Head().ID}, "")
	testkit.Must(t, err)
	if !slices.Equal(removed, []string{document.Head().ID}) {
		t.Errorf("removed %v", removed)
	}
	if sums, err := d.store.FileSums(t.Context()); sums[pdf.File.Sum] || err != nil {
		t.Errorf("its file is known: %v, %v", sums, err)
	}
	_, err = d.RemoveMedia(d.people("aerzte"), []string{picture.ID}, "")
	wantRefused(t, err, "FORBIDDEN")
}

// The focal points that an image has had are those that it may be cut to.
func TestFocuses(t *testing.T) {
	d := newDesk(t)
	m, err := d.upload(d.office(), t, 15, network.UploadMediaInput{Alt: is("Grau"), FocalPoint: is(network.Focus{X: 10, Y: 20})})
	testkit.Must(t, err)
	_, err = update(d.office(), d, m.ID, 1, &network.UpdateMediaInput{FocalPoint: is(network.Focus{X: 30, Y: 40})})
	testkit.Must(t, err)
	_, focuses, err := d.store.Shown(t.Context(), m.File.Sum)
	testkit.Must(t, err)
	if !slices.Contains(focuses, network.Focus{X: 10, Y: 20}) || !slices.Contains(focuses, network.Focus{X: 30, Y: 40}) || len(focuses) != 2 {
		t.Errorf("got %v", focuses)
	}
}

// What a schedule is going to make public keeps its files, even if no draft links to them any more.
func TestRemoveScheduledMedia(t *testing.T) {
	d := newDesk(t)
	m, err := d.upload(d.office(), t, 16, network.UploadMediaInput{Decorative: is(true)})
	testkit.Must(t, err)
	blocks := func(b ...*network.BlockInput) *network.UpdatePageInput {
		return &network.UpdatePageInput{Blocks: is(b)}
	}
	_, err = update(d.office(), d, pages("/b"), 1, blocks(&network.BlockInput{Image: &network.ImageBlockInput{Media: m.ID}}))
	testkit.Must(t, err)
	s := d.scheduled(pages("/b"), 2, time.Hour, 0)
	_, err = update(d.office(), d, pages("/b"), 2, blocks())
	testkit.Must(t, err)
	_, err = d.RemoveMedia(d.office(), []string{m.ID}, "")
	wantRefused(t, err, "IN_USE ids.0")
	_, err = d.CancelSchedule(d.office(), s.ID)
	testkit.Must(t, err)
	_, err = d.RemoveMedia(d.office(), []string{m.ID}, "")
	testkit.Must(t, err)
}
