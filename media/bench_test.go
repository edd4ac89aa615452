package media

import (
	"bytes"
	"testing"

	"partnernetz/network"
)

// photo is as large as one from a phone: 12 million pixels.
func photo() []byte { return asJPEG(drawn(4000, 3000)) }

func BenchmarkReceive(b *testing.B) {
	l := library(b)
	data := photo()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		u, err := l.Receive(b.Context(), "photo.jpg", bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		_ = u.Close()
	}
}

func BenchmarkRender(b *testing.B) {
	l := library(b)
	f := keep(b, l, "photo.jpg", photo())
	for _, c := range []struct {
		name string
		r    network.Rendition
	}{
		{"160.webp", network.Rendition{Width: 160, Format: network.WEBP}},
		{"960.webp", network.Rendition{Width: 960, Format: network.WEBP}},
		{"2560.webp", network.Rendition{Width: 2560, Format: network.WEBP}},
		{"960.jpg", network.Rendition{Width: 960, Format: network.JPEG}},
		{"960.png", network.Rendition{Width: 960, Format: network.PNG}},
	} {
		b.Run(c.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				c.r.Ratio, c.r.Focus = network.Original, network.Middle()
				made, err := l.render(b.Context(), f, c.r)
				if err != nil {
					b.Fatal(err)
				}
				size = len(made)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

func BenchmarkServeKept(b *testing.B) {
	l := library(b)
	f := keep(b, l, "photo.jpg", asJPEG(drawn(800, 600)))
	h := l.Handler(shelf{f.Sum: f})
	for b.Loop() {
		get(h, "GET", "/images/"+f.Sum+"/640.webp")
	}
}
