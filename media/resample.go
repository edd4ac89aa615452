package media

import (
	"image"
	"math"
)

// tap says what one pixel of a row of the result is made of: adjacent pixels, and how much of each.
type tap struct {
	first   int
	weights []float32
}

// resample scales an image carefully. Its result is that of draw.CatmullRom, but it needs only a few kB. draw.CatmullRom
// needs 32 bytes for each pixel of an area as wide as the result and as high as the image: hundreds of MB for a photo.
func resample(m *image.RGBA, width, height int) *image.RGBA {
	columns, rows := taps(m.Rect.Dx(), width), taps(m.Rect.Dy(), height)
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	line := make([]float32, 4*m.Rect.Dx()) // one row of the result, but as wide as the image
	for y, row := range rows {
		clear(line)
		for i, w := range row.weights {
			for x, v := range m.Pix[(row.first+i)*m.Stride:][:len(line)] {
				line[x] += w * float32(v)
			}
		}
		pix := out.Pix[y*out.Stride:]
		for x, column := range columns {
			var r, g, b, a float32
			from := line[4*column.first:]
			for _, w := range column.weights {
				r, g, b, a = r+w*from[0], g+w*from[1], b+w*from[2], a+w*from[3]
				from = from[4:]
			}
			a = between(a, 255)
			pix[4*x], pix[4*x+1], pix[4*x+2], pix[4*x+3] = whole(r, a), whole(g, a), whole(b, a), whole(a, a)
		}
	}
	return out
}

// taps returns what each pixel of a row is made of when from pixels become to pixels.
func taps(from, to int) []tap {
	all := make([]tap, to)
	scale := float64(from) / float64(to)
	wide := max(1, scale) // how far the curve reaches, in pixels of the image
	for i := range all {
		middle := (float64(i) + 0.5) * scale
		first := max(0, int(math.Floor(middle-2*wide)))
		last := min(from-1, int(math.Ceil(middle+2*wide)))
		t := tap{first, make([]float32, 0, last-first+1)}
		sum := 0.0
		for at := first; at <= last; at++ {
			w := catmullRom((float64(at) + 0.5 - middle) / wide)
			t.weights = append(t.weights, float32(w))
			sum += w
		}
		for j := range t.weights {
			t.weights[j] /= float32(sum)
		}
		all[i] = t
	}
	return all
}

// catmullRom is the curve that weights pixels: the farther away, the less they count, and the next but one count a bit negatively.
func catmullRom(x float64) float64 {
	switch x = math.Abs(x); {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

// whole rounds a value. A colour is never larger than the opacity of its pixel.
func whole(v, most float32) uint8 { return uint8(between(v, most) + 0.5) }

func between(v, most float32) float32 { return max(0, min(v, most)) }
