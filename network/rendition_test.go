package network_test

import (
	"partnernetz/network"
	"slices"
	"testing"
)

func file(width, height int) network.File {
	return network.File{Sum: "5um", Name: "bild.jpg", ContentType: network.TypeJPEG, Width: width, Height: height}
}

// What is cut off leaves the greatest part of the ratio, with the focus as near to its middle as the edges allow.
func TestCut(t *testing.T) {
	for _, tt := range []struct {
		width, height         int
		ratio                 network.ImageRatio
		x, y                  int // of the focus
		left, top, wide, high int
	}{
		{1600, 900, network.Original, 0, 0, 0, 0, 1600, 900},
		{1600, 900, network.Square, 50, 50, 350, 0, 900, 900},
		{1600, 900, network.Square, 0, 0, 0, 0, 900, 900},
		{1600, 900, network.Square, 100, 100, 700, 0, 900, 900},
		{1600, 900, network.Square, 40, 90, 190, 0, 900, 900},
		{900, 1600, network.Square, 50, 10, 0, 0, 900, 900},
		{900, 1600, network.Wide, 50, 50, 0, 547, 900, 506},
		{1600, 900, network.Wide, 10, 10, 0, 0, 1600, 900},
		{1, 5000, network.Wide, 50, 50, 0, 2500, 1, 1},
		{5000, 1, network.Portrait, 100, 100, 4999, 0, 1, 1},
	} {
		left, top, wide, high := file(tt.width, tt.height).Cut(tt.ratio, network.Focus{X: tt.x, Y: tt.y})
		if [4]int{left, top, wide, high} != [4]int{tt.left, tt.top, tt.wide, tt.high} {
			t.Errorf("%d×%d %s at %d,%d: got %d,%d %d×%d, want %d,%d %d×%d", tt.width, tt.height, tt.ratio, tt.x, tt.y, left, top, wide, high, tt.left, tt.top, tt.wide, tt.high)
		}
	}
}

func TestWidths(t *testing.T) {
	for _, tt := range []struct {
		width, height int
		ratio         network.ImageRatio
		want          []int
	}{
		{100, 100, network.Original, []int{100}},
		{160, 100, network.Original, []int{160}},
		{161, 100, network.Original, []int{160, 161}},
		{700, 500, network.Original, []int{160, 320, 480, 640, 700}},
		{700, 500, network.Square, []int{160, 320, 480, 500}},
		{2560, 100, network.Original, []int{160, 320, 480, 640, 960, 1280, 1920, 2560}},
		{1000, 20000, network.Original, []int{160, 320, 480, 640, 819}}, // 16,380 high
		{10, 20000, network.Original, []int{8}},
		{9000, 100, network.Original, []int{160, 320, 480, 640, 960, 1280, 1920, 2560}},
	} {
		if got := file(tt.width, tt.height).Widths(tt.ratio); !slices.Equal(got, tt.want) {
			t.Errorf("%d×%d %s: got %v, want %v", tt.width, tt.height, tt.ratio, got, tt.want)
		}
	}
}

// Every rendition has a name that stands for it and for nothing else; what was not made by this is none.
func TestRenditionNames(t *testing.T) {
	f, seen := file(1500, 1000), map[string]bool{}
	for format := range network.ImageFormats() {
		for ratio := range network.ImageRatios() {
			for _, width := range f.Widths(ratio) {
				r := network.Rendition{Width: width, Format: format, Ratio: ratio, Focus: network.Focus{X: 7, Y: 100}}
				if ratio == network.Original {
					r.Focus = network.Middle()
				}
				name := r.Path(f)[len("/images/5um/"):]
				if got, ok := f.ParseRendition(name); !ok || got != r || seen[name] {
					t.Errorf("%s: got %+v, want %+v", name, got, r)
				}
				seen[name] = true
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("tried only %d", len(seen))
	}
	for _, name := range []string{"", "960", ".webp", "961.webp", "0960.webp", "960.gif", "960.WEBP", "960.webp/", "99999.webp", "-1.webp",
		"320-square.webp", "320-square-101-0.webp", "320-square-007-1.webp", "320-round-1-1.webp", "320-original-50-50.webp", "320-SQUARE-1-1.webp",
		"1280-square-1-1.webp", "320-square-1-1.webp.webp", " 320.webp", "320.webp\n"} {
		if r, ok := f.ParseRendition(name); ok {
			t.Errorf("%q is %+v", name, r)
		}
	}
	drawing := f
	drawing.ContentType = network.TypeSVG
	if _, ok := drawing.ParseRendition("320.webp"); ok {
		t.Error("a drawing has renditions")
	}
}
