package editing

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/check"
)

// CleanTexts makes Markdown of the HTML that was pasted into the texts of the newest revision, which must be the expected one, and
// returns the next one. Where there is no HTML, there is no next one.
func (e *Editor) CleanTexts(ctx context.Context, id string, expected int, note string, dryRun bool) (content.Entry, error) {
	return do(ctx, e, auth.Edit, dryRun, func(w *work) (content.Entry, error) {
		before, err := w.find("id", id, false)
		if err != nil || before == nil {
			return nil, err
		}
		w.expect("expectedRevision", before, expected)
		w.remark("note", note)
		after := content.Clone(before)
		check.CleanTexts(after)
		if len(content.Changes(before, after)) == 0 {
			return w.seen(content.Draft, id)
		}
		problems, err := w.rules().Check(before, after)
		if w.add(problems.Under("id")...); err != nil {
			return nil, err
		}
		if err := w.save("id", after, w.stamp(content.Updated, note)); err != nil {
			return nil, err
		}
		if err := w.record(audit.Updated, note, id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}
