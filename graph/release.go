package graph

import (
	"context"

	"partnernetz/content"
	"partnernetz/dataloader"
	"partnernetz/network"
)

// releaseFile is a file of a release in a language, or in that of the view; nil if there is none, or the view does not have it.
func releaseFile(ctx context.Context, r *network.Release, locale *content.Locale, id func(*network.ReleaseFile) string) (*network.Media, error) {
	l := r.View().Locale
	if locale != nil {
		l = *locale
	}
	f := r.FileIn(l)
	if f == nil {
		return nil, nil
	}
	files, err := dataloader.For(ctx).ReleaseFiles.Load(ctx, r)
	return files[id(f)], err
}
