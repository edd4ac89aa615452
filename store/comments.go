package store

import (
	"context"

	"go.mongodb.org/mongo-driver/bson"

	"partnernetz/audit"
	"partnernetz/content"
	"partnernetz/network"
)

// AddComment keeps a new comment on a report.
func (s *Store) AddComment(ctx context.Context, c *network.ReportComment) error {
	return s.comments.Add(ctx, c)
}

// Comment returns a comment; nil if there is none of this id.
func (s *Store) Comment(ctx context.Context, id string) (*network.ReportComment, error) {
	return s.comments.Get(ctx, id)
}

// PutComment keeps a comment in place of what it was.
func (s *Store) PutComment(ctx context.Context, c *network.ReportComment) error {
	return s.comments.Put(ctx, c.ID, c)
}

// Comments returns the comments on reports, earliest first, by the ids of the reports.
func (s *Store) Comments(ctx context.Context, reports []string) (map[string][]*network.ReportComment, error) {
	found, err := s.comments.find(ctx, field("report", "$in", reports), sorting{by: "at"}, 0)
	byReport := make(map[string][]*network.ReportComment, len(reports))
	for _, c := range found {
		byReport[c.ReportID] = append(byReport[c.ReportID], c)
	}
	return byReport, err
}

// AddReminders keeps reminders, those that are not there yet, and returns those.
func (s *Store) AddReminders(ctx context.Context, asked []*network.ReportReminder) (added []*network.ReportReminder, _ error) {
	ids := make([]string, len(asked))
	for i, r := range asked {
		ids[i] = r.ID
	}
	there, err := s.reminders.find(ctx, field("_id", "$in", ids), sorting{by: "_id"}, 0)
	known := map[string]bool{}
	for _, r := range there {
		known[r.ID] = true
	}
	for _, r := range asked {
		if err == nil && !known[r.ID] {
			known[r.ID] = true
			added = append(added, r)
			err = s.reminders.Add(ctx, r)
		}
	}
	return added, err
}

// Reminders returns the reminders of the reports on years.
func (s *Store) Reminders(ctx context.Context, years []string) ([]*network.ReportReminder, error) {
	return s.reminders.find(ctx, field("year", "$in", years), sorting{by: "_id"}, 0)
}

// eraseBeside removes what is kept beside entries that are removed with all their history.
func (s *Store) eraseBeside(ctx context.Context, k content.Kind, ids []string) error {
	switch k {
	case content.Reports:
		if err := s.comments.remove(ctx, field("report", "$in", ids)); err != nil {
			return err
		}
		return s.reminders.remove(ctx, field("report", "$in", ids))
	case content.ImplementationYears:
		return s.reminders.remove(ctx, field("year", "$in", ids))
	}
	return nil
}

// forgetComments takes the person out of comments on reports: out of who wrote them, and what names the person.
func (f *forgetting) forgetComments(ctx context.Context) error {
	all, err := f.comments.find(ctx, bson.D{}, sorting{by: "_id"}, 0)
	if err != nil {
		return err
	}
	for _, c := range all {
		if !f.forgetComment(c) {
			continue
		}
		f.found.Comments++
		if f.dryRun {
			continue
		}
		if err := f.Transaction(ctx, func(ctx context.Context) error { return f.comments.Put(ctx, c.ID, c) }); err != nil {
			return err
		}
	}
	return nil
}

// forgetComment takes the person out of a comment, and reports whether there was anything of it.
func (f *forgetting) forgetComment(c *network.ReportComment) (found bool) {
	forget := func(by *content.Author, text *string) {
		if by.Account == f.id {
			*by, found = content.Author{Name: audit.Erased}, true
		}
		if f.names(*text) {
			*text, found = audit.Erased, true
		}
	}
	forget(&c.Author, &c.Text)
	for i := range c.Replies {
		forget(&c.Replies[i].Author, &c.Replies[i].Text)
	}
	return found
}
