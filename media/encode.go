package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"slices"

	"github.com/gen2brain/webp"
	stddraw "image/draw"

	"partnernetz/network"
)

// The quality of renditions: with more, files grow much and eyes see little difference.
const (
	jpegQuality = 82
	webpQuality = 80
	webpEffort  = 2 // of 6: more takes much longer and saves little
)

// encode writes an image in a format. It adds the colour profile of the file, as the colours are still those of the file.
func encode(m *image.RGBA, f network.ImageFormat, profile []byte) (string, error) {
	var b bytes.Buffer
	var err error
	withProfile := jpegProfile
	switch f {
	case network.JPEG:
		if !m.Opaque() {
			m = onWhite(m)
		}
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: jpegQuality})
	case network.PNG:
		err = png.Encode(&b, m)
		withProfile = pngProfile
	case network.WEBP:
		err = webp.Encode(&b, plain(m), webp.Options{Quality: webpQuality, Method: webpEffort})
		withProfile = webpProfile
	default:
		err = fmt.Errorf("there is no format %s", f)
	}
	if err != nil {
		return "", err
	}
	if !matters(profile) {
		return b.String(), nil
	}
	return string(withProfile(b.Bytes(), profile, m.Rect.Size())), nil
}

// plain returns the image with colours that are not multiplied by the opacity, as the encoder of WebP expects them.
func plain(m *image.RGBA) image.Image {
	if m.Opaque() {
		return m
	}
	out := image.NewNRGBA(m.Rect)
	stddraw.Draw(out, out.Rect, m, m.Rect.Min, stddraw.Src)
	return out
}

// matters reports whether colours look different without a profile. Profiles for other colours than red, green and blue do
// not fit a rendition.
func matters(profile []byte) bool {
	return len(profile) > 128 && len(profile) <= maxProfile && string(profile[16:20]) == "RGB " && !bytes.Contains(profile, []byte("sRGB IEC61966-2"))
}

func jpegProfile(data, profile []byte, _ image.Point) []byte {
	const most = 0xffff - 2 - 14 // bytes of a profile in a segment
	parts := slices.Collect(slices.Chunk(profile, most))
	out := bytes.Clone(data[:2])
	for i, part := range parts {
		out = append(out, 0xff, jpegICC)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(iccHead)+2+len(part)))
		out = append(append(out, iccHead...), byte(i+1), byte(len(parts)))
		out = append(out, part...)
	}
	return append(out, data[2:]...)
}

func pngProfile(data, profile []byte, _ image.Point) []byte {
	const header = 8 + 25
	var packed bytes.Buffer
	packed.WriteString("ICC\x00\x00") // the name of the profile, and how it is compressed
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(profile) // a buffer takes all
	_ = z.Close()
	return slices.Concat(data[:header], appendChunk(nil, "iCCP", packed.Bytes()), data[header:])
}

func webpProfile(data, profile []byte, size image.Point) []byte {
	rest := data[12:]
	var header []byte
	if string(rest[:4]) == "VP8X" {
		header, rest = bytes.Clone(rest[8:18]), rest[18:]
	} else {
		w, h := size.X-1, size.Y-1
		header = []byte{0, 0, 0, 0, byte(w), byte(w >> 8), 0, byte(h), byte(h >> 8), 0}
	}
	header[0] |= webpICC
	out := appendRIFF(bytes.Clone(data[:12]), "VP8X", header)
	out = append(appendRIFF(out, "ICCP", profile), rest...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
