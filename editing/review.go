package editing

import (
	"context"

	"partnernetz/audit"
	"partnernetz/auth"
	"partnernetz/content"
	"partnernetz/mail"
	"partnernetz/network"
)

// SubmitReport hands a report in, of which the expected revision must be the newest. From then on only the office changes it.
func (e *Editor) SubmitReport(ctx context.Context, id string, expected int) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		r, err := w.report(id)
		if err != nil || r == nil {
			return nil, err
		}
		w.expect("expectedRevision", r, expected)
		if w.add(r.Incomplete().Under("id")...); w.ok() {
			if err := w.store.WithdrawAbout(w, mail.AboutReport(r.YearID, r.PartnerID)); err != nil {
				return nil, err
			}
		}
		return w.turn(r, network.ReportSubmitted, audit.ReportSubmitted, "")
	})
}

// turn brings a report into another state, if that may follow the one that it is in.
func (w *work) turn(r *network.Report, state network.ReportState, action audit.Action, note string) (content.Entry, error) {
	w.add(network.ReportTransitions().Check("id", r.StoredState, state)...)
	next := content.Clone(r)
	next.Become(state, w.at, nextNumber(r))
	if err := w.move("id", next, w.stamp(content.Updated, note)); err != nil {
		return nil, err
	}
	if err := w.record(action, note, r.ID); err != nil {
		return nil, err
	}
	return w.seen(content.Draft, r.ID)
}

// ReviewReport accepts or returns a report, of which the expected revision, which was read, must be the newest.
func (e *Editor) ReviewReport(ctx context.Context, id string, expected int, decision network.ReviewDecision, comments []*network.ReviewCommentInput, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		r, err := w.report(id)
		if err != nil || r == nil {
			return nil, err
		}
		w.expect("expectedRevision", r, expected)
		w.remark("note", note)
		state, action := network.ReportAccepted, audit.ReportAccepted
		if decision == network.ReviewReturn {
			state, action = network.ReportReturned, audit.ReportReturned
			if len(comments) == 0 && content.Blank(note) {
				w.add(content.Problem{Path: "comments", Code: content.Required,
					DE: "Wer einen Bericht zurückgibt, sagt, was fehlt: mit einer Anmerkung zu einem Feld (comments) oder im Ganzen (note).",
					EN: "whoever returns a report says what is missing: with a comment on a field (comments) or on the whole (note)"})
			}
		}
		for i, in := range comments {
			if _, err := w.comment(r, item("comments", i), *in); err != nil {
				return nil, err
			}
		}
		return w.turn(r, state, action, note)
	})
}

// ReopenReport opens an accepted report again, to be corrected for a reason.
func (e *Editor) ReopenReport(ctx context.Context, id string, expected int, reason string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		r, err := w.report(id)
		if err != nil || r == nil {
			return nil, err
		}
		w.expect("expectedRevision", r, expected)
		w.remark("reason", reason)
		if content.Blank(reason) {
			w.add(content.Problem{Path: "reason", Code: content.Required, DE: "Der Grund fehlt.", EN: "the reason is missing"})
		}
		if r.StoredState != network.ReportAccepted {
			w.add(network.ReportTransitions().Check("id", r.StoredState, "REOPENED")...)
			return nil, nil
		}
		return w.turn(r, network.ReportReturned, audit.ReportReopened, reason)
	})
}

// SetReportDue says until when a report that is not accepted is on time; nil for no such day.
func (e *Editor) SetReportDue(ctx context.Context, id string, expected int, due *content.Date, note string) (content.Entry, error) {
	return do(ctx, e, auth.Publish, false, func(w *work) (content.Entry, error) {
		r, err := w.report(id)
		if err != nil || r == nil {
			return nil, err
		}
		w.expect("expectedRevision", r, expected)
		w.remark("note", note)
		if r.StoredState == network.ReportAccepted {
			w.add(content.Problem{Path: "id", Code: content.Locked, DE: "Der Bericht ist angenommen; er ist nicht mehr fällig.", EN: "the report was accepted; it is due no more"})
		}
		found, err := w.rules().Newest(r.YearID)
		if year, _ := found.(*network.ImplementationYear); err == nil && year != nil {
			w.add(year.CheckDue("dueOn", due)...)
		}
		next := content.Clone(r)
		next.Due = due
		if err != nil || len(content.Changes(r, next)) == 0 {
			return r, err
		}
		if err := w.move("id", next, w.stamp(content.Updated, note)); err != nil {
			return nil, err
		}
		if err := w.record(audit.Updated, note, id); err != nil {
			return nil, err
		}
		return w.seen(content.Draft, id)
	})
}

// comment keeps a comment on a field of a report; at names the argument.
func (w *work) comment(r *network.Report, at string, in network.ReviewCommentInput) (*network.ReportComment, error) {
	c, problems := r.Comment(in, w.author(), w.at)
	if w.add(problems.Under(at)...); !w.ok() {
		return nil, nil
	}
	return c, w.store.AddComment(w, c)
}

func (w *work) author() content.Author {
	return content.Author{Account: w.caller.AccountID, Name: w.caller.Name}
}

// CommentReport says something of a field of a report.
func (e *Editor) CommentReport(ctx context.Context, id, path, text string) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		r, err := w.report(id)
		if err != nil || r == nil {
			return nil, err
		}
		if _, err := w.comment(r, "", network.ReviewCommentInput{Path: path, Text: text}); err != nil {
			return nil, err
		}
		return w.commented(r.ID)
	})
}

// ReplyToComment says something to a comment.
func (e *Editor) ReplyToComment(ctx context.Context, comment, text string) (content.Entry, error) {
	return e.changeComment(ctx, comment, func(w *work, c *network.ReportComment) {
		w.add(network.CheckComment("text", text)...)
		c.Replies = append(c.Replies, network.CommentReply{Text: text, Author: w.author(), At: w.at})
	})
}

// ResolveComment says that a comment is done, or that it is not after all.
func (e *Editor) ResolveComment(ctx context.Context, comment string, done bool) (content.Entry, error) {
	return e.changeComment(ctx, comment, func(_ *work, c *network.ReportComment) { c.Done = done })
}

func (e *Editor) changeComment(ctx context.Context, id string, change func(*work, *network.ReportComment)) (content.Entry, error) {
	return do(ctx, e, auth.Edit, false, func(w *work) (content.Entry, error) {
		c, err := w.store.Comment(w, id)
		if err != nil {
			return nil, err
		}
		if c == nil {
			w.add(content.Missing("comment"))
			return nil, nil
		}
		r, err := w.find("comment", c.ReportID, false)
		if err != nil || r == nil {
			return nil, err
		}
		if change(w, c); !w.ok() {
			return nil, nil
		}
		if err := w.store.PutComment(w, c); err != nil {
			return nil, err
		}
		return w.commented(c.ReportID)
	})
}

// commented ends a change of a comment on a report.
func (w *work) commented(report string) (content.Entry, error) {
	if err := w.record(audit.ReportCommented, "", report); err != nil {
		return nil, err
	}
	return w.seen(content.Draft, report)
}
