package transfer_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"partnernetz/network"
	"partnernetz/testkit"
	"partnernetz/transfer"
)

func picture(size int) *fstest.MapFile {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, size, size))); err != nil {
		panic(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

const m1 = "- slug: bild\n  file: ordner/Ein Bild.png\n  alt: {de: Grau}\n"

// The file of media is read from beside it, and comes out again as it went in, to the byte.
func TestMedia(t *testing.T) {
	s, files := empty(t), file("media.yaml", m1)
	files["ordner/Ein Bild.png"] = picture(40)
	mustImport(t, s, files)
	m, err := s.Media.ByKey(ctx, public, "bild")
	testkit.Must(t, err)
	if m.File.Name != "ein-bild.png" || m.File.Width != 40 || m.File.ContentType != network.TypePNG {
		t.Errorf("%+v", m.File)
	}
	r, err := testkit.Library(t).Reader(ctx, m.File)
	testkit.Must(t, err)
	defer r.Close()
	kept, err := io.ReadAll(r)
	testkit.Must(t, err)
	out := mustExport(t, s, false, false)
	at := "media/" + m.File.Sum[:12] + "/ein-bild.png"
	if got := out[at]; got == nil || !bytes.Equal(got.Data, kept) {
		t.Errorf("%s is not what is kept: %v", at, out)
	}
	if r := mustImport(t, s, out); r.Changed+r.New != 0 || r.Unchanged != 1 {
		t.Errorf("importing it again: %+v", r)
	}

	// A record that names no file keeps the one that is there, and so does one that names it otherwise; another file is refused.
	if r := mustImport(t, s, file("media.yaml", "- slug: bild\n  alt: {de: Ganz grau}\n")); r.Changed != 1 {
		t.Errorf("without a file: %+v", r)
	}
	renamed := file("media.yaml", "- slug: bild\n  file: anders.png\n  alt: {de: Ganz grau}\n")
	renamed["anders.png"] = picture(40)
	if r := mustImport(t, s, renamed); r.Unchanged != 1 {
		t.Errorf("by another name: %+v", r)
	}
	renamed["anders.png"] = picture(41)
	if _, err := transfer.Import(ctx, s, renamed, ".", transfer.Options{Library: testkit.Library(t)}); err == nil || !strings.HasPrefix(err.Error(), "media.yaml:2: file: the entry of this slug has another file") {
		t.Errorf("another file: %v", err)
	}
	if m, err = s.Media.ByKey(ctx, public, "bild"); err != nil || m.File.Width != 40 || m.File.Name != "ein-bild.png" || m.Revision != 2 {
		t.Errorf("%+v, %v", m, err)
	}
}

// What is wrong with files is said with file and line, and nothing is written.
func TestMediaProblems(t *testing.T) {
	good, truncated := picture(20), picture(20)
	truncated.Data = truncated.Data[:len(truncated.Data)-30]
	page := "- path: /a\n  title: {de: A}\n  blocks:\n    - type: image\n      media: "
	for _, tt := range []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"no file", fstest.MapFS{"media.yaml": text(m1)}, "media.yaml:2: file: there is no such file beside this one: ordner/Ein Bild.png"},
		{"a file from elsewhere", fstest.MapFS{"media.yaml": text("- slug: bild\n  file: ../geheim.png\n  alt: {de: A}\n")}, "media.yaml:2: file: there is no such file"},
		{"no name of a file", fstest.MapFS{"media.yaml": text("- slug: bild\n  alt: {de: A}\n")}, "media.yaml:1: file: this is missing"},
		{"a truncated file", fstest.MapFS{"media.yaml": text(m1), "ordner/Ein Bild.png": truncated}, "media.yaml:2: file: "},
		{"a file of another type", fstest.MapFS{"media.yaml": text(m1), "ordner/Ein Bild.png": text("<html></html>")}, "media.yaml:2: file: "},
		{"no alternative text", fstest.MapFS{"media.yaml": text(strings.Split(m1, "  alt")[0]), "ordner/Ein Bild.png": good}, "media.yaml:1: alt: "},
		{"a page with media that is not there", fstest.MapFS{"media.yaml": text(m1), "ordner/Ein Bild.png": good, "pages.yaml": text(page + "anderes\n")}, "pages.yaml:5: blocks.0.media: there is no entry of this name: anderes"},
		{"an image that is none", fstest.MapFS{"media.yaml": text("- slug: blatt\n  file: a.pdf\n"), "a.pdf": text("%PDF-1.4\n%%EOF\n"), "pages.yaml": text(page + "blatt\n")}, "pages.yaml:5: blocks.0.media: this file is not an image"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := empty(t)
			_, err := transfer.Import(ctx, s, tt.files, ".", transfer.Options{Library: testkit.Library(t)})
			var problems transfer.Problems
			if !errors.As(err, &problems) || len(problems) != 1 || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if nothing, err := s.Empty(ctx); !nothing || err != nil {
				t.Errorf("something was written, %v", err)
			}
		})
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// An export in which a file is missing fails instead of leaving it out.
func TestExportWithoutFile(t *testing.T) {
	s, files := empty(t), file("media.yaml", m1)
	files["ordner/Ein Bild.png"] = picture(43)
	mustImport(t, s, files)
	m, err := s.Media.ByKey(ctx, public, "bild")
	testkit.Must(t, err)
	testkit.Must(t, testkit.Library(t).Remove(ctx, m.File.Sum))
	if _, err := transfer.Export(ctx, s, testkit.Library(t), t.TempDir(), transfer.ExportOptions{}); err == nil || !strings.Contains(err.Error(), "bild") {
		t.Errorf("got %v", err)
	}
}
