package media

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Markers of a JPEG that are treated in a special way.
const (
	jpegFiner = 0xc2 // a progressive frame
	jpegEnd   = 0xd9
	jpegScan  = 0xda
	jpegJFIF  = 0xe0
	jpegEXIF  = 0xe1
	jpegICC   = 0xe2
	jpegAdobe = 0xee // tells how colours are stored
)

// maxScans is how many scans a progressive JPEG may have. About ten are usual, and each takes time.
const maxScans = 100

var iccHead = []byte("ICC_PROFILE\x00")

// stripJPEG removes from a JPEG everything that is not needed to show it, and what comes after its end: phones put whole
// videos there.
func stripJPEG(data []byte) (p picture, err error) {
	if !bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
		return p, errBroken
	}
	p.bytes = append(make([]byte, 0, len(data)), data[:2]...)
	for rest, scans := data[2:], 0; ; {
		if scans > 0 && len(rest) < 2 && endOfPixels(p.bytes) { // some cameras and programs forget the end
			rest = []byte{0xff, jpegEnd}
		}
		if len(rest) < 2 {
			return p, errBroken
		}
		marker := rest[1]
		if rest[0] != 0xff || marker == 0xff || marker == 0 { // padding, or something between segments, which all programs skip
			rest = rest[1:]
			continue
		}
		if marker == jpegEnd {
			p.bytes = append(p.bytes, 0xff, jpegEnd)
			p.orientation = max(1, p.orientation)
			p.keepProfile()
			return p, nil
		}
		if len(rest) < 4 {
			return p, errBroken
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 || n > len(rest) {
			return p, errBroken
		}
		if marker == jpegScan {
			if scans++; scans > maxScans {
				return p, errBroken
			}
			n += scanLength(rest[n:])
		}
		p.segment(marker, rest[:n])
		rest = rest[n:]
	}
}

// segment appends a segment, or the part of it that may stay.
func (p *picture) segment(marker byte, segment []byte) {
	body := segment[4:]
	switch {
	case marker == jpegJFIF && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14:
		p.bytes = append(p.bytes, 0xff, jpegJFIF, 0, 16)
		p.bytes = append(p.bytes, body[:12]...)
		p.bytes = append(p.bytes, 0, 0) // no thumbnail: it may show what was cut off the image
	case marker == jpegEXIF && bytes.HasPrefix(body, exifHead) && p.orientation == 0:
		p.orientation = orientationIn(body[len(exifHead):])
		if p.orientation != 1 {
			exif := slices.Concat(exifHead, onlyOrientation(p.orientation))
			p.bytes = append(p.bytes, 0xff, jpegEXIF, 0, byte(2+len(exif)))
			p.bytes = append(p.bytes, exif...)
		}
	case marker == jpegICC && bytes.HasPrefix(body, iccHead) && len(body) > len(iccHead)+2:
		p.parts = append(p.parts, iccPart{len(p.bytes), len(segment), int(body[len(iccHead)]), int(body[len(iccHead)+1])})
		p.bytes = append(p.bytes, segment...)
		p.profile = append(p.profile, body[len(iccHead)+2:]...)
	case marker == jpegAdobe && bytes.HasPrefix(body, []byte("Adobe")):
		p.bytes = append(p.bytes, segment...)
	case marker >= 0xc0 && marker <= 0xcf, marker >= jpegScan && marker <= 0xdd: // frames, tables, scans
		p.bytes = append(p.bytes, segment...)
		p.progressive = p.progressive || marker == jpegFiner
	}
}

// iccPart is where a part of a profile stands among the bytes that are kept, and which of how many it says that it is.
type iccPart struct{ at, length, number, of int }

// keepProfile keeps a profile whose parts are all there and in order, and takes away any other.
func (p *picture) keepProfile() {
	whole := wholeProfile(p.profile)
	for i, part := range p.parts {
		whole = whole && part.number == i+1 && part.of == len(p.parts)
	}
	if whole {
		return
	}
	p.profile = nil
	for _, part := range slices.Backward(p.parts) {
		p.bytes = slices.Delete(p.bytes, part.at, part.at+part.length)
	}
}

// endOfPixels reports whether the pixels may end here: they are filled up with ones. After a transfer that broke off there are often
// zeros.
func endOfPixels(data []byte) bool {
	return data[len(data)-1] != 0 || data[len(data)-2] == 0xff
}

// scanLength returns how many bytes of compressed pixels come before the next marker.
func scanLength(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] == 0xff && data[i+1] != 0 && (data[i+1] < 0xd0 || data[i+1] > 0xd7) {
			return i
		}
	}
	return len(bytes.TrimRight(data, "\xff"))
}
