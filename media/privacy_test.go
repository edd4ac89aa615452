package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"testing"

	"partnernetz/network"
)

// Data that tells where and by whom a picture was taken is removed; the meaning of its colours and its orientation stay.
func TestPrivacy(t *testing.T) {
	l := library(t)
	m := drawn(60, 40)
	profile := iccProfile()
	exif := exifWith(6)
	jpg := asJPEG(m)
	jpg = withSegment(jpg, 0xfe, []byte(where))
	jpg = withSegment(jpg, 0xed, []byte("Photoshop 3.0\x00"+where))
	jpg = withSegment(jpg, jpegEXIF, []byte("http://ns.adobe.com/xap/1.0/\x00"+where))
	jpg = withSegment(jpg, jpegEXIF, slices.Concat(exifHead, exif))
	jpg = withSegment(jpg, jpegICC, slices.Concat(iccHead, []byte{1, 1}, profile))
	jpg = withSegment(jpg, jpegJFIF, append([]byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x07\x01"), where+"."...)) // a thumbnail of 7 pixels
	jpg = append(jpg, where...)
	pngs := withChunk(asPNG(m), "tEXt", []byte("GPS\x00"+where))
	pngs = withChunk(pngs, "iTXt", []byte("XML:com.adobe.xmp\x00"+where))
	pngs = withChunk(pngs, "eXIf", exif)
	pngs = withChunk(pngs, "tIME", []byte(where)[:7])
	pngs = withChunk(pngs, "iCCP", slices.Concat([]byte("P\x00\x00"), deflated(profile)))
	pngs = append(pngs, where...)
	webps := withRIFF(asWebP(m), webpEXIF, "EXIF", exif)
	webps = withRIFF(webps, webpXMP, "XMP ", []byte(where))
	webps = append(webpProfile(webps, profile, m.Rect.Size()), where...)
	gifs := asGIF(drawn(40, 60), 2)
	at := 13 + colours(gifs[10])
	gifs = slices.Concat(gifs[:at], []byte("\x21\xfe\x14"+where+"\x00\x21\xff\x0bXMP DataXMP\x14"+where+"\x00"), gifs[at:], []byte(where))
	for name, data := range map[string][]byte{"a.jpg": jpg, "a.png": pngs, "a.webp": webps, "a.gif": gifs} {
		if !bytes.Contains(data, []byte(where)) {
			t.Fatalf("%s: the test is wrong", name)
		}
		f := keep(t, l, name, data)
		clean := kept(t, l, f)
		for _, secret := range []string{where, "xap", "XMP", "tIME", "Photoshop"} {
			if bytes.Contains(clean, []byte(secret)) {
				t.Errorf("%s still has %q", name, secret)
			}
		}
		if f.Width != 40 || f.Height != 60 {
			t.Errorf("%s: %d × %d", name, f.Width, f.Height)
		}
		if name != "a.gif" {
			p := must(formats[f.ContentType].strip(clean))
			if p.orientation != 6 || !bytes.Equal(p.profile, profile) {
				t.Errorf("%s: orientation %d, profile of %d bytes", name, p.orientation, len(p.profile))
			}
			for format, inner := range map[network.ImageFormat]func([]byte) (picture, error){network.JPEG: stripJPEG, network.PNG: stripPNG, network.WEBP: stripWebP} {
				made := must(l.render(t.Context(), f, network.Rendition{Width: 40, Format: format, Ratio: network.Original, Focus: network.Middle()}))
				if p := must(inner([]byte(made))); !bytes.Equal(p.profile, profile) || p.orientation != 1 {
					t.Errorf("the %s of %s has a profile of %d bytes and orientation %d", format, name, len(p.profile), p.orientation)
				}
			}
		}
		if again := receive(t, l, name, data).File; again != f {
			t.Errorf("%s: the same upload is %+v and %+v", name, f, again)
		}
	}
	video := kept(t, l, keep(t, l, "a.mp4", anMP4()))
	if bytes.Contains(video, []byte(where)) || len(video) != len(anMP4()) || !bytes.Contains(video, []byte("pixels")) {
		t.Error("the video still tells where it was made, or more of it has changed")
	}
}

// A header does not announce EXIF that is not there.
func TestFlagsOfWebP(t *testing.T) {
	l := library(t)
	for o, want := range map[int]byte{1: 0, 6: webpEXIF} {
		f := keep(t, l, "a.webp", withRIFF(asWebP(drawn(16, 16)), webpEXIF|webpXMP, "EXIF", exifWith(o)))
		if got := kept(t, l, f)[20]; got != want {
			t.Errorf("orientation %d: flags %x", o, got)
		}
	}
}

// iccProfile is a profile of a colour space that is not sRGB.
func iccProfile() []byte {
	p := make([]byte, 400)
	copy(p[16:], "RGB XYZ ")
	copy(p[36:], "acsp")
	copy(p[200:], "Display P3")
	binary.BigEndian.PutUint32(p, uint32(len(p)))
	return p
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	must(z.Write(data))
	_ = z.Close()
	return b.Bytes()
}
