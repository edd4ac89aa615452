package media

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"

	"partnernetz/content"
	"partnernetz/network"
)

// Make takes a file that the program itself has made, of whatever type. The caller has to close the Upload.
func (l *Library) Make(name, ending, contentType string, data []byte) (*Upload, error) {
	temp, err := os.CreateTemp("", "partnernetz-upload-*")
	if err != nil {
		return nil, fmt.Errorf("making a file: %w", err)
	}
	_ = os.Remove(temp.Name())
	u := &Upload{library: l, temp: temp}
	base, _ := content.Slug(name)
	u.File.Name, u.File.ContentType = cmp.Or(base, "file")+ending, contentType
	if err = u.replace(data); err == nil {
		err = u.count()
	}
	if err != nil {
		_ = u.Close()
		return nil, fmt.Errorf("making a file: %w", err)
	}
	return u, nil
}

// Picture reads an image to be printed: upright, as PNG, and not much wider than asked for.
func (l *Library) Picture(ctx context.Context, f network.File, width int) ([]byte, error) {
	widths := f.Widths(network.Original)
	at := slices.IndexFunc(widths, func(w int) bool { return w >= width })
	if at < 0 {
		at = len(widths) - 1
	}
	data, err := l.render(ctx, f, network.Rendition{Width: widths[at], Format: network.PNG, Ratio: network.Original, Focus: network.Middle()})
	if err != nil {
		return nil, fmt.Errorf("reading the image %s: %w", f.Sum, err)
	}
	return []byte(data), nil
}
