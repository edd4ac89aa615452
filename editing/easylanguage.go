package editing

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/content/language"
)

// CheckEasyLanguage records that a test group has checked the texts in Leichte Sprache of a revision. It is kept with a new draft
// that is like the newest one, which must have the same of these texts.
func (e *Editor) CheckEasyLanguage(ctx context.Context, id string, revision int, check content.EasyLanguageCheck, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		current, err := w.find("id", id, false)
		if err != nil || current == nil {
			return nil, err
		}
		w.add(check.Validate(content.DayOf(w.at))...)
		w.remark("note", note)
		read, err := w.revision("revision", current, revision)
		if err != nil || read == nil {
			return nil, err
		}
		checked := content.Clone(current)
		checked.Head().Check = &check
		language.KeepCheck(checked)
		switch {
		case !language.SameTexts(read, current, content.DESimple):
			w.add(content.Outdated("revision", current.Key(), revision, current.Head().Revision))
		case checked.Head().Check == nil:
			w.add(content.Problem{Path: "revision", Code: content.Required,
				DE: "Diese Fassung hat keinen Text in Leichter Sprache.", EN: "this revision has no text in Leichte Sprache"})
		}
		if language.Alike(current, checked) {
			return w.seen(content.Draft, id)
		}
		if err := w.save("id", checked, w.stamp(content.Checked, note)); err != nil {
			return nil, err
		}
		if err := w.record(audit.EasyLanguageChecked, check.Group+", "+string(check.CheckedOn), id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}
