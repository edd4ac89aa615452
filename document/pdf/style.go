package pdf

import "strconv"

// A4, in points.
const (
	pageWidth    = 595.28
	pageHeight   = 841.89
	marginSide   = 79.0
	marginTop    = 92.0
	marginBottom = 82.0
	textWidth    = pageWidth - 2*marginSide
	textHeight   = pageHeight - marginTop - marginBottom
)

// color is red, green and blue, from 0 to 1.
type color [3]float64

func (c color) fill() string   { return c.operands() + "rg\n" }
func (c color) stroke() string { return c.operands() + "RG\n" }

func (c color) operands() string {
	f := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) + " " }
	return f(c[0]) + f(c[1]) + f(c[2])
}

var (
	black  = color{0.1, 0.1, 0.12}
	accent = color{0.07, 0.24, 0.42} // headings
	linked = color{0.03, 0.3, 0.55}
	muted  = color{0.36, 0.38, 0.41} // page furniture
	line   = color{0.72, 0.75, 0.78}
	tint   = color{0.93, 0.945, 0.96} // heads of tables
)

// look is how words are set.
type look struct {
	size    float64
	leading float64 // from line to line
	bold    bool
	italic  bool
	color   color
}

var (
	normal   = look{size: 10.8, leading: 15.6, color: black}
	lead     = look{size: 12.6, leading: 18, color: accent}
	small    = look{size: 9, leading: 12.6, color: black}
	inTable  = look{size: 9.6, leading: 13, color: black}
	captions = look{size: 9.6, leading: 13, bold: true, color: accent}
	under    = look{size: 9.2, leading: 12.6, color: muted} // below pictures and quotations
)

// headings are set larger the higher they are, with so much space above and below.
var headings = [5]struct {
	look
	above, below float64
}{
	1: {look{size: 22, leading: 27, bold: true, color: accent}, 34, 14},
	2: {look{size: 15.5, leading: 20, bold: true, color: accent}, 24, 6},
	3: {look{size: 12.4, leading: 16.4, bold: true, color: black}, 17, 4},
	4: {look{size: 10.8, leading: 15.6, bold: true, color: muted}, 12, 2},
}
