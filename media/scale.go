package media

import (
	"image"
	"image/color"
	stddraw "image/draw"

	"github.com/bbrks/go-blurhash"
	"golang.org/x/image/draw"
)

// scale makes a smaller image from a part of another: first quickly by averaging, to a bit more than the wanted size, then
// carefully.
func scale(m image.Image, part image.Rectangle, width, height int) *image.RGBA {
	reduced := average(m, part, reduction(part, width, height))
	if reduced.Rect.Dx() == width && reduced.Rect.Dy() == height {
		return reduced
	}
	return resample(reduced, width, height)
}

// reduction returns how many pixels in a row are averaged to one. The averaged image is at least one and a half times as
// large as the wanted one, if the part is.
func reduction(part image.Rectangle, width, height int) int {
	return max(1, min(part.Dx()*2/(width*3), part.Dy()*2/(height*3)))
}

// scaleCost is the memory that scale needs, in pixels of 8 bytes, as in weight.
func scaleCost(part image.Rectangle, width, height int) int64 {
	n := reduction(part, width, height)
	return (int64(part.Dx()/n)*int64(part.Dy()/n) + int64(width)*int64(height)) / 2
}

// average makes one pixel of each square of n × n pixels. It goes row by row, so it needs only the memory of the result.
func average(m image.Image, part image.Rectangle, n int) *image.RGBA {
	w, h := (part.Dx()+n-1)/n, (part.Dy()+n-1)/n
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if n == 1 {
		stddraw.Draw(out, out.Rect, m, part.Min, stddraw.Src)
		return out
	}
	strip := image.NewRGBA(image.Rect(0, 0, part.Dx(), n))
	sums := make([][4]uint32, w)
	for y := range h {
		rows := min(n, part.Dy()-y*n)
		stddraw.Draw(strip, image.Rect(0, 0, part.Dx(), rows), m, part.Min.Add(image.Pt(0, y*n)), stddraw.Src)
		clear(sums)
		for row := range rows {
			pix := strip.Pix[row*strip.Stride:]
			for x := range sums {
				s := &sums[x]
				for i := x * n; i < min(x*n+n, part.Dx()); i++ {
					s[0] += uint32(pix[4*i])
					s[1] += uint32(pix[4*i+1])
					s[2] += uint32(pix[4*i+2])
					s[3] += uint32(pix[4*i+3])
				}
			}
		}
		for x, s := range sums {
			count := uint32(rows * (min(x*n+n, part.Dx()) - x*n))
			for c := range s {
				out.Pix[y*out.Stride+4*x+c] = uint8((s[c] + count/2) / count)
			}
		}
	}
	return out
}

// onWhite puts white behind the transparent parts of an image.
func onWhite(m *image.RGBA) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	stddraw.Draw(out, out.Rect, image.NewUniform(color.White), image.Point{}, stddraw.Src)
	stddraw.Draw(out, out.Rect, m, m.Rect.Min, stddraw.Over)
	return out
}

// placeholder makes the blurhash of an image.
func placeholder(m image.Image, orientation int) (string, error) {
	const side = 32 // pixels, of which a blurhash keeps far fewer
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	sw, sh := side, max(1, side*h/w)
	if h > w {
		sw, sh = max(1, side*w/h), side
	}
	sw, sh = min(sw, w), min(sh, h)
	small := image.NewRGBA(image.Rect(0, 0, sw, sh))
	draw.ApproxBiLinear.Scale(small, small.Rect, m, m.Bounds(), draw.Src, nil)
	small = upright(onWhite(small), orientation)
	x, y := 4, 3
	if small.Rect.Dy() > small.Rect.Dx() {
		x, y = 3, 4
	}
	return blurhash.Encode(x, y, small)
}
