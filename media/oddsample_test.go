package media

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// oddPNG makes a PNG of 8 × 8 pixels of chunks behind its header, whose pixels are zeros.
func oddPNG(depth, colour, interlace byte, pixels int, before ...[]byte) []byte {
	header := []byte{0, 0, 0, 8, 0, 0, 0, 8, depth, colour, 0, 0, interlace}
	png := appendChunk(slices.Clone(pngHead), "IHDR", header)
	for _, chunk := range before {
		png = append(png, chunk...)
	}
	png = appendChunk(png, "IDAT", deflate(make([]byte, pixels)))
	return appendChunk(png, "IEND", nil)
}

// grey is a PNG with chunks before its pixels.
func grey(before ...[]byte) []byte { return oddPNG(8, 0, 0, 8*9, before...) }

// chunk makes a chunk, and damaged one whose sum is wrong.
func chunk(name string, body ...byte) []byte { return appendChunk(nil, name, body) }

func damagedChunk(name string, body ...byte) []byte {
	c := chunk(name, body...)
	c[len(c)-1] ^= 1
	return c
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	must(z.Write(data))
	_ = z.Close()
	return b.Bytes()
}

func gzipped(data string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	must(z.Write([]byte(data)))
	_ = z.Close()
	return b.Bytes()
}

// oddJPEG makes a grey JPEG of 16 × 16 pixels, in which each block is one bit of each table: the brightness of the middle.
func oddJPEG(frame byte, components int, restarts bool) []byte {
	jpg := []byte{0xff, 0xd8}
	segment := func(marker byte, body ...byte) {
		jpg = append(append(jpg, 0xff, marker, 0, byte(len(body)+2)), body...)
	}
	if components == 4 {
		segment(jpegAdobe, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00")...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	table := append([]byte{0, 1}, make([]byte, 16)...) // one code, of one bit
	segment(0xc4, table...)
	table[0] = 0x10
	segment(0xc4, table...)
	header, scan := []byte{8, 0, 16, 0, 16, byte(components)}, []byte{byte(components)}
	for i := range components {
		header, scan = append(header, byte(i+1), 0x11, 0), append(scan, byte(i+1), 0)
	}
	segment(frame, header...)
	bits := components // of one of the four blocks of each component
	last := byte(0)
	if frame != jpegFiner {
		bits, last = bits*2, 63
	}
	if restarts {
		segment(0xdd, 0, 1)
	}
	segment(jpegScan, append(scan, 0, last, 0)...)
	switch {
	case restarts: // after each block
		for i := range 4 {
			jpg = append(jpg, byte(0xff>>bits))
			if i < 3 {
				jpg = append(jpg, 0xff, 0xd0+byte(i))
			}
		}
	default:
		all := make([]byte, bits*4/8)
		if rest := bits * 4 % 8; rest > 0 {
			all = append(all, byte(0xff>>rest))
		}
		jpg = append(jpg, all...)
	}
	return append(jpg, 0xff, jpegEnd)
}

// inside puts something in front of a marker of a JPEG.
func inside(jpg []byte, marker byte, what string) []byte {
	at := bytes.Index(jpg, []byte{0xff, marker})
	return slices.Concat(jpg[:at], []byte(what), jpg[at:])
}

// oddGIF makes a GIF of a canvas and of frames, each given by left, top, width and height.
func oddGIF(width, height uint16, frames ...[4]uint16) []byte {
	gif := binary.LittleEndian.AppendUint16([]byte("GIF89a"), width)
	gif = append(binary.LittleEndian.AppendUint16(gif, height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255)
	for _, f := range frames {
		gif = append(gif, gifExtension, gifControl, 4, 0, 10, 0, 0, 0, gifImage)
		for _, n := range f {
			gif = binary.LittleEndian.AppendUint16(gif, n)
		}
		gif = append(gif, 0, 2)
		var data []byte // clear, a pixel, clear, a pixel … and the end, in three bits each
		bit := 0
		put := func(code int) {
			for i := range 3 {
				if bit%8 == 0 {
					data = append(data, 0)
				}
				data[bit/8] |= byte(code>>i&1) << (bit % 8)
				bit++
			}
		}
		for range int(f[2]) * int(f[3]) {
			put(4)
			put(1)
		}
		put(5)
		gif = append(append(append(gif, byte(len(data))), data...), 0)
	}
	return append(gif, gifEnd)
}

func inUTF16(s string, order binary.AppendByteOrder) []byte {
	out := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}
