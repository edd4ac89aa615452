package store

import (
	"cmp"
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
	"partnernetz/content/language"
	"partnernetz/content/list"
)

// Translations lists in which languages something is to be done about the newest revisions that the reader sees, those first
// whose German texts were the last to change.
func (s *Store) Translations(ctx context.Context, v content.View, f *language.TranslationFilter, w list.Window) (*language.TranslationConnection, error) {
	v = content.View{Stage: content.Draft, Locale: v.Locale, Fallback: true, Scope: v.Scope}
	var all []*language.Translation
	for _, kind := range f.Of() {
		some, err := s.byKind[kind].translations(ctx, v)
		if err != nil {
			return nil, err
		}
		all = append(all, slices.DeleteFunc(some, func(t *language.Translation) bool { return !f.Select(t) })...)
	}
	slices.SortFunc(all, func(a, b *language.Translation) int { return cmp.Compare(a.Position(), b.Position()) })
	page, err := list.Paginate(all, (*language.Translation).Position, w)
	if err != nil {
		return nil, err
	}
	return page, s.translated(ctx, v, page.Nodes)
}

// translations reads what is stored of a kind.
func (c *Collection[T]) translations(ctx context.Context, v content.View) (all []*language.Translation, _ error) {
	var rows []struct {
		ID   string                  `bson:"id"`
		Todo []*language.Translation `bson:"todo"`
	}
	projection := options.Find().SetProjection(bson.D{{Key: "id", Value: 1}, {Key: "todo", Value: 1}})
	if err := c.read(ctx, v, field("todo.locale", "$ne", nil), &rows, projection); err != nil {
		return nil, err
	}
	for _, row := range rows {
		for _, t := range row.Todo {
			t.EntryID = row.ID
		}
		all = append(all, row.Todo...)
	}
	return all, nil
}

// translated tells translations what they are of: one command for each kind among them.
func (s *Store) translated(ctx context.Context, v content.View, translations []*language.Translation) error {
	byKind := map[content.Kind][]string{}
	for _, t := range translations {
		kind, err := content.KindOf(t.EntryID)
		if err != nil {
			return err
		}
		byKind[kind] = append(byKind[kind], t.EntryID)
	}
	for kind, ids := range byKind {
		found, err := s.byKind[kind].Some(ctx, v, ids)
		if err != nil {
			return err
		}
		for _, t := range translations {
			if e := found[t.EntryID]; e != nil {
				t.Entry = e
			}
		}
	}
	return nil
}
