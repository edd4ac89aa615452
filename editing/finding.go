package editing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"partnernetz/content"
	"partnernetz/content/check"
	"partnernetz/content/list"
	"partnernetz/store"
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

// inspect finds what a reader would stumble over in what is to become public, all of it together. What is found by a rule
// whose severity is ERROR is refused, unless it is to be published despite that rule. Of an entry that becomes public in some
// languages alone, the others are as they are.
func (p *publication) inspect(despite []check.Rule) (found []*check.Finding, _ error) {
	byRevision, err := p.store.Findings(p, p.entries, p.entries...)
	if err != nil {
		return nil, err
	}
	for _, e := range p.entries {
		for _, f := range byRevision[store.Ref{ID: e.Head().ID, Revision: e.Head().Revision}] {
			if locales := p.locales[e.Head().ID]; len(locales) > 0 && f.Language != "" && !slices.Contains(locales, f.Language) {
				continue
			}
			found = append(found, f)
			if f.Severity() == check.SeverityError && !slices.Contains(despite, f.Rule) {
				p.add(content.Problems{f.Problem()}.Under(p.paths[e.Head().ID])...)
			}
		}
	}
	return found, nil
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
