package pdf

import (
	"bytes"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/font"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is a font in one weight and slant. Only the glyphs that were shown get into the file.
type face struct {
	name     string
	font     font.Face
	embedded *font.EmbeddedFont
	glyphs   map[rune]glyph
	of       map[uint16]rune // what each glyph that was shown is found as by whoever searches
	kerns    map[[2]uint16]float64
	lacks    func(r rune)
}

// glyph is how a character is drawn. Widths are in thousandths of the size.
type glyph struct {
	id    uint16
	width float64
}

// typeface is the four faces that documents are set in.
type typeface struct {
	faces   [4]*face // bold, italic: regular, bold, italic, both
	missing map[rune]bool
}

// fonts are read once, as that takes longer than a short document. They may be used by several documents at a time.
var fonts = sync.OnceValues(func() (all [4]font.Face, err error) {
	for i, style := range []string{"Regular", "SemiBold", "Italic", "SemiBoldItalic"} {
		data, err := fontFiles.ReadFile("fonts/SourceSans3-" + style + ".ttf")
		if err != nil {
			return all, err
		}
		if all[i], err = font.ParseTTF(data); err != nil {
			return all, fmt.Errorf("reading the font %s: %w", style, err)
		}
	}
	return all, nil
})

func newTypeface() (*typeface, error) {
	parsed, err := fonts()
	if err != nil {
		return nil, err
	}
	t := &typeface{missing: map[rune]bool{}}
	for i, f := range parsed {
		t.faces[i] = &face{"F" + strconv.Itoa(i), f, font.NewEmbeddedFont(f), map[rune]glyph{}, map[uint16]rune{},
			map[[2]uint16]float64{}, func(r rune) { t.missing[r] = true }}
	}
	return t, nil
}

func (t *typeface) face(l look) *face {
	i := 0
	if l.bold {
		i++
	}
	if l.italic {
		i += 2
	}
	return t.faces[i]
}

// paintedAs are characters that are drawn, and found, as others.
var paintedAs = map[rune]rune{'\u00a0': ' ', '\u2010': '-', '\u2011': '-', '\u00ad': '-', '\u2007': ' ', '\t': ' '}

func (f *face) glyph(r rune) glyph {
	g, known := f.glyphs[r]
	if known {
		return g
	}
	drawn := r
	if other, ok := paintedAs[r]; ok {
		drawn = other
	}
	if g.id = f.font.GlyphIndex(drawn); g.id == 0 {
		f.lacks(r)
	}
	g.width = float64(f.font.GlyphAdvance(g.id)) * 1000 / float64(f.font.UnitsPerEm())
	f.glyphs[r] = g
	return g
}

func (f *face) kern(left, right glyph) float64 {
	pair := [2]uint16{left.id, right.id}
	k, known := f.kerns[pair]
	if !known {
		k = float64(f.font.Kern(left.id, right.id)) * 1000 / float64(f.font.UnitsPerEm())
		f.kerns[pair] = k
	}
	return k
}

// width is how wide words are, in thousandths of the size.
func (f *face) width(words string) (width float64) {
	var before glyph
	for i, r := range words {
		g := f.glyph(r)
		if i > 0 {
			width += f.kern(before, g)
		}
		width += g.width
		before = g
	}
	return width
}

// shortened are words as far as they fit into a width in thousandths of the size.
func (f *face) shortened(words string, width float64) string {
	if f.width(words) <= width {
		return words
	}
	short := []rune(words)
	for len(short) > 0 && f.width(strings.TrimRight(string(short), " ")+"…") > width {
		short = short[:len(short)-1]
	}
	return strings.TrimRight(string(short), " ") + "…"
}

// show paints words, moved closer where two letters ask for it. No letters are drawn as one, as not all readers find them again.
func (f *face) show(out *bytes.Buffer, words string) {
	var before glyph
	out.WriteString("[<")
	for i, r := range words {
		g := f.glyph(r)
		if _, shown := f.of[g.id]; !shown {
			if other, ok := paintedAs[r]; ok {
				r = other
			}
			f.of[g.id] = r
			f.embedded.EncodeString(string(r))
		}
		if i > 0 {
			if k := f.kern(before, g); k != 0 {
				out.WriteString(">" + short(-k) + "<")
			}
		}
		fmt.Fprintf(out, "%04x", g.id)
		before = g
	}
	out.WriteString(">] TJ")
}

// objects writes the fonts of which something was shown.
func (t *typeface) objects(f *file) dictionary {
	fonts := dict()
	for _, face := range t.faces {
		if len(face.of) > 0 {
			fonts.Set(face.name, f.add(face.embedded.BuildObjects(func(o core.PdfObject) reference { return f.add(o) })))
		}
	}
	return fonts
}

// invisible are characters that say how words are set, and are not drawn.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || r >= 0xfe00 && r <= 0xfe0f
}
