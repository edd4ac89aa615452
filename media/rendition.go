package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"partnernetz/network"
	"path"
	"strings"
	"time"

	"gocloud.dev/gcerrors"
)

// makeTime is how long making a rendition may take, including the wait for memory.
const makeTime = 20 * time.Second

// maxMaking is how many renditions may be made or wait at a time: about as many as can be finished in makeTime.
const maxMaking = 128

// errBusy is the error of a rendition that would wait in vain, as maxMaking is reached.
var errBusy = errors.New("too many renditions are being made")

// rendition returns the bytes of a rendition. The first caller has it made, and callers who ask meanwhile get the same. It is
// finished even if they all leave, as somebody will ask again.
func (l *Library) rendition(ctx context.Context, f network.File, r network.Rendition) (string, error) {
	name := path.Base(r.Path(f))
	result := l.making.DoChan(renditionKey(f.Sum, name), func() (data any, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("making a rendition panicked: %v", r)
			}
		}()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), makeTime)
		defer cancel()
		return l.keptOrMade(ctx, f, r, name)
	})
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case made := <-result:
		data, _ := made.Val.(string)
		return data, made.Err
	}
}

func (l *Library) keptOrMade(ctx context.Context, f network.File, r network.Rendition, name string) (string, error) {
	kept, unread := l.bucket.ReadAll(ctx, renditionKey(f.Sum, name))
	if unread == nil {
		return string(kept), nil
	}
	if gcerrors.Code(unread) == gcerrors.NotFound {
		unread = nil
	}
	made, err := l.renderSoon(ctx, f, r)
	if err != nil {
		return "", err
	}
	if err := errors.Join(unread, l.keepRendition(ctx, f, r, name, made)); err != nil {
		slog.WarnContext(ctx, "a rendition cannot be kept and will be made again", "file", f.Sum, "rendition", name, "error", err)
	}
	return made, nil
}

// keepRendition puts a rendition into the bucket, unless its file has been removed meanwhile.
func (l *Library) keepRendition(ctx context.Context, f network.File, r network.Rendition, name, data string) error {
	defer l.lock(f.Sum)()
	if there, err := l.bucket.Exists(ctx, fileKey(f.Sum)); err != nil || !there {
		return err
	}
	return l.put(ctx, renditionKey(f.Sum, name), r.ContentType(), strings.NewReader(data))
}

// renderSoon makes a rendition, unless too many are waiting already.
func (l *Library) renderSoon(ctx context.Context, f network.File, r network.Rendition) (string, error) {
	select {
	case l.queue <- struct{}{}:
		defer func() { <-l.queue }()
		return l.render(ctx, f, r)
	default:
		return "", errBusy
	}
}

// render makes a rendition.
func (l *Library) render(ctx context.Context, f network.File, r network.Rendition) (string, error) {
	read, err := l.mayRead(ctx, f.Size)
	if err != nil {
		return "", err
	}
	defer read()
	data, err := l.bucket.ReadAll(ctx, fileKey(f.Sum))
	if err != nil {
		return "", err
	}
	is := formats[f.ContentType]
	p, err := is.strip(data) // nothing is left to strip, but strip tells how to read the file
	if err != nil {
		return "", err
	}
	config, err := is.size(bytes.NewReader(p.bytes))
	if err != nil {
		return "", err
	}
	part := lying(f, r, p.orientation)
	width, height := r.Width, f.HeightAt(r.Ratio, r.Width)
	if turned(p.orientation) {
		width, height = height, width
		f.Width, f.Height = f.Height, f.Width
	}
	if config.Width != f.Width || config.Height != f.Height {
		return "", errors.New("the file in the bucket is not the one that was kept there")
	}
	m, done, err := l.decode(ctx, is, p, config, scaleCost(part, width, height))
	if err != nil {
		return "", err
	}
	defer done()
	return encode(upright(scale(m, part, width, height), p.orientation), r.Format, p.profile)
}

// lying returns the part of an image that a rendition shows, in the coordinates before the image is turned upright.
func lying(f network.File, r network.Rendition, orientation int) image.Rectangle {
	back := orientation
	switch orientation {
	case 6:
		back = 8
	case 8:
		back = 6
	}
	x, y, w, h := f.Cut(r.Ratio, r.Focus)
	x1, y1 := turn(x, y, f.Width, f.Height, back)
	x2, y2 := turn(x+w-1, y+h-1, f.Width, f.Height, back)
	return image.Rect(min(x1, x2), min(y1, y2), max(x1, x2)+1, max(y1, y2)+1)
}
