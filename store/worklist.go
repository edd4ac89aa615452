package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/256dpi/lungo/bsonkit"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
)

// Worklist lists the newest revisions that the reader sees and that were not put away, of all types, those first that were saved
// last: by one command for each type that the reader may have some of, and one more for each type on the page.
func (s *Store) Worklist(ctx context.Context, v content.View, account string, f *network.WorkItemFilter, w list.Window) (*network.WorkItemConnection, error) {
	v = content.View{Stage: content.Draft, Locale: v.Locale, Fallback: true, Scope: v.Scope}
	found := &network.WorkItemConnection{Counts: []*network.WorkCount{}}
	var all []*network.WorkItem
	for _, c := range s.All() {
		if !v.Scope.Has(content.ForOffice) && c.Kind().Traits().Owner == "" {
			continue // as these are nobody's but the office's
		}
		some, err := c.work(ctx, v, f.Condition(account))
		if err != nil {
			return nil, err
		}
		if len(some) > 0 {
			found.Counts = append(found.Counts, &network.WorkCount{Kind: c.Kind(), Count: len(some)})
		}
		if f.Has(c.Kind()) {
			all = append(all, some...)
		}
	}
	slices.SortFunc(all, func(a, b *network.WorkItem) int { return cmp.Compare(a.Position(), b.Position()) })
	var err error
	if found.Connection, err = list.Paginate(all, (*network.WorkItem).Position, w); err != nil {
		return nil, err
	}
	return found, s.withWork(ctx, v, found.Nodes)
}

// work reads of a kind what stands in the list, without the entries.
func (c *Collection[T]) work(ctx context.Context, v content.View, cond list.Condition) ([]*network.WorkItem, error) {
	where, err := c.where(ctx, v, cond)
	if err != nil {
		return nil, err
	}
	found, err := c.look(ctx, v, where, []string{"id", "updatedAt", "saved.author", "saved.authorId", "changed"})
	items := make([]*network.WorkItem, len(found))
	for i, doc := range found {
		changed, _ := bsonkit.Get(doc, "changed").(bool)
		items[i] = &network.WorkItem{EntryID: textAt(doc, "id"), Kind: c.kind, UpdatedAt: timeAt(doc, "updatedAt"), HasUnpublishedChanges: changed,
			UpdatedBy: content.Author{Account: textAt(doc, "saved.authorId"), Name: textAt(doc, "saved.author")}}
	}
	return items, err
}

// withWork reads the entries of items: one command for each kind among them.
func (s *Store) withWork(ctx context.Context, v content.View, items []*network.WorkItem) error {
	byKind := map[content.Kind][]string{}
	for _, w := range items {
		byKind[w.Kind] = append(byKind[w.Kind], w.EntryID)
	}
	for kind, ids := range byKind {
		found, err := s.byKind[kind].Some(ctx, v, ids)
		if err != nil {
			return err
		}
		for _, w := range items {
			if e := found[w.EntryID]; e != nil {
				w.Entry = e
			}
		}
	}
	return nil
}
