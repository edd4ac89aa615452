package media

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"partnernetz/network"
)

// counted is a library in memory, and a count of how many PNGs were decoded, which is slow here.
func counted(t *testing.T) (*Library, *atomic.Int32) {
	var count atomic.Int32
	was := formats[network.TypePNG]
	slow := was
	slow.decode = func(r io.Reader) (image.Image, error) {
		count.Add(1)
		time.Sleep(30 * time.Millisecond)
		return was.decode(r)
	}
	formats[network.TypePNG] = slow
	t.Cleanup(func() { formats[network.TypePNG] = was })
	return must(Open(t.Context(), "mem://")), &count
}

// Fifty who ask at the same time cause one rendition to be made, and those who ask later none.
func TestRenditionsAreMadeOnce(t *testing.T) {
	l, count := counted(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	before := count.Load()
	h := l.Handler(shelf{f.Sum: f})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := get(h, "GET", "/images/"+f.Sum+"/160.jpg"); got.StatusCode != 200 {
				t.Error(got.StatusCode)
			}
		})
	}
	all.Wait()
	get(h, "GET", "/images/"+f.Sum+"/160.jpg")
	if n := count.Load() - before; n != 1 {
		t.Errorf("decoded %d times", n)
	}
	a, err := l.bucket.Attributes(t.Context(), renditionKey(f.Sum, "160.jpg"))
	if err != nil || a.ContentType != network.TypeJPEG {
		t.Errorf("kept as %+v, %v", a, err)
	}
}

// Who leaves does not spoil the rendition for others, and does not wait for it.
func TestLeavingWhileARenditionIsMade(t *testing.T) {
	l, count := counted(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	before := count.Load()
	r, _ := f.ParseRendition("160.jpg")
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if _, err := l.rendition(ctx, f, r); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if data, err := l.rendition(t.Context(), f, r); err != nil || data == "" {
		t.Error(err)
	}
	if n := count.Load() - before; n != 1 {
		t.Errorf("decoded %d times", n)
	}
	if is, err := l.bucket.Exists(t.Context(), renditionKey(f.Sum, "160.jpg")); !is || err != nil {
		t.Errorf("what was made is not kept: %v", err)
	}
}

// A decoder that panics is a fault of one request, not the end of the process.
func TestAPanicWhileARenditionIsMade(t *testing.T) {
	l, _ := counted(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	broken := formats[network.TypePNG]
	broken.decode = func(io.Reader) (image.Image, error) { panic("oh no") }
	formats[network.TypePNG] = broken
	log := logged(t)
	if got := get(l.Handler(shelf{f.Sum: f}), "GET", "/images/"+f.Sum+"/160.jpg"); got.StatusCode != 503 || !strings.Contains(log(), "oh no") {
		t.Error(got.StatusCode, log())
	}
	func() {
		defer func() { _ = recover() }() // of whoever answers requests
		_, _ = l.Receive(t.Context(), "b.png", bytes.NewReader(asPNG(drawn(20, 20))))
	}()
	wantAllGivenBack(t, l)
}

// A rendition that is finished after its file was removed is not left behind.
func TestRemoveWhileARenditionIsMade(t *testing.T) {
	l := library(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	r, _ := f.ParseRendition("160.jpg")
	made := must(l.render(t.Context(), f, r))
	if err := l.Remove(t.Context(), f.Sum); err != nil {
		t.Fatal(err)
	}
	if err := l.keepRendition(t.Context(), f, r, "160.jpg", made); err != nil {
		t.Fatal(err)
	}
	if left := must(list(t, l)); left != "" {
		t.Errorf("left behind: %s", left)
	}
}

// Scaling keeps the mean: neither the quick nor the careful part makes an image lighter, darker or greener.
func TestScale(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 1000, 700))
	for y := range 700 {
		for x := range 1000 {
			v := uint8((x + y) % 2 * 255) // black and white in turns: grey from afar
			m.SetNRGBA(x, y, color.NRGBA{v, v, v, 255})
		}
	}
	for _, width := range []int{999, 640, 320, 160, 7, 1} {
		out := scale(m, m.Rect, width, max(1, width*7/10))
		sum, n := 0, 0
		for i, v := range out.Pix {
			if i%4 == 3 && v != 255 {
				t.Fatalf("width %d: transparent at %d", width, i/4)
			}
			if i%4 != 3 {
				sum, n = sum+int(v), n+1
			}
		}
		if mean := sum / n; mean < 125 || mean > 130 {
			t.Errorf("width %d: mean %d", width, mean)
		}
	}
}

// It is no other scaling than that of the library which needs more memory.
func TestResample(t *testing.T) {
	m := drawn(300, 200)
	for y := range 200 {
		for x := 200; x < 300; x++ {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x), 255, uint8(y), uint8(x * y)})
		}
	}
	from := average(m, m.Rect, 1)
	for _, size := range [][2]int{{299, 199}, {160, 107}, {100, 150}, {77, 1}, {1, 1}, {600, 20}} {
		want := image.NewRGBA(image.Rect(0, 0, size[0], size[1]))
		draw.CatmullRom.Scale(want, want.Rect, from, from.Rect, draw.Src, nil)
		got := resample(from, size[0], size[1])
		for i, v := range got.Pix {
			if d := int(v) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Fatalf("%v: value %d is %d, want %d", size, i, v, want.Pix[i])
			}
		}
	}
}

// A client that takes long gets all of a file, though any other answer would have to be there by then.
func TestSlowClients(t *testing.T) {
	l := library(t)
	pdf := []byte("%PDF-1.4\n" + strings.Repeat("x", 20<<20) + "\n%%EOF\n")
	f := keep(t, l, "a.pdf", pdf)
	server := httptest.NewUnstartedServer(l.Handler(shelf{f.Sum: f}))
	server.Config.WriteTimeout = 200 * time.Millisecond
	server.Start()
	defer server.Close()
	got, err := http.Get(server.URL + f.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	time.Sleep(400 * time.Millisecond)
	if n, err := io.Copy(io.Discard, got.Body); n != int64(len(pdf)) || err != nil {
		t.Errorf("got %d of %d bytes, %v", n, len(pdf), err)
	}
}
