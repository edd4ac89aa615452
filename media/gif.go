package media

import (
	"bytes"
	"encoding/binary"
	"math"
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

// stripGIF removes from a GIF comments, data of programs, and what comes after its end. It adds up the pixels of the frames. As
// browsers do, it makes the canvas as large as the frames, and does without an end.
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
	control := -1 // where that of the next frame begins
	for rest := data[at:]; ; {
		if (len(rest) == 0 || rest[0] == gifEnd) && p.frames > 0 {
			p.bytes = append(p.bytes, gifEnd)
			return p, nil
		}
		if len(rest) == 0 {
			return p, errBroken
		}
		n := 2
		keep := true
		switch rest[0] {
		case gifExtension:
			if len(rest) < 3 {
				return p, errBroken
			}
			keep = rest[1] == gifControl || rest[1] == gifApp && repeats(rest[2:])
		case gifImage:
			if len(rest) < 11 {
				return p, errBroken
			}
			keep = p.frame(rest)
			n = 10 + colours(rest[9]) + 1
		default:
			return p, errBroken
		}
		n, ok := subBlocks(rest, n)
		if !ok {
			return p, errBroken
		}
		switch {
		case rest[0] == gifImage && !keep && control >= 0:
			p.bytes = p.bytes[:control]
		case keep:
			p.bytes = append(p.bytes, rest[:n]...)
		}
		if control = -1; rest[0] == gifExtension && rest[1] == gifControl {
			control = len(p.bytes) - n
		}
		rest = rest[n:]
	}
}

// frame takes a frame into account; keep is false for one without a pixel.
func (p *picture) frame(block []byte) (keep bool) {
	number := func(at int) int { return int(binary.LittleEndian.Uint16(block[at:])) }
	width, height := number(5), number(7)
	if width == 0 || height == 0 {
		return false
	}
	p.frames += max(int64(width)*int64(height), leastFrame)
	for i, end := range []int{number(1) + width, number(3) + height} {
		side := p.bytes[6+2*i:]
		if int(binary.LittleEndian.Uint16(side)) < end {
			binary.LittleEndian.PutUint16(side, uint16(min(end, math.MaxUint16)))
		}
	}
	return true
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
