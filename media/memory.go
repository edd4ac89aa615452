package media

import (
	"bytes"
	"context"
	"image"
)

// maxRead is how many bytes of files of images may be in memory at a time.
const maxRead = 4 * maxImage

// weight is the memory that it takes to decode an image, in pixels of 8 bytes. For a progressive JPEG all coefficients are
// kept until the last one has come: with four colours that is 24 bytes for a pixel.
func (p picture) weight(c image.Config) int64 {
	pixels := int64(c.Width) * int64(c.Height)
	if p.progressive {
		pixels *= 3
	}
	return pixels + p.frames
}

// mayRead waits until there is memory for a file of an image. Call done as soon as the memory is not needed any more. A
// caller that holds this memory may wait for that of decode, but never the other way round.
func (l *Library) mayRead(ctx context.Context, size int64) (done func(), err error) {
	size = min(maxRead, size)
	if err := l.read.Acquire(ctx, size); err != nil {
		return nil, err
	}
	return func() { l.read.Release(size) }, nil
}

// decode decodes an image when there is memory for it, and for as many pixels as will be made of it. Call done as soon
// as neither the image nor what was made of it is needed any more.
func (l *Library) decode(ctx context.Context, f format, p picture, c image.Config, more int64) (_ image.Image, done func(), err error) {
	weight := min(maxPixels, p.weight(c)+more)
	if err := l.pixels.Acquire(ctx, weight); err != nil {
		return nil, nil, err
	}
	release := func() { l.pixels.Release(weight) }
	defer func() {
		if done == nil { // also after a panic of the decoder
			release()
		}
	}()
	m, err := f.decode(bytes.NewReader(p.bytes))
	if err != nil {
		return nil, nil, err
	}
	if m.Bounds() != image.Rect(0, 0, c.Width, c.Height) {
		return nil, nil, errBroken
	}
	return m, release, nil
}
