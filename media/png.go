package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

var pngHead = []byte("\x89PNG\r\n\x1a\n")

// The chunks of a PNG that are needed to show it. The frames of an animated PNG are not among them: it becomes still.
var pngKept = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "pHYs", "bKGD"}

// stripPNG removes from a PNG everything that is not needed to show it, what comes after its end, and what is damaged and could be
// left out: a colour profile, for example. Programs that show a PNG do the same. If only its end is missing, it gets one.
func stripPNG(data []byte) (picture, error) {
	p := picture{bytes: append(make([]byte, 0, len(data)), pngHead...), orientation: 1}
	if !bytes.HasPrefix(data, pngHead) {
		return p, errBroken
	}
	told := false // whether the pixels have begun; the orientation must come before them
	for rest := data[len(pngHead):]; ; {
		if len(rest) == 0 && told {
			p.bytes = appendChunk(p.bytes, "IEND", nil)
			return p, nil
		}
		if len(rest) < 12 {
			return p, errBroken
		}
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		if n > uint64(len(rest)) {
			return p, errBroken
		}
		chunk, name, body := rest[:n], string(rest[4:8]), rest[8:n-4]
		rest = rest[n:]
		if name == "CgBI" {
			return p, errForPhones
		}
		whole := binary.BigEndian.Uint32(chunk[n-4:]) == crc32.ChecksumIEEE(chunk[4:n-4])
		if needed := name[0]&0x20 == 0; !whole && !needed {
			continue
		}
		if name == "eXIf" && !told { // most programs ignore an orientation after the pixels
			p.orientation = orientationIn(body)
		}
		if name == "iCCP" {
			profile := inflateProfile(body)
			if p.profile != nil || told || !wholeProfile(profile) {
				continue
			}
			p.profile = profile
		}
		if name == "IDAT" && !told && p.orientation != 1 {
			p.bytes = appendChunk(p.bytes, "eXIf", onlyOrientation(p.orientation))
		}
		told = told || name == "IDAT"
		if slices.Contains(pngKept, name) {
			p.bytes = append(p.bytes, chunk...)
		}
		if name == "IEND" {
			return p, nil
		}
	}
}

func appendChunk(to []byte, name string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)))
	to = append(append(to, name...), body...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[len(to)-len(body)-4:]))
}

const maxProfile = 4 << 20 // bytes of an ICC profile; larger ones are taken for sRGB

// inflateProfile reads the ICC profile of a PNG; nil if there is none that can be read.
func inflateProfile(body []byte) []byte {
	_, packed, ok := bytes.Cut(body, []byte{0})
	if !ok || len(packed) < 1 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:])) // after the byte of the method, of which only one exists
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}
