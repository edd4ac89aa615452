package media

import (
	"bytes"
	"encoding/binary"
)

// Blocks of a GIF.
const (
	gifExtension = 0x21
	gifImage     = 0x2c
	gifEnd       = 0x3b
	gifControl   = 0xf9 // extension: how long a frame is shown, and which colour is transparent
	gifApp       = 0xff // extension: how often frames are repeated, but also XMP
)

// leastFrame is the least number of pixels that a frame counts for: even a smaller one needs memory of its own.
const leastFrame = 10_000

// stripGIF removes from a GIF comments, data of programs, and what comes after its end. It adds up the pixels of the frames.
func stripGIF(data []byte) (picture, error) {
	p := picture{orientation: 1}
	if len(data) < 13 {
		return p, errBroken
	}
	at := 13 + colours(data[10])
	if at > len(data) {
		return p, errBroken
	}
	p.bytes = append(make([]byte, 0, len(data)), data[:at]...)
	for rest := data[at:]; len(rest) > 0; {
		n := 1
		keep := true
		switch rest[0] {
		case gifEnd:
			p.bytes = append(p.bytes, gifEnd)
			return p, nil
		case gifExtension:
			if len(rest) < 3 {
				return p, errBroken
			}
			n = 2
			keep = rest[1] == gifControl || rest[1] == gifApp && repeats(rest[2:])
		case gifImage:
			if len(rest) < 11 {
				return p, errBroken
			}
			area := int64(binary.LittleEndian.Uint16(rest[5:])) * int64(binary.LittleEndian.Uint16(rest[7:]))
			p.frames += max(area, leastFrame)
			n = 10 + colours(rest[9]) + 1
		default:
			return p, errBroken
		}
		n, ok := subBlocks(rest, n)
		if !ok {
			return p, errBroken
		}
		if keep {
			p.bytes = append(p.bytes, rest[:n]...)
		}
		rest = rest[n:]
	}
	return p, errBroken
}

// colours returns how many bytes the table of colours takes, by the flags.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func repeats(block []byte) bool {
	return bytes.HasPrefix(block, []byte("\x0bNETSCAPE2.0")) || bytes.HasPrefix(block, []byte("\x0bANIMEXTS1.0"))
}

// subBlocks returns where a row of blocks ends that begins at a place. Each block has its length in front of it.
func subBlocks(data []byte, at int) (end int, ok bool) {
	for at < len(data) {
		n := int(data[at])
		at += n + 1
		if n == 0 {
			return at, true
		}
	}
	return 0, false
}
