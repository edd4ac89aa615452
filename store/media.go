package store

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"

	"partnernetz/content"
)

// Shown returns the file of a sum, and the focal points that it has or had; nil if no entry has the file that was not put away.
// Who knows the sum of a file of a draft has been told it by somebody who sees that.
func (s *Store) Shown(ctx context.Context, sum string) (*content.File, []content.Focus, error) {
	entries, err := s.Media.newest(ctx, append(field("file.sum", "$eq", sum), field("archived", "$ne", true)...))
	if err != nil || len(entries) == 0 {
		return nil, nil, err
	}
	var file *content.File
	ids := bson.A{}
	for id, m := range entries {
		ids, file = append(ids, id), &m.File
	}
	revisions, err := s.Media.documents(ctx, field("id", "$in", ids))
	focuses := []content.Focus{}
	for _, r := range revisions {
		focuses = append(focuses, r.Entry.Focus())
	}
	return file, focuses, err
}

// HasFile reports whether any entry has the file of a sum, put away or not.
func (s *Store) HasFile(ctx context.Context, sum string) (bool, error) {
	entries, err := s.Uploaded(ctx, sum)
	return len(entries) > 0, err
}

// Uploaded returns the newest revisions of the entries that have the file of a sum, put away or not.
func (s *Store) Uploaded(ctx context.Context, sum string) ([]*content.Media, error) {
	entries, err := s.Media.newest(ctx, field("file.sum", "$eq", sum))
	var all []*content.Media
	for _, m := range entries {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *content.Media) int { return a.UpdatedAt.Compare(b.UpdatedAt) })
	return all, err
}

// referred returns the ids of all that something in the view links to: one command for each kind.
func (s *Store) referred(ctx context.Context, v content.View) ([]string, error) {
	ids := []string{} // never nil, which is no list to a database
	for _, kind := range content.Kinds() {
		some, err := s.byKind[kind].referred(ctx, v)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return ids, nil
}

func (c *Collection[T]) referred(ctx context.Context, v content.View) (ids []string, _ error) {
	var found []struct {
		References []string `bson:"references"`
	}
	err := c.read(ctx, v, bson.D{}, &found, options.Find().SetProjection(bson.D{{Key: "references", Value: 1}}))
	for _, f := range found {
		ids = append(ids, f.References...)
	}
	return ids, err
}
