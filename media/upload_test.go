package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"partnernetz/content"
	"partnernetz/network"
)

// receive examines an upload that must be right.
func receive(t testing.TB, l *Library, name string, data []byte) *Upload {
	t.Helper()
	u, err := l.Receive(t.Context(), name, bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(func() { _ = u.Close() })
	return u
}

// keep receives an upload and keeps it.
func keep(t testing.TB, l *Library, name string, data []byte) network.File {
	t.Helper()
	u := receive(t, l, name, data)
	if err := u.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	return u.File
}

// kept returns the bytes of a file in the library.
func kept(t testing.TB, l *Library, f network.File) []byte {
	t.Helper()
	r, err := l.Reader(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	return must(io.ReadAll(r))
}

// refused checks that an upload is not taken, with a problem that a person can read.
func refused(t *testing.T, l *Library, name string, data []byte, says string) {
	t.Helper()
	u, err := l.Receive(t.Context(), name, bytes.NewReader(data))
	var problems content.Problems
	switch {
	case err == nil:
		_ = u.Close()
		t.Errorf("%s was taken as %s", name, u.File.ContentType)
	case !errors.As(err, &problems):
		t.Errorf("%s: %v", name, err)
	case problems[0].Path != "file" || problems[0].Code != content.BadInput || !strings.Contains(problems[0].EN, says) || problems[0].DE == "":
		t.Errorf("%s: %+v, want %q", name, problems[0], says)
	}
}

func TestWhatIsKept(t *testing.T) {
	l := library(t)
	picture := drawn(60, 40)
	for name, c := range map[string]struct {
		data []byte
		want network.File
	}{
		"Ein Bild.JPEG":      {asJPEG(picture), network.File{Name: "ein-bild.jpg", ContentType: network.TypeJPEG, Width: 60, Height: 40}},
		"../../ä\\Größe.png": {asPNG(picture), network.File{Name: "groesse.png", ContentType: network.TypePNG, Width: 60, Height: 40}},
		"a.gif":              {asGIF(picture, 3), network.File{Name: "a.gif", ContentType: network.TypeGIF, Width: 60, Height: 40}},
		"a.webp":             {asWebP(picture), network.File{Name: "a.webp", ContentType: network.TypeWebP, Width: 60, Height: 40}},
		"":                   {asPNG(drawn(40, 60)), network.File{Name: "file.png", ContentType: network.TypePNG, Width: 40, Height: 60}},
		"logo.svg":           {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h9"/></svg>`), network.File{Name: "logo.svg", ContentType: network.TypeSVG, Width: 20, Height: 10}},
		"Bericht 2022.pdf":   {[]byte(aPDF), network.File{Name: "bericht-2022.pdf", ContentType: network.TypePDF}},
		"film.mp4":           {anMP4(), network.File{Name: "film.mp4", ContentType: network.TypeMP4}},
		"text.docx":          {docxOf(), network.File{Name: "text.docx", ContentType: network.TypeDOCX}},
		"text.odt":           {zipOf("mimetype", network.TypeODT, "content.xml", "<x/>"), network.File{Name: "text.odt", ContentType: network.TypeODT}},
		"evil.php.png":       {asPNG(picture), network.File{Name: "evil-php.png", ContentType: network.TypePNG, Width: 60, Height: 40}},
		"ohne Endung":        {[]byte(aPDF), network.File{Name: "ohne-endung.pdf", ContentType: network.TypePDF}},
	} {
		u := receive(t, l, name, c.data)
		if err := u.Keep(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := u.File
		data := kept(t, l, got)
		sum := sha256.Sum256(data)
		if got.Sum != hex.EncodeToString(sum[:]) || got.Size != int64(len(data)) {
			t.Errorf("%s: sum and size are not those of what is kept", name)
		}
		if got.HasPixels() != (len(got.Placeholder) == 28) {
			t.Errorf("%s: placeholder %q", name, got.Placeholder)
		}
		got.Sum, got.Size, got.Placeholder = "", 0, ""
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		// What is kept is kept the same if it comes back.
		if again := receive(t, l, u.File.Name, data).File; again != u.File {
			t.Errorf("%s: uploaded again it is %+v, not %+v", name, again, u.File)
		}
	}
}

func TestAnUploadThatBreaksOff(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	l := library(t)
	broken := errors.New("the line went dead")
	var problems content.Problems
	for _, n := range []int{0, 100, 5000} {
		_, err := l.Receive(t.Context(), "a.jpg", io.MultiReader(bytes.NewReader(asJPEG(drawn(400, 400))[:n]), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) || errors.As(err, &problems) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Receive(ctx, "a.pdf", strings.NewReader(aPDF)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	u := receive(t, l, "a.png", asPNG(drawn(9, 9)))
	if err := u.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := u.temp.Stat(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the temporary file is still open: %v", err)
	}
	if left := must(os.ReadDir(temp)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	t.Setenv("TMPDIR", filepath.Join(temp, "missing"))
	if _, err := l.Receive(t.Context(), "a.png", bytes.NewReader(asPNG(drawn(9, 9)))); err == nil || errors.As(err, &problems) {
		t.Errorf("without a place for temporary files: %v", err)
	}
}

func TestRemove(t *testing.T) {
	l := library(t)
	f := keep(t, l, "a.png", asPNG(drawn(20, 20)))
	other := keep(t, l, "b.png", asPNG(drawn(20, 30)))
	if err := l.put(t.Context(), renditionKey(f.Sum, "10.png"), network.TypePNG, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing
		if err := l.Remove(t.Context(), f.Sum); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Reader(t.Context(), f); err == nil {
		t.Error("the file is still there")
	}
	if is, err := l.bucket.Exists(t.Context(), renditionKey(f.Sum, "10.png")); is || err != nil {
		t.Error("a rendition is still there", err)
	}
	kept(t, l, other)
}

// Whoever keeps a file last has it, however many others remove it meanwhile.
func TestKeepWhileOthersRemove(t *testing.T) {
	l := library(t)
	u := receive(t, l, "a.png", asPNG(drawn(20, 20)))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if err := u.Keep(t.Context()); err != nil {
					t.Error(err)
				}
				if err := l.Remove(t.Context(), u.File.Sum); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := u.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept(t, l, u.File)
}

// Whoever writes or removes something of a file waits for others who do.
func TestOneAtATime(t *testing.T) {
	l := library(t)
	u := receive(t, l, "a.png", asPNG(drawn(400, 300)))
	r, _ := u.File.ParseRendition("160.png")
	if err := u.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, do := range map[string]func() error{
		"keep":      func() error { return u.Keep(t.Context()) },
		"remove":    func() error { return l.Remove(t.Context(), u.File.Sum) },
		"rendition": func() error { return l.keepRendition(t.Context(), u.File, r, "160.png", "x") },
		"sweep": func() error {
			_, err := l.removeOld(t.Context(), u.File.Sum, time.Now())
			return err
		},
	} {
		unlock := l.lock(u.File.Sum)
		done := make(chan error)
		go func() { done <- do() }()
		select {
		case <-done:
			t.Errorf("%s did not wait", name)
		case <-time.After(30 * time.Millisecond):
		}
		unlock()
		if err := <-done; err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file that is uploaded again long after it was left behind is as good as new.
func TestKeepingAgainRenews(t *testing.T) {
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	u := receive(t, l, "a.png", asPNG(drawn(20, 20)))
	path := filepath.Join(folder, "files", u.File.Sum)
	for i := range 2 {
		if err := u.Keep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if age := time.Since(must(os.Stat(path)).ModTime()); age > time.Minute {
			t.Errorf("round %d: the file is %v old", i, age)
		}
		long := time.Now().Add(-48 * time.Hour)
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
}
