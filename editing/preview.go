package editing

import (
	"context"
	"slices"
	"strings"
	"time"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
)

const (
	previewSecret = "preview"
	maxPreview    = 90 * 24 // hours
)

// Preview makes a token that shows the newest draft of an entry to whoever has it, until the entry is another partner's.
func (e *Editor) Preview(ctx context.Context, id string, hours int) (token string, until time.Time, err error) {
	key, err := e.store.Secret(ctx, previewSecret) // which is made by itself, not by this change
	if err != nil {
		return "", time.Time{}, err
	}
	token, err = do(ctx, e, auth.ReadDrafts, false, func(w *work) (string, error) {
		entry, err := w.find("id", id, false)
		if err != nil {
			return "", err
		}
		if hours < 1 || hours > maxPreview {
			w.add(content.Problem{Path: "hours", Code: content.BadInput, DE: "Möglich sind 1 bis 2160 Stunden.", EN: "1 to 2160 hours are possible"})
		}
		if !w.ok() {
			return "", nil
		}
		until = w.at.Add(time.Duration(hours) * time.Hour).Truncate(time.Second)
		return auth.Preview{Entry: id, Owner: content.Owner(entry), Until: until}.Token(key), w.record(audit.PreviewLinkCreated, "until "+until.Format(time.RFC3339), id)
	})
	return token, until, err
}

// Viewer returns whom a preview token makes of its bearer. The errors have code UNAUTHENTICATED or TOKEN_EXPIRED.
func (e *Editor) Viewer(ctx context.Context, token string) (auth.Caller, error) {
	key, err := e.store.Secret(ctx, previewSecret)
	if err != nil {
		return auth.Caller{}, err
	}
	p, ok := auth.ReadPreviewToken(key, token)
	switch {
	case !ok:
		return auth.Caller{}, content.Errorf(content.Unauthenticated, "this is not a preview link of this server")
	case !e.now().Before(p.Until):
		return auth.Caller{}, content.Errorf(auth.TokenExpired, "the preview link has expired; ask for a new one")
	}
	c := auth.Caller{Name: "preview", Entry: p.Entry}
	entry, err := ground{&work{Editor: e, Context: ctx}}.Newest(p.Entry)
	if err != nil || entry == nil || entry.Head().Archived {
		return c, err
	}
	if !p.Of(content.Owner(entry)) {
		return auth.Caller{}, content.Errorf(auth.TokenExpired, "the entry is another partner's by now; ask for a new preview link")
	}
	c.Files, err = e.files(ctx, entry)
	return c, err
}

// files returns the ids of the media that the draft of an entry shows, with spaces between. Links in its texts are not among
// them, as whoever wrote one need not have been allowed to see what it leads to; and of what is a partner's, nor are files that
// are another one's by now.
func (e *Editor) files(ctx context.Context, entry content.Entry) (string, error) {
	var linked, shown []string
	for _, l := range content.Links(entry) {
		if l.Kind == content.MediaFiles && !slices.Contains(linked, *l.ID) {
			linked = append(linked, *l.ID)
		}
	}
	if len(linked) == 0 {
		return "", nil
	}
	files, err := e.store.Media.Newest(ctx, linked)
	for _, id := range linked {
		if owner := content.Owner(entry); files[id] != nil && (owner == "" || slices.Contains([]string{"", owner}, content.Owner(files[id]))) {
			shown = append(shown, id)
		}
	}
	return strings.Join(shown, " "), err
}
