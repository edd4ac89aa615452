package e2e_test

import (
	"fmt"
	"testing"
)

// history is what an editor reads of a sheet.
type history struct {
	Revision  int
	Lead      string
	Revisions struct {
		TotalCount int
		Nodes      []struct {
			Revision      int
			Stage, Action string
			Changes       []struct{ Path, After string }
		}
		PageInfo struct {
			EndCursor   *string
			HasNextPage bool
		}
	}
}

// check sees that all that the server said is so, and that nothing else is but what was on its way when the server died:
// wholly, or not at all. It begins behind what was checked before, unless all is to be looked at.
func (d *desk) check(t *testing.T, p *process, all bool) {
	t.Helper()
	for _, s := range d.sheets {
		if all {
			s.checked = 0
		}
		if err := s.check(d.staff[0].at(p), p.as("")); err != nil {
			t.Errorf("%s: %v", s.path, err)
		}
	}
}

func (s *sheet) check(c, visitor *client) error {
	found, newest, published := map[int]string{}, 0, []int{}
	var after *string
	for {
		h, err := ask[history](c, `query($id: ID!, $after: String) @view(stage: DRAFT) { entry(id: $id) { revision ... on Page { lead }
			revisions(first: 50, after: $after) { totalCount nodes { revision stage action changes { path after } } pageInfo { endCursor hasNextPage } } } }`,
			map[string]any{"id": s.id, "after": after})
		if err != nil {
			return err
		}
		if newest == 0 {
			newest = h.Revision
		}
		for _, r := range h.Revisions.Nodes {
			if want := newest - len(found); r.Revision != want {
				return fmt.Errorf("revision %d stands in the history where %d has to", r.Revision, want)
			}
			found[r.Revision] = ""
			for _, change := range r.Changes {
				if change.Path == "lead.de" {
					found[r.Revision] = change.After
				}
			}
			if r.Stage == "PUBLISHED" {
				published = append(published, r.Revision)
			}
		}
		if h.Revision != newest || h.Revisions.TotalCount != newest || after == nil && h.Lead != found[newest] {
			return fmt.Errorf("the draft is revision %d with %q, the history has %d of them and ends with %q", h.Revision, h.Lead, h.Revisions.TotalCount, found[newest])
		}
		if after = h.Revisions.PageInfo.EndCursor; !h.Revisions.PageInfo.HasNextPage || newest-len(found) <= s.checked {
			break
		}
	}
	for n, mark := range s.saved {
		if have, ok := found[n]; n > s.checked && (!ok || have != mark) {
			return fmt.Errorf("revision %d was saved with %s, and there is %q", n, mark, have)
		}
	}
	for n, mark := range found {
		if s.saved[n] != mark && s.sent[mark] != n {
			return fmt.Errorf("revision %d has %q, which nobody sent for it", n, mark)
		}
		s.saved[n] = mark
	}
	shown, err := s.shown(visitor)
	if err != nil {
		return err
	}
	if len(published) > 1 || len(published) == 1 && published[0] != shown || shown < s.public || shown > newest || len(published) == 0 && newest-len(found) < shown {
		return fmt.Errorf("public are %v, visitors read %d, and %d was published", published, shown, s.public)
	}
	s.public, s.checked = shown, newest
	return s.audited(c, newest)
}

// audited sees that the log tells of each revision, and of each publication.
func (s *sheet) audited(c *client, newest int) error {
	count := func(actions ...string) (int, error) {
		log, err := ask[struct{ TotalCount int }](c, `query($id: ID!, $a: [AuditAction!]!) { auditLog(filter: {subject: $id, actions: $a}) { totalCount } }`, map[string]any{"id": s.id, "a": actions})
		return log.TotalCount, err
	}
	if n, err := count("CREATED", "UPDATED"); err != nil || n != newest {
		return fmt.Errorf("there are %d revisions, and the log tells of %d (%v)", newest, n, err)
	}
	n, err := count("PUBLISHED")
	if err != nil || n < s.publications || n > s.publications+1 { // one may have been on its way
		return fmt.Errorf("%d publications were made, and the log tells of %d (%v)", s.publications, n, err)
	}
	s.publications = n
	return nil
}
