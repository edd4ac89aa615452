package media

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"testing"

	"partnernetz/content"
	"partnernetz/network"
)

var safeName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$`)

// Whatever is uploaded under whatever name: nothing panics, and errors are about the file. A file that is kept can be
// decoded, is of a type that may be kept, and stays the same when it is uploaded again.
func FuzzReceive(f *testing.F) {
	picture := drawn(12, 9)
	jpg := withSegment(asJPEG(picture), jpegEXIF, slices.Concat(exifHead, exifWith(6)))
	for name, data := range map[string][]byte{
		"a.jpg": jpg, "a.png": withChunk(asPNG(picture), "eXIf", exifWith(3)), "a.gif": asGIF(picture, 2),
		"a.webp": withRIFF(asWebP(picture), webpEXIF, "EXIF", exifWith(8)), "a.pdf": []byte(aPDF), "a.mp4": anMP4(),
		"a.docx": docxOf(), "a.odt": zipOf("mimetype", network.TypeODT), "a.svg": []byte(svgOpen + `<path d="M0 0"/></svg>`), "": nil,
	} {
		f.Add(name, data)
	}
	for _, odd := range oddFiles() {
		f.Add(odd.name, odd.data)
	}
	l, err := Open(f.Context(), "mem://")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		u, err := l.Receive(t.Context(), name, bytes.NewReader(data))
		if err != nil {
			if problems := (content.Problems{}); !errors.As(err, &problems) {
				t.Fatal(err)
			}
			return
		}
		defer u.Close()
		clean := must(u.bytes())
		if network.FileTypes()[u.File.ContentType] == "" || !safeName.MatchString(u.File.Name) || int64(len(clean)) != u.File.Size {
			t.Fatalf("%+v", u.File)
		}
		if u.File.HasPixels() {
			m, err := formats[u.File.ContentType].decode(bytes.NewReader(clean))
			if err != nil {
				t.Fatal(err)
			}
			size := m.Bounds().Size()
			if turned(must(formats[u.File.ContentType].strip(clean)).orientation) {
				size.X, size.Y = size.Y, size.X
			}
			if size.X != u.File.Width || size.Y != u.File.Height {
				t.Fatalf("%v, but %+v", size, u.File)
			}
		}
		again, err := l.Receive(t.Context(), u.File.Name, bytes.NewReader(clean))
		if err != nil {
			t.Fatalf("what is kept is not taken again: %v", err)
		}
		defer again.Close()
		if again.File != u.File {
			t.Fatalf("%+v is kept again as %+v", u.File, again.File)
		}
	})
}
