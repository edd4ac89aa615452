package editing

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/network"
)

// report finds the newest revision of a report that the caller may change; nil with a problem if there is none.
func (w *work) report(id string) (*network.Report, error) {
	if kind, err := content.KindOf(id); err != nil || kind != content.Reports {
		w.add(content.Missing("id"))
		return nil, nil
	}
	found, err := w.find("id", id, false)
	r, _ := found.(*network.Report)
	return r, err
}

// UpdateReport changes sections of a report, none of which must have changed since the revision that the input names for it. An
// expected revision of the report as a whole, where there is one, must be the newest.
func (e *Editor) UpdateReport(ctx context.Context, id string, expected *int, note string, in *network.UpdateReportInput) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		before, err := w.report(id)
		if err != nil || before == nil {
			return nil, err
		}
		after := content.Clone(before)
		in.Apply(content.ViewFrom(w).Locale, after)
		if expected != nil {
			w.expect("expectedRevision", before, *expected)
		}
		w.remark("note", note)
		w.add(in.Outdated(before).Under("input")...)
		if !w.caller.Scope().Has(content.ForOffice) {
			w.add(in.Checking(before).Under("input")...)
		}
		if err := w.checkReport(before, after); err != nil {
			return nil, err
		}
		if len(content.Changes(before, after)) > 0 {
			if err := w.save(keyPath(content.Reports), after, w.stamp(content.Updated, note)); err != nil {
				return nil, err
			}
			if err := w.record(audit.Updated, note, id); err != nil {
				return nil, err
			}
		}
		return w.seen(content.Draft, id)
	})
}

// checkReport is check for a report that knows its year, as which measures it may be on depends on that. Its own people need not see
// drafts of the year.
func (w *work) checkReport(before, after *network.Report) error {
	year, err := w.rules().Newest(after.YearID)
	if err != nil {
		return err
	}
	after.Follow(year)
	return w.check(before, after)
}
