package media

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// The size of a drawing that says none: that of CSS for what is put in place of an element.
const (
	unsaidWidth  = 300
	unsaidHeight = 150
)

// size returns the size in pixels that a browser shows a drawing in: its width and height, or else those of its viewBox, or else
// what CSS says. One that is too large is made smaller in its ratio.
func (n *svgNode) size() (width, height int) {
	w, h := svgLength(n.attr("width")), svgLength(n.attr("height"))
	bw, bh := 0.0, 0.0
	if box := strings.Fields(strings.ReplaceAll(n.attr("viewBox"), ",", " ")); len(box) == 4 {
		if bw, bh = svgLength(box[2]), svgLength(box[3]); bw == 0 || bh == 0 {
			bw, bh = 0, 0
		}
	}
	switch {
	case w > 0 && h > 0:
	case w > 0 && bw > 0:
		h = w * bh / bw
	case h > 0 && bw > 0:
		w = h * bw / bh
	case bw > 0:
		w, h = bw, bh
	default:
		w, h = cmp.Or(w, unsaidWidth), cmp.Or(h, unsaidHeight)
	}
	shrink := min(1, maxSide/max(w, h))
	return pixels(w * shrink), pixels(h * shrink)
}

// pixels rounds a length to pixels, of which there is at least one.
func pixels(length float64) int { return max(1, int(math.Round(min(length, maxSide)))) }

// svgUnits has the units of lengths, in pixels.
var svgUnits = map[string]float64{"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}

// svgLength reads a length; 0 if there is none, or it depends on where the SVG is shown.
func svgLength(s string) float64 {
	s = strings.TrimSpace(s)
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	unit, ok := svgUnits[s[len(number):]]
	v, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || v <= 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	return v * unit
}
