package editing

import (
	"context"
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
	err = e.do(ctx, false, func(w *work) error {
		entry, err := w.find("id", id, false)
		if err != nil {
			return err
		}
		if hours < 1 || hours > maxPreview {
			w.add(content.Problem{Path: "hours", Code: content.BadInput, DE: "Möglich sind 1 bis 2160 Stunden.", EN: "1 to 2160 hours are possible"})
		}
		if entry == nil || len(w.problems) > 0 {
			return nil
		}
		key, err := w.store.Secret(w, previewSecret)
		if err != nil {
			return err
		}
		until = w.at.Add(time.Duration(hours) * time.Hour).Truncate(time.Second)
		token = auth.PreviewToken(key, id, until)
		return w.record("PREVIEW_LINK_CREATED", "until "+until.Format(time.RFC3339), id)
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
	return c, nil
}
