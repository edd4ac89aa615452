package media

import (
	"bytes"
	"context"
	"errors"
	"image"
	"strings"
	"sync"
	"testing"
	"time"

	"gocloud.dev/gcerrors"

	"partnernetz/network"
)

// wantAllGivenBack checks that all memory was given back.
func wantAllGivenBack(t *testing.T, l *Library) {
	t.Helper()
	if !l.pixels.TryAcquire(maxPixels) || !l.read.TryAcquire(maxRead) || len(l.queue) != 0 {
		t.Error("somebody has not given back what he took")
	}
}

// Only a limited number of renditions wait for memory. One more is refused at once, and is made when there is room again.
func TestWaitingForRenditionsIsBounded(t *testing.T) {
	l := must(Open(t.Context(), "mem://"))
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	if err := l.pixels.Acquire(t.Context(), maxPixels); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range maxMaking {
		all.Go(func() {
			focus := network.Focus{X: i % 100, Y: i / 100}
			if _, err := l.rendition(t.Context(), f, network.Rendition{Width: 160, Format: network.PNG, Ratio: network.Square, Focus: focus}); err != nil {
				t.Error(err)
			}
		})
	}
	for len(l.queue) < maxMaking {
		time.Sleep(time.Millisecond)
	}
	log := logged(t)
	h, path := l.Handler(shelf{f.Sum: f}), "/images/"+f.Sum+"/160.png"
	got := get(h, "GET", path)
	if got.StatusCode != 503 || got.Header.Get("Retry-After") == "" || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", got.StatusCode, got.Header)
	}
	if !strings.Contains(log(), "level=WARN") || strings.Contains(log(), "level=ERROR") {
		t.Error(log())
	}
	l.pixels.Release(maxPixels)
	all.Wait()
	decodeServed(t, get(h, "GET", path))
	wantAllGivenBack(t, l)
}

// No file is read before there is memory for it.
func TestReadingIsBounded(t *testing.T) {
	l := library(t)
	f := keep(t, l, "a.png", asPNG(drawn(400, 300)))
	if err := l.Remove(t.Context(), f.Sum); err != nil {
		t.Fatal(err)
	}
	if err := l.read.Acquire(t.Context(), maxRead); err != nil {
		t.Fatal(err)
	}
	r, _ := f.ParseRendition("160.png")
	for name, do := range map[string]func(context.Context) error{
		"a rendition": func(ctx context.Context) error { _, err := l.render(ctx, f, r); return err },
		"an upload": func(ctx context.Context) error {
			_, err := l.Receive(ctx, "a.png", bytes.NewReader(asPNG(drawn(20, 20))))
			return err
		},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if err := do(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
	l.read.Release(maxRead)
	if _, err := l.render(t.Context(), f, r); gcerrors.Code(err) != gcerrors.NotFound {
		t.Errorf("it is read from where it is not: %v", err)
	}
	wantAllGivenBack(t, l)
}

// A progressive JPEG counts for three times its pixels.
func TestProgressiveJPEGs(t *testing.T) {
	l := library(t)
	once := asJPEG(image.NewGray(image.Rect(0, 0, 8, 8)))
	finer := bytes.Clone(once) // with the one thing that is the same in both: one value of one block
	finer[bytes.Index(finer, []byte{0xff, 0xc0})+1] = jpegFiner
	scan := bytes.Index(finer, []byte{0xff, jpegScan})
	finer[scan+2+int(finer[scan+3])-2] = 0 // the last value that comes
	for name, data := range map[string][]byte{"once": once, "finer": finer} {
		receive(t, l, "a.jpg", data)
		if err := l.pixels.Acquire(t.Context(), maxPixels-3*64+1); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		u, err := l.Receive(ctx, "a.jpg", bytes.NewReader(data))
		if err == nil {
			_ = u.Close()
		}
		if waited := errors.Is(err, context.DeadlineExceeded); waited != (name == "finer") || !waited && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
		l.pixels.Release(maxPixels - 3*64 + 1)
	}
}

// How much is decoded at a time is bounded: further images wait, as long as they have time.
func TestDecodesAreBounded(t *testing.T) {
	l := library(t)
	if err := l.pixels.Acquire(t.Context(), maxPixels-100); err != nil {
		t.Fatal(err)
	}
	small, large := asPNG(drawn(10, 10)), asPNG(drawn(20, 20))
	receive(t, l, "small.png", small)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := l.Receive(ctx, "large.png", strings.NewReader(string(large))); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	l.pixels.Release(maxPixels - 100)
	whole := asJPEG(drawn(60, 60))
	refused(t, l, "half.jpg", append(whole[:len(whole)-200:len(whole)-200], 0xff, jpegEnd), "damaged")
	receive(t, l, "large.png", large)
	f := keep(t, l, "large.png", asPNG(drawn(500, 400)))
	_ = must(l.render(t.Context(), f, network.Rendition{Width: 160, Format: network.PNG, Ratio: network.Original, Focus: network.Middle()}))
	wantAllGivenBack(t, l)
}
