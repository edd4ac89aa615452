package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"partnernetz/network"

	"golang.org/x/image/webp"
)

// How large an image may be when it is decoded. All images that are decoded at a time may together have as many pixels as the
// largest.
const (
	maxPixels = 50_000_000
	maxSide   = 20_000
)

// format is how images of a type are read.
type format struct {
	strip  func([]byte) (picture, error)
	size   func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = map[string]format{
	network.TypeJPEG: {stripJPEG, jpeg.DecodeConfig, jpeg.Decode},
	network.TypePNG:  {stripPNG, png.DecodeConfig, png.Decode},
	network.TypeGIF:  {stripGIF, gif.DecodeConfig, decodeGIF},
	network.TypeWebP: {stripWebP, webp.DecodeConfig, decodeWebP},
}

// picture is an image as it is kept: without metadata about who made it, where and when.
type picture struct {
	bytes       []byte
	orientation int       // as in EXIF: 1 is upright, to 8
	profile     []byte    // an ICC profile, which tells what the colours mean; nil for sRGB
	frames      int64     // the pixels of all frames of a GIF
	progressive bool      // a progressive JPEG
	parts       []iccPart // of the profile of a JPEG
}

// errBroken is the error of an image that is not as its format demands.
var errBroken = errors.New("broken image")

// errForPhones is the error of a PNG that was made for programs on iPhones, which nothing else shows.
var errForPhones = errors.New("PNG for programs on iPhones")

// errMoving is the error of an animated WebP, which cannot be decoded to check it.
var errMoving = errors.New("animated WebP")

// decodeGIF decodes all frames, to check them, and returns the first one as it is shown.
func decodeGIF(r io.Reader) (image.Image, error) {
	all, err := gif.DecodeAll(r)
	if err != nil {
		return nil, err
	}
	first := all.Image[0]
	whole := image.Rect(0, 0, all.Config.Width, all.Config.Height)
	if first.Rect == whole {
		return first, nil
	}
	shown := image.NewNRGBA(whole)
	for y := first.Rect.Min.Y; y < first.Rect.Max.Y; y++ {
		for x := first.Rect.Min.X; x < first.Rect.Max.X; x++ {
			shown.Set(x, y, first.At(x, y))
		}
	}
	return shown, nil
}

// examineImage strips an image, decodes it, and notes its size and its placeholder.
func (u *Upload) examineImage(ctx context.Context) error {
	read, err := u.library.mayRead(ctx, u.File.Size)
	if err != nil {
		return err
	}
	defer read()
	data, err := u.bytes()
	if err != nil {
		return err
	}
	f := formats[u.File.ContentType]
	p, err := f.strip(data)
	if err != nil {
		return refusal(err)
	}
	config, err := f.size(bytes.NewReader(p.bytes))
	if err != nil {
		return refusal(err)
	}
	if err := sizeAllowed(config, p.frames); err != nil {
		return err
	}
	u.File.Width, u.File.Height = config.Width, config.Height
	if turned(p.orientation) {
		u.File.Width, u.File.Height = config.Height, config.Width
	}
	m, done, err := u.library.decode(ctx, f, p, config, 0)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return refusal(err)
	}
	defer done()
	if u.File.Placeholder, err = placeholder(m, p.orientation); err != nil {
		return fmt.Errorf("making a placeholder: %w", err)
	}
	if bytes.Equal(data, p.bytes) {
		return nil
	}
	return u.replace(p.bytes)
}

// refusal says why an image cannot be read.
func refusal(err error) error {
	jpegLacks, notJPEG := errors.AsType[jpeg.UnsupportedError](err)
	pngLacks, notPNG := errors.AsType[png.UnsupportedError](err)
	switch {
	case errors.Is(err, errMoving):
		return wrong("Animierte WebP-Bilder sind nicht möglich. Bitte GIF oder MP4 nehmen.", "animated WebP images are not accepted; use GIF or MP4")
	case errors.Is(err, errForPhones):
		return wrong("Dieses PNG ist für Programme auf dem iPhone gemacht, sonst zeigt es nichts. Bitte das Bild als gewöhnliches PNG nehmen.",
			"this PNG is made for programs on iPhones, and nothing else shows it; take the image as an ordinary PNG")
	case notJPEG, notPNG:
		return wrong("Das Bild hat eine Form, die auch viele Browser nicht zeigen (%s). Bitte als gewöhnliches JPEG oder PNG speichern.",
			"the image has a form that many browsers do not show either (%s); save it as an ordinary JPEG or PNG", string(jpegLacks)+string(pngLacks))
	}
	return damaged()
}

// sizeAllowed refuses images that would need too much memory, before anything is decoded.
func sizeAllowed(c image.Config, frames int64) error {
	switch {
	case c.Width < 1 || c.Height < 1:
		return damaged()
	case c.Width > maxSide || c.Height > maxSide || int64(c.Width)*int64(c.Height) > maxPixels:
		return wrong("Das Bild hat zu viele Bildpunkte: %d × %d. Möglich sind insgesamt %d Millionen und %d je Seite. Bitte verkleinern.",
			"the image has too many pixels: %d × %d, where %d million in all and %d on a side are possible; make it smaller",
			c.Width, c.Height, maxPixels/1_000_000, maxSide)
	case frames > maxPixels:
		return wrong("Die Einzelbilder haben zusammen mehr als %d Millionen Bildpunkte. Bitte verkleinern oder ein Video nehmen.",
			"the frames have more than %d million pixels together; make them smaller, or use a video", maxPixels/1_000_000)
	}
	return nil
}
