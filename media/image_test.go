package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"io"
	"partnernetz/network"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// An image that was cut off anywhere is refused, even with some of its end put back.
func TestTruncatedImages(t *testing.T) {
	l := library(t)
	picture := drawn(64, 48)
	for name, c := range map[string]struct {
		data []byte
		end  string
	}{
		"a.jpg": {asJPEG(picture), "\xff\xd9"}, "a.png": {asPNG(picture), string(asPNG(picture)[len(asPNG(picture))-12:])},
		"a.gif": {asGIF(picture, 2), "\x00\x3b"}, "a.webp": {asWebP(picture), ""},
	} {
		for n := 1; n < len(c.data); n += 1 + n/20 {
			for _, data := range [][]byte{c.data[:n], slices.Concat(c.data[:n], []byte(c.end)), slices.Concat(c.data[:n], make([]byte, len(c.data)-n-1))} {
				u, err := l.Receive(t.Context(), name, bytes.NewReader(data))
				if err != nil {
					continue
				}
				_ = u.Close()
				if name == "a.gif" && bytes.HasSuffix(data, []byte(c.end)) && len(data) > len(c.data)/2-3 && len(data) < len(c.data)/2+20 {
					continue // after the first frame and before the second it is a whole one
				}
				t.Errorf("%s is taken with %d of %d bytes, and %q", name, n, len(c.data), data[n:])
			}
		}
	}
}

func TestBombs(t *testing.T) {
	l := library(t)
	bombs := map[string][]byte{
		"30000x30000.png": bomb(30_000, 30_000), "20001x1.png": bomb(20_001, 1), "1x20001.png": bomb(1, 20_001),
		"10000x6000.png": bomb(10_000, 6_000), "4294967295.png": bomb(1<<32-1, 1<<32-1),
	}
	jpg := asJPEG(drawn(16, 16))
	frame := bytes.Index(jpg, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(jpg[frame+5:], 60_000)
	binary.BigEndian.PutUint16(jpg[frame+7:], 60_000)
	bombs["60000x60000.jpg"] = jpg
	gif := asGIF(drawn(16, 16), 1)
	binary.LittleEndian.PutUint16(gif[6:], 30_000)
	binary.LittleEndian.PutUint16(gif[8:], 30_000)
	bombs["30000x30000.gif"] = gif
	var before, after runtime.MemStats
	for name, data := range bombs {
		runtime.ReadMemStats(&before)
		if name == "4294967295.png" {
			refused(t, l, name, data, "damaged")
		} else {
			refused(t, l, name, data, "too many pixels")
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s took %d bytes of memory", name, used)
		}
	}
	// A GIF of a few kB with 200 frames of half a million pixels, each of which is one run.
	one := asGIF(image.NewGray(image.Rect(0, 0, 1000, 500)), 1)
	body := one[13+colours(one[10]) : len(one)-1]
	many := slices.Concat(one[:13+colours(one[10])], bytes.Repeat(body, 200), []byte{gifEnd})
	refused(t, l, "many.gif", many, "frames have more")
	// The same of 6,000 frames of one pixel, each of which takes memory beside its pixel.
	one = asGIF(image.NewGray(image.Rect(0, 0, 1, 1)), 1)
	body = one[13+colours(one[10]) : len(one)-1]
	many = slices.Concat(one[:13+colours(one[10])], bytes.Repeat(body, 6000), []byte{gifEnd})
	refused(t, l, "tiny.gif", many, "frames have more")
	// A progressive JPEG with very many scans.
	jpg = asJPEG(drawn(16, 16))
	scan := bytes.Index(jpg, []byte{0xff, jpegScan})
	refused(t, l, "scans.jpg", slices.Concat(jpg[:scan], bytes.Repeat(jpg[scan:len(jpg)-2], maxScans+1), jpg[len(jpg)-2:]), "damaged")
	// A WebP that is larger than its header says, by its pixels.
	large := withRIFF(asWebP(drawn(16, 16)), 0, "XXXX", nil)
	at := bytes.Index(large, []byte("VP8 ")) + 8 + 6
	large[at], large[at+1], large[at+2], large[at+3] = 0xff, 0x3f, 0xff, 0x3f
	runtime.ReadMemStats(&before)
	refused(t, l, "large.webp", large, "damaged")
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("large.webp took %d bytes of memory", used)
	}
	// A WebP whose pixels say something else than its header.
	small := withRIFF(asWebP(drawn(16, 16)), 0, "XXXX", nil)
	small[24], small[27] = 7, 7
	refused(t, l, "small.webp", small, "damaged")
}

// Transparent parts stay, in the file and in renditions of formats that have them; a JPEG has white there.
func TestTransparency(t *testing.T) {
	l := library(t)
	m := drawn(320, 320)
	for y := range 320 {
		for x := 160; x < 320; x++ {
			m.SetNRGBA(x, y, color.NRGBA{255, 0, 0, 0})
		}
	}
	for name, data := range map[string][]byte{"a.png": asPNG(m), "a.webp": asWebP(m)} {
		f := keep(t, l, name, data)
		files := l.Handler(shelf{f.Sum: f})
		whole := decodeServed(t, get(files, "GET", f.Path()))
		if _, _, _, a := whole.At(300, 100).RGBA(); a != 0 {
			t.Errorf("%s is not transparent any more", name)
		}
		for _, ending := range []string{"png", "webp", "jpg"} {
			m := decodeServed(t, get(files, "GET", "/images/"+f.Sum+"/160."+ending))
			r, g, _, a := m.At(150, 50).RGBA()
			if ending == "jpg" && (r < 0xf000 || g < 0xf000) || ending != "jpg" && a != 0 {
				t.Errorf("the %s of %s: %x %x %x at a transparent place", ending, name, r, g, a)
			}
			edge := color.NRGBAModel.Convert(m.At(70, 20)).(color.NRGBA)
			if edge.R < 200 || edge.G > 60 || edge.A != 255 {
				t.Errorf("the %s of %s: %v at a red place", ending, name, edge)
			}
		}
	}
}

// With each orientation the red quarter is shown where it should be, in whole images and in cut ones.
func TestOrientation(t *testing.T) {
	l := library(t)
	for o := 1; o <= 8; o++ {
		f := keep(t, l, "a.jpg", withSegment(asJPEG(drawn(480, 320)), jpegEXIF, slices.Concat(exifHead, exifWith(o))))
		right, down := slices.Contains([]int{2, 3, 6, 7}, o), slices.Contains([]int{3, 4, 7, 8}, o)
		if o >= 5 { // what was down is to the side
			right, down = slices.Contains([]int{6, 7}, o), slices.Contains([]int{7, 8}, o)
		}
		if wide := f.Width == 480; wide == (o >= 5) {
			t.Errorf("orientation %d: %d × %d", o, f.Width, f.Height)
		}
		for _, ratio := range []network.ImageRatio{network.Original, network.Square} {
			made := must(l.render(t.Context(), f, network.Rendition{Width: 160, Format: network.PNG, Ratio: ratio, Focus: network.Middle()}))
			m := must(png.Decode(strings.NewReader(made)))
			for _, x := range []int{1, 3} {
				for _, y := range []int{1, 3} {
					c := color.NRGBAModel.Convert(m.At(m.Bounds().Dx()*x/4, m.Bounds().Dy()*y/4)).(color.NRGBA)
					red := c.R > 180 && c.G < 60 && c.B < 60
					if want := (x == 3) == right && (y == 3) == down; red != want {
						t.Errorf("orientation %d, %s: at %d, %d is %v", o, ratio, x, y, c)
					}
				}
			}
		}
	}
}

// An orientation where nobody looks for it turns nothing: the sizes are those of the pixels, and renditions are made.
func TestOrientationInTheWrongPlace(t *testing.T) {
	l := library(t)
	pngs := asPNG(drawn(480, 320))
	end := len(pngs) - 12
	pngs = slices.Concat(pngs[:end], appendChunk(nil, "eXIf", exifWith(6)), pngs[end:])
	webps := appendRIFF(asWebP(drawn(480, 320)), "EXIF", exifWith(6))
	binary.LittleEndian.PutUint32(webps[4:], uint32(len(webps)-8))
	if string(webps[12:16]) != "VP8 " {
		t.Fatal("the test is wrong")
	}
	for name, data := range map[string][]byte{"a.png": pngs, "a.webp": webps} {
		f := keep(t, l, name, data)
		if f.Width != 480 || f.Height != 320 || bytes.Contains(kept(t, l, f), []byte(where)) {
			t.Errorf("%s: %d × %d", name, f.Width, f.Height)
		}
		m := decodeServed(t, get(l.Handler(shelf{f.Sum: f}), "GET", "/images/"+f.Sum+"/320.png"))
		red := color.NRGBAModel.Convert(m.At(40, 40)).(color.NRGBA)
		if size := m.Bounds().Size(); size != image.Pt(320, 213) || red.R < 180 || red.G > 60 {
			t.Errorf("%s: the rendition is %v, %v", name, size, red)
		}
	}
}

// A cut of a turned image is that of the image turned upright.
func TestCutOfTurned(t *testing.T) {
	l := library(t)
	for o := 1; o <= 8; o++ {
		turned := keep(t, l, "a.png", withChunk(asPNG(drawn(480, 320)), "eXIf", exifWith(o)))
		plain := keep(t, l, "b.png", asPNG(upright(average(drawn(480, 320), image.Rect(0, 0, 480, 320), 1), o)))
		for _, focus := range []network.Focus{{X: 0, Y: 0}, {X: 100, Y: 30}, {X: 30, Y: 100}} {
			for _, ratio := range []network.ImageRatio{network.Square, network.Wide, network.Portrait} {
				r := network.Rendition{Width: 160, Format: network.PNG, Ratio: ratio, Focus: focus}
				got := must(png.Decode(strings.NewReader(must(l.render(t.Context(), turned, r)))))
				want := must(png.Decode(strings.NewReader(must(l.render(t.Context(), plain, r)))))
				if d := difference(got, want); d > 3 {
					t.Errorf("orientation %d, %s at %v: the values differ by %d", o, ratio, focus, d)
				}
			}
		}
	}
}

// difference is how much two images of a size differ in the mean, of 255.
func difference(a, b image.Image) int {
	sum, n := 0, 1
	for y := range b.Bounds().Dy() {
		for x := range b.Bounds().Dx() {
			p, q := color.NRGBAModel.Convert(a.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			for _, d := range []int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B)} {
				sum, n = sum+max(d, -d), n+1
			}
		}
	}
	return sum / n
}

// A cut shows what the focus is at.
func TestCutAtFocus(t *testing.T) {
	l := library(t)
	m := image.NewNRGBA(image.Rect(0, 0, 1000, 200))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for y := range 200 {
		for x := 900; x < 1000; x++ {
			m.SetNRGBA(x, y, color.NRGBA{220, 20, 20, 255})
		}
	}
	f := keep(t, l, "a.png", asPNG(m))
	for focus, wantRed := range map[int]bool{95: true, 50: false, 0: false} {
		made := must(l.render(t.Context(), f, network.Rendition{Width: 160, Format: network.PNG, Ratio: network.Square, Focus: network.Focus{X: focus, Y: 50}}))
		_, g, _, _ := must(png.Decode(strings.NewReader(made))).At(150, 80).RGBA()
		if (g < 0x8000) != wantRed {
			t.Errorf("focus %d shows %x", focus, g)
		}
	}
}

// A WebP keeps its colours, when it is read and when it is written.
func TestColoursOfWebP(t *testing.T) {
	l := library(t)
	for _, c := range []color.NRGBA{{255, 255, 255, 255}, {0, 0, 0, 255}, {220, 20, 20, 255}, {20, 20, 220, 128}} {
		m := image.NewNRGBA(image.Rect(0, 0, 200, 200))
		for i := range m.Pix {
			m.Pix[i] = [4]byte{c.R, c.G, c.B, c.A}[i%4]
		}
		once := keep(t, l, "a.webp", asWebP(m))
		for _, format := range []network.ImageFormat{network.PNG, network.WEBP} {
			made := must(l.render(t.Context(), once, network.Rendition{Width: 160, Format: format, Ratio: network.Original, Focus: network.Middle()}))
			decode := map[network.ImageFormat]func(io.Reader) (image.Image, error){network.PNG: png.Decode, network.WEBP: decodeWebP}[format]
			got := color.NRGBAModel.Convert(must(decode(strings.NewReader(made))).At(80, 80)).(color.NRGBA)
			for i, v := range []int{int(got.R) - int(c.R), int(got.G) - int(c.G), int(got.B) - int(c.B), int(got.A) - int(c.A)} {
				if max(v, -v) > 6 {
					t.Errorf("%v became %v in %s, see value %d", c, got, format, i)
				}
			}
		}
	}
}

func TestMovingWebP(t *testing.T) {
	data := withRIFF(asWebP(drawn(16, 16)), webpMoves, "ANIM", make([]byte, 6))
	refused(t, library(t), "a.webp", data, "animated WebP")
}
