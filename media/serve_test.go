package media

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"partnernetz/network"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// shelf is a catalogue of files by their sum.
type shelf map[string]network.File

func (s shelf) Shown(_ context.Context, sum string) ([]network.File, []network.Focus, error) {
	if f, ok := s[sum]; ok {
		return []network.File{f}, []network.Focus{{X: 10, Y: 20}}, nil
	}
	return nil, nil, nil
}

type broken struct{}

func (broken) Shown(context.Context, string) ([]network.File, []network.Focus, error) {
	return nil, nil, errors.New("the database is away")
}

// get asks a handler, with headers that take turns with their values.
func get(h http.Handler, method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// logged collects what is logged while a test runs.
func logged(t *testing.T) func() string {
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	var mu sync.Mutex
	var b bytes.Buffer
	slog.SetDefault(slog.New(slog.NewTextHandler(writer(func(p []byte) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		return b.Write(p)
	}), nil)))
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		return b.String()
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

func TestServeFile(t *testing.T) {
	l := library(t)
	f := keep(t, l, "Ein Bild.png", asPNG(drawn(200, 100)))
	data := kept(t, l, f)
	h := l.Handler(shelf{f.Sum: f})
	etag := `"` + f.Sum + `"`
	for name, c := range map[string]struct {
		method  string
		headers []string
		status  int
		body    string
		length  string
	}{
		"whole":                    {"GET", nil, 200, string(data), ""},
		"head":                     {"HEAD", nil, 200, "", ""},
		"a range":                  {"GET", []string{"Range", "bytes=1-3"}, 206, "PNG", "3"},
		"the end":                  {"GET", []string{"Range", "bytes=-8"}, 206, string(data[len(data)-8:]), "8"},
		"if range":                 {"GET", []string{"Range", "bytes=1-3", "If-Range", etag}, 206, "PNG", "3"},
		"if range of another":      {"GET", []string{"Range", "bytes=1-3", "If-Range", `"x"`}, 200, string(data), ""},
		"known":                    {"GET", []string{"If-None-Match", etag}, 304, "", ""},
		"known, weakly":            {"GET", []string{"If-None-Match", `"x", W/` + etag}, 304, "", ""},
		"another is known":         {"GET", []string{"If-None-Match", `"x"`}, 200, string(data), ""},
		"a range behind the end":   {"GET", []string{"Range", "bytes=9999999-"}, 416, "invalid range: failed to overlap\n", ""},
		"head of a range":          {"HEAD", []string{"Range", "bytes=1-3"}, 206, "", "3"},
		"a range that is none":     {"GET", []string{"Range", "bytes=x"}, 416, "invalid range\n", ""},
		"if match":                 {"GET", []string{"If-Match", etag}, 200, string(data), ""},
		"if match of another":      {"GET", []string{"If-Match", `"x"`}, 412, "", ""},
		"modified, which is never": {"GET", []string{"If-Modified-Since", "Wed, 25 Nov 2026 12:00:00 GMT"}, 200, string(data), ""},
	} {
		got := get(h, c.method, f.Path(), c.headers...)
		body := string(must(io.ReadAll(got.Body)))
		if got.StatusCode != c.status || body != c.body || c.length != "" && got.Header.Get("Content-Length") != c.length {
			t.Errorf("%s: %d, %d bytes, %v", name, got.StatusCode, len(body), got.Header)
		}
		if c.status < 400 && got.Header.Get("ETag") != etag {
			t.Errorf("%s: ETag %s", name, got.Header.Get("ETag"))
		}
	}
	got := get(h, "GET", f.Path()).Header
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=31536000, immutable",
		"Content-Security-Policy":      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
		"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*",
		"Content-Disposition": `inline; filename="ein-bild.png"`, "Accept-Ranges": "bytes", "Last-Modified": "",
	} {
		if got.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.Get(name), want)
		}
	}
	pdf := keep(t, l, "a.pdf", []byte(aPDF))
	if got := get(l.Handler(shelf{pdf.Sum: pdf}), "GET", pdf.Path()).Header.Get("Content-Security-Policy"); got != "default-src 'none'; style-src 'unsafe-inline'" {
		t.Errorf("a PDF: %s", got)
	}
	docx := keep(t, l, "a.docx", docxOf())
	if got := get(l.Handler(shelf{docx.Sum: docx}), "GET", docx.Path()).Header.Get("Content-Disposition"); got != `attachment; filename="a.docx"` {
		t.Errorf("a document: %s", got)
	}
}

func TestWhatIsNotServed(t *testing.T) {
	l := library(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 200)))
	secret := keep(t, l, "secret.png", asPNG(drawn(401, 200)))
	svg := keep(t, l, "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>`))
	h := l.Handler(shelf{f.Sum: f, svg.Sum: svg})
	images := "/images/" + f.Sum + "/"
	for _, path := range []string{
		secret.Path(), "/images/" + secret.Sum + "/160.webp", // put away, or never shown
		"/media/" + f.Sum + "/b.png", "/media/" + f.Sum, "/media/" + f.Sum + "/", "/media/" + f.Sum + "/a.png/x",
		"/media/" + strings.ToUpper(f.Sum) + "/a.png", "/media/..%2f" + f.Sum + "/a.png", "/media/x/a.png", "/files/" + f.Sum, "/",
		images, images + "161.webp", images + "0160.webp", images + "480.webp", images + "160.gif", images + "160.svg", images + "160",
		images + "160-square-50-51.jpg", images + "160-square-101-50.jpg", images + "160-original-50-50.jpg", images + "160.webp/x",
		"/images/" + svg.Sum + "/160.png",
	} {
		got := get(h, "GET", path)
		if got.StatusCode != 404 || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %v", path, got.StatusCode, got.Header)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		for _, path := range []string{f.Path(), images + "160.webp"} {
			if got := get(h, method, path); got.StatusCode != 405 || got.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d", method, path, got.StatusCode)
			}
		}
	}
	if is := must(l.bucket.Exists(t.Context(), renditionKey(secret.Sum, "160.webp"))); is {
		t.Error("a rendition of what is not shown was made")
	}
}

// decodeServed reads an image from an answer.
func decodeServed(t *testing.T, got *http.Response) image.Image {
	t.Helper()
	if got.StatusCode != 200 {
		t.Fatalf("%d %s", got.StatusCode, must(io.ReadAll(got.Body)))
	}
	decode := map[string]func(io.Reader) (image.Image, error){"image/jpeg": jpeg.Decode, "image/png": png.Decode, "image/webp": decodeWebP}
	return must(decode[got.Header.Get("Content-Type")](got.Body))
}

func TestServeRenditions(t *testing.T) {
	l := library(t)
	files := shelf{}
	for name, data := range map[string][]byte{"a.jpg": asJPEG(drawn(700, 400)), "a.png": asPNG(drawn(700, 400)), "a.webp": asWebP(drawn(700, 400)), "a.gif": asGIF(drawn(700, 400), 2)} {
		f := keep(t, l, name, data)
		files[f.Sum] = f
	}
	h := l.Handler(files)
	for _, f := range files {
		for i, format := range []network.ImageFormat{network.JPEG, network.PNG, network.WEBP} {
			for ratio := range network.ImageRatios() {
				for j, width := range f.Widths(ratio) {
					if (i+j)%3 > 0 && ratio != network.Wide { // not all of all, for time
						continue
					}
					r := network.Rendition{Width: width, Format: format, Ratio: ratio, Focus: network.Middle()}
					m := decodeServed(t, get(h, "GET", r.Path(f)))
					if got, want := m.Bounds().Size(), image.Pt(width, f.HeightAt(ratio, width)); got != want {
						t.Errorf("%s of %s: %v, want %v", r.Path(f), f.Name, got, want)
					}
				}
			}
		}
	}
	for _, f := range files {
		path := network.Rendition{Width: 160, Format: network.WEBP, Ratio: network.Square, Focus: network.Focus{X: 10, Y: 20}}.Path(f)
		got := get(h, "GET", path, "Range", "bytes=0-3")
		if body := must(io.ReadAll(got.Body)); got.StatusCode != 206 || string(body) != "RIFF" {
			t.Errorf("%d %q", got.StatusCode, body)
		}
		if d := got.Header.Get("Content-Disposition"); d != `inline; filename="a-160-square-10-20.webp"` {
			t.Error(d)
		}
		if got := get(h, "HEAD", path, "If-None-Match", got.Header.Get("ETag")); got.StatusCode != 304 {
			t.Error(got.StatusCode)
		}
	}
}

// A bucket that nothing can be written to serves all the same, and says so in the log.
func TestServeFromABucketThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	f := keep(t, l, "a.png", asPNG(drawn(400, 200)))
	if err := os.WriteFile(filepath.Join(folder, "renditions"), nil, 0o600); err != nil { // where a folder should be
		t.Fatal(err)
	}
	log := logged(t)
	decodeServed(t, get(l.Handler(shelf{f.Sum: f}), "GET", "/images/"+f.Sum+"/160.png"))
	if strings.Count(log(), "level=WARN") != 1 || !strings.Contains(log(), "not a directory") {
		t.Error(log())
	}
}

func TestServeFromABucketThatIsGone(t *testing.T) {
	folder := t.TempDir()
	l := must(Open(t.Context(), "file://"+folder))
	f := keep(t, l, "a.png", asPNG(drawn(400, 200)))
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{f.Path(), "/images/" + f.Sum + "/160.png"} {
		log := logged(t)
		got := get(l.Handler(shelf{f.Sum: f}), "GET", path)
		body := string(must(io.ReadAll(got.Body)))
		if got.StatusCode != 503 || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("Retry-After") == "" || strings.Contains(body, folder) {
			t.Errorf("%d %s %v", got.StatusCode, body, got.Header)
		}
		if strings.Count(log(), "level=ERROR") != 1 || !strings.Contains(log(), "no such file") {
			t.Error(log())
		}
	}
	log := logged(t)
	if got := get(l.Handler(broken{}), "GET", f.Path()); got.StatusCode != 503 || !strings.Contains(log(), "the database is away") {
		t.Error(got.StatusCode, log())
	}
}
