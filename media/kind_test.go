package media

import (
	"bytes"
	"encoding/binary"
	"io"
	"partnernetz/network"
	"slices"
	"strings"
	"testing"
)

func TestWhatIsRefused(t *testing.T) {
	l := library(t)
	png, pdf := asPNG(drawn(20, 20)), []byte(aPDF)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"leer.png":          {nil, "empty"},
		"evil.png":          {[]byte("<!DOCTYPE html><html><script>alert(1)</script></html>"), "text/html"},
		"evil2.png":         {pdf, `“*.png”, but its content is “application/pdf”`},
		"evil.svg":          {[]byte(`<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>`), "not accepted here"},
		"evil.jpeg":         {png, "give it the ending .png"},
		"evil.pdf":          {asGIF(drawn(20, 20), 1), "image/gif"},
		"evil.PDF":          {png, "image/png"},
		"evil.docx":         {zipOf("a.txt", "x"), "not accepted here"},
		"a.docm":            {docxOf("word/vbaProject.bin", "x"), "macros"},
		"b.docx":            {bytes.ReplaceAll(docxOf(), []byte("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), []byte("application/vnd.ms-word.document.macroEnabled.main+xml")), "damaged"},
		"macro.docx":        {zipOf("[Content_Types].xml", `<Types><Default ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`), "macros"},
		"c.docx":            {append(docxOf(), "more"...), "damaged"},
		"d.docx":            {docxOf()[:len(docxOf())-30], "damaged"},
		"e.odt":             {zipOf("mimetype", network.TypeODT, "Basic/Standard/Module1.xml", "x"), "macros"},
		"f.xlsx":            {docxOf(), "wordprocessingml"},
		"plain.zip":         {zipOf("index.html", "<script>"), "not accepted here"},
		"program.exe":       {append([]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"), make([]byte, 500)...), "not accepted here"},
		"program":           {append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 500)...), "not accepted here"},
		"script.js":         {[]byte("function a() { return document.cookie }\n"), "text/"},
		"run.sh":            {[]byte("#!/bin/sh\nrm -rf /\n"), "not accepted here"},
		"text.txt":          {[]byte("nur Text"), "text/plain"},
		"old.doc":           {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1000)...), "not accepted here"},
		"phone.heic":        {box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")), "image/hei"},
		"half.pdf":          {pdf[:len(pdf)-8], "damaged"},
		"half.mp4":          {anMP4()[:len(anMP4())-1], "damaged"},
		"noindex.mp4":       {slices.Concat(box("ftyp", []byte("isom\x00\x00\x02\x00isommp41")), box("mdat", nil)), "damaged"},
		"box.mp4":           {slices.Concat(anMP4(), []byte{0, 0, 0, 4, 'f', 'r', 'e', 'e'}), "damaged"},
		"huge.png":          {append(slices.Clone(png), make([]byte, maxImage)...), "at most 25 MB"},
		"huge.svg":          {[]byte("<svg>" + strings.Repeat(" ", maxSVG)), "at most 5 MB"},
		"gifar.gif":         {[]byte("GIF89a/*" + strings.Repeat("\xff", 100)), "damaged"},
		"halfway.png":       {slices.Concat(png[:40], []byte("<script>"), png[48:]), "damaged"},
		"webp.webp":         {[]byte("RIFF\x1a\x00\x00\x00WEBPVP8 \x0e\x00\x00\x00<script>alert("), "damaged"},
		"a\x00\r\n\xff.png": {[]byte("GIF"), "not accepted here"},
	} {
		refused(t, l, name, c.data, c.says)
	}
	refused(t, l, "boxes.mp4", slices.Concat(anMP4(), bytes.Repeat(box("free"), maxBoxes+1)), "damaged")
	// Larger than anything may be, without having it all in memory.
	long := io.MultiReader(bytes.NewReader([]byte("%PDF-1.4\n")), io.LimitReader(zeros{}, maxFile))
	if u, err := l.Receive(t.Context(), "long.pdf", long); err == nil || !strings.Contains(err.Error(), "at most 100 MB") {
		t.Errorf("%+v, %v", u, err)
	}
	if left := must(list(t, l)); left != "" {
		t.Errorf("kept: %s", left)
	}
}

// What comes after the end of an image is not kept: it may be a program, or another file.
func TestNothingAfterTheEnd(t *testing.T) {
	l := library(t)
	for name, data := range map[string][]byte{"a.png": asPNG(drawn(20, 20)), "a.jpg": asJPEG(drawn(20, 20)), "a.gif": asGIF(drawn(20, 20), 1), "a.webp": asWebP(drawn(20, 20))} {
		f := keep(t, l, name, append(slices.Clone(data), zipOf("evil.html", "<script>")...))
		if got := kept(t, l, f); !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes of %d", name, len(got), len(data))
		}
	}
}

// A list of a million parts is refused before it is read.
func TestZipBomb(t *testing.T) {
	data := docxOf()
	binary.LittleEndian.PutUint32(data[len(data)-10:], maxIndex+1)
	refused(t, library(t), "a.docx", data, "damaged")
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// list returns the keys of all that is in the bucket.
func list(t *testing.T, l *Library) (string, error) {
	var keys []string
	for all := l.bucket.List(nil); ; {
		o, err := all.Next(t.Context())
		if err == io.EOF {
			return strings.Join(keys, " "), nil
		}
		if err != nil {
			return "", err
		}
		keys = append(keys, o.Key)
	}
}
