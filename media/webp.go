package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"io"
	"math"

	"golang.org/x/image/webp"
)

// Flags in the header of an extended WebP, which has more than pixels.
const (
	webpMoves = 0x02
	webpXMP   = 0x04
	webpEXIF  = 0x08
	webpICC   = 0x20
)

// stripWebP removes from a WebP everything that is not needed to show it, and what comes after its end.
func stripWebP(data []byte) (picture, error) {
	p := picture{orientation: 1}
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WEBP" {
		return p, errBroken
	}
	end := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if end == uint64(len(data))+1 { // counts a byte to fill up that is not there
		end--
	}
	if end > uint64(len(data)) || end < 12 {
		return p, errBroken
	}
	p.bytes = append(make([]byte, 0, end), data[:12]...)
	extended := 0 // where the flags are; 0 if there are none
	for rest := data[12:end]; len(rest) > 0; {
		if len(rest) < 8 {
			return p, errBroken
		}
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		n := size + 8 + size&1
		if size&1 == 1 && n == uint64(len(rest))+1 { // the last one, not filled up to an even length
			n--
		}
		if n > uint64(len(rest)) {
			return p, errBroken
		}
		chunk, name, body := rest[:n], string(rest[:4]), rest[8:8+size]
		rest = rest[n:]
		switch name {
		case "VP8X":
			if size != 10 || extended != 0 {
				return p, errBroken
			}
			if body[0]&webpMoves != 0 {
				return p, errMoving
			}
			extended = len(p.bytes) + 8
			p.bytes = append(p.bytes, chunk...)
			p.bytes[extended] &^= webpXMP | webpEXIF
		case "ICCP":
			if extended == 0 || !wholeProfile(body) {
				continue
			}
			p.profile = bytes.Clone(body)
			p.bytes = appendRIFF(p.bytes, name, body)
		case "VP8 ", "VP8L", "ALPH":
			p.bytes = appendRIFF(p.bytes, name, body)
		case "EXIF":
			if extended != 0 { // without the flags programs do not look for EXIF
				p.orientation = orientationIn(bytes.TrimPrefix(body, exifHead))
			}
		}
	}
	if extended != 0 && p.profile == nil {
		p.bytes[extended] &^= webpICC
	}
	if p.orientation != 1 {
		p.bytes[extended] |= webpEXIF
		p.bytes = appendRIFF(p.bytes, "EXIF", onlyOrientation(p.orientation))
	}
	binary.LittleEndian.PutUint32(p.bytes[4:], uint32(len(p.bytes)-8))
	return p, nil
}

// decodeWebP decodes a WebP. Its brightness is stored in the range of television, from 16 to 235. The library returns these
// numbers, but the rest of Go takes them for the full range, so they are stretched: otherwise black would be grey.
func decodeWebP(r io.Reader) (image.Image, error) {
	m, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	var pixels *image.YCbCr
	switch m := m.(type) {
	case *image.YCbCr:
		pixels = m
	case *image.NYCbCrA:
		pixels = &m.YCbCr
	default:
		return m, nil
	}
	stretch(pixels.Y, 16, 0, 219)
	stretch(pixels.Cb, 128, 128, 224)
	stretch(pixels.Cr, 128, 128, 224)
	return m, nil
}

// stretch maps numbers of a range of values to 255, with zero in another place.
func stretch(pixels []byte, zero, newZero, values int) {
	var table [256]byte
	for v := range table {
		table[v] = byte(min(255, max(0, newZero+int(math.Round(float64(v-zero)*255/float64(values))))))
	}
	for i, v := range pixels {
		pixels[i] = table[v]
	}
}

func appendRIFF(to []byte, name string, body []byte) []byte {
	to = binary.LittleEndian.AppendUint32(append(to, name...), uint32(len(body)))
	to = append(to, body...)
	if len(body)%2 == 1 {
		to = append(to, 0)
	}
	return to
}
