package editing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/list"
)

// Findings lists what a reader would stumble over in all that the view has.
func (e *Editor) Findings(ctx context.Context, f *check.Filter, w list.Window) (*check.FindingConnection, error) {
	var entries []content.Entry
	for _, c := range e.store.All() {
		some, err := c.Every(ctx, content.ViewFrom(ctx))
		if err != nil {
			return nil, err
		}
		entries = append(entries, some...)
	}
	byRevision, err := e.store.Findings(ctx, entries)
	if err != nil {
		return nil, err
	}
	found := []*check.Finding{}
	for _, some := range byRevision {
		found = append(found, f.Select(some)...)
	}
	slices.SortFunc(found, func(a, b *check.Finding) int { return cmp.Compare(a.Position(), b.Position()) })
	return list.Paginate(found, (*check.Finding).Position, w)
}

// overruled is a note for the log, with the rules that entries were published despite.
func overruled(note string, found []*check.Finding) string {
	var rules []string
	for _, f := range found {
		if f.Severity() == check.SeverityError && !slices.Contains(rules, string(f.Rule)) {
			rules = append(rules, string(f.Rule))
		}
	}
	if len(rules) == 0 {
		return note
	}
	return strings.TrimSpace(note + " (despite " + strings.Join(rules, ", ") + ")")
}
