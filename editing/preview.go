package editing

import (
	"context"
	"slices"
	"strings"
	"time"

	"partnernetz/auth"
	"partnernetz/content"
)

const (
	previewSecret = "preview"
	maxPreview    = 90 * 24 // hours
)

// Preview makes a token that shows the newest draft of an entry to whoever has it.
func (e *Editor) Preview(ctx context.Context, id string, hours int) (token string, until time.Time, err error) {
	key, err := e.store.Secret(ctx, previewSecret) // which is made by itself, not by this change
	if err != nil {
		return "", time.Time{}, err
	}
	token, err = do(ctx, e, auth.ReadDrafts, false, func(w *work) (string, error) {
		if _, err := w.find("id", id, false); err != nil {
			return "", err
		}
		if hours < 1 || hours > maxPreview {
			w.add(content.Problem{Path: "hours", Code: content.BadInput, DE: "Möglich sind 1 bis 2160 Stunden.", EN: "1 to 2160 hours are possible"})
		}
		if !w.ok() {
			return "", nil
		}
		until = w.at.Add(time.Duration(hours) * time.Hour).Truncate(time.Second)
		return auth.PreviewToken(key, id, until), w.record("PREVIEW_LINK_CREATED", "until "+until.Format(time.RFC3339), id)
	})
	return token, until, err
}

// Viewer returns whom a preview token makes of its bearer. The errors have code UNAUTHENTICATED or TOKEN_EXPIRED.
func (e *Editor) Viewer(ctx context.Context, token string) (auth.Caller, error) {
	key, err := e.store.Secret(ctx, previewSecret)
	if err != nil {
		return auth.Caller{}, err
	}
	c, expired, ok := auth.ReadPreviewToken(key, token, e.now())
	switch {
	case !ok:
		return auth.Caller{}, content.Errorf(content.Unauthenticated, "this is not a preview link of this server")
	case expired:
		return auth.Caller{}, content.Errorf(auth.TokenExpired, "the preview link has expired; ask for a new one")
	}
	c.Files, err = e.files(ctx, c.Entry)
	return c, err
}

// files returns the ids of the media that the draft of an entry shows, with spaces between. Links in its texts are not among
// them: whoever wrote one need not have been allowed to see what it leads to.
func (e *Editor) files(ctx context.Context, id string) (string, error) {
	kind, err := content.KindOf(id)
	if err != nil {
		return "", err
	}
	found, err := e.store.Of(kind).Newest(ctx, []string{id})
	if err != nil || found[id] == nil || found[id].Head().Archived {
		return "", err
	}
	var files []string
	for _, l := range content.Links(found[id]) {
		if l.Kind == content.MediaFiles && !slices.Contains(files, *l.ID) {
			files = append(files, *l.ID)
		}
	}
	return strings.Join(files, " "), nil
}
