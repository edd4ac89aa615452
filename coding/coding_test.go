package coding_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"partnernetz/coding"
)

func ask(b *coding.Body, method string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	r.Header = header
	w := httptest.NewRecorder()
	b.Send(w, r)
	return w
}

// decoded is a body as the caller reads it.
func decoded(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var read io.Reader = w.Body
	var err error
	switch w.Header().Get("Content-Encoding") {
	case "gzip":
		read, err = gzip.NewReader(w.Body)
	case "zstd":
		read, err = zstd.NewReader(w.Body)
	}
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(read)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// A caller gets the coding that it likes best, and of those that it likes alike the one that makes least.
func TestNegotiation(t *testing.T) {
	text := strings.Repeat("Vielfalt ", 1000)
	b := coding.NewBody([]byte(text), `"abc"`)
	for accept, want := range map[string]string{
		"": "", "gzip": "gzip", "gzip, deflate, br, zstd": "zstd", "GZIP": "gzip", "x-gzip": "gzip", "br": "", "*": "zstd", "identity": "", "gzip;q=0": "",
		"zstd;q=0, gzip": "gzip", "zstd;q=0.5, gzip;q=0.8": "gzip", "gzip;q=0.5, identity": "", "*;q=0": "", "zstd;q=0, *": "gzip", "gzip;q=x": "", "gzip ; q=1.0": "gzip",
		"zstd;q=2": "", "gzip;q=0.1, identity;q=0": "gzip",
	} {
		w := ask(b, http.MethodGet, http.Header{"Accept-Encoding": {accept}})
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q gets %q, want %q", accept, got, want)
		}
		if got := decoded(t, w); got != text || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q gets another body of %d bytes, with %v", accept, len(got), w.Header())
		}
	}
	if w := ask(b, http.MethodGet, http.Header{"Accept-Encoding": {"br", "gzip"}}); w.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("two lines get %v", w.Header())
	}
}

// Each form has a tag of its own, by which a caller who has it is told so, and whoever has another one is not.
func TestTags(t *testing.T) {
	b := coding.NewBody(bytes.Repeat([]byte("Vielfalt "), 1000), `"abc"`)
	tags := map[string]string{}
	for _, c := range []string{"identity", "gzip", "zstd"} {
		tags[c] = ask(b, http.MethodGet, http.Header{"Accept-Encoding": {c}}).Header().Get("ETag")
	}
	if tags["identity"] != `"abc"` || tags["gzip"] != `"abc-gzip"` || tags["zstd"] != `"abc-zstd"` {
		t.Errorf("the tags are %v", tags)
	}
	for accept := range tags {
		for of, tag := range tags {
			for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
				w := ask(b, method, http.Header{"Accept-Encoding": {accept}, "If-None-Match": {`"x", W/` + tag}})
				if known := w.Code == http.StatusNotModified; known != (accept == of && method != http.MethodPost) || known && (w.Body.Len() > 0 || w.Header().Get("ETag") != tag || w.Header().Get("Vary") == "") {
					t.Errorf("%s of %s with the tag of %s: %d %v", method, accept, of, w.Code, w.Header())
				}
			}
		}
	}
}

// What is short, or does not become much smaller, goes out as it is.
func TestNotWorthIt(t *testing.T) {
	random := make([]byte, 5000)
	for i, x := 0, uint32(1); i < len(random); i++ {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		random[i] = byte(x >> 11)
	}
	for name, plain := range map[string][]byte{"short": bytes.Repeat([]byte("a"), 1000), "random": random, "none": nil} {
		if w := ask(coding.NewBody(plain, `"abc"`), http.MethodGet, http.Header{"Accept-Encoding": {"zstd, gzip"}}); w.Header().Get("Content-Encoding") != "" || w.Header().Get("ETag") != `"abc"` || !bytes.Equal(w.Body.Bytes(), plain) {
			t.Errorf("%s: %v", name, w.Header())
		}
	}
}

// Many callers take it at once.
func TestAtOnce(t *testing.T) {
	text := strings.Repeat("Vielfalt ", 10000)
	b := coding.NewBody([]byte(text), `"abc"`)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if got := decoded(t, ask(b, http.MethodGet, http.Header{"Accept-Encoding": {[]string{"gzip", "zstd", ""}[i%3]}})); got != text {
				t.Errorf("%d bytes", len(got))
			}
		})
	}
	all.Wait()
}
