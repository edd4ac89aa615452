package media

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	encodewebp "github.com/gen2brain/webp"
	"golang.org/x/image/webp"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// drawn is an image with a colour gradient, fine structure, and a red upper left quarter.
func drawn(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(x ^ y), 255}
			if x < w/2 && y < h/2 {
				c = color.NRGBA{220, 20, 20, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func asPNG(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func asWebP(m image.Image) []byte {
	var b bytes.Buffer
	if err := encodewebp.Encode(&b, m, encodewebp.Options{Quality: 80}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// asGIF makes a moving GIF of as many frames.
func asGIF(m image.Image, frames int) []byte {
	all := gif.GIF{LoopCount: 0}
	for i := range frames {
		p := image.NewPaletted(m.Bounds(), color.Palette{color.Black, color.White, color.NRGBA{220, 20, 20, 255}})
		for y := range p.Rect.Dy() {
			for x := range p.Rect.Dx() {
				p.SetColorIndex(x, y, uint8((x/8+y/8+i)%3))
			}
		}
		all.Image = append(all.Image, p)
		all.Delay = append(all.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &all); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// where is a position, which must never be served.
const where = "GPS-51.2277N-6.7735E"

// exifWith makes EXIF data as phones write it: an orientation, and a directory of where the picture was taken.
func exifWith(orientation int) []byte {
	tiff := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0}
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(tiff, tag), kind)
		tiff = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(tiff, count), value)
	}
	entry(tagOrientation, 3, 1, uint32(orientation))
	entry(0x8825, 4, 1, 38) // the GPS directory
	tiff = append(tiff, 0, 0, 0, 0, 1, 0)
	entry(0x1d, 2, uint32(len(where)), 56) // here as text, since a test looks for it
	return append(append(tiff, 0, 0, 0, 0), where...)
}

// withSegment puts a segment behind the beginning of a JPEG.
func withSegment(data []byte, marker byte, body []byte) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return slices.Concat(data[:2], head, body, data[2:])
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, name string, body []byte) []byte {
	const header = 8 + 25
	return slices.Concat(data[:header], appendChunk(nil, name, body), data[header:])
}

// withRIFF puts a chunk at the end of a WebP, with a header if it has none.
func withRIFF(data []byte, flags byte, name string, body []byte) []byte {
	data = bytes.Clone(data)
	if string(data[12:16]) != "VP8X" {
		size := must(webp.DecodeConfig(bytes.NewReader(data)))
		w, h := size.Width-1, size.Height-1
		x := []byte{flags, 0, 0, 0, byte(w), byte(w >> 8), 0, byte(h), byte(h >> 8), 0}
		data = slices.Concat(data[:12], appendRIFF(nil, "VP8X", x), data[12:])
	}
	data[20] |= flags
	data = appendRIFF(data, name, body)
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
	return data
}

// bomb is a PNG of a few bytes that says that it is huge.
func bomb(width, height int) []byte {
	data := asPNG(image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(data[16:], uint32(width))
	binary.BigEndian.PutUint32(data[20:], uint32(height))
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// zipOf makes a zip; parts has names and contents in turn.
func zipOf(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w := must(z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store}))
		must(w.Write([]byte(parts[i+1])))
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// docxOf makes a Word file with additional parts.
func docxOf(more ...string) []byte {
	return zipOf(append([]string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"word/document.xml", "<w:document/>"}, more...)...)
}

const aPDF = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

// box makes a box of a video.
func box(name string, body ...[]byte) []byte {
	all := slices.Concat(body...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(all)+8)), []byte(name), all)
}

func anMP4() []byte {
	return slices.Concat(
		box("ftyp", []byte("isom\x00\x00\x02\x00isommp41")),
		box("moov", box("mvhd", make([]byte, 100)), box("trak", box("tkhd", make([]byte, 84)), box("udta", []byte(where))), box("udta", box("\xa9xyz", []byte(where)))),
		box("mdat", []byte(strings.Repeat("pixels", 100))))
}

func library(t testing.TB) *Library {
	l, err := Open(t.Context(), "file://"+t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}
